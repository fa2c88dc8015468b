import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type Answers, renderPage, unevenTexts } from '@vungxanh/remote/testing'
import { expect, test } from 'vitest'
import { BroadcastPage } from './broadcast-page.tsx'
import { ComposePage } from './compose-page.tsx'
import { messages } from './messages.ts'

const team = {
  __typename: 'SelfManagementGroup',
  id: 's1',
  number: 1,
  name: 'Tổ tự quản 1',
  householdCount: 65,
  channelKind: 'ZALO',
  channelName: 'Tổ 1',
  channelLink: null,
  leader: null,
}
const group = { __typename: 'ResidentialGroup', id: 'g1', number: 1, name: 'Tổ dân phố 1', leader: null }
const unit = {
  __typename: 'AdminUnit',
  code: '00121',
  residentialGroups: [{ ...group, householdCount: 200, selfManagementGroups: [team] }],
}

test('a draft goes out with its channels and the groups that were chosen, and says how many households they are', async () => {
  const answers: Answers = (operation) =>
    operation === 'BroadcastGroups'
      ? { data: { adminUnit: unit } }
      : { data: { saveBroadcastDraft: { __typename: 'InvalidInput', message: 'Hãy sửa tiêu đề.', field: 'title' } } }
  const { asked } = renderPage(<ComposePage />, { role: 'CLERK', answers })
  await userEvent.type(await screen.findByLabelText(/Tiêu đề/), 'Họp tổ')
  await userEvent.type(screen.getByLabelText(/Nội dung/), 'Mời bà con họp.')
  await userEvent.click(screen.getByRole('checkbox', { name: 'Chọn Tổ tự quản 1, Tổ dân phố 1' }))
  expect(screen.getByText(/^1 tổ, 65 hộ/)).toBeDefined()
  await userEvent.click(screen.getByRole('button', { name: 'Lưu và xem trước' }))
  expect((await screen.findAllByText('Hãy sửa tiêu đề.')).length).toBeGreaterThan(0)
  expect(asked.find(({ operation }) => operation === 'SaveBroadcastDraft')?.variables.input).toMatchObject({
    title: 'Họp tổ',
    channels: ['ZALO', 'LOUDSPEAKER'],
    residentialGroupIds: [],
    selfManagementGroupIds: ['s1'],
  })
})

const broadcast = {
  __typename: 'Broadcast',
  id: 'b1',
  title: 'Họp tổ',
  text: 'Mời bà con họp.',
  state: 'ISSUED',
  channels: ['SMS'],
  draftedAt: '2021-09-27T01:00:00.000Z',
  byName: 'Bùi Ngọc Diệp',
  issuedAt: '2021-09-27T02:00:00.000Z',
  issuedByName: 'Bùi Ngọc Diệp',
  withdrawnAt: null,
  withdrawReason: null,
  withdrawnByName: null,
  document: null,
  counts: { __typename: 'DeliveryCounts', recipients: 1, pending: 1, failed: 0, sent: 0, acknowledged: 0 },
  residentialGroups: [group],
  selfManagementGroups: [],
  recipients: [
    {
      __typename: 'BroadcastRecipient',
      id: 'r1',
      state: 'PENDING',
      acknowledgers: [] as string[],
      mayAcknowledge: true,
      mayTakeBack: false,
      residentialGroup: { __typename: 'ResidentialGroup', id: 'g1' },
      selfManagementGroup: null,
      steps: [],
    },
  ],
}

test('what failed is recorded with its reason, for the groups that were chosen', async () => {
  const answers: Answers = (operation) =>
    operation === 'BroadcastPage'
      ? { data: { broadcast } }
      : { data: { recordDeliveries: { __typename: 'RecordDeliveriesSuccess' } } }
  const { asked } = renderPage(<BroadcastPage />, { role: 'CLERK', answers })
  expect(screen.queryByRole('button', { name: /Xác nhận đã nhận/ })).toBeNull()
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Chọn Tổ dân phố 1' }))
  await userEvent.click(screen.getByRole('button', { name: 'Ghi việc gửi (1 tổ)' }))
  const dialog = within(await screen.findByRole('dialog'))
  await userEvent.click(dialog.getByLabelText('Không gửi được'))
  await userEvent.type(await dialog.findByLabelText(/Vì sao/), 'Số không gọi được')
  await userEvent.click(dialog.getByRole('button', { name: 'Ghi việc gửi' }))
  await screen.findByText('Đã ghi cho 1 tổ')
  expect(asked.find(({ operation }) => operation === 'RecordDeliveries')?.variables.input).toMatchObject({
    broadcastId: 'b1',
    channel: 'SMS',
    failedBecause: 'Số không gọi được',
    deliveries: [{ recipientId: 'r1' }],
  })
})

test('who leads a group acknowledges where they read; the words of the refusal are the server’s', async () => {
  const answers: Answers = (operation) =>
    operation === 'BroadcastPage'
      ? { data: { broadcast } }
      : { data: { acknowledgeBroadcast: { __typename: 'BroadcastNotIssued', message: 'Thông báo này đã thu hồi.' } } }
  renderPage(<BroadcastPage />, { role: 'TEAM_LEADER', answers })
  await userEvent.click(await screen.findByRole('button', { name: 'Xác nhận đã nhận: Tổ dân phố 1' }))
  await screen.findByText('Thông báo này đã thu hồi.')
})

const told = (changes: object, mutation = {}): Answers => {
  const [recipient] = broadcast.recipients
  const seen = { ...broadcast, recipients: [{ ...recipient, ...changes }] }
  return (operation) => ({ data: operation === 'BroadcastPage' ? { broadcast: seen } : mutation })
}
const done = {
  __typename: 'AcknowledgeBroadcastSuccess',
  recipient: { __typename: 'BroadcastRecipient', id: 'r1', state: 'ACKNOWLEDGED' },
}

test('a leader sees whose word it is, and the clerk writes it down for them', async () => {
  const answered = { acknowledgers: ['Vũ Thị Hạnh'], mayAcknowledge: false }
  const { unmount } = renderPage(<BroadcastPage />, { role: 'TEAM_LEADER', answers: told(answered) })
  expect(await screen.findByText('Vũ Thị Hạnh xác nhận')).toBeDefined()
  expect(screen.queryByRole('button', { name: /Xác nhận đã nhận/ })).toBeNull()
  unmount()
  const { asked } = renderPage(<BroadcastPage />, {
    role: 'CLERK',
    answers: told(answered, { acknowledgeBroadcast: done }),
  })
  await userEvent.click(await screen.findByRole('button', { name: 'Ghi thay: Tổ dân phố 1' }))
  const dialog = within(await screen.findByRole('dialog'))
  await userEvent.type(dialog.getByLabelText(/Ai của tổ báo/), ', gọi điện')
  await userEvent.click(dialog.getByRole('button', { name: 'Ghi thay' }))
  expect(await screen.findByText('Tổ dân phố 1 đã xác nhận')).toBeDefined()
  expect(asked.find(({ operation }) => operation === 'AcknowledgeBroadcast')?.variables.input).toEqual({
    recipientId: 'r1',
    onBehalfOf: 'Vũ Thị Hạnh, gọi điện',
  })
})

test('a tap by mistake is taken back with a reason', async () => {
  const { asked } = renderPage(<BroadcastPage />, {
    role: 'TEAM_LEADER',
    answers: told({ state: 'ACKNOWLEDGED', mayTakeBack: true }, { takeBackAcknowledgement: done }),
  })
  await userEvent.click(await screen.findByRole('button', { name: 'Rút lời xác nhận: Tổ dân phố 1' }))
  const dialog = within(await screen.findByRole('dialog'))
  await userEvent.type(dialog.getByLabelText(/Lý do/), 'Bấm nhầm tổ')
  await userEvent.click(dialog.getByRole('button', { name: 'Rút lời xác nhận' }))
  expect(await screen.findByText('Đã rút lời xác nhận của Tổ dân phố 1')).toBeDefined()
  expect(asked.find(({ operation }) => operation === 'TakeBackAcknowledgement')?.variables.input).toEqual({
    recipientId: 'r1',
    reason: 'Bấm nhầm tổ',
  })
})

test('speaks both languages', () => expect(unevenTexts(messages)).toEqual([]))
