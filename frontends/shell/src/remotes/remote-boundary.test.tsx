import { act, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { defineRemote, type Remote, type RemoteManifest } from '@vungxanh/remote'
import { renderPage } from '@vungxanh/remote/testing'
import { ErrorState } from '@vungxanh/ui'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { RegisteredRemote } from './registry.tsx'
import { RemoteBoundary } from './remote-boundary.tsx'

vi.mock('@module-federation/enhanced/runtime', () => ({ loadRemote: vi.fn(), registerRemotes: vi.fn() }))

const manifest = {
  contract: 1,
  name: 'health',
  title: { vi: 'Trạm y tế', en: 'Health station' },
  base: '/tram-y-te',
  navigation: [],
  panels: [{ slot: 'person', title: { vi: 'Y tế', en: 'Health' }, roles: ['INSPECTOR'] }],
} as const satisfies RemoteManifest

const registered: RegisteredRemote = { version: 'v1', entry: '/remotes/health/v1/mf-manifest.json', manifest }

let crash = false
function Panel() {
  if (crash) throw new Error('the panel crashed')
  return <p>mũi tiêm</p>
}
const remote: Remote = defineRemote(manifest, { routes: [], panels: { person: Panel } })

function boundary(load: () => Promise<Remote>) {
  return (
    <>
      <RemoteBoundary
        registered={registered}
        load={load}
        loading={<p>đang mở</p>}
        failed={(retry) => <ErrorState title="không mở được" onRetry={retry} />}
        crashed={(retry) => <ErrorState title="gặp lỗi" onRetry={retry} />}
      >
        {({ panels }) => (panels.person ? <panels.person personId="p1" /> : null)}
      </RemoteBoundary>
      <p>phần còn lại của trang</p>
    </>
  )
}

beforeEach(() => {
  crash = false
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

test('tries a missing remote once more by itself, then says so, and loads it when asked again', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  const load = vi.fn<() => Promise<Remote>>().mockRejectedValue(new Error('404'))
  renderPage(boundary(load))
  expect(await screen.findByText('đang mở')).toBeDefined()
  await act(() => vi.advanceTimersByTimeAsync(3_100))
  expect(await screen.findByText('không mở được')).toBeDefined()
  expect(load).toHaveBeenCalledTimes(2)
  load.mockResolvedValue(remote)
  await userEvent.click(screen.getByRole('button', { name: 'Thử lại' }))
  expect(await screen.findByText('mũi tiêm')).toBeDefined()
})

test('contains a crash: the page around it stands, and the panel comes back on request', async () => {
  crash = true
  renderPage(boundary(() => Promise.resolve(remote)))
  expect(await screen.findByText('gặp lỗi')).toBeDefined()
  expect(screen.getByText('phần còn lại của trang')).toBeDefined()
  crash = false
  await userEvent.click(screen.getByRole('button', { name: 'Thử lại' }))
  expect(await screen.findByText('mũi tiêm')).toBeDefined()
})
