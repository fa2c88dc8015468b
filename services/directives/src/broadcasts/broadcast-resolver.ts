import { LockMode } from '@mikro-orm/core'
import {
  batched,
  type Connection,
  type Context,
  connectionOf,
  InvalidInput,
  isUuid,
  manyBy,
  notFound,
  oneBy,
  PageArgs,
  page,
  requireInScope,
  UnitOutOfScope,
} from '@vungxanh/subgraph'
import {
  Arg,
  Args,
  Ctx,
  createUnionType,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql'
import { Document } from '../documents/document.ts'
import { DocumentNotFound } from '../documents/registration-resolver.ts'
import { tidyName } from '../organisations/organisation-name.ts'
import { ResidentialGroup, SelfManagementGroup } from '../references.ts'
import { Broadcast, BroadcastChannel, BroadcastRecipient, BroadcastState, DeliveryState } from './broadcast.ts'
import { BroadcastNotDraft, BroadcastNotFound, RecipientsChanged } from './broadcast-refusals.ts'
import { refuseDraft, refuseReason } from './broadcast-rules.ts'

export const BroadcastConnection = connectionOf(Broadcast, 'Broadcast')

@ObjectType({ description: 'Số tổ phải nhận, theo việc đã nhận đến đâu; bốn số sau cộng lại bằng số đầu.' })
export class DeliveryCounts {
  @Field(() => Int)
  recipients!: number

  @Field(() => Int)
  pending!: number

  @Field(() => Int)
  failed!: number

  @Field(() => Int, { description: 'Đã gửi mà chưa xác nhận.' })
  sent!: number

  @Field(() => Int)
  acknowledged!: number
}

@InputType()
export class SaveBroadcastDraftInput {
  @Field(() => ID, { description: 'Do máy của người soạn đặt: lưu lại cùng mã là sửa bản đang soạn.' })
  id!: string

  @Field(() => ID)
  unit!: string

  @Field(() => String)
  title!: string

  @Field(() => String, { description: 'Không nêu tên người bệnh, giấy tờ hay nhà của ai.' })
  text!: string

  @Field(() => ID, { nullable: true, description: 'Văn bản được phổ biến; để trống khi không có.' })
  documentId?: string | null

  @Field(() => [BroadcastChannel])
  channels!: BroadcastChannel[]

  @Field(() => [ID], { defaultValue: [] })
  residentialGroupIds!: string[]

  @Field(() => [ID], { defaultValue: [] })
  selfManagementGroupIds!: string[]
}

@InputType()
export class IssueBroadcastInput {
  @Field(() => ID)
  id!: string

  @Field(() => Int, { description: 'Số tổ mà người phát hành đã xem.' })
  recipients!: number
}

@InputType()
export class WithdrawBroadcastInput {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  reason!: string
}

@ObjectType()
export class BroadcastSuccess {
  @Field(() => Broadcast)
  broadcast!: Broadcast
}

export const SaveBroadcastDraftResult = createUnionType({
  name: 'SaveBroadcastDraftResult',
  types: () => [BroadcastSuccess, BroadcastNotDraft, DocumentNotFound, InvalidInput, UnitOutOfScope] as const,
})

export const IssueBroadcastResult = createUnionType({
  name: 'IssueBroadcastResult',
  types: () => [BroadcastSuccess, BroadcastNotFound, BroadcastNotDraft, RecipientsChanged] as const,
})

export const WithdrawBroadcastResult = createUnionType({
  name: 'WithdrawBroadcastResult',
  types: () => [BroadcastSuccess, BroadcastNotFound, InvalidInput] as const,
})

const broadcastById = oneBy(Broadcast, 'id')
const recipientsOf = manyBy(BroadcastRecipient, 'broadcast', {
  residentialGroupId: 'asc',
  selfManagementGroupId: 'asc',
})
const newestFirst = { draftedAt: 'desc', id: 'asc' } as const
const broadcastsOfDocument = manyBy(Broadcast, 'document', newestFirst)

function countsOf(rows: readonly { state: DeliveryState; count: number }[]): DeliveryCounts {
  const of = (wanted?: DeliveryState) =>
    rows.reduce((sum, { state, count }) => sum + (!wanted || state === wanted ? count : 0), 0)
  return Object.assign(new DeliveryCounts(), {
    recipients: of(),
    pending: of(DeliveryState.PENDING),
    failed: of(DeliveryState.FAILED),
    sent: of(DeliveryState.SENT),
    acknowledged: of(DeliveryState.ACKNOWLEDGED),
  })
}

/** What has come of the broadcasts, counted by what is asked about; withdrawn ones count for themselves alone. */
const countedBy = (what: 'id' | 'document_id') =>
  batched<string, DeliveryCounts>(async (ids, { em }) => {
    const rows = await em.execute<{ key: string; state: DeliveryState; count: number }[]>(
      `select broadcast.${what} as key, recipient.state, count(*)::int as count
       from broadcast join broadcast_recipient recipient on recipient.broadcast_id = broadcast.id
       where broadcast.${what} = any (?::uuid[]) ${what === 'id' ? '' : "and broadcast.state = 'ISSUED'"}
       group by 1, 2`,
      [`{${ids.join(',')}}`],
    )
    const byKey = Map.groupBy(rows, ({ key }) => key)
    return (id) => countsOf(byKey.get(id) ?? [])
  })
const countsOfBroadcast = countedBy('id')
const countsOfDocument = countedBy('document_id')

@Resolver(() => Broadcast)
export class BroadcastResolver {
  @Query(() => BroadcastConnection, { description: 'Thông báo của đơn vị, mới soạn trước.' })
  broadcasts(
    @Arg('unit', () => ID) unit: string,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Broadcast>> {
    requireInScope(unit, context)
    return page(
      context,
      Broadcast,
      { unitCode: unit },
      [
        ['draftedAt', 'desc'],
        ['id', 'asc'],
      ],
      pageArgs,
    )
  }

  @Query(() => Broadcast, { nullable: true })
  async broadcast(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<Broadcast> {
    const broadcast = isUuid(id) ? await broadcastById(id, context) : null
    if (!broadcast) throw notFound('Không tìm thấy thông báo này trong phạm vi công tác của bạn.')
    return broadcast
  }

  @FieldResolver(() => Document, { nullable: true, description: 'Văn bản được phổ biến; trống khi không có.' })
  async document(@Root() { document }: Broadcast): Promise<Document | null> {
    return document ? document.loadOrFail() : null
  }

  @FieldResolver(() => [ResidentialGroup], { description: 'Các tổ dân phố được chọn.' })
  residentialGroups(@Root() { residentialGroupIds }: Broadcast): ResidentialGroup[] {
    return residentialGroupIds.map((id) => new ResidentialGroup(id))
  }

  @FieldResolver(() => [SelfManagementGroup], { description: 'Các tổ tự quản được chọn.' })
  selfManagementGroups(@Root() { selfManagementGroupIds }: Broadcast): SelfManagementGroup[] {
    return selfManagementGroupIds.map((id) => new SelfManagementGroup(id))
  }

  @FieldResolver(() => DeliveryCounts)
  counts(@Root() { id }: Broadcast, @Ctx() context: Context): Promise<DeliveryCounts> {
    return countsOfBroadcast(id, context)
  }

  @FieldResolver(() => [BroadcastRecipient], { description: 'Các tổ phải nhận; chưa có tổ nào khi đang soạn.' })
  recipients(@Root() { id }: Broadcast, @Ctx() context: Context): Promise<BroadcastRecipient[]> {
    return recipientsOf(id, context)
  }

  @Mutation(() => SaveBroadcastDraftResult, { description: 'Soạn một thông báo, hoặc sửa bản đang soạn.' })
  async saveBroadcastDraft(
    @Arg('input', () => SaveBroadcastDraftInput) input: SaveBroadcastDraftInput,
    @Ctx() context: Context,
  ): Promise<typeof SaveBroadcastDraftResult> {
    const { em, viewer, now } = context
    const { id, unit: unitCode, documentId, channels, residentialGroupIds, selfManagementGroupIds } = input
    if (!viewer.units.includes(unitCode)) return new UnitOutOfScope(unitCode)
    const facts = {
      title: tidyName(input.title),
      text: input.text.normalize('NFC').trim(),
      channels,
      residentialGroupIds,
      selfManagementGroupIds,
    }
    const refusal = isUuid(id)
      ? refuseDraft(facts)
      : new InvalidInput('id', 'Mã thông báo chưa đúng. Hãy tải lại trang.')
    if (refusal) return refusal
    const document = isUuid(documentId) ? await em.findOne(Document, { id: documentId, unitCode }) : null
    if (documentId && !document) return new DocumentNotFound(documentId)
    const known = await em.findOne(Broadcast, { id, unitCode }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    if (known && known.state !== BroadcastState.DRAFT) return new BroadcastNotDraft()
    context.onConflict('broadcast_pkey', () => new InvalidInput('id', 'Thông báo vừa được lưu. Hãy tải lại trang.'))
    const broadcast = known
      ? em.assign(known, { ...facts, document })
      : em.create(Broadcast, {
          id,
          unitCode,
          ...facts,
          document,
          draftedAt: now,
          accountId: viewer.accountId,
          byName: viewer.name,
        })
    return Object.assign(new BroadcastSuccess(), { broadcast })
  }

  @Mutation(() => IssueBroadcastResult, {
    description: 'Phát hành thông báo tới các tổ đã chọn. Hệ thống không tự gửi: người của phường gửi và ghi lại.',
  })
  async issueBroadcast(
    @Arg('input', () => IssueBroadcastInput) { id, recipients: seen }: IssueBroadcastInput,
    @Ctx() { em, viewer, now }: Context,
  ): Promise<typeof IssueBroadcastResult> {
    const broadcast = await this.locked(id, em)
    if (!broadcast) return new BroadcastNotFound()
    // Pressed twice it is issued once.
    if (broadcast.state === BroadcastState.ISSUED) return Object.assign(new BroadcastSuccess(), { broadcast })
    if (broadcast.state === BroadcastState.WITHDRAWN) return new BroadcastNotDraft()
    const { unitCode, residentialGroupIds, selfManagementGroupIds } = broadcast
    const groups = [
      ...residentialGroupIds.map((residentialGroupId) => ({ residentialGroupId })),
      ...selfManagementGroupIds.map((selfManagementGroupId) => ({ selfManagementGroupId })),
    ]
    if (groups.length === 0 || groups.length !== seen) return new RecipientsChanged(groups.length)
    for (const group of groups) em.create(BroadcastRecipient, { unitCode, broadcast, ...group })
    em.assign(broadcast, { state: BroadcastState.ISSUED, issuedAt: now, issuedByName: viewer.name })
    return Object.assign(new BroadcastSuccess(), { broadcast })
  }

  @Mutation(() => WithdrawBroadcastResult, {
    description: 'Thu hồi một thông báo, hoặc bỏ bản đang soạn; phải nêu lý do, không xóa gì.',
  })
  async withdrawBroadcast(
    @Arg('input', () => WithdrawBroadcastInput) input: WithdrawBroadcastInput,
    @Ctx() { em, viewer, now }: Context,
  ): Promise<typeof WithdrawBroadcastResult> {
    const broadcast = await this.locked(input.id, em)
    if (!broadcast) return new BroadcastNotFound()
    if (broadcast.state === BroadcastState.WITHDRAWN) return Object.assign(new BroadcastSuccess(), { broadcast })
    const reason = tidyName(input.reason)
    const refusal = refuseReason('reason', 'lý do thu hồi', reason)
    if (refusal) return refusal
    em.assign(broadcast, {
      state: BroadcastState.WITHDRAWN,
      withdrawnAt: now,
      withdrawReason: reason,
      withdrawnByName: viewer.name,
    })
    return Object.assign(new BroadcastSuccess(), { broadcast })
  }

  /** Locked: two may decide about one broadcast at once, and the second must see what the first did. */
  private async locked(id: string, em: Context['em']): Promise<Broadcast | null> {
    return isUuid(id) ? em.findOne(Broadcast, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE }) : null
  }
}

@Resolver(() => Document)
export class DocumentBroadcastResolver {
  @FieldResolver(() => [Broadcast], {
    nullable: true,
    description: 'Các thông báo phổ biến văn bản này, mới soạn trước. Trống khi không được xem.',
  })
  broadcasts(@Root() { id }: Document, @Ctx() context: Context): Promise<Broadcast[]> {
    return broadcastsOfDocument(id, context)
  }

  @FieldResolver(() => DeliveryCounts, {
    nullable: true,
    description:
      'Các tổ đã nhận văn bản qua thông báo đến đâu, không tính thông báo đã thu hồi; tổ nhận hai thông báo được tính hai lần. Trống khi không được xem.',
  })
  deliveryCounts(@Root() { id }: Document, @Ctx() context: Context): Promise<DeliveryCounts> {
    return countsOfDocument(id, context)
  }
}
