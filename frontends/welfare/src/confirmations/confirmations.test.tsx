import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type Answers, renderPage, unevenTexts } from '@vungxanh/remote/testing'
import { expect, test } from 'vitest'
import { ConfirmationPage } from './confirmation-page.tsx'
import { ConfirmationPaperPage } from './confirmation-paper-page.tsx'
import { ConfirmationsPanel } from './confirmations-panel.tsx'
import { messages } from './messages.ts'

const confirmation = {
  __typename: 'Confirmation',
  id: 'c1',
  answer: 'RECEIVED',
  stage: 'PAID',
  paidOn: '2021-08-20',
  isValid: true,
  answeredByName: 'Trần Thu Hà',
  answeredAt: '2021-09-25T09:00:00+07:00',
  expiresAt: '2021-10-25T09:00:00+07:00',
  keyId: '00121-k',
  token: 'eyJhbGciOiJFZERTQSJ9.e30.c2ln',
  againstBooks: null,
  enteredAt: null,
  enteredByName: null,
}

const request = {
  __typename: 'ConfirmationRequest',
  id: 'r1',
  state: 'WAITING',
  programmeCode: 'NQ68',
  programmeName: 'Lao động tự do',
  askingCode: '20200',
  askingName: 'Phường Hòa Minh',
  askedCode: '00121',
  askedName: 'Phường Giang Biên',
  askedAt: '2021-09-24T09:00:00+07:00',
  askedByName: null,
  expiresAt: '2021-10-24T09:00:00+07:00',
  receivedAt: '2021-09-24T10:00:00+07:00',
  receivedByName: 'Trần Thu Hà',
  slip: null,
  dossier: null,
  search: {
    __typename: 'RegisterSearch',
    searchedAt: '2021-09-24T10:00:00+07:00',
    searchedByName: 'Trần Thu Hà',
    says: 'RECEIVED',
    person: { __typename: 'Person', id: 'p1', fullName: 'Nguyễn Thị Đào', bornOn: '1980-02-01', birthYear: 1980 },
    claims: [{ __typename: 'Dossier', id: 'd1', code: 'NQ68-0001', status: 'PAID' }],
  },
  confirmation: null,
}

const at = '/an-sinh/xac-nhan/r1'

function openRequest(changes: object, mutation: object = {}) {
  const answers: Answers = (operation) =>
    operation === 'ConfirmationPage'
      ? { data: { confirmationRequest: { ...request, ...changes } } }
      : { data: mutation as Record<string, unknown> }
  return renderPage(<ConfirmationPage />, { role: 'WELFARE_OFFICER', answers, at, path: '/an-sinh/xac-nhan/:id' })
}

test('answers as the books say, and asks for a reason before saying anything else', async () => {
  const { asked } = openRequest({}, { answerConfirmation: { __typename: 'AnswerConfirmationSuccess' } })
  expect(await screen.findByText('NQ68-0001')).toBeDefined()
  await userEvent.click(screen.getByRole('button', { name: 'Trả lời và ký' }))
  const dialog = within(await screen.findByRole('dialog'))
  await userEvent.click(dialog.getByLabelText('Chưa hưởng'))
  await userEvent.click(dialog.getByRole('button', { name: 'Trả lời và ký' }))
  expect(asked.some(({ operation }) => operation === 'AnswerConfirmation')).toBe(false)
  await userEvent.type(dialog.getByLabelText(/Lý do trả lời khác sổ sách/), 'Đã thu hồi')
  await userEvent.click(dialog.getByRole('button', { name: 'Trả lời và ký' }))
  const sent = asked.find(({ operation }) => operation === 'AnswerConfirmation')
  expect(sent?.variables).toEqual({
    input: { requestId: 'r1', answer: 'NOT_RECEIVED', paidOn: null, reason: 'Đã thu hồi' },
  })
})

test('is not answered before the books were searched', async () => {
  const { asked } = openRequest(
    { search: null },
    { searchForConfirmation: { __typename: 'RegisterNotSearched', message: 'x' } },
  )
  expect(await screen.findByText(/Chưa tra sổ/)).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Trả lời và ký' })).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: 'Tra sổ' }))
  expect(asked.some(({ operation }) => operation === 'SearchForConfirmation')).toBe(true)
  // A search that was refused is not waited for.
  expect(await screen.findByText('x')).toBeDefined()
  expect(screen.getByText(/Chưa tra sổ/)).toBeDefined()
})

test('the paper says who, what and until when, with its text as a code', async () => {
  const answers: Answers = () => ({ data: { confirmationRequest: { ...request, state: 'ANSWERED', confirmation } } })
  renderPage(<ConfirmationPaperPage />, { role: 'WELFARE_OFFICER', answers, at, path: '/an-sinh/xac-nhan/:id' })
  const paper = within(await screen.findByRole('article', { name: 'Giấy xác nhận' }))
  expect(paper.getByText(/Nguyễn Thị Đào · 01\/02\/1980/)).toBeDefined()
  expect(paper.getByText('đã hưởng, chi ngày 20/08/2021')).toBeDefined()
  expect(paper.getByRole('img', { name: 'Mã QR của giấy' })).toBeDefined()
  expect(paper.getByText(confirmation.token)).toBeDefined()
})

test('a copy of another ward’s paper bears its name and no place to sign in it', async () => {
  const answered = { ...request, askedCode: '20200', askedName: 'Phường Hòa Minh', askingCode: '00121', confirmation }
  const answers: Answers = () => ({ data: { confirmationRequest: { ...answered, askingName: null } } })
  renderPage(<ConfirmationPaperPage />, { role: 'WELFARE_OFFICER', answers, at, path: '/an-sinh/xac-nhan/:id' })
  const paper = within(await screen.findByRole('article', { name: 'Giấy xác nhận' }))
  expect(paper.getByText('PHƯỜNG HÒA MINH')).toBeDefined()
  expect(paper.getByText(/Bản in tại Phường Giang Biên/)).toBeDefined()
  expect(paper.queryByText(/ký, ghi rõ họ tên/)).toBeNull()
})

test('a dossier shows what is missing, by which rule, and words why a paper is not accepted', async () => {
  const dossier = {
    __typename: 'Dossier',
    id: 'd1',
    status: 'SUBMITTED',
    otherResidenceCode: '20200',
    lacksConfirmation: true,
    programme: {
      __typename: 'Programme',
      id: 'f1',
      confirmationRule: {
        __typename: 'ConfirmationRule',
        id: 'q',
        required: true,
        verified: false,
        source: 'QĐ 15/2020',
      },
    },
    confirmationRequests: [
      { ...request, askedCode: '20200', askedName: 'Phường Hòa Minh', askedByName: 'Trần Thu Hà' },
    ],
  }
  const answers: Answers = (operation) =>
    operation === 'DossierConfirmations'
      ? { data: { dossier } }
      : { data: { enterConfirmation: { __typename: 'ConfirmationNotAccepted', message: 'Chữ ký không đúng' } } }
  const opened = (role: 'WELFARE_OFFICER' | 'APPROVER') =>
    renderPage(<ConfirmationsPanel dossierId="d1" />, { role, answers, at: '/an-sinh', path: '/an-sinh' })
  opened('WELFARE_OFFICER')
  expect(await screen.findByText(/còn thiếu giấy xác nhận của Phường Hòa Minh \(20200\)/)).toBeDefined()
  expect(screen.getByText('Chưa đối chiếu')).toBeDefined()
  await userEvent.click(screen.getByRole('button', { name: 'Nhập giấy xác nhận' }))
  const dialog = within(await screen.findByRole('dialog'))
  await userEvent.type(dialog.getByLabelText(/Nội dung giấy/), 'x')
  await userEvent.click(dialog.getByRole('button', { name: 'Nhập giấy xác nhận' }))
  expect(await dialog.findByText('Chữ ký không đúng')).toBeDefined()
})

test.each([
  ['UNKNOWN_PERSON', /Nơi đó trả lời là không biết người này/],
  ['UNKNOWN_PROGRAMME', /Nơi đó trả lời là không có chương trình mang mã này/],
])('a ward that answered %s has said nothing of the person, and what to do next is said', async (answer, words) => {
  const unknown = { ...request, state: 'ANSWERED', askedCode: '20200', askedName: 'Phường Hòa Minh' }
  const dossier = {
    __typename: 'Dossier',
    id: 'd1',
    status: 'SUBMITTED',
    otherResidenceCode: '20200',
    lacksConfirmation: true,
    programme: { __typename: 'Programme', id: 'f1', confirmationRule: null },
    confirmationRequests: [{ ...unknown, confirmation: { ...confirmation, answer, stage: null } }],
  }
  const answers: Answers = () => ({ data: { dossier } })
  renderPage(<ConfirmationsPanel dossierId="d1" />, { role: 'APPROVER', answers, at: '/an-sinh', path: '/an-sinh' })
  expect(await screen.findByText(words)).toBeDefined()
  expect(screen.queryByText(/Hỏi nơi đó trước khi duyệt/)).toBeNull()
})

test('speaks both languages', () => expect(unevenTexts(messages)).toEqual([]))
