import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { answerService, renderPage, unevenTexts } from '@vungxanh/remote/testing'
import { expect, test } from 'vitest'
import type { Account, Assignment, Post } from '../answers.ts'
import { AccountPage } from './account-page.tsx'
import { AccountsPage } from './accounts-page.tsx'
import { CreateAccountPage } from './create-account-page.tsx'
import { messages } from './messages.ts'

const account: Account = {
  id: '11111111-1111-4111-8111-111111111111',
  signInName: 'minh.duc',
  fullName: 'Lê Minh Đức',
  unit: '00121',
  isDisabled: false,
  mustChangePassword: false,
  lockedUntil: null,
  hasSecondFactor: true,
  kin: [],
  createdAt: '2026-01-01T00:00:00Z',
}
const post: Post = {
  id: 'p1',
  title: 'Viên chức Trạm Y tế',
  organisation: 'Trạm Y tế phường Giang Biên',
  role: 'HEALTH_STAFF',
  unit: '00121',
  units: ['00121'],
}
const assignment: Assignment = {
  id: 'a9',
  account: { id: account.id, fullName: account.fullName },
  postId: 'p1',
  kind: 'APPOINTMENT',
  role: 'HEALTH_STAFF',
  post: post.title,
  organisation: post.organisation,
  units: ['00121'],
  validFrom: '2021-01-01',
  validTo: null,
  endsAt: null,
  endedAt: null,
  isInForce: true,
}

function serve(given: Partial<Account> = {}, posting: { status?: number; body: unknown } = { body: {} }) {
  return answerService((path, body) => {
    if (body !== undefined) return posting
    if (path === '/auth/api/posts') return { body: { posts: [post], assignments: [assignment] } }
    if (path.startsWith('/auth/api/sessions')) return { body: { sessions: [] } }
    if (path.startsWith('/auth/api/accounts?'))
      return { body: { accounts: path.includes('xyz') ? [] : [{ ...account, ...given }], next: null } }
    return { body: { account: { ...account, ...given }, assignments: [assignment] } }
  })
}

function openAccount() {
  renderPage(<AccountPage />, {
    role: 'SYSTEM_ADMIN',
    at: `/quan-tri/tai-khoan/${account.id}`,
    path: '/quan-tri/tai-khoan/:id',
  })
}

test('lists accounts with their posts and states, and tells an empty unit from a search without matches', async () => {
  serve({ isDisabled: true })
  renderPage(<AccountsPage />, { role: 'SYSTEM_ADMIN', at: '/quan-tri/tai-khoan', path: '/quan-tri/tai-khoan' })
  expect(await screen.findByRole('row', { name: /Lê Minh Đức minh.duc Viên chức Trạm Y tế Đã khoá/ })).toBeDefined()
  await userEvent.type(screen.getByLabelText('Họ tên hoặc tên đăng nhập'), 'xyz')
  expect(await screen.findByText(/Không có tài khoản nào khớp với “xyz”/)).toBeDefined()
})

test('says who may see accounts instead of an empty list', async () => {
  answerService(() => ({ status: 403, body: { code: 'FORBIDDEN', message: 'Vị trí này không được xem.' } }))
  renderPage(<AccountsPage />, { role: 'CHAIR' })
  expect(await screen.findByText('Vai trò của bạn không được xem phần này')).toBeDefined()
})

test('shows the one-time password of a new account, once, on a slip', async () => {
  const { posted } = serve({}, { status: 201, body: { account, oneTimePassword: 'song-hong-xanh-42' } })
  renderPage(<CreateAccountPage />, { role: 'SYSTEM_ADMIN' })
  await userEvent.type(screen.getByLabelText(/Họ và tên/), ' Lê  Minh Đức')
  await userEvent.type(screen.getByLabelText(/Tên đăng nhập/), 'Minh.Duc')
  await userEvent.click(screen.getByRole('button', { name: 'Lưu' }))
  const slip = await screen.findByRole('article', { name: 'Mật khẩu dùng một lần' })
  expect(within(slip).getByText('song-hong-xanh-42')).toBeDefined()
  expect(posted[0]?.body).toEqual({ fullName: 'Lê Minh Đức', signInName: 'minh.duc', unit: '00121' })
})

test('puts a refusal beside the field that it names', async () => {
  serve(
    {},
    { status: 409, body: { code: 'SIGN_IN_NAME_TAKEN', message: 'Tên này đã có người dùng.', field: 'signInName' } },
  )
  renderPage(<CreateAccountPage />, { role: 'SYSTEM_ADMIN' })
  await userEvent.type(screen.getByLabelText(/Họ và tên/), 'A')
  await userEvent.type(screen.getByLabelText(/Tên đăng nhập/), 'minh.duc{Control>}s{/Control}')
  const refusal = await screen.findByRole('link', { name: 'Tên này đã có người dùng.' })
  expect(refusal.getAttribute('href')).toBe('#field-signInName')
})

test('names the consequence before an assignment is ended', async () => {
  const { posted } = serve()
  openAccount()
  await userEvent.click(await screen.findByRole('button', { name: 'Kết thúc phân công: Viên chức Trạm Y tế' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Kết thúc phân công' }))
  expect(dialog.getByText(/Lê Minh Đức mất quyền của vị trí “Viên chức Trạm Y tế” trong vòng 10 giây/)).toBeDefined()
  expect(posted).toEqual([])
  await userEvent.click(dialog.getByRole('button', { name: 'Kết thúc phân công' }))
  expect(posted.map(({ path }) => path)).toEqual(['/auth/api/assignments/a9/end'])
})

test('keeps the question open when the service refuses', async () => {
  serve({}, { status: 409, body: { code: 'LAST_ADMINISTRATOR', message: 'Đơn vị phải còn một quản trị.' } })
  openAccount()
  await userEvent.click(await screen.findByRole('button', { name: 'Khoá tài khoản' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Khoá tài khoản' }))
  await userEvent.click(dialog.getByRole('button', { name: 'Khoá tài khoản' }))
  expect(await dialog.findByText('Đơn vị phải còn một quản trị.')).toBeDefined()
})

test('sends somebody to other units for days that are all named', async () => {
  const { posted } = serve()
  openAccount()
  await userEvent.click(await screen.findByRole('button', { name: 'Điều động' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Điều động' }))
  await userEvent.selectOptions(dialog.getByLabelText(/Vị trí của đơn vị/), 'p1')
  await userEvent.clear(dialog.getByLabelText(/Mã địa bàn/))
  await userEvent.type(dialog.getByLabelText(/Mã địa bàn/), '00121, 00124')
  await userEvent.clear(dialog.getByLabelText(/Từ ngày/))
  await userEvent.type(dialog.getByLabelText(/Từ ngày/), '1/9/2026')
  await userEvent.click(dialog.getByRole('button', { name: 'Điều động' }))
  expect(await dialog.findByText('Chưa nhập: đến hết ngày', { selector: 'a' })).toBeDefined()
  await userEvent.type(dialog.getByLabelText(/Đến hết ngày/), '30/9/2026')
  await userEvent.click(dialog.getByRole('button', { name: 'Điều động' }))
  expect(posted[0]).toEqual({
    path: '/auth/api/deployments',
    body: {
      accountId: account.id,
      postId: 'p1',
      units: ['00121', '00124'],
      validFrom: '2026-09-01',
      validTo: '2026-09-30',
    },
  })
})

test('takes the ids of the own household from pasted addresses, and says which line has none', async () => {
  const { posted } = serve()
  openAccount()
  const kin = await screen.findByLabelText('Mã số người, mỗi dòng một người')
  await userEvent.type(kin, 'https://vung-xanh/ho-dan/nguoi/22222222-2222-4222-8222-222222222222{Enter}bà nội')
  await userEvent.click(screen.getByRole('button', { name: 'Lưu' }))
  expect(await screen.findByText('Có dòng không chứa mã số người: bà nội')).toBeDefined()
  await userEvent.type(kin, '{Backspace>6/}')
  await userEvent.click(screen.getByRole('button', { name: 'Lưu' }))
  expect(posted[0]?.body).toEqual({ kin: ['22222222-2222-4222-8222-222222222222'] })
})

test('speaks both languages', () => expect(unevenTexts(messages)).toEqual([]))
