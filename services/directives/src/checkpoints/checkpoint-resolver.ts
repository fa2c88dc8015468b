import { LockMode } from '@mikro-orm/core'
import {
  batched,
  type Context,
  DateTime,
  InvalidInput,
  isUuid,
  type LocalDate,
  LocalDateScalar,
  localDateOf,
  manyBy,
  notFound,
  oneBy,
  requireInScope,
  UnitOutOfScope,
  UserError,
} from '@vungxanh/subgraph'
import {
  Arg,
  Ctx,
  createUnionType,
  Field,
  FieldResolver,
  Float,
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
import { ResidentialGroup } from '../references.ts'
import { tidy } from '../tidy-text.ts'
import { Checkpoint, CheckpointChange, CheckpointFacts, CheckpointKind } from './checkpoint.ts'
import { refuseCheckpoint, refuseEnd, refuseFacts, refusePosition } from './checkpoint-rules.ts'

/** A ward has a dozen at the worst time. */
const MOST = 200

@ObjectType({ description: 'Đếm người qua chốt trong một ngày; lượt đã hủy không được đếm.' })
export class CheckpointCounts {
  @Field(() => Int, { description: 'Số người được vào, kể cả người chuyển trạm y tế.' })
  in!: number

  @Field(() => Int, { description: 'Số người được ra, kể cả người chuyển trạm y tế.' })
  out!: number

  @Field(() => Int, { description: 'Số người không được qua.' })
  turnedBack!: number

  @Field(() => Int, { description: 'Trong số được qua, số người chuyển trạm y tế.' })
  sentToStation!: number
}

@InputType()
abstract class PositionInput {
  @Field(() => Float, { nullable: true })
  latitude?: number | null

  @Field(() => Float, { nullable: true })
  longitude?: number | null
}

@InputType()
abstract class CheckpointFactsInput extends PositionInput {
  @Field(() => String)
  name!: string

  @Field(() => CheckpointKind)
  kind!: CheckpointKind

  @Field(() => String)
  place!: string

  @Field(() => ID, { nullable: true })
  residentialGroup?: string | null

  @Field(() => ID, { nullable: true, description: 'Văn bản lập chốt; để trống khi chưa rõ.' })
  documentId?: string | null
}

@InputType()
export class OpenCheckpointInput extends CheckpointFactsInput {
  @Field(() => ID)
  unit!: string

  @Field(() => LocalDateScalar)
  activeFrom!: LocalDate

  @Field(() => LocalDateScalar, { nullable: true, description: 'Ngày cuối, khi đã biết.' })
  activeTo?: LocalDate | null
}

@InputType({ description: 'Chốt, ghi lại cho đúng. Điều để trống là chưa rõ.' })
export class CorrectCheckpointInput extends CheckpointFactsInput {
  @Field(() => ID)
  id!: string
}

@InputType({ description: 'Chỗ của chốt trên bản đồ; để trống cả hai khi không rõ nữa.' })
export class PlaceCheckpointInput extends PositionInput {
  @Field(() => ID)
  id!: string
}

@InputType()
export class EndCheckpointInput {
  @Field(() => ID)
  id!: string

  @Field(() => LocalDateScalar)
  on!: LocalDate

  @Field(() => String, { nullable: true })
  reason?: string | null
}

@InputType()
export class ReopenCheckpointInput {
  @Field(() => ID)
  id!: string
}

@ObjectType()
export class CheckpointSuccess {
  @Field(() => Checkpoint)
  checkpoint!: Checkpoint
}

@ObjectType({ implements: UserError, description: 'Không có chốt này trong phạm vi công tác.' })
export class CheckpointNotFound extends UserError {
  readonly code = 'CheckpointNotFound'

  constructor() {
    super('Không tìm thấy chốt này trong phạm vi công tác của bạn. Hãy tải lại trang.')
  }
}

@ObjectType({ implements: UserError, description: 'Chốt đã kết thúc.' })
export class CheckpointEnded extends UserError {
  readonly code = 'CheckpointEnded'

  @Field(() => LocalDateScalar)
  activeTo: LocalDate

  constructor(activeTo: LocalDate) {
    super('Chốt này đã kết thúc. Hãy mở lại chốt, hoặc ghi lượt của những ngày chốt còn hoạt động.')
    this.activeTo = activeTo
  }
}

@ObjectType({ implements: UserError, description: 'Chốt đang hoạt động.' })
export class CheckpointStillActive extends UserError {
  readonly code = 'CheckpointStillActive'

  constructor() {
    super('Chốt này đang hoạt động, không cần mở lại. Hãy tải lại trang.')
  }
}

export const OpenCheckpointResult = createUnionType({
  name: 'OpenCheckpointResult',
  types: () => [CheckpointSuccess, DocumentNotFound, InvalidInput, UnitOutOfScope] as const,
})

export const CorrectCheckpointResult = createUnionType({
  name: 'CorrectCheckpointResult',
  types: () => [CheckpointSuccess, CheckpointNotFound, CheckpointEnded, DocumentNotFound, InvalidInput] as const,
})

export const PlaceCheckpointResult = createUnionType({
  name: 'PlaceCheckpointResult',
  types: () => [CheckpointSuccess, CheckpointNotFound, CheckpointEnded, InvalidInput] as const,
})

export const EndCheckpointResult = createUnionType({
  name: 'EndCheckpointResult',
  types: () => [CheckpointSuccess, CheckpointNotFound, CheckpointEnded, InvalidInput] as const,
})

export const ReopenCheckpointResult = createUnionType({
  name: 'ReopenCheckpointResult',
  types: () => [CheckpointSuccess, CheckpointNotFound, CheckpointStillActive] as const,
})

export const checkpointById = oneBy(Checkpoint, 'id')

const changesOf = manyBy(CheckpointChange, 'checkpoint', { at: 'desc', id: 'asc' })

const nobody: CheckpointCounts = { in: 0, out: 0, turnedBack: 0, sentToStation: 0 }

/** People of a checkpoint and day, `<id> <day>`: any number of them is one statement. */
const countsOf = batched<string, CheckpointCounts>(async (keys, { em }) => {
  const asked = keys.map((key) => key.split(' '))
  const rows = await em.execute<(CheckpointCounts & { key: string })[]>(
    `select asked.id || ' ' || asked.day as key,
       coalesce(sum(people) filter (where direction = 'IN' and decision <> 'TURNED_BACK'), 0)::int as "in",
       coalesce(sum(people) filter (where direction = 'OUT' and decision <> 'TURNED_BACK'), 0)::int as out,
       coalesce(sum(people) filter (where decision = 'TURNED_BACK'), 0)::int as "turnedBack",
       coalesce(sum(people) filter (where decision = 'SENT_TO_STATION'), 0)::int as "sentToStation"
     from unnest(?::uuid[], ?::text[]) as asked (id, day)
     join checkpoint_entry on checkpoint_id = asked.id and annulled_at is null
       and at >= asked.day::date::timestamp at time zone 'Asia/Ho_Chi_Minh'
       and at < (asked.day::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'
     group by 1`,
    [`{${asked.map(([id]) => id).join(',')}}`, `{${asked.map(([, day]) => day).join(',')}}`],
  )
  const byKey = new Map(rows.map(({ key, ...counts }) => [key, counts]))
  return (key) => byKey.get(key) ?? nobody
})

const lastEntryOf = batched<string, Date | null>(async (ids, { em }) => {
  const rows = await em.execute<{ checkpoint: string; at: string }[]>(
    `select checkpoint_id as checkpoint, max(at) as at from checkpoint_entry
     where checkpoint_id = any (?::uuid[]) and annulled_at is null group by 1`,
    [`{${ids.join(',')}}`],
  )
  const byId = new Map(rows.map(({ checkpoint, at }) => [checkpoint, new Date(at)]))
  return (id) => byId.get(id) ?? null
})

async function lockCheckpoint(id: string, { em }: Context): Promise<Checkpoint | null> {
  return isUuid(id) ? em.findOne(Checkpoint, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE }) : null
}

const tidied = ({ name, kind, place, latitude, longitude, residentialGroup }: CheckpointFactsInput) => ({
  name: tidy(name),
  kind,
  place: tidy(place),
  latitude: latitude ?? null,
  longitude: longitude ?? null,
  residentialGroupId: residentialGroup || null,
})

/** In the order of `tidied`, so that the two can be compared. */
const factsOf = ({ name, kind, place, latitude, longitude, residentialGroupId }: Checkpoint) => ({
  name,
  kind,
  place,
  latitude: latitude ?? null,
  longitude: longitude ?? null,
  residentialGroupId: residentialGroupId ?? null,
})

const refuseGroup = ({ residentialGroup }: CheckpointFactsInput): InvalidInput | undefined =>
  residentialGroup && !isUuid(residentialGroup)
    ? new InvalidInput('residentialGroup', 'Không có tổ dân phố này. Hãy chọn lại.')
    : undefined

const documentOf = async ({ documentId }: CheckpointFactsInput, unitCode: string, em: Context['em']) =>
  isUuid(documentId) ? em.findOne(Document, { id: documentId, unitCode }) : null

/** What has ended is written down no more, until it is taken up again. */
async function lockForCorrection(
  id: string,
  context: Context,
): Promise<Checkpoint | CheckpointNotFound | CheckpointEnded> {
  const checkpoint = await lockCheckpoint(id, context)
  if (!checkpoint) return new CheckpointNotFound()
  const { activeTo } = checkpoint
  return activeTo && activeTo < localDateOf(context.now) ? new CheckpointEnded(activeTo) : checkpoint
}

/** Writes what the checkpoint is, and keeps what it was. */
function corrected(
  checkpoint: Checkpoint,
  { document, ...facts }: ReturnType<typeof tidied> & { document: Document | null },
  { em, viewer, now }: Context,
): CheckpointSuccess {
  const { id, unitCode, document: was } = checkpoint
  const before = factsOf(checkpoint)
  // Sent again, or with nothing that is new: there is nothing to keep.
  if (was?.id === document?.id && JSON.stringify(before) === JSON.stringify(facts))
    return Object.assign(new CheckpointSuccess(), { checkpoint })
  em.create(CheckpointChange, {
    ...before,
    unitCode,
    document: was ?? null,
    checkpoint: em.getReference(Checkpoint, id, { wrapped: true }),
    at: now,
    accountId: viewer.accountId,
    byName: viewer.name,
  })
  em.assign(checkpoint, { ...facts, document })
  return Object.assign(new CheckpointSuccess(), { checkpoint })
}

@Resolver(() => CheckpointFacts)
export class CheckpointFactsResolver {
  @FieldResolver(() => Document, { nullable: true, description: 'Văn bản lập chốt; trống khi chưa rõ.' })
  async document(@Root() { document }: CheckpointFacts): Promise<Document | null> {
    return document ? document.loadOrFail() : null
  }

  @FieldResolver(() => ResidentialGroup, { nullable: true })
  residentialGroup(@Root() { residentialGroupId }: CheckpointFacts): ResidentialGroup | null {
    return residentialGroupId ? new ResidentialGroup(residentialGroupId) : null
  }
}

@Resolver(() => Checkpoint)
export class CheckpointResolver {
  @Query(() => [Checkpoint], { description: 'Các chốt của đơn vị: đang hoạt động trước, mới lập trước.' })
  async checkpoints(@Arg('unit', () => ID) unit: string, @Ctx() context: Context): Promise<Checkpoint[]> {
    requireInScope(unit, context)
    const today = localDateOf(context.now)
    const found = await context.em.find(
      Checkpoint,
      { unitCode: unit },
      { orderBy: [{ activeFrom: 'desc' }, { id: 'asc' }], limit: MOST },
    )
    const hasEnded = ({ activeTo }: Checkpoint) => Number(activeTo != null && activeTo < today)
    return found.toSorted((one, other) => hasEnded(one) - hasEnded(other))
  }

  @Query(() => Checkpoint, { nullable: true })
  checkpoint(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<Checkpoint | null> {
    if (!isUuid(id)) throw notFound('Không tìm thấy chốt này trong phạm vi công tác của bạn.')
    return checkpointById(id, context)
  }

  @FieldResolver(() => [CheckpointChange], { description: 'Các lần sửa, mới nhất trước.' })
  changes(@Root() { id }: Checkpoint, @Ctx() context: Context): Promise<CheckpointChange[]> {
    return changesOf(id, context)
  }

  @FieldResolver(() => CheckpointCounts, {
    description: 'Người qua chốt trong một ngày; hôm nay khi không nói ngày nào.',
  })
  counts(
    @Root() { id }: Checkpoint,
    @Arg('on', () => LocalDateScalar, { nullable: true }) on: LocalDate | null,
    @Ctx() context: Context,
  ): Promise<CheckpointCounts> {
    return countsOf(`${id} ${on ?? localDateOf(context.now)}`, context)
  }

  @FieldResolver(() => DateTime, { nullable: true, description: 'Lượt mới nhất; trống khi sổ chưa có lượt nào.' })
  lastEntryAt(@Root() { id }: Checkpoint, @Ctx() context: Context): Promise<Date | null> {
    return lastEntryOf(id, context)
  }

  @Mutation(() => OpenCheckpointResult, { description: 'Lập một chốt kiểm soát.' })
  async openCheckpoint(
    @Arg('input', () => OpenCheckpointInput) input: OpenCheckpointInput,
    @Ctx() { em, viewer, now }: Context,
  ): Promise<typeof OpenCheckpointResult> {
    const { unit: unitCode, activeFrom, activeTo } = input
    if (!viewer.units.includes(unitCode)) return new UnitOutOfScope(unitCode)
    const facts = { ...tidied(input), activeFrom, activeTo }
    const refusal = refuseCheckpoint(facts, localDateOf(now)) ?? refuseGroup(input)
    if (refusal) return refusal
    const document = await documentOf(input, unitCode, em)
    if (input.documentId && !document) return new DocumentNotFound(input.documentId)
    const checkpoint = em.create(Checkpoint, {
      ...facts,
      unitCode,
      document,
      accountId: viewer.accountId,
      byName: viewer.name,
    })
    return Object.assign(new CheckpointSuccess(), { checkpoint })
  }

  @Mutation(() => CorrectCheckpointResult, {
    description: 'Sửa điều ghi sai của một chốt đang hoạt động. Điều đã ghi trước đó vẫn còn trong lịch sử.',
  })
  async correctCheckpoint(
    @Arg('input', () => CorrectCheckpointInput) input: CorrectCheckpointInput,
    @Ctx() context: Context,
  ): Promise<typeof CorrectCheckpointResult> {
    const checkpoint = await lockForCorrection(input.id, context)
    if (checkpoint instanceof UserError) return checkpoint
    const facts = tidied(input)
    const refusal = refuseFacts(facts) ?? refuseGroup(input)
    if (refusal) return refusal
    const document = await documentOf(input, checkpoint.unitCode, context.em)
    if (input.documentId && !document) return new DocumentNotFound(input.documentId)
    return corrected(checkpoint, { ...facts, document }, context)
  }

  @Mutation(() => PlaceCheckpointResult, {
    description: 'Đặt một chốt đang hoạt động trên bản đồ; điều khác của chốt giữ nguyên. Chỗ cũ còn trong lịch sử.',
  })
  async placeCheckpoint(
    @Arg('input', () => PlaceCheckpointInput) input: PlaceCheckpointInput,
    @Ctx() context: Context,
  ): Promise<typeof PlaceCheckpointResult> {
    const checkpoint = await lockForCorrection(input.id, context)
    if (checkpoint instanceof UserError) return checkpoint
    const place = { latitude: input.latitude ?? null, longitude: input.longitude ?? null }
    const refusal = refusePosition(place.latitude, place.longitude)
    if (refusal) return refusal
    const document = (await checkpoint.document?.load()) ?? null
    return corrected(checkpoint, { ...factsOf(checkpoint), document, ...place }, context)
  }

  @Mutation(() => EndCheckpointResult, { description: 'Kết thúc một chốt; sổ của chốt vẫn còn.' })
  async endCheckpoint(
    @Arg('input', () => EndCheckpointInput) { id, on, reason }: EndCheckpointInput,
    @Ctx() context: Context,
  ): Promise<typeof EndCheckpointResult> {
    const today = localDateOf(context.now)
    const checkpoint = await lockCheckpoint(id, context)
    if (!checkpoint) return new CheckpointNotFound()
    if (checkpoint.activeTo && checkpoint.activeTo < today) return new CheckpointEnded(checkpoint.activeTo)
    const endReason = tidy(reason)
    const refusal = refuseEnd({ on, reason: endReason, activeFrom: checkpoint.activeFrom }, today)
    if (refusal) return refusal
    context.em.assign(checkpoint, { activeTo: on, endReason: endReason || null })
    return Object.assign(new CheckpointSuccess(), { checkpoint })
  }

  @Mutation(() => ReopenCheckpointResult, { description: 'Mở lại một chốt đã kết thúc.' })
  async reopenCheckpoint(
    @Arg('input', () => ReopenCheckpointInput) { id }: ReopenCheckpointInput,
    @Ctx() context: Context,
  ): Promise<typeof ReopenCheckpointResult> {
    const checkpoint = await lockCheckpoint(id, context)
    if (!checkpoint) return new CheckpointNotFound()
    if (!checkpoint.activeTo) return new CheckpointStillActive()
    context.em.assign(checkpoint, { activeTo: null, endReason: null })
    return Object.assign(new CheckpointSuccess(), { checkpoint })
  }
}
