import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type Answers, connection, renderPage, unevenTexts } from '@vungxanh/remote/testing'
import { expect, test, vi } from 'vitest'
import { ConsentsPage } from './consents-page.tsx'
import { messages } from './messages.ts'
import { ReceiveRequestPage } from './receive-request-page.tsx'
import { RequestPage } from './request-page.tsx'
import { RequestsPage } from './requests-page.tsx'

const person = { __typename: 'Person', id: 'p1', fullName: 'Lê Thị An' }
const request = {
  __typename: 'SubjectRequest',
  id: 'r1',
  number: 'YC-2026-0001',
  kind: 'ACCESS',
  state: 'ACKNOWLEDGED',
  standing: 'DUE_SOON',
  requester: 'GUARDIAN',
  requesterName: 'Lê Văn Cha',
  method: 'VERBAL',
  detail: 'Xin biết phường giữ gì về con tôi',
  receivedOn: '2026-11-23',
  acknowledgeBy: '2026-11-25',
  answerBy: '2026-12-03',
  nextDeadline: '2026-12-03',
  firstAnswerBy: null,
  answeredOn: null,
  lawSource: 'Nghị định 356/2025/NĐ-CP',
  lawVerified: false,
  sharedWithThirdParties: false,
  correctField: null,
  oldValue: null,
  newValue: null,
  answer: null,
  refusalGround: null,
  withdrawnPurpose: null,
  person,
  steps: [
    {
      __typename: 'SubjectRequestStep',
      id: 's1',
      step: 'RECEIVED',
      at: '2026-11-23T02:00:00Z',
      byName: 'Phạm Thu Thuỷ',
      byPost: 'Công chức',
      note: null,
    },
  ],
}
const purpose = (code: string, name: string, basis: string) => ({
  __typename: 'ProcessingPurpose',
  code,
  name,
  basis,
  source: 'Luật 91/2025/QH15',
  verified: false,
})
const messaging = purpose('CONTACT_MESSAGES', 'Gọi điện, nhắn tin', 'CONSENT')
const registry = purpose('RESIDENTS_REGISTRY', 'Quản lý cư trú', 'STATE_TASK')
const consent = (of: typeof messaging, standing: string) => ({
  __typename: 'PurposeConsent',
  id: `p1:${of.code}`,
  standing,
  purpose: of,
  acts: [],
})

function answering(changes: Record<string, unknown> = {}, mutations: Record<string, unknown> = {}): Answers {
  return (operation) => {
    if (operation in mutations) return { data: mutations[operation] as Record<string, unknown> }
    if (operation === 'SubjectRequestPage') return { data: { subjectRequest: { ...request, ...changes } } }
    if (operation === 'SubjectExtract')
      return {
        data: {
          subjectRequest: {
            ...request,
            person: {
              ...person,
              bornOn: null,
              birthYear: 1980,
              sex: 'FEMALE',
              phoneMasked: '091xxxx678',
              identityDocuments: [
                { __typename: 'IdentityDocument', id: 'd1', kind: 'CITIZEN_ID', numberMasked: '001xxxxxx345' },
              ],
              household: { __typename: 'Household', id: 'h1', code: 'T01-0001', address: 'Số 12 ngõ 45' },
              residences: [],
            },
            arrivals: [],
            consents: [consent(messaging, 'GIVEN'), consent(registry, 'NOT_NEEDED')],
          },
        },
      }
    return 'offline'
  }
}

test('lists requests with the deadline as a day and as a word, and keeps the list in the address', async () => {
  const { asked } = renderPage(<RequestsPage />, {
    role: 'DATA_PROTECTION_OFFICER',
    answers: (_, { list }) => ({
      data: { subjectRequests: connection('SubjectRequest', list === 'OVERDUE' ? [] : [request]) },
    }),
    at: '/ho-dan/du-lieu-ca-nhan',
    path: '/ho-dan/du-lieu-ca-nhan',
  })
  const link = await screen.findByRole('link', { name: 'YC-2026-0001' })
  expect(link.getAttribute('href')).toBe('/ho-dan/du-lieu-ca-nhan/yeu-cau/r1')
  const row = within(link.closest('tr') as HTMLElement)
  expect(row.getByText('03/12/2026')).toBeDefined()
  expect(row.getByText('Sắp đến hạn')).toBeDefined()
  expect(screen.queryByRole('link', { name: 'Tiếp nhận yêu cầu' })).toBeNull()
  await userEvent.selectOptions(screen.getByLabelText('Danh sách'), 'Quá hạn')
  expect(await screen.findByText('Không có yêu cầu nào quá hạn.')).toBeDefined()
  expect(screen.getByTestId('address').textContent).toBe('/ho-dan/du-lieu-ca-nhan?loai=OVERDUE')
  expect(asked.at(-1)?.variables).toMatchObject({ unit: '00121', list: 'OVERDUE' })
})

test('takes down a request by keyboard, shows a refusal beside its field, and opens what was taken down', async () => {
  let refused = true
  const { asked } = renderPage(<ReceiveRequestPage />, {
    role: 'REGISTRAR',
    at: '/ho-dan/du-lieu-ca-nhan/tiep-nhan?nguoi=p1',
    path: '/ho-dan/du-lieu-ca-nhan/tiep-nhan',
    answers: (operation) => {
      if (operation === 'PersonPickerChosen')
        return { data: { person: { ...person, bornOn: null, birthYear: 1980, household: null } } }
      if (operation === 'ReceiveSubjectRequest')
        return {
          data: {
            receiveSubjectRequest: refused
              ? { __typename: 'InvalidInput', message: 'Hãy kiểm tra giấy tờ', field: 'identityChecked' }
              : {
                  __typename: 'SubjectRequestSuccess',
                  request: { __typename: 'SubjectRequest', id: 'r1', number: 'YC-2026-0001' },
                },
          },
        }
      return { data: { processingPurposes: [messaging, registry] } }
    },
  })
  await screen.findByText('Lê Thị An')
  await userEvent.selectOptions(screen.getByLabelText(/^Yêu cầu/), 'Rút lại đồng ý')
  const purposes = screen.getByLabelText(/Mục đích rút lại/)
  expect(within(purposes).queryByText('Quản lý cư trú')).toBeNull()
  await userEvent.selectOptions(purposes, 'Gọi điện, nhắn tin')
  await userEvent.type(screen.getByLabelText(/Người đó yêu cầu gì/), 'Thôi nhắn tin cho tôi')
  await userEvent.keyboard('{Control>}s{/Control}')
  const link = await screen.findByRole('link', { name: 'Hãy kiểm tra giấy tờ' })
  expect(link.getAttribute('href')).toBe('#field-identityChecked')
  refused = false
  await userEvent.click(screen.getByLabelText('Đã kiểm tra giấy tờ của người yêu cầu'))
  await userEvent.keyboard('{Control>}s{/Control}')
  await waitFor(() => expect(screen.getByTestId('address').textContent).toBe('/ho-dan/du-lieu-ca-nhan/yeu-cau/r1'))
  expect(asked.at(-1)?.variables.input).toMatchObject({
    personId: 'p1',
    kind: 'WITHDRAWAL',
    purpose: 'CONTACT_MESSAGES',
    requester: 'SUBJECT',
    requesterName: null,
    identityChecked: true,
    correctField: null,
  })
})

test('the officer refuses with a ground; a request that moved meanwhile says so', async () => {
  const { asked } = renderPage(<RequestPage />, {
    role: 'DATA_PROTECTION_OFFICER',
    answers: answering(
      {},
      { DecideSubjectRequest: { decideSubjectRequest: { __typename: 'SubjectRequestMoved', message: 'x' } } },
    ),
    at: '/r1',
    path: '/:id',
  })
  await userEvent.click(await screen.findByLabelText('Từ chối, có căn cứ'))
  await userEvent.click(screen.getByRole('button', { name: 'Ghi trả lời' }))
  expect(await screen.findByRole('link', { name: 'Chưa nhập: căn cứ từ chối' })).toBeDefined()
  await userEvent.selectOptions(screen.getByLabelText(/Căn cứ từ chối/), 'Người yêu cầu không có quyền')
  await userEvent.type(screen.getByLabelText(/^Trả lời/, { selector: 'textarea' }), 'Không phải người giám hộ')
  await userEvent.click(screen.getByRole('button', { name: 'Ghi trả lời' }))
  expect(await screen.findByText('Có người vừa xử lý yêu cầu này. Trang đã tải lại.')).toBeDefined()
  expect(asked.find(({ operation }) => operation === 'DecideSubjectRequest')?.variables.input).toEqual({
    id: 'r1',
    accept: false,
    answer: 'Không phải người giám hộ',
    refusalGround: 'NOT_ENTITLED',
  })
})

test('shows that the law is unverified, and only what the viewer can do', async () => {
  renderPage(<RequestPage />, { role: 'INSPECTOR', answers: answering(), at: '/r1', path: '/:id' })
  expect(await screen.findByText('Chưa đối chiếu văn bản gốc')).toBeDefined()
  expect(screen.getByText('Chờ cán bộ bảo vệ dữ liệu cá nhân trả lời.')).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Ghi trả lời' })).toBeNull()
  expect(screen.queryByRole('button', { name: 'Gia hạn' })).toBeNull()
})

test('an accepted correction shows old and new, and is written by the registrar', async () => {
  const correction = {
    kind: 'CORRECTION',
    state: 'ACCEPTED',
    correctField: 'SEX',
    oldValue: 'MALE',
    newValue: 'FEMALE',
  }
  const { asked } = renderPage(<RequestPage />, {
    role: 'REGISTRAR',
    answers: answering(correction, { ApplyCorrection: { applyCorrection: { __typename: 'SubjectRequestSuccess' } } }),
    at: '/r1',
    path: '/:id',
  })
  const panel = within(await screen.findByRole('region', { name: 'Sửa trong sổ' }))
  expect(panel.getByText('Nam')).toBeDefined()
  expect(panel.getByText('Nữ')).toBeDefined()
  await userEvent.click(screen.getByRole('button', { name: 'Sửa sổ theo yêu cầu' }))
  expect(await screen.findByText('Đã ghi')).toBeDefined()
  expect(asked.some(({ operation }) => operation === 'ApplyCorrection')).toBe(true)
})

test('the extract is a Vietnamese paper in either language, with numbers masked and the law marked', async () => {
  const print = vi.spyOn(window, 'print').mockImplementation(() => {})
  renderPage(<RequestPage />, {
    role: 'DATA_PROTECTION_OFFICER',
    answers: answering(),
    at: '/r1',
    path: '/:id',
    language: 'en',
  })
  const paper = within(await screen.findByRole('article'))
  expect(paper.getByText('BẢN TRÍCH DỮ LIỆU CÁ NHÂN')).toBeDefined()
  expect(paper.getByText('PHƯỜNG GIANG BIÊN')).toBeDefined()
  expect(paper.getByText('Họ và tên: Lê Thị An')).toBeDefined()
  expect(paper.getByText(/Giới tính: Nữ/)).toBeDefined()
  expect(paper.getByText(/Căn cước công dân: 001xxxxxx345/)).toBeDefined()
  expect(paper.getByText(/Gọi điện, nhắn tin.*sự đồng ý.*chưa đối chiếu văn bản gốc.*đồng ý\./)).toBeDefined()
  await userEvent.click(screen.getByRole('button', { name: 'Print the extract' }))
  expect(print).toHaveBeenCalledOnce()
  expect(document.body.classList.contains('vx-printing-paper')).toBe(true)
  window.dispatchEvent(new Event('afterprint'))
  expect(document.body.classList.contains('vx-printing-paper')).toBe(false)
})

test('the registrar records consent only for purposes that rest on it', async () => {
  const { asked } = renderPage(<ConsentsPage />, {
    role: 'REGISTRAR',
    at: '/p1',
    path: '/:id',
    answers: (operation) =>
      operation === 'RecordConsent'
        ? { data: { recordConsent: { __typename: 'RecordConsentSuccess' } } }
        : { data: { person, consents: [consent(messaging, 'NOT_ASKED'), consent(registry, 'NOT_NEEDED')] } },
  })
  const purposes = await screen.findByLabelText(/Mục đích xử lý/, { selector: 'select' })
  expect(within(purposes).queryByText('Quản lý cư trú')).toBeNull()
  expect(screen.getByText('Chưa hỏi')).toBeDefined()
  await userEvent.selectOptions(purposes, 'Gọi điện, nhắn tin')
  await userEvent.click(screen.getByRole('button', { name: 'Ghi' }))
  expect(await screen.findByText('Đã ghi sự đồng ý')).toBeDefined()
  expect(asked.find(({ operation }) => operation === 'RecordConsent')?.variables.input).toMatchObject({
    personId: 'p1',
    purpose: 'CONTACT_MESSAGES',
    act: 'GIVEN',
    method: 'PAPER',
    evidence: null,
  })
})

test('speaks both languages', () => expect(unevenTexts(messages)).toEqual([]))
