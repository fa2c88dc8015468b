import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type Answers, renderPage, unevenTexts } from '@vungxanh/remote/testing'
import { expect, test } from 'vitest'
import { messages } from '../rounds/messages.ts'
import { FieldVisitPage } from './visit-page.tsx'

const stop = {
  __typename: 'RoundStop',
  id: 's1',
  expectedPresent: 4,
  testedInTime: false,
  household: { __typename: 'Household', id: 'h1', code: 'T03-0001', address: 'Số 12 ngõ 45', commitments: [] },
  visits: [],
  lastVisit: null,
}

const round = {
  __typename: 'Round',
  id: 'r1',
  purpose: 'Ký cam kết',
  testWithinDays: 7,
  assignedTo: null,
  stationPhone: '0199000115',
  openedAt: '2021-09-27T01:00:00.000Z',
  closedAt: null,
  commitmentDocument: { __typename: 'Document', id: 'd1', symbol: '08/PA-UBND' },
  residentialGroup: { __typename: 'ResidentialGroup', id: 'g1', name: 'Tổ dân phố 3' },
  selfManagementGroup: null,
  progress: { __typename: 'RoundProgress', households: 1, met: 0, nobodyHome: 0, refused: 0, movedAway: 0, left: 1 },
  stops: [stop],
}

const answering =
  (commitment: () => Record<string, unknown>): Answers =>
  (operation) => {
    if (operation === 'RoundPage') return { data: { round } }
    if (operation === 'FieldVisit') return { data: { recordVisit: { __typename: 'VisitSuccess' } } }
    return { data: { recordCommitments: commitment() } }
  }

const open = (answers: Answers) =>
  renderPage(<FieldVisitPage />, {
    answers,
    role: 'COMMUNITY_TEAM',
    at: '/td/ho-dan/r1/s1',
    path: '/td/ho-dan/:id/:stop',
  })

const taps = ['Đã gặp', 'Chủ hộ', 'Đúng 4 người', 'Đã ký bây giờ', 'Không ai', 'Lưu lượt thăm']
const tap = async (name: string) => userEvent.click(await screen.findByRole('button', { name }))

test('a normal visit is six taps, and its signature is asked of the department of documents', async () => {
  const { asked } = open(answering(() => ({ __typename: 'RecordCommitmentsSuccess' })))
  for (const name of taps.slice(0, -1)) await tap(name)
  expect(await screen.findByText('Đã ký bây giờ')).toBeDefined()
  await tap('Lưu lượt thăm')
  await expect.poll(() => screen.getByTestId('address').textContent).toBe('/td/ho-dan/r1')
  const sent = asked.filter(({ operation }) => operation.startsWith('Field'))
  expect(sent).toMatchObject([
    {
      operation: 'FieldVisit',
      variables: { input: { stopId: 's1', result: 'HOME', met: 'HEAD', presentTonight: 4, note: null } },
    },
    {
      operation: 'FieldCommitment',
      variables: { input: { documentId: 'd1', households: [{ householdId: 'h1' }] } },
    },
  ])
})

test('says that the visit is saved and the commitment is not, and tries that alone again under the same id', async () => {
  let answer: Record<string, unknown> = { __typename: 'DocumentNotFound', message: 'Không tìm thấy văn bản.' }
  const { asked } = open(answering(() => answer))
  for (const name of taps) await tap(name)
  expect(await screen.findByText(/Lượt thăm đã ghi. Cam kết chưa ghi được: Không tìm thấy văn bản/)).toBeDefined()
  answer = { __typename: 'RecordCommitmentsSuccess' }
  await tap('Ghi lại cam kết')
  await expect.poll(() => screen.getByTestId('address').textContent).toBe('/td/ho-dan/r1')
  expect(asked.filter(({ operation }) => operation === 'FieldVisit')).toHaveLength(1)
  const ids = asked
    .filter(({ operation }) => operation === 'FieldCommitment')
    .map(({ variables }) => (variables as { input: { households: { id: string }[] } }).input.households[0]?.id)
  expect(ids).toHaveLength(2)
  expect(ids[0]).toBe(ids[1])
})

test('leads whoever hears of symptoms to the station’s telephone, and writes nothing of it down', async () => {
  const { asked } = open(answering(() => ({ __typename: 'RecordCommitmentsSuccess' })))
  for (const name of ['Đã gặp', 'Chủ hộ', 'Đúng 4 người', 'Chưa ký', 'Có người']) await tap(name)
  expect((await screen.findByRole('link', { name: 'Gọi 0199000115' })).getAttribute('href')).toBe('tel:0199000115')
  await tap('Đã gọi, đi tiếp')
  await tap('Lưu lượt thăm')
  await expect.poll(() => screen.getByTestId('address').textContent).toBe('/td/ho-dan/r1')
  const [sent] = asked.filter(({ operation }) => operation === 'FieldVisit')
  expect(Object.keys(Object(sent?.variables.input)).sort()).toEqual(
    ['id', 'met', 'note', 'presentTonight', 'result', 'stopId', 'visitedAt'].sort(),
  )
})

test('nobody at home is two taps', async () => {
  const { asked } = open(answering(() => ({})))
  for (const name of ['Không có ai ở nhà', 'Lưu lượt thăm']) await tap(name)
  await expect.poll(() => asked.some(({ operation }) => operation === 'FieldVisit')).toBe(true)
  expect(asked.find(({ operation }) => operation === 'FieldVisit')?.variables).toMatchObject({
    input: { result: 'NOBODY_HOME', met: null, presentTonight: null },
  })
})

test('speaks both languages', () => expect(unevenTexts(messages)).toEqual([]))
