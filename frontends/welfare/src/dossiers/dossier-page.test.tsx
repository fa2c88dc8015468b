import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { Role } from '@vungxanh/access'
import { type Answers, renderPage, unevenTexts } from '@vungxanh/remote/testing'
import { expect, test } from 'vitest'
import { messages } from '../messages.ts'
import { DossierPage } from './dossier-page.tsx'

const dossier = {
  __typename: 'Dossier',
  id: 'd1',
  code: 'HS-0001',
  amount: 2_680_000,
  submittedAt: '2021-09-10T09:15:00+07:00',
  submittedByName: 'Trần Thu Hà',
  lines: [
    { __typename: 'AmountLine', label: 'Theo ngày cách ly', units: 21, rate: 80_000, amount: 1_680_000 },
    { __typename: 'AmountLine', label: 'Thêm cho trẻ em', units: 1, rate: 1_000_000, amount: 1_000_000 },
  ],
  programme: {
    __typename: 'Programme',
    id: 'f1',
    code: 'NQ68-F1',
    name: 'F1 cách ly',
    basisNote: null,
    formula: { __typename: 'AmountFormula', text: '80.000 đ một ngày', verified: false },
    fund: { __typename: 'Fund', id: 'q', name: 'Ngân sách nhà nước', available: 5_000_000 },
    basis: { __typename: 'Document', id: 'n', symbol: '68/NQ-CP' },
  },
  person: { __typename: 'Person', id: 'p1', fullName: 'Nguyễn Thị Đào' },
  establishment: null,
  residentialGroup: null,
  decisions: [],
  payout: null,
}

const unasked = {
  __typename: 'Dossier',
  id: 'd1',
  otherResidenceCode: null,
  lacksConfirmation: false,
  programme: { __typename: 'Programme', id: 'f1', confirmationRule: null },
  confirmationRequests: [],
}

function open(role: Role, status: string, mutation: Record<string, unknown> = {}) {
  const answers: Answers = (operation) =>
    operation === 'DossierPage'
      ? { data: { dossier: { ...dossier, status } } }
      : operation === 'DossierConfirmations'
        ? { data: { dossier: { ...unasked, status } } }
        : { data: mutation }
  return renderPage(<DossierPage />, { role, answers, at: '/an-sinh/ho-so/d1', path: '/an-sinh/ho-so/:id' })
}

test('shows how the amount was reached', async () => {
  open('INSPECTOR', 'SUBMITTED')
  expect(await screen.findByRole('row', { name: /Theo ngày cách ly 21 80.000.đ 1.680.000.đ/ })).toBeDefined()
  expect(screen.getByRole('row', { name: /Cộng 2.680.000.đ/ })).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Duyệt lần 1' })).toBeNull()
})

test.each([
  [{ __typename: 'SamePersonTwice', message: 'x' }, /Hai lần duyệt phải do hai người khác nhau/],
  [{ __typename: 'FundExhausted', message: 'x', available: 5000 }, /Nguồn chỉ còn 5.000/],
  [{ __typename: 'DossierNotAwaitingApproval', message: 'x', status: 'PAID' }, /không còn chờ duyệt: Đã chi/],
])('words the refusal of an approval: %o', async (approveDossier, words) => {
  open('APPROVER', 'FIRST_APPROVED', { approveDossier })
  await userEvent.click(await screen.findByRole('button', { name: 'Duyệt lần 2' }))
  expect((await screen.findByRole('alert')).textContent).toMatch(words)
})

test('an approver goes on in spite of the other ward only by saying so', async () => {
  const { asked } = open('APPROVER', 'FIRST_APPROVED', {
    approveDossier: { __typename: 'ReceivedElsewhere', message: 'x', unitCode: '20200' },
  })
  expect(screen.queryByLabelText(/Vẫn duyệt/)).toBeNull()
  await userEvent.click(await screen.findByRole('button', { name: 'Duyệt lần 2' }))
  expect((await screen.findByRole('alert')).textContent).toMatch(/mã 20200\) xác nhận người này đã hưởng/)
  await userEvent.click(screen.getByLabelText(/Vẫn duyệt/))
  await userEvent.click(screen.getByRole('button', { name: 'Duyệt lần 2' }))
  const sent = asked.filter(({ operation }) => operation === 'ApproveDossier')
  expect(sent.map(({ variables }) => variables)).toMatchObject([
    { input: { inSpiteOfConfirmation: false } },
    { input: { inSpiteOfConfirmation: true } },
  ])
})

test('asks before money moves, with the amount in figures and words, and words a second confirmation', async () => {
  const { asked } = open('CASHIER', 'APPROVED', {
    confirmPayout: { __typename: 'PayoutAlreadyConfirmed', message: 'x' },
  })
  expect(await screen.findByText('hai triệu sáu trăm tám mươi nghìn đồng')).toBeDefined()
  await userEvent.click(screen.getByRole('button', { name: 'Xác nhận đã chi' }))
  expect(asked.map(({ operation }) => operation)).toEqual(['DossierPage'])
  const dialog = within(await screen.findByRole('dialog'))
  await userEvent.type(dialog.getByLabelText(/Số phiếu chi/), 'PC-17')
  await userEvent.click(dialog.getByRole('button', { name: 'Xác nhận đã chi' }))
  expect(await dialog.findByText(/đã được xác nhận chi trước đó/)).toBeDefined()
  expect(asked.at(-1)?.variables).toEqual({ input: { dossierId: 'd1', method: 'CASH', receiptNumber: 'PC-17' } })
})

test('speaks both languages', () => expect(unevenTexts(messages)).toEqual([]))
