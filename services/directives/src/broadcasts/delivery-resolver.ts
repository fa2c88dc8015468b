import { LockMode } from '@mikro-orm/core'
import { batched, type Context, DateTime, InvalidInput, isUuid, refuse, requireInScope } from '@vungxanh/subgraph'
import {
  Arg,
  Ctx,
  createUnionType,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql'
import { tidyName } from '../organisations/organisation-name.ts'
import { ResidentialGroup, SelfManagementGroup } from '../references.ts'
import { acknowledgersOf, mayAcknowledge, recordsForOthers } from './acknowledging.ts'
import {
  Broadcast,
  BroadcastChannel,
  BroadcastRecipient,
  BroadcastState,
  DeliveryState,
  DeliveryStep,
  DeliveryStepKind,
} from './broadcast.ts'
import {
  BroadcastNotFound,
  BroadcastNotIssued,
  NothingToTakeBack,
  NotYoursToAcknowledge,
} from './broadcast-refusals.ts'
import { MOST_RECIPIENTS, refuseReason, stateAfter, stateWithout, takeBackable } from './broadcast-rules.ts'

@InputType({ description: 'Một tổ đã được gửi, hoặc không gửi được.' })
export class DeliveryInput {
  @Field(() => ID, { description: 'Do máy của người gửi đặt: gửi lại cùng mã thì vẫn là một lần.' })
  id!: string

  @Field(() => ID)
  recipientId!: string
}

@InputType()
export class RecordDeliveriesInput {
  @Field(() => ID)
  broadcastId!: string

  @Field(() => BroadcastChannel)
  channel!: BroadcastChannel

  @Field(() => String, { nullable: true, description: 'Vì sao không gửi được; để trống khi đã gửi.' })
  failedBecause?: string | null

  @Field(() => DateTime, { nullable: true, description: 'Lúc gửi; để trống là bây giờ.' })
  at?: Date | null

  @Field(() => [DeliveryInput])
  deliveries!: DeliveryInput[]
}

@InputType()
export class AcknowledgeBroadcastInput {
  @Field(() => ID)
  recipientId!: string

  @Field(() => String, {
    nullable: true,
    description: 'Ai của tổ đã báo nhận: cần khi văn thư, Trưởng Ban Chỉ đạo ghi thay; người khác để trống.',
  })
  onBehalfOf?: string | null
}

@InputType()
export class TakeBackAcknowledgementInput {
  @Field(() => ID)
  recipientId!: string

  @Field(() => String)
  reason!: string
}

@ObjectType()
export class RecordDeliveriesSuccess {
  @Field(() => Broadcast)
  broadcast!: Broadcast
}

@ObjectType()
export class AcknowledgeBroadcastSuccess {
  @Field(() => BroadcastRecipient)
  recipient!: BroadcastRecipient
}

export const RecordDeliveriesResult = createUnionType({
  name: 'RecordDeliveriesResult',
  types: () => [RecordDeliveriesSuccess, BroadcastNotFound, BroadcastNotIssued, InvalidInput] as const,
})

export const AcknowledgeBroadcastResult = createUnionType({
  name: 'AcknowledgeBroadcastResult',
  types: () =>
    [AcknowledgeBroadcastSuccess, BroadcastNotFound, BroadcastNotIssued, NotYoursToAcknowledge, InvalidInput] as const,
})

export const TakeBackAcknowledgementResult = createUnionType({
  name: 'TakeBackAcknowledgementResult',
  types: () =>
    [AcknowledgeBroadcastSuccess, BroadcastNotFound, BroadcastNotIssued, NothingToTakeBack, InvalidInput] as const,
})

/** What a leader has on their list; more is no list any more. */
const MOST_AWAITING = 200
const LATEST = 20

/** The latest broadcasts that were issued to these groups: of each so many and no more, however many it has had. */
const latestOf = (what: 'residentialGroupId' | 'selfManagementGroupId') => {
  const column = what === 'residentialGroupId' ? 'residential_group_id' : 'self_management_group_id'
  return batched<string, BroadcastRecipient[]>(async (ids, { em }) => {
    const latest = await em.execute<{ id: string }[]>(
      `select latest.id from unnest(?::uuid[]) as place (id), lateral (
         select recipient.id from broadcast_recipient as recipient join broadcast on broadcast.id = recipient.broadcast_id
         where recipient.${column} = place.id and broadcast.state = 'ISSUED'
         order by broadcast.issued_at desc, recipient.id limit ?) as latest`,
      [`{${ids.filter(isUuid).join(',')}}`, LATEST],
    )
    const recipients = await em.find(
      BroadcastRecipient,
      { id: { $in: latest.map(({ id }) => id) } },
      { populate: ['broadcast'], orderBy: { broadcast: { issuedAt: 'desc' }, id: 'asc' } },
    )
    const byGroup = Map.groupBy(recipients, (recipient) => recipient[what])
    return (id) => byGroup.get(id) ?? []
  })
}
const latestOfResidentialGroup = latestOf('residentialGroupId')
const latestOfSelfManagementGroup = latestOf('selfManagementGroupId')

@Resolver(() => BroadcastRecipient)
export class DeliveryResolver {
  @Query(() => [BroadcastRecipient], {
    description: 'Thông báo đã phát hành mà các tổ của đơn vị chưa xác nhận, mới phát hành trước.',
  })
  awaitingAcknowledgement(@Arg('unit', () => ID) unit: string, @Ctx() context: Context): Promise<BroadcastRecipient[]> {
    requireInScope(unit, context)
    return context.em.find(
      BroadcastRecipient,
      { unitCode: unit, state: { $ne: DeliveryState.ACKNOWLEDGED }, broadcast: { state: BroadcastState.ISSUED } },
      { populate: ['broadcast'], orderBy: { broadcast: { issuedAt: 'desc' }, id: 'asc' }, limit: MOST_AWAITING },
    )
  }

  @FieldResolver(() => Broadcast)
  broadcast(@Root() { broadcast }: BroadcastRecipient): Promise<Broadcast> {
    return broadcast.loadOrFail()
  }

  @FieldResolver(() => ResidentialGroup, { nullable: true })
  residentialGroup(@Root() { residentialGroupId }: BroadcastRecipient): ResidentialGroup | null {
    return residentialGroupId ? new ResidentialGroup(residentialGroupId) : null
  }

  @FieldResolver(() => SelfManagementGroup, { nullable: true })
  selfManagementGroup(@Root() { selfManagementGroupId }: BroadcastRecipient): SelfManagementGroup | null {
    return selfManagementGroupId ? new SelfManagementGroup(selfManagementGroupId) : null
  }

  @FieldResolver(() => [DeliveryStep], { description: 'Đã gửi, không gửi được, xác nhận: theo thời gian.' })
  steps(@Root() recipient: BroadcastRecipient): Promise<DeliveryStep[]> {
    return recipient.steps.loadItems()
  }

  @FieldResolver(() => [String], {
    description:
      'Ai phụ trách tổ và tự xác nhận bằng tài khoản của mình. Trống: tổ trưởng, tổ Covid nào của đơn vị cũng xác nhận được.',
  })
  async acknowledgers(@Root() recipient: BroadcastRecipient, @Ctx() context: Context): Promise<string[]> {
    return (await acknowledgersOf(recipient, context)).map(({ holderName }) => holderName ?? '')
  }

  @FieldResolver(() => Boolean, { description: 'Người đang xem có được xác nhận cho tổ này, hoặc ghi thay.' })
  async mayAcknowledge(@Root() recipient: BroadcastRecipient, @Ctx() context: Context): Promise<boolean> {
    return recordsForOthers(context) || mayAcknowledge(await acknowledgersOf(recipient, context), context)
  }

  @FieldResolver(() => Boolean, { description: 'Người đang xem đã xác nhận, và còn rút được: trong 24 giờ.' })
  async mayTakeBack(@Root() recipient: BroadcastRecipient, @Ctx() { viewer, now }: Context): Promise<boolean> {
    if (recipient.state !== DeliveryState.ACKNOWLEDGED) return false
    return takeBackable(await recipient.steps.loadItems(), viewer.accountId, now)
  }

  @Mutation(() => RecordDeliveriesResult, {
    description: 'Ghi rằng thông báo đã được gửi tới các tổ qua một kênh, hoặc vì sao không gửi được.',
  })
  async recordDeliveries(
    @Arg('input', () => RecordDeliveriesInput) input: RecordDeliveriesInput,
    @Ctx() { em, viewer, now }: Context,
  ): Promise<typeof RecordDeliveriesResult> {
    const { broadcastId, channel, deliveries } = input
    const broadcast = isUuid(broadcastId) ? await em.findOne(Broadcast, { id: broadcastId }) : null
    if (!broadcast) return new BroadcastNotFound()
    if (broadcast.state !== BroadcastState.ISSUED)
      return new BroadcastNotIssued(broadcast.state === BroadcastState.WITHDRAWN)
    const at = input.at ?? now
    const hasFailed = typeof input.failedBecause === 'string'
    const reason = tidyName(input.failedBecause ?? '')
    const refusal = refuse(
      broadcast.channels.includes(channel)
        ? undefined
        : new InvalidInput('channel', 'Thông báo này không dùng kênh ấy. Hãy chọn kênh khác.'),
      at > now ? new InvalidInput('at', 'Lúc gửi nằm trong tương lai.') : undefined,
      broadcast.issuedAt && at < broadcast.issuedAt
        ? new InvalidInput('at', 'Lúc gửi đứng trước lúc phát hành.')
        : undefined,
      hasFailed ? refuseReason('failedBecause', 'lý do không gửi được', reason) : undefined,
      deliveries.length > 0 && deliveries.length <= MOST_RECIPIENTS && deliveries.every(({ id }) => isUuid(id))
        ? undefined
        : new InvalidInput('deliveries', `Hãy chọn từ 1 đến ${MOST_RECIPIENTS} tổ.`),
    )
    if (refusal) return refusal
    // In one order for all who record at once, so that nobody waits for somebody who waits for them.
    const recipients = await em.find(
      BroadcastRecipient,
      { broadcast, id: { $in: deliveries.map(({ recipientId }) => recipientId).filter(isUuid) } },
      { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
    )
    const byId = new Map(recipients.map((recipient) => [recipient.id, recipient]))
    if (deliveries.some(({ recipientId }) => !byId.has(recipientId)))
      return new InvalidInput('deliveries', 'Có tổ không nhận thông báo này. Hãy tải lại trang.')
    const known = new Set(
      (await em.find(DeliveryStep, { id: { $in: deliveries.map(({ id }) => id) } })).map(({ id }) => id),
    )
    const kind = hasFailed ? DeliveryStepKind.FAILED : DeliveryStepKind.SENT
    for (const { id, recipientId } of deliveries) {
      const recipient = byId.get(recipientId)
      if (known.has(id) || !recipient) continue
      em.create(DeliveryStep, {
        id,
        unitCode: broadcast.unitCode,
        recipient,
        kind,
        channel,
        reason: hasFailed ? reason : null,
        at,
        recordedAt: now,
        accountId: viewer.accountId,
        byName: viewer.name,
        byPost: viewer.post,
      })
      em.assign(recipient, { state: stateAfter(recipient.state, kind) })
    }
    return Object.assign(new RecordDeliveriesSuccess(), { broadcast })
  }

  @Mutation(() => AcknowledgeBroadcastResult, {
    description:
      'Người phụ trách tổ xác nhận tổ đã nhận thông báo, hoặc văn thư ghi thay khi tổ báo. Bấm lại thì vẫn là lần đầu.',
  })
  async acknowledgeBroadcast(
    @Arg('input', () => AcknowledgeBroadcastInput) input: AcknowledgeBroadcastInput,
    @Ctx() context: Context,
  ): Promise<typeof AcknowledgeBroadcastResult> {
    const { em, viewer, now } = context
    const found = await lockIssued(input.recipientId, context)
    if (!(found instanceof BroadcastRecipient)) return found
    const isForOthers = recordsForOthers(context)
    const onBehalfOf = isForOthers ? tidyName(input.onBehalfOf ?? '') : null
    if (onBehalfOf !== null) {
      const refusal = refuseReason('onBehalfOf', 'ai của tổ đã báo nhận', onBehalfOf)
      if (refusal) return refusal
    } else {
      const answering = await acknowledgersOf(found, context)
      if (!mayAcknowledge(answering, context))
        return new NotYoursToAcknowledge(answering.map(({ holderName }) => holderName ?? ''))
    }
    if (found.state !== DeliveryState.ACKNOWLEDGED) {
      const kind = DeliveryStepKind.ACKNOWLEDGED
      em.create(DeliveryStep, {
        ...byViewer(viewer, now),
        unitCode: found.unitCode,
        recipient: found,
        kind,
        onBehalfOf,
      })
      em.assign(found, { state: stateAfter(found.state, kind) })
    }
    return Object.assign(new AcknowledgeBroadcastSuccess(), { recipient: found })
  }

  @Mutation(() => TakeBackAcknowledgementResult, {
    description:
      'Rút lời xác nhận bấm nhầm: chỉ người đã xác nhận, trong 24 giờ, có lý do. Lần xác nhận vẫn còn trong lịch sử.',
  })
  async takeBackAcknowledgement(
    @Arg('input', () => TakeBackAcknowledgementInput) input: TakeBackAcknowledgementInput,
    @Ctx() context: Context,
  ): Promise<typeof TakeBackAcknowledgementResult> {
    const { em, viewer, now } = context
    const reason = tidyName(input.reason)
    const refusal = refuseReason('reason', 'lý do rút lời xác nhận', reason)
    if (refusal) return refusal
    const found = await lockIssued(input.recipientId, context)
    if (!(found instanceof BroadcastRecipient)) return found
    const steps = await found.steps.loadItems()
    if (!takeBackable(steps, viewer.accountId, now)) return new NothingToTakeBack()
    const kind = DeliveryStepKind.TAKEN_BACK
    em.create(DeliveryStep, { ...byViewer(viewer, now), unitCode: found.unitCode, recipient: found, kind, reason })
    em.assign(found, { state: stateWithout(steps) })
    return Object.assign(new AcknowledgeBroadcastSuccess(), { recipient: found })
  }
}

const byViewer = ({ accountId, name: byName, post: byPost }: Context['viewer'], now: Date) => ({
  at: now,
  recordedAt: now,
  accountId,
  byName,
  byPost,
})

/** Whom a group's word is about, or why it is not taken. */
async function lockIssued(
  recipientId: string,
  { em }: Context,
): Promise<BroadcastRecipient | BroadcastNotFound | BroadcastNotIssued> {
  const recipient = isUuid(recipientId)
    ? await em.findOne(BroadcastRecipient, { id: recipientId }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    : null
  if (!recipient) return new BroadcastNotFound()
  const { state } = await recipient.broadcast.loadOrFail()
  return state === BroadcastState.ISSUED ? recipient : new BroadcastNotIssued(state === BroadcastState.WITHDRAWN)
}

@Resolver(() => ResidentialGroup)
export class ResidentialGroupBroadcastResolver {
  @FieldResolver(() => [BroadcastRecipient], {
    nullable: true,
    description: 'Thông báo gửi tới tổ dân phố, mới phát hành trước; nhiều nhất 20. Trống khi không được xem.',
  })
  broadcasts(@Root() { id }: ResidentialGroup, @Ctx() context: Context): Promise<BroadcastRecipient[]> {
    return latestOfResidentialGroup(id, context)
  }
}

@Resolver(() => SelfManagementGroup)
export class SelfManagementGroupBroadcastResolver {
  @FieldResolver(() => [BroadcastRecipient], {
    nullable: true,
    description: 'Thông báo gửi tới tổ tự quản, mới phát hành trước; nhiều nhất 20. Trống khi không được xem.',
  })
  broadcasts(@Root() { id }: SelfManagementGroup, @Ctx() context: Context): Promise<BroadcastRecipient[]> {
    return latestOfSelfManagementGroup(id, context)
  }
}
