import { waitFor } from '@testing-library/react'
import { renderPage, unevenTexts } from '@vungxanh/remote/testing'
import { expect, test, vi } from 'vitest'
import { PersonTimeline } from './person-timeline.tsx'
import { messages } from './timeline-messages.ts'

const passage = (id: string, changes: object) => ({
  __typename: 'CheckpointEntry',
  id,
  at: '2021-09-27T01:00:00.000Z',
  direction: 'IN',
  decision: 'LET_THROUGH',
  purpose: 'WORK',
  annulledAt: null,
  checkpoint: { __typename: 'Checkpoint', id: 'c1', name: 'Chốt số 1' },
  ...changes,
})

test('puts in where somebody came through, and no line that was annulled', async () => {
  const contribute = vi.fn()
  const checkpointEntries = [
    passage('e1', {}),
    passage('e2', { direction: 'OUT', decision: 'TURNED_BACK' }),
    passage('e3', { annulledAt: '2021-09-27T02:00:00.000Z' }),
  ]
  renderPage(<PersonTimeline personId="p1" contribute={contribute} />, {
    role: 'REGISTRAR',
    answers: () => ({ data: { person: { __typename: 'Person', id: 'p1', checkpointEntries } } }),
  })
  const told = { at: '2021-09-27T01:00:00.000Z', detail: 'Đi làm', link: '/dieu-hanh/chot/c1?ngay=2021-09-27' }
  await waitFor(() =>
    expect(contribute).toHaveBeenCalledWith('directives', [
      { ...told, id: 'e1', title: 'Vào qua Chốt số 1' },
      { ...told, id: 'e2', title: 'Chốt số 1: không cho ra' },
    ]),
  )
})

test('speaks both languages', () => expect(unevenTexts(messages)).toEqual([]))
