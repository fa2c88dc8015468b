import { screen, within } from '@testing-library/react'
import type { Role } from '@vungxanh/access'
import { renderPage } from '@vungxanh/remote/testing'
import { expect, test } from 'vitest'
import { DoublePayments } from './double-payments.tsx'

const payout = (id: string, programme: string, amount: number) => ({
  __typename: 'Payout',
  id,
  amount,
  paidAt: '2021-09-15T08:00:00+07:00',
  programme: { __typename: 'Programme', id: programme, code: programme },
  dossier: { __typename: 'Dossier', id: `d-${id}`, code: `HS-${id}` },
})

const twice = [
  { __typename: 'DoublePayment', payouts: [payout('1', 'NQ68-F1', 1_680_000), payout('2', 'NQ15', 1_000_000)] },
]

const open = (role: Role, doublePayments: unknown[]) =>
  renderPage(
    <>
      <DoublePayments />
      <p>xong</p>
    </>,
    { role, answers: () => ({ data: { doublePayments } }), at: '/', path: '/' },
  )

test('who was paid twice is said first, with each payment and the way to its dossier', async () => {
  open('WELFARE_OFFICER', twice)
  const notice = within(
    await screen.findByText('1 đối tượng đã được chi hai lần').then((title) => title.closest('[role]') as HTMLElement),
  )
  expect(notice.getByRole('link', { name: 'HS-1' }).getAttribute('href')).toContain('/d-1')
  expect(notice.getByRole('listitem').textContent).toMatch(
    /HS-1 \(NQ68-F1, 1\.680\.000.đ, 15\/09\/2021\) · HS-2 \(NQ15, 1\.000\.000.đ, 15\/09\/2021\)/,
  )
})

test('nothing is said when nobody was, and nobody asks who may not read it', async () => {
  open('INSPECTOR', [])
  expect(await screen.findByText('xong')).toBeDefined()
  expect(screen.queryByText(/chi hai lần/)).toBeNull()
  expect(open('CASHIER', twice).asked).toEqual([])
})
