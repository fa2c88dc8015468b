import { screen, within } from '@testing-library/react'
import { type Answers, connection, renderPage, unevenTexts } from '@vungxanh/remote/testing'
import type { ReactNode } from 'react'
import { expect, test, vi } from 'vitest'
import { messages } from '../messages.ts'
import { DashboardPage } from './dashboard-page.tsx'
import { reportSentences } from './report-paragraph.tsx'

// What draws needs a screen; its figures are asserted in the table beside it.
vi.mock('@vungxanh/ui/chart', () => ({
  ChartPanel: ({ title, table }: { title: string; table: ReactNode }) => <section aria-label={title}>{table}</section>,
}))

const at = '/chi-huy?luc=2021-09-27T17:00'

const support = {
  __typename: 'SupportSummary',
  count: 128,
  amount: 199_500_000,
  lines: [
    ['a', 'NQ68-FREELANCE', 'DOSSIER', 123, 184_500_000],
    ['b', 'CHILDCARE', 'ESTABLISHMENT', 5, 15_000_000],
  ].map(([id, code, countUnit, count, amount]) => ({
    __typename: 'SupportLine',
    countUnit,
    count,
    amount,
    programme: { __typename: 'Programme', id, code, name: `Chương trình ${code}`, basisNote: null, basis: null },
  })),
  payouts: connection('Payout', [{ __typename: 'Payout', id: 'x', paidAt: '2021-09-26T10:00:00+07:00' }]),
}

const unit = {
  __typename: 'AdminUnit',
  code: '00121',
  name: 'Phường Giang Biên',
  population: { __typename: 'Population', households: 5400, persons: 19_600 },
  testing: {
    __typename: 'TestingSummary',
    personsTested: 7532,
    personsPositive: 0,
    byDay: [{ __typename: 'TestingByDay', day: '2021-09-26', personsTested: 7532 }],
  },
  vaccination: { __typename: 'VaccinationSummary', doses: 11_769, adverseEvents: 0, byDay: [] },
  support,
}

const answering =
  (adminUnit: Record<string, unknown>): Answers =>
  () => ({ data: { adminUnit } })

test('asks once, as of the time of the address, and opens the rows behind a number at the same time', async () => {
  const { asked } = renderPage(<DashboardPage />, { role: 'CHAIR', answers: answering(unit), at })
  const tile = await screen.findByRole('link', { name: /Tổng tiền đã chi/ })
  expect(tile.textContent).toContain('199.500.000\u00a0đ')
  expect(tile.getAttribute('href')).toBe('/chi-huy/so-lieu/tien-chi?luc=2021-09-27T17:00')
  expect(screen.getByRole('link', { name: /Người dương tính/ }).textContent).toContain('0')
  expect(asked).toEqual([
    { operation: 'CommandDashboard', variables: { unit: '00121', asOf: '2021-09-27T17:00:00+07:00' } },
  ])
  const lines = within(screen.getByRole('region', { name: 'Chi hỗ trợ theo chương trình' }))
  expect(lines.getByRole('row', { name: /Cộng 128 199.500.000/ })).toBeDefined()
})

test('never shows a missing figure as a zero', async () => {
  const answers: Answers = () => ({
    data: { adminUnit: { ...unit, support: null } },
    errors: [{ message: 'welfare', code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'welfare' }],
  })
  renderPage(<DashboardPage />, { role: 'CHAIR', answers, at })
  const tile = await screen.findByRole('link', { name: /Tổng tiền đã chi/ })
  expect(tile.textContent).toContain('chưa có số liệu')
  expect(screen.getByText('Phần An sinh tạm thời không lấy được')).toBeDefined()
  expect(screen.getByText(/Cần đủ số liệu của mọi phân hệ/)).toBeDefined()
})

test('offers the latest day with figures when that is not today', async () => {
  renderPage(<DashboardPage />, { role: 'CHAIR', answers: answering(unit), at: '/chi-huy' })
  expect(await screen.findByRole('button', { name: 'Ngày có số liệu gần nhất: 17:00 26/09/2021' })).toBeDefined()
})

test('writes the paragraph with every figure and the amount in words', () => {
  const {
    opening,
    support: sentence,
    lines,
  } = reportSentences({
    unit: 'Phường Giang Biên',
    asOf: '2021-09-27T17:00:00+07:00',
    personsTested: 7532,
    personsPositive: 0,
    doses: 11_769,
    adverseEvents: 0,
    count: 123,
    amount: 184_500_000,
    lines: [{ programme: 'Lao động tự do', basis: '68/NQ-CP', countUnit: 'DOSSIER', count: 123, amount: 184_500_000 }],
  })
  expect(opening).toBe(
    'Tính đến 17 giờ 00 ngày 27/09/2021, trên địa bàn Phường Giang Biên đã xét nghiệm 7.532 người, trong đó 0 người dương tính; đã tiêm 11.769 mũi vắc xin phòng Covid-19, 0 trường hợp phản ứng sau tiêm.',
  )
  expect(sentence).toContain('184.500.000\u00a0đồng (một trăm tám mươi tư triệu năm trăm nghìn đồng)')
  expect(lines).toEqual(['- Lao động tự do (68/NQ-CP): 123 hồ sơ, 184.500.000\u00a0đồng.'])
})

test('speaks both languages', () => expect(unevenTexts(messages)).toEqual([]))
