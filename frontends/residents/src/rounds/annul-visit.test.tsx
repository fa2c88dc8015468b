import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type Answers, renderPage, unevenTexts } from '@vungxanh/remote/testing'
import { expect, test } from 'vitest'
import { AnnulVisit } from './annul-visit.tsx'
import { messages } from './messages.ts'

type Visit = Parameters<typeof AnnulVisit>[0]['stop']['visits'][number]

const visit = (changes: object): Visit => ({
  id: 'v1',
  recordedAt: new Date().toISOString(),
  byName: 'Nguyễn Văn Tổ',
  annulledAt: null,
  ...changes,
})

const stopWith = (...visits: Visit[]) => ({ household: { code: 'T03-0001' }, visits })

function open(stop: ReturnType<typeof stopWith>, outcome = 'VisitSuccess') {
  const answers: Answers = () => ({ data: { annulVisit: { __typename: outcome } } })
  return renderPage(<AnnulVisit stop={stop} />, { answers, role: 'REGISTRAR' })
}

async function annul() {
  await userEvent.click(await screen.findByRole('button', { name: 'Hủy lượt thăm hộ T03-0001' }))
  const dialog = await screen.findByRole('dialog')
  expect(within(dialog).getByText(/Nguyễn Văn Tổ ghi lúc/)).toBeDefined()
  await userEvent.click(within(dialog).getByRole('button', { name: 'Hủy lượt thăm' }))
  return dialog
}

test('the visit that counts is annulled after having read whose it is', async () => {
  const { asked } = open(stopWith(visit({ id: 'v2', annulledAt: '2021-09-27T10:00:00Z' }), visit({})))
  await annul()
  await expect.poll(() => asked.at(-1)).toMatchObject({ operation: 'AnnulVisit', variables: { id: 'v1' } })
})

test('a refusal says what to do', async () => {
  open(stopWith(visit({})), 'VisitNotAnnullable')
  expect(await within(await annul()).findByText(/Hãy tải lại trang/)).toBeDefined()
})

test.each([
  ['no visit', []],
  ['one of another day', [visit({ recordedAt: '2021-09-27T09:00:00Z' })]],
])('nothing is to be annulled: %s', (_, visits) => {
  open(stopWith(...visits))
  expect(screen.queryByRole('button')).toBeNull()
})

test('speaks both languages', () => expect(unevenTexts(messages)).toEqual([]))
