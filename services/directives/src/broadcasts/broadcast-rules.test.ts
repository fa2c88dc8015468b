import { expect, test } from 'vitest'
import { BroadcastChannel, DeliveryState, DeliveryStepKind } from './broadcast.ts'
import { refuseDraft, refuseReason, stateAfter } from './broadcast-rules.ts'

const group = '4f2b3c1e-0000-4000-8000-000000000001'
const draft = {
  title: 'Ở nhà sau 18 giờ',
  text: 'Bà con ở nhà sau 18 giờ.',
  channels: [BroadcastChannel.ZALO],
  residentialGroupIds: [group],
  selfManagementGroupIds: [],
}

test.each([
  [{}, undefined],
  [{ residentialGroupIds: [] }, undefined],
  [{ title: ' … ' }, 'title'],
  [{ text: '' }, 'text'],
  [{ text: 'a'.repeat(4001) }, 'text'],
  [{ text: 'Anh có căn cước 079090001234 đã khai.' }, 'text'],
  [{ text: 'Gọi 0199000115, mã 1234567890123.' }, undefined],
  [{ channels: [] }, 'channels'],
  [{ channels: [BroadcastChannel.SMS, BroadcastChannel.SMS] }, 'channels'],
  [{ residentialGroupIds: ['x'] }, 'recipients'],
  [{ selfManagementGroupIds: [group] }, 'recipients'],
])('a draft with %o', (changes, field) => {
  expect(refuseDraft({ ...draft, ...changes })?.field).toBe(field)
})

test('a reason is asked for', () => {
  expect(refuseReason('reason', 'lý do', '')).toMatchObject({ field: 'reason' })
  expect(refuseReason('reason', 'lý do', 'Nhầm')).toBeUndefined()
})

test.each([
  [DeliveryState.PENDING, DeliveryStepKind.SENT, DeliveryState.SENT],
  [DeliveryState.FAILED, DeliveryStepKind.SENT, DeliveryState.SENT],
  [DeliveryState.SENT, DeliveryStepKind.FAILED, DeliveryState.FAILED],
  [DeliveryState.PENDING, DeliveryStepKind.ACKNOWLEDGED, DeliveryState.ACKNOWLEDGED],
  [DeliveryState.ACKNOWLEDGED, DeliveryStepKind.FAILED, DeliveryState.ACKNOWLEDGED],
])('%s, then %s: %s', (state, step, after) => {
  expect(stateAfter(state, step)).toBe(after)
})
