import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type Answers, connection, renderPage } from '@vungxanh/remote/testing'
import { expect, test } from 'vitest'
import { DuplicatesPage } from './duplicates-page.tsx'

const holds = (id: string) => ({
  __typename: 'EntryHoldings',
  id,
  memberships: 1,
  residences: 1,
  papers: 0,
  arrivals: 0,
  events: 1,
  consents: 0,
  requests: 0,
  leaderships: 1,
  establishments: 2,
  circumstances: 3,
  proposals: 4,
})

const entry = (id: string, fullName: string, phoneMasked: string | null) => ({
  __typename: 'Person',
  id,
  fullName,
  bornOn: '1987-11-23',
  birthYear: 1987,
  sex: 'FEMALE',
  phoneMasked,
  identityDocuments: [],
  household: null,
})

const pair = {
  __typename: 'DuplicatePair',
  id: 'd1',
  score: 70,
  state: 'OPEN',
  reason: null,
  byName: null,
  decidedAt: null,
  parts: [
    { __typename: 'ScorePart', part: 'NAME', found: 'MARKS_LOST', points: 28 },
    { __typename: 'ScorePart', part: 'BIRTH', found: 'SAME', points: 34 },
  ],
  one: entry('p1', 'Nguyễn Thị Đào', null),
  other: entry('p2', 'Nguyen Thi Dao', '098xxxx321'),
  oneHolds: holds('p1'),
  otherHolds: holds('p2'),
}

const at = { at: '/ho-dan/gop-trung', path: '/ho-dan/gop-trung' }

test('an empty queue is the goal, and says so', async () => {
  const answers: Answers = () => ({
    data: { latestDuplicateScan: null, duplicatePairs: connection('DuplicatePair', []) },
  })
  renderPage(<DuplicatesPage />, { answers, ...at })
  expect((await screen.findAllByText(/Không còn cặp nào chờ xem/)).length).toBeGreaterThan(0)
})

test('says why two may be one, and merges what was chosen by keyboard', async () => {
  const asked: unknown[] = []
  const answers: Answers = (operation, variables) => {
    if (operation !== 'MergePersons')
      return { data: { latestDuplicateScan: null, duplicatePairs: connection('DuplicatePair', [pair]) } }
    asked.push(variables.input)
    return {
      data: {
        mergePersons: {
          __typename: 'PersonMergeSuccess',
          merge: { __typename: 'PersonMerge', id: 'm1', undoUntil: '2026-11-23T08:00:00+07:00' },
        },
      },
    }
  }
  renderPage(<DuplicatesPage />, { answers, ...at, role: 'REGISTRAR' })
  expect(await screen.findByText('Chỉ thiếu dấu')).toBeDefined()
  // What there is none of is not said.
  expect(
    screen.getByText(/1 biến động, 1 lần làm tổ trưởng, 2 cơ sở phụ trách, 3 diện, hoàn cảnh, 4 đề nghị sửa\./),
  ).toBeDefined()
  // The second entry stays, with the name of the first; a telephone that only one knows is right anyway.
  await userEvent.keyboard('2')
  const names = within(screen.getByRole('radiogroup', { name: /Họ và tên đúng/ }))
  await userEvent.click(names.getByRole('radio', { name: '1 · Nguyễn Thị Đào' }))
  await userEvent.click(screen.getByRole('button', { name: 'Gộp' }))
  await screen.findByText(/Đã gộp. Hoàn tác được đến/)
  expect(asked).toEqual([{ pairId: 'd1', survivorId: 'p2', take: ['FULL_NAME'], livesWithId: null }])
})
