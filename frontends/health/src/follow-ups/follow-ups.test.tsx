import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type Answers, connection, renderPage, unevenTexts } from '@vungxanh/remote/testing'
import { expect, test } from 'vitest'
import { FollowUpsPage } from './follow-ups-page.tsx'
import { messages } from './messages.ts'

const work = {
  __typename: 'FollowUp',
  id: 'f1',
  contactBy: '2021-09-28T10:00:00Z',
  level: 'RED',
  levelOf: null,
  monitorUntil: '2021-10-11',
  testOn: [],
  ruleVerified: false,
  state: 'OPEN',
  takenByName: null,
  person: { __typename: 'Person', id: 'p1', fullName: 'Lê Thị An' },
  arrival: null,
  contacts: [],
}

const answersWith =
  (outcome: object): Answers =>
  (operation) =>
    operation === 'TakeFollowUp'
      ? { data: { takeFollowUp: outcome } }
      : { data: { followUps: connection('FollowUp', [work]) } }

const take = async () => userEvent.click(await screen.findByRole('button', { name: 'Nhận: Lê Thị An' }))

test('work that somebody has closed meanwhile is not taken without a word', async () => {
  const closed = { __typename: 'FollowUpClosed', message: 'closed' }
  renderPage(<FollowUpsPage />, { answers: answersWith(closed), role: 'HEALTH_STAFF' })
  await take()
  expect(await screen.findByText(messages.texts.vi['refusal.FollowUpClosed'])).toBeDefined()
})

test('who only reads takes nothing', async () => {
  renderPage(<FollowUpsPage />, { answers: answersWith({}), role: 'INSPECTOR' })
  expect(await screen.findByRole('link', { name: 'Lê Thị An' })).toBeDefined()
  expect(screen.queryByRole('button', { name: /Lê Thị An/ })).toBeNull()
})

test('speaks both languages', () => expect(unevenTexts(messages)).toEqual([]))
