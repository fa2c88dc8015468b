import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { answerService, renderPage, unevenTexts } from '@vungxanh/remote/testing'
import { expect, test } from 'vitest'
import { messages } from './messages.ts'
import { UnreadPanel } from './unread-panel.tsx'

const notice = {
  kind: 'ADMINISTRATION',
  id: 'e1',
  at: '2021-09-27T03:00:00Z',
  action: 'ASSIGNMENT_CREATED',
  actor: { id: 'q', name: 'Lò Văn Quản', post: 'Quản trị hệ thống' },
  account: { id: 'x', fullName: 'Lý Thị Mới' },
  isNewAccount: true,
  post: 'Công chức Hộ tịch',
  role: 'REGISTRAR',
} as const

test('shows whom an administrator let in until the officer has looked, and reads the session anew', async () => {
  const { posted } = answerService(() => ({ body: {} }))
  const sessions: unknown[] = []
  renderPage(<UnreadPanel />, {
    role: 'CHAIR',
    session: { notices: [notice] },
    onSession: (session) => sessions.push(session),
  })
  expect(screen.getByText('Công chức Hộ tịch · tài khoản mới')).toBeDefined()
  expect(screen.getByText('Lò Văn Quản')).toBeDefined()
  await userEvent.click(screen.getByRole('button', { name: 'Đã xem' }))
  expect(posted).toEqual([{ path: '/auth/api/notices/e1/read', body: {} }])
  expect(sessions).toEqual([undefined])
})

test('says nothing when there is nothing to look at', () => {
  renderPage(<UnreadPanel />, { role: 'CHAIR' })
  expect(screen.queryByRole('table')).toBeNull()
})

test('speaks both languages', () => expect(unevenTexts(messages)).toEqual([]))
