import { screen } from '@testing-library/react'
import { answerService, renderPage } from '@vungxanh/remote/testing'
import { expect, test, vi } from 'vitest'
import { RegistryProvider, useRegistry } from './registry.tsx'

vi.mock('./published.ts', () => ({ isPublished: true }))

function Known() {
  const { state } = useRegistry()
  if (state.status !== 'ready') return null
  const names = state.remotes.map(({ manifest }) => manifest.name)
  return <p>{`${names.join()} | ${state.unreadable.join()}`}</p>
}

test('a published shell takes nobody’s word for a remote but the signed build’s', async () => {
  const entry = (name: string, more: object) => ({
    version: 'v1',
    entry: '',
    manifest: { contract: 1, name, base: `/${name}`, navigation: [], panels: [] },
    ...more,
  })
  answerService(() => ({
    body: {
      remotes: {
        health: entry('health', { isSigned: true }),
        welfare: entry('welfare', { isSigned: false }),
        command: entry('command', {}),
      },
    },
  }))
  renderPage(
    <RegistryProvider>
      <Known />
    </RegistryProvider>,
  )
  expect(await screen.findByText('health | welfare,command')).toBeDefined()
})
