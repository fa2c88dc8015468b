import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { renderPage, unevenTexts } from '@vungxanh/remote/testing'
import { parse } from 'graphql'
import { afterEach, expect, test, vi } from 'vitest'
import { messages } from '../messages.ts'
import { examples } from './examples.ts'
import type { QueryEditorProps } from './query-editor.tsx'
import { WorkbenchPage } from './workbench-page.tsx'

// The editor itself needs a real browser; here it is asked what it was given.
vi.mock('./query-editor.tsx', () => ({
  editorReady: () => Promise.resolve(),
  QueryEditor: ({ sdl, query, variables }: QueryEditorProps) => (
    <pre data-testid="editor">{JSON.stringify({ sdl, query, variables: JSON.parse(variables) })}</pre>
  ),
}))

afterEach(() => vi.unstubAllGlobals())

test('opens the committee report with the schema of the live graph, for the unit of the viewer', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('type Query { adminUnit: ID }')))
  renderPage(<WorkbenchPage />, { role: 'ANALYST' })
  const given = JSON.parse((await screen.findByTestId('editor')).textContent ?? '')
  expect(given).toMatchObject({ sdl: 'type Query { adminUnit: ID }', variables: { unit: '00121' } })
  expect(given.query).toContain('query CommitteeReport')
  await userEvent.click(screen.getByRole('button', { name: /Mũi tiêm theo loại vắc xin/ }))
  expect((await screen.findByTestId('editor')).textContent).toContain('DosesByProduct')
})

test('still runs queries when the schema cannot be read, and says so', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('', { status: 503 })))
  renderPage(<WorkbenchPage />, { role: 'ANALYST' })
  expect(await screen.findByText('Chưa đọc được lược đồ của đồ thị')).toBeDefined()
  expect(await screen.findByTestId('editor')).toBeDefined()
})

test('keeps every example a document that parses', () => {
  expect(examples.flatMap(({ query }) => parse(query).definitions.map(({ kind }) => kind))).toEqual(
    examples.map(() => 'OperationDefinition'),
  )
})

test('speaks both languages', () => expect(unevenTexts(messages)).toEqual([]))
