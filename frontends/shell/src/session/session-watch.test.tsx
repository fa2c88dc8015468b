import { act, screen } from '@testing-library/react'
import type { Session } from '@vungxanh/remote'
import { renderPage, sessionOf } from '@vungxanh/remote/testing'
import { useState } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useSessionWatch } from './session-watch.ts'

const notice = {
  kind: 'BREAK_GLASS',
  id: 'b1',
  state: 'OPEN',
  account: { id: 'x', fullName: 'Nguyễn Đình Phúc' },
  reason: 'Cấp cứu tại điểm chi',
  endsAt: '',
  due: '',
} as const

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

let goOn: (session: Session) => void = () => {}

function Watched({ first, ask }: { first: Session; ask: () => Promise<void> }) {
  const [session, setSession] = useState(first)
  goOn = setSession
  useSessionWatch(session, ask)
  return null
}

function watch(first: Session) {
  const ask = vi.fn(() => Promise.resolve())
  renderPage(<Watched first={first} ask={ask} />, { role: first.viewer.role })
  return ask
}

test('the chair hears of an emergency that was opened, and not of those that were there before', () => {
  const before = { ...notice, id: 'b0', account: { id: 'y', fullName: 'Người Cũ' } }
  watch(sessionOf('CHAIR', { notices: [before] }))
  act(() => goOn(sessionOf('CHAIR', { notices: [before, notice] })))
  expect(screen.getByText('Nguyễn Đình Phúc vừa mở truy cập khẩn cấp')).toBeDefined()
  expect(screen.queryByText(/Người Cũ/)).toBeNull()
})

test('asks every fifteen seconds for the chair while the tab is seen, and for nobody else', () => {
  const ask = watch(sessionOf('CHAIR'))
  act(() => vi.advanceTimersByTime(31_000))
  expect(ask).toHaveBeenCalledTimes(2)
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  act(() => vi.advanceTimersByTime(60_000))
  expect(ask).toHaveBeenCalledTimes(2)
  const others = watch(sessionOf('CLERK'))
  act(() => vi.advanceTimersByTime(60_000))
  expect(others).not.toHaveBeenCalled()
})

test('says in which post the viewer finds themselves after theirs was taken away', () => {
  const first = sessionOf('APPROVER')
  watch(first)
  act(() => goOn({ ...first, viewer: { ...first.viewer, assignmentId: 'a2', post: 'Phó Trưởng đoàn' } }))
  expect(screen.getByText('Đang làm việc với vị trí: Phó Trưởng đoàn')).toBeDefined()
})

test('the chair hears whom an administrator let in, and everybody of a reset of their own', () => {
  const assigned = {
    kind: 'ADMINISTRATION',
    id: 'e1',
    at: new Date().toISOString(),
    action: 'ASSIGNMENT_CREATED',
    actor: { id: 'q', name: 'Lò Văn Quản', post: 'Quản trị hệ thống' },
    account: { id: 'x', fullName: 'Lý Thị Mới' },
    isNewAccount: true,
    post: 'Công chức Tư pháp – Hộ tịch',
    role: 'REGISTRAR',
  } as const
  const by = { name: 'Lò Văn Quản', post: 'Quản trị hệ thống' }
  const reset = { id: 'r1', at: new Date().toISOString(), action: 'PASSWORD_RESET', by } as const
  const old = { ...reset, id: 'r0', action: 'SECOND_FACTOR_RESET', at: '2021-01-01T00:00:00Z' } as const
  watch(sessionOf('CHAIR', { resets: [reset, old] }))
  expect(screen.getByText('Mật khẩu của bạn đã được quản trị đặt lại')).toBeDefined()
  expect(screen.getByText(/^Lò Văn Quản · Quản trị hệ thống · /)).toBeDefined()
  expect(screen.queryByText(/Mã xác thực của bạn/)).toBeNull()
  act(() => goOn(sessionOf('CHAIR', { notices: [assigned] })))
  expect(screen.getByText('Quản trị vừa phân công Lý Thị Mới')).toBeDefined()
})
