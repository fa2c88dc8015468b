import { batched, type Context, localDateOf } from '@vungxanh/subgraph'
import { Responsibility } from '../responsibilities/responsibility.ts'
import { isHeldOn } from '../responsibilities/responsibility-rules.ts'
import type { BroadcastRecipient } from './broadcast.ts'

/** Who writes down for others what they were told; everybody else acknowledges for their own group. */
export const recordsForOthers = ({ viewer }: Context): boolean => viewer.role === 'CHAIR' || viewer.role === 'CLERK'

const groupOf = ({ residentialGroupId, selfManagementGroupId }: BroadcastRecipient): string =>
  residentialGroupId ?? selfManagementGroupId ?? ''

/** Whoever answers for a group today and signs in themselves: of any number of groups in one statement. */
const withAccounts = batched<string, Responsibility[]>(async (groups, { em, now }) => {
  const today = localDateOf(now)
  const held = await em.find(
    Responsibility,
    {
      holderAccountId: { $ne: null },
      $or: [{ residentialGroupId: { $in: [...groups] } }, { selfManagementGroupId: { $in: [...groups] } }],
    },
    { orderBy: { fromOn: 'asc', id: 'asc' } },
  )
  const byGroup = Map.groupBy(
    held.filter((one) => isHeldOn(one, today)),
    ({ area }) => area,
  )
  return (group) => byGroup.get(group) ?? []
})

export const acknowledgersOf = (recipient: BroadcastRecipient, context: Context): Promise<Responsibility[]> =>
  withAccounts(groupOf(recipient), context)

/** Of a group that nobody with an account answers for, any leader of the unit may say that it has the message. */
export const mayAcknowledge = (answering: readonly Responsibility[], { viewer }: Context): boolean =>
  answering.length === 0 || answering.some(({ holderAccountId }) => holderAccountId === viewer.accountId)
