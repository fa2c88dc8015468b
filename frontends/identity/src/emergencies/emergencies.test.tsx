import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { Role } from '@vungxanh/access'
import { answerService, renderPage, sessionOf, unevenTexts } from '@vungxanh/remote/testing'
import { expect, test } from 'vitest'
import type { Emergency } from '../answers.ts'
import { EmergenciesPage } from './emergencies-page.tsx'
import { messages } from './messages.ts'

const emergency: Emergency = {
  id: 'b1',
  state: 'OVERDUE',
  account: { id: 'somebody', fullName: 'Nguyễn Đình Phúc' },
  post: 'Thủ quỹ',
  organisation: 'Uỷ ban nhân dân phường',
  unit: '00121',
  reasonCode: 'LIFE_THREATENING',
  reason: 'Người dân ngất tại điểm chi',
  caseReference: '115',
  openedAt: '2026-11-16T01:00:00Z',
  endsAt: '2026-11-16T02:00:00Z',
  due: '2026-11-19',
  review: null,
}

function open(role: Role, given: Partial<Emergency> = {}, opened: object = {}) {
  const { posted } = answerService((path, body) => {
    if (path === '/auth/break-glass') return { status: 201, body: opened }
    return { body: body === undefined ? { breakGlasses: [{ ...emergency, ...given }] } : {} }
  })
  const sessions: unknown[] = []
  renderPage(<EmergenciesPage />, { role, onSession: (session) => sessions.push(session) })
  return { posted, sessions }
}

test('marks what is overdue, and the chair records a finding with a note', async () => {
  const { posted, sessions } = open('CHAIR')
  expect(await screen.findByText('Có 1 lần truy cập chờ xem xét, trong đó 1 quá hạn')).toBeDefined()
  expect(screen.getByRole('row', { name: /Quá hạn xem xét.*Đe dọa tính mạng · 115.*19\/11\/2026/ })).toBeDefined()
  await userEvent.click(screen.getByRole('button', { name: /^Xem xét truy cập khẩn cấp của/ }))
  const dialog = within(await screen.findByRole('dialog'))
  await userEvent.click(dialog.getByLabelText('Không có căn cứ'))
  await userEvent.click(dialog.getByRole('button', { name: 'Ghi kết luận' }))
  expect(await dialog.findByText('Chưa nhập: ý kiến', { selector: 'a' })).toBeDefined()
  await userEvent.type(dialog.getByLabelText(/Ý kiến/), 'Không liên quan')
  await userEvent.click(dialog.getByRole('button', { name: 'Ghi kết luận' }))
  expect(posted).toEqual([
    { path: '/auth/api/break-glass/b1/review', body: { outcome: 'UNJUSTIFIED', note: 'Không liên quan' } },
  ])
  expect(sessions).toEqual([undefined])
})

test('lets nobody review their own, nor one that is still open, nor who only checks', async () => {
  open('CHAIR', { account: { id: sessionOf('CHAIR').viewer.accountId, fullName: 'Tôi' } })
  await screen.findByText('Tôi')
  expect(screen.queryByRole('button', { name: /^Xem xét truy cập/ })).toBeNull()
  open('CHAIR', { state: 'OPEN', account: { id: 'x', fullName: 'Đang mở' } })
  await screen.findByRole('button', { name: 'Kết thúc: Đang mở' })
  expect(screen.queryByRole('button', { name: /^Xem xét truy cập/ })).toBeNull()
  open('INSPECTOR', { account: { id: 'y', fullName: 'Người khác' } })
  await screen.findByText('Người khác')
  expect(screen.queryByRole('button', { name: /^Xem xét truy cập/ })).toBeNull()
})

test('opens one for a reason, and goes on acting in it where people are found', async () => {
  const next = sessionOf('EMERGENCY_READER')
  const { posted, sessions } = open('CASHIER', {}, next)
  await userEvent.click(screen.getByRole('button', { name: 'Mở truy cập khẩn cấp' }))
  const dialog = within(await screen.findByRole('dialog'))
  await userEvent.selectOptions(dialog.getByLabelText(/Tình huống/), 'OUTBREAK')
  await userEvent.type(dialog.getByLabelText(/Lý do/), 'Truy vết chợ Giang Biên')
  await userEvent.type(dialog.getByLabelText(/Vụ việc/), 'Ổ dịch 12')
  await userEvent.clear(dialog.getByLabelText(/Số phút/))
  await userEvent.type(dialog.getByLabelText(/Số phút/), '61')
  await userEvent.click(dialog.getByRole('button', { name: 'Mở ngay' }))
  expect(posted).toEqual([])
  await userEvent.clear(dialog.getByLabelText(/Số phút/))
  await userEvent.type(dialog.getByLabelText(/Số phút/), '20')
  await userEvent.click(dialog.getByRole('button', { name: 'Mở ngay' }))
  expect(posted[0]?.body).toEqual({
    reasonCode: 'OUTBREAK',
    reason: 'Truy vết chợ Giang Biên',
    caseReference: 'Ổ dịch 12',
    minutes: 20,
    unit: '00121',
  })
  expect(sessions).toEqual([next])
  await waitFor(() => expect(screen.getByTestId('address').textContent).toBe('/ho-dan'))
})

test('speaks both languages', () => expect(unevenTexts(messages)).toEqual([]))
