import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Button, Dialog } from '@vungxanh/ui'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { useAction } from './acting.ts'
import { gql } from './index.ts'
import { type Answers, answerService, renderPage, type ServiceAnswers, sessionOf } from './testing.tsx'

const APPROVE = gql`
  mutation Approve {
    approve {
      id
    }
  }
`

function Desk() {
  const [approve, { failure }] = useAction(APPROVE)
  const [said, setSaid] = useState('')
  const [opened, setOpened] = useState(true)
  return (
    <>
      <p>{said}</p>
      <p>{failure}</p>
      <Dialog title="Phiếu chi" opened={opened} onClose={() => setOpened(false)}>
        <input aria-label="Ý kiến" defaultValue="đủ điều kiện" />
        <Button onClick={async () => setSaid((await approve({})) ? 'đã duyệt' : 'chưa duyệt')}>Duyệt</Button>
      </Dialog>
    </>
  )
}

const proven = { ...sessionOf('APPROVER'), stepUp: { enrolled: true, until: '2099-01-01T00:00:00Z' } }

/** A department that wants the second factor, and a gateway that knows one right code. */
function open(stepUp: object = { enrolled: true, until: null, demoCode: '123456' }) {
  let isProven = false
  const answers: Answers = () =>
    isProven
      ? { data: { approve: { __typename: 'Approval', id: '1' } } }
      : { data: null, errors: [{ message: 'cần mã', code: 'STEP_UP_REQUIRED' }] }
  const service: ServiceAnswers = (path, body) => {
    if (path === '/auth/session') return { body: { ...sessionOf('APPROVER'), stepUp } }
    isProven = body?.code === '123456'
    return isProven ? { body: proven } : { status: 400, body: { code: 'WRONG_CODE', message: 'Mã chưa đúng.' } }
  }
  const { posted } = answerService(service)
  const sessions: unknown[] = []
  const page = renderPage(<Desk />, { role: 'APPROVER', answers, onSession: (session) => sessions.push(session) })
  return { ...page, posted, sessions }
}

test('asks for the code, and does then what was asked', async () => {
  const { posted, asked, sessions } = open()
  await userEvent.click(screen.getByRole('button', { name: 'Duyệt' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Nhập mã xác thực' }))
  expect(await dialog.findByText('Bản chạy thử: mã hiện tại là 123456')).toBeDefined()
  await userEvent.type(dialog.getByLabelText(/Mã 6 số/), '123 456{Enter}')
  expect(await screen.findByText('đã duyệt')).toBeDefined()
  expect(posted).toEqual([{ path: '/auth/step-up', body: { code: '123456' } }])
  expect(asked.map(({ operation }) => operation)).toEqual(['Approve', 'Approve'])
  expect(sessions).toEqual([proven])
})

test('says what is wrong with a code and asks again', async () => {
  open()
  await userEvent.click(screen.getByRole('button', { name: 'Duyệt' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Nhập mã xác thực' }))
  await userEvent.type(await dialog.findByLabelText(/Mã 6 số/), '000000{Enter}')
  expect(await dialog.findByText('Mã chưa đúng.')).toBeDefined()
  expect(dialog.getByLabelText<HTMLInputElement>(/Mã 6 số/).value).toBe('')
})

test('leaves the form as it was when no code is given, and closes the inner dialog alone', async () => {
  const { asked } = open()
  await userEvent.click(screen.getByRole('button', { name: 'Duyệt' }))
  await userEvent.click(await screen.findByLabelText(/Mã 6 số/))
  await userEvent.keyboard('{Escape}')
  expect(await screen.findByText(/Chưa nhập mã xác thực nên chưa ghi gì/)).toBeDefined()
  await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Nhập mã xác thực' })).toBeNull())
  expect(
    within(screen.getByRole('dialog', { name: 'Phiếu chi' })).getByLabelText<HTMLInputElement>('Ý kiến').value,
  ).toBe('đủ điều kiện')
  expect(asked).toHaveLength(1)
})

test('leads an account without an authenticator to where one is enrolled', async () => {
  open({ enrolled: false, until: null })
  await userEvent.click(screen.getByRole('button', { name: 'Duyệt' }))
  const link = await screen.findByRole('link', { name: 'Đăng ký mã xác thực' })
  expect(link.getAttribute('href')).toBe('/quan-tri')
})
