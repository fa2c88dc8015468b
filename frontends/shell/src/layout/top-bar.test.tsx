import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { answerService, renderPage, sessionOf } from '@vungxanh/remote/testing'
import { expect, test } from 'vitest'
import { EmergencyBanner } from './emergency-banner.tsx'
import { TopBar } from './top-bar.tsx'

const [own] = sessionOf('CASHIER').assignments
if (!own) throw new Error('Somebody must hold something')
const leading = { ...own, id: 'a2', role: 'TEAM_LEADER', post: 'Phó Trưởng đoàn', kind: 'DEPLOYMENT' } as const
const bar = <TopBar menuOpen={false} onMenu={() => {}} />

test('names the post and the organisation of somebody who holds one', () => {
  renderPage(bar, { role: 'CASHIER' })
  expect(screen.getByText('Công chức · Uỷ ban nhân dân phường Giang Biên')).toBeDefined()
  expect(screen.queryByLabelText('Đang làm việc với vị trí')).toBeNull()
})

test('switches to another post, and goes on from the first page with its session', async () => {
  const next = sessionOf('TEAM_LEADER')
  const { posted } = answerService(() => ({ body: next }))
  const sessions: unknown[] = []
  renderPage(bar, {
    role: 'CASHIER',
    session: { assignments: [own, leading] },
    at: '/an-sinh',
    onSession: (session) => sessions.push(session),
  })
  const choice = screen.getByLabelText<HTMLSelectElement>('Đang làm việc với vị trí')
  expect([...choice.options].map(({ text }) => text)).toEqual([
    'Công chức · Uỷ ban nhân dân phường Giang Biên',
    'Phó Trưởng đoàn · Uỷ ban nhân dân phường Giang Biên · 00121',
  ])
  await userEvent.selectOptions(choice, 'a2')
  expect(posted).toEqual([{ path: '/auth/assignment', body: { assignmentId: 'a2' } }])
  expect(sessions).toEqual([next])
  expect(screen.getByTestId('address').textContent).toBe('/')
})

test('asks for the session anew when the chosen post was taken away meanwhile, and says so', async () => {
  answerService(() => ({ status: 403, body: { code: 'FORBIDDEN', message: 'Bạn không còn giữ phân công này.' } }))
  const sessions: unknown[] = []
  renderPage(bar, {
    role: 'CASHIER',
    session: { assignments: [own, leading] },
    onSession: (session) => sessions.push(session),
  })
  await userEvent.selectOptions(screen.getByLabelText('Đang làm việc với vị trí'), 'a2')
  expect((await screen.findByRole('alert')).textContent).toBe('Bạn không còn giữ phân công này.')
  expect(sessions).toEqual([undefined])
})

test('shows on every page how long an emergency lasts, and ends it', async () => {
  const breakGlass = { id: 'b1', endsAt: new Date(Date.now() + 41.5 * 60_000).toISOString(), reason: 'Cấp cứu 115' }
  const next = sessionOf('CASHIER')
  const { posted } = answerService((path) => ({ body: path === '/auth/assignment' ? next : {} }))
  const sessions: unknown[] = []
  renderPage(<EmergencyBanner />, {
    role: 'EMERGENCY_READER',
    session: { breakGlass, assignments: [own, { ...own, id: 'a3', kind: 'BREAK_GLASS' }] },
    onSession: (session) => sessions.push(session),
  })
  expect(screen.getByText(/Đang truy cập khẩn cấp: còn 42 phút/)).toBeDefined()
  expect(screen.getByText(/Cấp cứu 115/)).toBeDefined()
  await userEvent.click(screen.getByRole('button', { name: 'Kết thúc' }))
  expect(posted).toEqual([
    { path: '/auth/api/break-glass/b1/close', body: {} },
    { path: '/auth/assignment', body: { assignmentId: 'a1' } },
  ])
  expect(sessions).toEqual([next])
})

test('counts what waits for who answers for emergencies', () => {
  const notice = {
    kind: 'BREAK_GLASS',
    id: 'b1',
    state: 'OPEN',
    account: { id: 'x', fullName: 'Nguyễn Đình Phúc' },
    reason: 'Cấp cứu',
    endsAt: '',
    due: '',
  } as const
  const reset = {
    kind: 'ADMINISTRATION',
    id: 'e1',
    at: '2021-09-27T03:00:00Z',
    action: 'PASSWORD_RESET',
    actor: null,
    account: notice.account,
    isNewAccount: false,
    post: null,
    role: null,
  } as const
  renderPage(bar, { role: 'CHAIR', session: { notices: [notice, reset, { ...reset, id: 'e2' }] } })
  const changes = screen.getByRole('link', { name: 'Thay đổi quyền: 2' })
  expect(changes.getAttribute('href')).toBe('/quan-tri/su-kien')
  expect(screen.getByRole('link', { name: 'Khẩn cấp: 1' }).getAttribute('href')).toBe('/quan-tri/khan-cap')
})
