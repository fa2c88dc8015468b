import { LockMode } from '@mikro-orm/core'
import {
  batched,
  type Context,
  conflictOfInterest,
  InvalidInput,
  isUuid,
  type LocalDate,
  LocalDateScalar,
  localDateOf,
  manyBy,
  publish,
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
import { commitmentsChanged } from '../events.ts'
import { Household } from '../references.ts'
import { tidy } from '../tidy-text.ts'
import { Commitment, CommitmentRound } from './commitment.ts'
import { refuseEnd, refuseRound, refuseSigning } from './commitment-rules.ts'

const MOST_AT_ONCE = 500
/** A pile that went to the wrong document shows at once; what is older is withdrawn one by one, with its reason. */
const TAKE_BACK_HOURS = 24

@InputType({ description: 'Một hộ đã ký.' })
export class SignedHouseholdInput {
  @Field(() => ID, { description: 'Do máy của người thu đặt: gửi lại cùng mã thì vẫn là một bản cam kết.' })
  id!: string

  @Field(() => ID)
  householdId!: string

  @Field(() => String, { nullable: true, description: 'Người ký, như họ nói; để trống khi không ghi.' })
  signerName?: string | null
}

@InputType()
export class RecordCommitmentsInput {
  @Field(() => ID)
  unit!: string

  @Field(() => ID, { description: 'Văn bản mà hộ cam kết thực hiện.' })
  documentId!: string

  @Field(() => LocalDateScalar)
  signedOn!: LocalDate

  @Field(() => String, { nullable: true })
  collectedBy?: string | null

  @Field(() => [SignedHouseholdInput])
  households!: SignedHouseholdInput[]

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Hộ đang có bản cam kết thì bản mới thay bản cũ; không chọn thì giữ bản cũ.',
  })
  replace!: boolean
}

@InputType()
export class OpenCommitmentRoundInput {
  @Field(() => ID)
  unit!: string

  @Field(() => ID)
  documentId!: string

  @Field(() => String)
  title!: string

  @Field(() => LocalDateScalar)
  startsOn!: LocalDate

  @Field(() => LocalDateScalar, { nullable: true })
  endsOn?: LocalDate | null
}

@InputType()
export class WithdrawCommitmentInput {
  @Field(() => ID)
  id!: string

  @Field(() => LocalDateScalar)
  on!: LocalDate

  @Field(() => String)
  reason!: string
}

@InputType()
export class TakeBackCommitmentsInput {
  @Field(() => [ID], { description: 'Các bản mà chính người này vừa ghi.' })
  ids!: string[]
}

@ObjectType()
export class TakeBackCommitmentsSuccess {
  @Field(() => [Commitment])
  commitments!: Commitment[]
}

@ObjectType()
export class RecordCommitmentsSuccess {
  @Field(() => [Commitment], { description: 'Các bản cam kết vừa ghi, hoặc đã ghi cùng mã từ trước.' })
  commitments!: Commitment[]

  @Field(() => [ID], { description: 'Các hộ đang có bản cam kết, được giữ nguyên.' })
  unchanged!: string[]
}

@ObjectType()
export class CommitmentSuccess {
  @Field(() => Commitment)
  commitment!: Commitment
}

@ObjectType()
export class CommitmentRoundSuccess {
  @Field(() => CommitmentRound)
  round!: CommitmentRound
}

@ObjectType({ implements: UserError, description: 'Không có bản cam kết này, hoặc nó đã hết hiệu lực.' })
export class CommitmentNotFound extends UserError {
  readonly code = 'CommitmentNotFound'

  constructor() {
    super('Không tìm thấy bản cam kết đang có hiệu lực này. Hãy tải lại trang.')
  }
}

@ObjectType({ implements: UserError, description: 'Có bản không còn hủy được cả loạt.' })
export class CommitmentsNotYours extends UserError {
  readonly code = 'CommitmentsNotYours'

  constructor() {
    super('Chỉ hủy cả loạt được những bản chính bạn ghi trong 24 giờ, chưa ai sửa. Bản khác: rút từng bản ở trang hộ.')
  }
}

@ObjectType({ implements: UserError, description: 'Có hộ vừa được người khác ghi cam kết cùng lúc.' })
export class CommitmentJustRecorded extends UserError {
  readonly code = 'CommitmentJustRecorded'

  constructor() {
    super('Có hộ vừa được người khác ghi cam kết. Hãy tải lại trang để xem, rồi ghi những hộ còn thiếu.')
  }
}

export const RecordCommitmentsResult = createUnionType({
  name: 'RecordCommitmentsResult',
  types: () =>
    [RecordCommitmentsSuccess, DocumentNotFound, CommitmentJustRecorded, InvalidInput, UnitOutOfScope] as const,
})

export const TakeBackCommitmentsResult = createUnionType({
  name: 'TakeBackCommitmentsResult',
  types: () => [TakeBackCommitmentsSuccess, CommitmentsNotYours] as const,
})

export const OpenCommitmentRoundResult = createUnionType({
  name: 'OpenCommitmentRoundResult',
  types: () => [CommitmentRoundSuccess, DocumentNotFound, InvalidInput, UnitOutOfScope] as const,
})

export const WithdrawCommitmentResult = createUnionType({
  name: 'WithdrawCommitmentResult',
  types: () => [CommitmentSuccess, CommitmentNotFound, InvalidInput] as const,
})

const commitmentsOf = manyBy(Commitment, 'householdId', { signedOn: 'desc', id: 'asc' })

const signedIn = batched<string, number>(async (ids, { em }) => {
  const counts = await em.execute<{ round: string; count: number }[]>(
    `select round_id as round, count(*)::int as count from commitment
     where round_id = any (?::uuid[]) and ended_on is null group by round_id`,
    [`{${ids.join(',')}}`],
  )
  const byRound = new Map(counts.map(({ round, count }) => [round, count]))
  return (id) => byRound.get(id) ?? 0
})

@Resolver(() => Commitment)
export class CommitmentResolver {
  @FieldResolver(() => Document)
  document(@Root() { document }: Commitment): Promise<Document> {
    return document.loadOrFail()
  }

  @FieldResolver(() => CommitmentRound, { nullable: true, description: 'Trống khi ký ngoài đợt nào.' })
  async round(@Root() { round }: Commitment): Promise<CommitmentRound | null> {
    return round ? round.loadOrFail() : null
  }

  @FieldResolver(() => Household, { nullable: true })
  household(@Root() { householdId }: Commitment): Household {
    return new Household(householdId)
  }

  @FieldResolver(() => Commitment, { nullable: true, description: 'Bản đã thay bản này; trống khi chưa bị thay.' })
  async replacedBy(@Root() { replacedBy }: Commitment): Promise<Commitment | null> {
    return replacedBy ? replacedBy.loadOrFail() : null
  }

  @Mutation(() => RecordCommitmentsResult, {
    description: 'Ghi các hộ đã ký cam kết thực hiện một văn bản: một hộ tại cửa nhà, hay cả tập giấy đã thu.',
  })
  async recordCommitments(
    @Arg('input', () => RecordCommitmentsInput) input: RecordCommitmentsInput,
    @Ctx() context: Context,
  ): Promise<typeof RecordCommitmentsResult> {
    const { em, viewer, now } = context
    const { unit: unitCode, documentId, signedOn, households, replace } = input
    if (!viewer.units.includes(unitCode)) return new UnitOutOfScope(unitCode)
    const collectedBy = tidy(input.collectedBy) || viewer.name
    const entries = households.map((entry) => ({ ...entry, signerName: tidy(entry.signerName) || null }))
    for (const { signerName } of entries) {
      const refusal = refuseSigning({ signedOn, signerName, collectedBy }, localDateOf(now))
      if (refusal) return refusal
    }
    const homes = entries.map(({ householdId }) => householdId)
    if (homes.length === 0 || homes.length > MOST_AT_ONCE)
      return new InvalidInput('households', `Hãy chọn từ 1 đến ${MOST_AT_ONCE} hộ.`)
    if (
      !entries.every(({ id, householdId }) => isUuid(id) && isUuid(householdId)) ||
      new Set(homes).size < homes.length
    )
      return new InvalidInput('households', 'Có hộ chọn hai lần hoặc mã chưa đúng. Hãy tải lại trang.')
    if (homes.some((id) => viewer.kin.includes(id))) throw conflictOfInterest()
    const document = isUuid(documentId) ? await em.findOne(Document, { id: documentId, unitCode }) : null
    if (!document) return new DocumentNotFound(documentId)
    // Two who hand in the same papers at once wait for each other, and the second finds them written down. Not the row of the
    // document: that is locked by those only who may change it.
    await em.execute(`select pg_advisory_xact_lock(hashtextextended(?, 0))`, [document.id])

    const known = await em.find(Commitment, { id: { $in: entries.map(({ id }) => id) } })
    const ours = (commitment: Commitment) =>
      entries.some(({ id, householdId }) => id === commitment.id && householdId === commitment.householdId) &&
      commitment.document.id === documentId
    if (!known.every(ours)) return new InvalidInput('households', 'Có mã đã dùng cho hộ khác. Hãy tải lại trang.')
    const inForce = new Map(
      (await em.find(Commitment, { document, householdId: { $in: homes }, endedOn: null })).map((commitment) => [
        commitment.householdId,
        commitment,
      ]),
    )
    const sent = new Set(known.map(({ id }) => id))
    const fresh = entries.filter(({ id, householdId }) => !sent.has(id) && (replace || !inForce.has(householdId)))
    const late = fresh.find(({ householdId }) => (inForce.get(householdId)?.signedOn ?? signedOn) > signedOn)
    if (late) return new InvalidInput('signedOn', 'Có hộ đã ký một bản mới hơn ngày này. Hãy xem lại ngày ký.')
    const round = await em.findOne(
      CommitmentRound,
      { document, startsOn: { $lte: signedOn }, $or: [{ endsOn: null }, { endsOn: { $gte: signedOn } }] },
      { orderBy: { startsOn: 'desc', id: 'asc' } },
    )
    context.onConflict('commitment_in_force', () => new CommitmentJustRecorded())
    context.onConflict('commitment_pkey', () => new CommitmentJustRecorded())
    const replaced = fresh.flatMap(({ id, householdId }) => {
      const former = inForce.get(householdId)
      return former ? [{ former, id }] : []
    })
    for (const { former } of replaced) em.assign(former, { endedOn: signedOn, endReason: 'Được thay thế' })
    // One is in force at a time: the old one has ended before the new one is there.
    await em.flush()
    const created = fresh.map(({ id, householdId, signerName }) =>
      em.create(Commitment, {
        id,
        unitCode,
        document,
        round,
        householdId,
        signedOn,
        signerName,
        collectedBy,
        recordedAt: now,
        accountId: viewer.accountId,
        byName: viewer.name,
      }),
    )
    await em.flush()
    for (const { former, id } of replaced) em.assign(former, { replacedBy: id, endReason: null })
    if (created.length > 0)
      await publish(context, commitmentsChanged, {
        subject: documentId,
        unit: unitCode,
        payload: {
          signed: created.map(({ id, householdId }) => ({ id, householdId })),
          ended: replaced.map(({ former }) => former.id),
        },
      })
    const written = new Set([...known, ...created].map(({ householdId }) => householdId))
    return Object.assign(new RecordCommitmentsSuccess(), {
      commitments: [...known, ...created],
      unchanged: homes.filter((id) => !written.has(id)),
    })
  }

  @Mutation(() => TakeBackCommitmentsResult, {
    description:
      'Hủy cả loạt bản cam kết vừa ghi nhầm: chỉ người đã ghi, trong 24 giờ. Các bản ấy còn trong lịch sử của hộ.',
  })
  async takeBackCommitments(
    @Arg('input', () => TakeBackCommitmentsInput) { ids }: TakeBackCommitmentsInput,
    @Ctx() context: Context,
  ): Promise<typeof TakeBackCommitmentsResult> {
    const { em, viewer, now } = context
    const asked = new Set(ids.filter(isUuid))
    const commitments = await em.find(
      Commitment,
      { id: { $in: [...asked] } },
      { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
    )
    const since = now.getTime() - TAKE_BACK_HOURS * 3_600_000
    const isOurs = ({ accountId, recordedAt, endedOn }: Commitment) =>
      accountId === viewer.accountId && recordedAt.getTime() >= since && endedOn == null
    const isWhole = asked.size > 0 && asked.size <= MOST_AT_ONCE && commitments.length === new Set(ids).size
    // What took the place of another paper would leave the household with none.
    const hasReplaced = isWhole && (await em.count(Commitment, { replacedBy: { $in: [...asked] } })) > 0
    if (!isWhole || hasReplaced || !commitments.every(isOurs)) return new CommitmentsNotYours()
    for (const commitment of commitments)
      em.assign(commitment, { endedOn: commitment.signedOn, endReason: 'Ghi nhầm, người ghi hủy' })
    for (const [subject, ofDocument] of Map.groupBy(commitments, ({ document }) => document.id))
      await publish(context, commitmentsChanged, {
        subject,
        unit: ofDocument[0]?.unitCode ?? '',
        payload: { signed: [], ended: ofDocument.map(({ id }) => id) },
      })
    return Object.assign(new TakeBackCommitmentsSuccess(), { commitments })
  }

  @Mutation(() => WithdrawCommitmentResult, { description: 'Ghi rằng hộ rút lại cam kết, hoặc bản đã ghi là nhầm.' })
  async withdrawCommitment(
    @Arg('input', () => WithdrawCommitmentInput) input: WithdrawCommitmentInput,
    @Ctx() context: Context,
  ): Promise<typeof WithdrawCommitmentResult> {
    const { em, now } = context
    const commitment = isUuid(input.id)
      ? await em.findOne(Commitment, { id: input.id, endedOn: null }, { lockMode: LockMode.PESSIMISTIC_WRITE })
      : null
    if (!commitment) return new CommitmentNotFound()
    const reason = tidy(input.reason)
    const refusal = refuseEnd({ on: input.on, reason, signedOn: commitment.signedOn }, localDateOf(now))
    if (refusal) return refusal
    em.assign(commitment, { endedOn: input.on, endReason: reason })
    await publish(context, commitmentsChanged, {
      subject: commitment.document.id,
      unit: commitment.unitCode,
      payload: { signed: [], ended: [commitment.id] },
    })
    return Object.assign(new CommitmentSuccess(), { commitment })
  }
}

@Resolver(() => CommitmentRound)
export class CommitmentRoundResolver {
  @Query(() => [CommitmentRound], { description: 'Các đợt ký cam kết của đơn vị, mới nhất trước.' })
  commitmentRounds(@Arg('unit', () => ID) unit: string, @Ctx() context: Context): Promise<CommitmentRound[]> {
    requireInScope(unit, context)
    return context.em.find(
      CommitmentRound,
      { unitCode: unit },
      { orderBy: [{ startsOn: 'desc' }, { id: 'asc' }], limit: 100 },
    )
  }

  @FieldResolver(() => Document)
  document(@Root() { document }: CommitmentRound): Promise<Document> {
    return document.loadOrFail()
  }

  @FieldResolver(() => Int, { description: 'Số hộ có bản cam kết đang có hiệu lực của đợt này.' })
  signed(@Root() { id }: CommitmentRound, @Ctx() context: Context): Promise<number> {
    return signedIn(id, context)
  }

  @Mutation(() => OpenCommitmentRoundResult, { description: 'Mở một đợt ký cam kết thực hiện một văn bản.' })
  async openCommitmentRound(
    @Arg('input', () => OpenCommitmentRoundInput) input: OpenCommitmentRoundInput,
    @Ctx() { em, viewer }: Context,
  ): Promise<typeof OpenCommitmentRoundResult> {
    const { unit: unitCode, documentId, startsOn, endsOn } = input
    if (!viewer.units.includes(unitCode)) return new UnitOutOfScope(unitCode)
    const title = tidy(input.title)
    const refusal = refuseRound({ title, startsOn, endsOn })
    if (refusal) return refusal
    const document = isUuid(documentId) ? await em.findOne(Document, { id: documentId, unitCode }) : null
    if (!document) return new DocumentNotFound(documentId)
    const round = em.create(CommitmentRound, { unitCode, document, title, startsOn, endsOn: endsOn ?? null })
    return Object.assign(new CommitmentRoundSuccess(), { round })
  }
}

@Resolver(() => Household)
export class HouseholdCommitmentsResolver {
  @FieldResolver(() => [Commitment], {
    nullable: true,
    description: 'Các bản cam kết của hộ, mới ký trước, kể cả bản đã hết hiệu lực. Trống khi không được xem.',
  })
  commitments(@Root() { id }: Household, @Ctx() context: Context): Promise<Commitment[]> {
    return commitmentsOf(id, context)
  }
}
