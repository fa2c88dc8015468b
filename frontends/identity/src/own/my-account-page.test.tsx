import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { answerService, renderPage, unevenTexts } from '@vungxanh/remote/testing'
import { expect, test } from 'vitest'
import { messages } from './messages.ts'
import { MyAccountPage } from './my-account-page.tsx'

test('enrols an authenticator by a picture or a key, and reads the session anew', async () => {
  const { posted } = answerService((path, body) => ({
    body:
      path === '/auth/api/me/second-factor'
        ? { secret: 'JBSWY3DP', uri: 'otpauth://', qr: 'data:image/svg+xml;base64,PHN2Zy8+' }
        : body === undefined
          ? { account: { signInName: 'clerk' } }
          : {},
  }))
  const sessions: unknown[] = []
  renderPage(<MyAccountPage />, {
    role: 'CLERK',
    session: { stepUp: { enrolled: false, until: null } },
    onSession: (session) => sessions.push(session),
  })
  await userEvent.click(screen.getByRole('button', { name: 'Đăng ký mã xác thực' }))
  expect(await screen.findByRole('img', { name: /Mã QR/ })).toBeDefined()
  expect(screen.getByText('JBSWY3DP')).toBeDefined()
  await userEvent.type(screen.getByLabelText(/Mã 6 số/), '123 456{Enter}')
  expect(posted.at(-1)).toEqual({ path: '/auth/api/me/second-factor/confirm', body: { code: '123456' } })
  expect(sessions).toEqual([undefined])
})

test('changes the password only when the new one was typed twice alike, and says what the service refuses', async () => {
  const { posted } = answerService((_path, body) =>
    body === undefined
      ? { body: { account: { signInName: 'clerk' } } }
      : { status: 400, body: { code: 'WEAK_PASSWORD', message: 'Mật khẩu này quá dễ đoán.', field: 'new' } },
  )
  renderPage(<MyAccountPage />, { role: 'CLERK' })
  await userEvent.type(screen.getByLabelText(/Mật khẩu đang dùng/), 'cũ')
  await userEvent.type(screen.getByLabelText(/^Mật khẩu mới/), 'song hong xanh')
  await userEvent.type(screen.getByLabelText(/Nhập lại/), 'song hong đỏ{Control>}s{/Control}')
  expect(await screen.findByText('Hai lần nhập mật khẩu mới không giống nhau.')).toBeDefined()
  expect(posted).toEqual([])
  await userEvent.clear(screen.getByLabelText(/Nhập lại/))
  await userEvent.type(screen.getByLabelText(/Nhập lại/), 'song hong xanh{Control>}s{/Control}')
  expect(await screen.findByRole('link', { name: 'Mật khẩu này quá dễ đoán.' })).toBeDefined()
  expect(posted[0]?.body).toEqual({ current: 'cũ', new: 'song hong xanh' })
})

test('says when and by whom the password was reset', () => {
  answerService(() => ({ body: { account: { signInName: 'clerk' } } }))
  const by = { name: 'Lò Văn Quản', post: 'Quản trị hệ thống' }
  const reset = { id: 'r1', at: '2021-09-27T03:00:00Z', action: 'PASSWORD_RESET', by } as const
  renderPage(<MyAccountPage />, { role: 'CLERK', session: { resets: [reset] } })
  expect(screen.getByText('Mật khẩu của bạn đã được đặt lại')).toBeDefined()
  expect(screen.getByText(/^Lò Văn Quản \(Quản trị hệ thống\), 27\/09\/2021 10:00\./)).toBeDefined()
})

test('speaks both languages', () => expect(unevenTexts(messages)).toEqual([]))
