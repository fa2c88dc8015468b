import { LockMode } from '@mikro-orm/core'
import {
  addDays,
  type Connection,
  type Context,
  conflictOfInterest,
  connectionOf,
  DateTime,
  InvalidInput,
  isUuid,
  type LocalDate,
  LocalDateScalar,
  localDateOf,
  manyByPerson,
  notFound,
  oneBy,
  PageArgs,
  page,
  publish,
  refuseText,
  startOf,
  UserError,
  type Vault,
} from '@vungxanh/subgraph'
import {
  Arg,
  Args,
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
import { stayReported, stayWithdrawn } from '../events.ts'
import { AdminUnit, Person } from '../references.ts'
import { tidy } from '../tidy-text.ts'
import { Checkpoint } from './checkpoint.ts'
import {
  CheckpointDecision,
  CheckpointDirection,
  CheckpointEntry,
  CheckpointPaper,
  CheckpointPurpose,
  SaidSex,
} from './checkpoint-entry.ts'
import { CheckpointEnded, CheckpointNotFound } from './checkpoint-resolver.ts'
import { isStay, refuseAnnulment, refuseEntry, tidyPlate } from './checkpoint-rules.ts'
import { masked, openEntryIdentity, openEntryPhone, sealEntryNumbers } from './sealed-entry-numbers.ts'

const SHORTEST_REASON = 5
const LONGEST_REASON = 300

export const CheckpointEntryConnection = connectionOf(CheckpointEntry, 'CheckpointEntry')

export const checkpointEntryById = oneBy(CheckpointEntry, 'id')

@InputType()
export class RecordCheckpointEntryInput {
  @Field(() => ID, { description: 'Do máy của người ghi đặt: gửi lại cùng mã thì vẫn là một lượt.' })
  id!: string

  @Field(() => ID)
  checkpointId!: string

  @Field(() => DateTime)
  at!: Date

  @Field(() => CheckpointDirection)
  direction!: CheckpointDirection

  @Field(() => ID, { nullable: true, description: 'Người có trong sổ cư trú; để trống khi chỉ ghi tên như họ nói.' })
  personId?: string | null

  @Field(() => String, { nullable: true })
  saidName?: string | null

  @Field(() => Int, { nullable: true })
  birthYear?: number | null

  @Field(() => SaidSex, { nullable: true })
  sex?: SaidSex | null

  @Field(() => String, { nullable: true, description: 'Được niêm phong; chỉ hiện phần che.' })
  phone?: string | null

  @Field(() => String, { nullable: true, description: 'Được niêm phong; chỉ hiện phần che.' })
  identityNumber?: string | null

  @Field(() => Int, { defaultValue: 1 })
  people!: number

  @Field(() => String, { nullable: true })
  plate?: string | null

  @Field(() => CheckpointPurpose)
  purpose!: CheckpointPurpose

  @Field(() => String, { nullable: true })
  note?: string | null

  @Field(() => CheckpointPaper, { nullable: true })
  paper?: CheckpointPaper | null

  @Field(() => LocalDateScalar, { nullable: true })
  paperUntil?: LocalDate | null

  @Field(() => Float, { nullable: true })
  temperature?: number | null

  @Field(() => CheckpointDecision)
  decision!: CheckpointDecision

  @Field(() => String, { nullable: true, description: 'Cần khi không cho qua.' })
  reason?: string | null

  @Field(() => ID, { nullable: true, description: 'Mã đơn vị hành chính của nơi đi, khi biết.' })
  originCode?: string | null

  @Field(() => String, { nullable: true })
  fromPlace?: string | null

  @Field(() => Boolean, { defaultValue: false })
  fromEpidemicArea!: boolean

  @Field(() => LocalDateScalar, { nullable: true })
  departedOn?: LocalDate | null

  @Field(() => String, { nullable: true, description: 'Đến ở đâu, như người đó nói.' })
  stayingAt?: string | null
}

@InputType()
export class AnnulCheckpointEntryInput {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  reason!: string
}

@InputType()
export class RevealEntryNumbersInput {
  @Field(() => ID)
  id!: string

  @Field(() => String, { description: 'Vì sao cần số đầy đủ; được ghi vào nhật ký cùng lần xem này.' })
  reason!: string
}

@ObjectType()
export class CheckpointEntrySuccess {
  @Field(() => CheckpointEntry)
  entry!: CheckpointEntry
}

@ObjectType()
export class EntryNumbersSuccess {
  @Field(() => String, { nullable: true, description: 'Trống khi lượt này không ghi.' })
  phone!: string | null

  @Field(() => String, { nullable: true, description: 'Trống khi lượt này không ghi.' })
  identityNumber!: string | null
}

@ObjectType({ implements: UserError, description: 'Không có lượt qua chốt này trong phạm vi công tác.' })
export class CheckpointEntryNotFound extends UserError {
  readonly code = 'CheckpointEntryNotFound'

  constructor() {
    super('Không tìm thấy lượt qua chốt này trong phạm vi công tác của bạn. Hãy tải lại trang.')
  }
}

@ObjectType({ implements: UserError, description: 'Lượt qua chốt này đã được hủy.' })
export class CheckpointEntryAnnulled extends UserError {
  readonly code = 'CheckpointEntryAnnulled'

  constructor() {
    super('Lượt qua chốt này đã được hủy rồi. Hãy tải lại trang.')
  }
}

export const RecordCheckpointEntryResult = createUnionType({
  name: 'RecordCheckpointEntryResult',
  types: () =>
    [CheckpointEntrySuccess, CheckpointNotFound, CheckpointEnded, CheckpointEntryAnnulled, InvalidInput] as const,
})

export const AnnulCheckpointEntryResult = createUnionType({
  name: 'AnnulCheckpointEntryResult',
  types: () => [CheckpointEntrySuccess, CheckpointEntryNotFound, CheckpointEntryAnnulled, InvalidInput] as const,
})

export const RevealEntryNumbersResult = createUnionType({
  name: 'RevealEntryNumbersResult',
  types: () => [EntryNumbersSuccess, CheckpointEntryNotFound, InvalidInput] as const,
})

/** What is told of one person is told in order, so that an annulment never comes after the line that takes its place. */
const subjectOf = ({ id, personId }: CheckpointEntry): string => (personId ? `person/${personId}` : `entry/${id}`)

/** Whoever shows a card may be known to the register. The gate may not look, so the register does, when it is told. */
function claimOf({ id, personId, saidName: name }: CheckpointEntry, card: string | null | undefined, vault: Vault) {
  return !personId && name && card ? vault.enclose(JSON.stringify({ name, card }), `stay/${id}`) : null
}

const entriesOfPerson = manyByPerson(CheckpointEntry, 'personId', { at: 'desc', id: 'asc' })

@Resolver(() => CheckpointEntry)
export class CheckpointEntryResolver {
  @Query(() => CheckpointEntryConnection, { description: 'Sổ của một chốt, mới nhất trước, kể cả lượt đã hủy.' })
  async checkpointEntries(
    @Arg('checkpoint', () => ID) checkpoint: string,
    @Arg('on', () => LocalDateScalar, { nullable: true, description: 'Riêng một ngày.' }) on: LocalDate | null,
    @Arg('decision', () => CheckpointDecision, { nullable: true }) decision: CheckpointDecision | null,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<CheckpointEntry>> {
    if (!isUuid(checkpoint)) throw notFound('Không tìm thấy chốt này trong phạm vi công tác của bạn.')
    const conditions = [
      { checkpoint },
      ...(on ? [{ at: { $gte: startOf(on), $lt: startOf(addDays(on, 1)) } }] : []),
      ...(decision ? [{ decision }] : []),
    ]
    return page(
      context,
      CheckpointEntry,
      { $and: conditions },
      [
        ['at', 'desc'],
        ['id', 'asc'],
      ],
      pageArgs,
    )
  }

  @FieldResolver(() => Checkpoint)
  checkpoint(@Root() { checkpoint }: CheckpointEntry): Promise<Checkpoint> {
    return checkpoint.loadOrFail()
  }

  @FieldResolver(() => Person, { nullable: true, description: 'Người có trong sổ cư trú; trống khi chỉ ghi tên.' })
  person(@Root() { personId }: CheckpointEntry): Person | null {
    return personId ? new Person(personId) : null
  }

  @FieldResolver(() => AdminUnit, { nullable: true, description: 'Nơi đi, khi biết đơn vị hành chính.' })
  origin(@Root() { originCode }: CheckpointEntry): AdminUnit | null {
    return originCode ? new AdminUnit(originCode) : null
  }

  @FieldResolver(() => String, { nullable: true, description: 'Lý do không cho qua, hoặc điều cần ghi khi cho qua.' })
  reason(@Root() { decision, decisionReason }: CheckpointEntry): string | null {
    return decision === CheckpointDecision.SENT_TO_STATION ? null : (decisionReason ?? null)
  }

  @FieldResolver(() => String, { nullable: true, description: 'Vì sao chuyển trạm y tế.' })
  healthReason(@Root() { decision, decisionReason }: CheckpointEntry): string | null {
    return decision === CheckpointDecision.SENT_TO_STATION ? (decisionReason ?? null) : null
  }

  @FieldResolver(() => String, { nullable: true, description: 'Điện thoại đã che; trống khi không ghi.' })
  async phoneMasked(@Root() entry: CheckpointEntry, @Ctx() context: Context): Promise<string | null> {
    return masked(await openEntryPhone(entry, context))
  }

  @FieldResolver(() => String, { nullable: true, description: 'Số giấy tờ đã che; trống khi không ghi.' })
  async identityMasked(@Root() entry: CheckpointEntry, @Ctx() context: Context): Promise<string | null> {
    return masked(await openEntryIdentity(entry, context))
  }

  @Mutation(() => RecordCheckpointEntryResult, {
    description: 'Ghi một lượt qua chốt. Người từ nơi khác đến ở thành một lượt đến của sổ cư trú.',
  })
  async recordCheckpointEntry(
    @Arg('input', () => RecordCheckpointEntryInput) input: RecordCheckpointEntryInput,
    @Ctx() context: Context,
  ): Promise<typeof RecordCheckpointEntryResult> {
    const { em, viewer, now, vault } = context
    const { id, checkpointId, phone, identityNumber, reason, ...said } = input
    if (!isUuid(id)) return new InvalidInput('id', 'Mã của lượt này chưa đúng. Hãy tải lại trang.')
    if (said.personId && !isUuid(said.personId))
      return new InvalidInput('personId', 'Không có người này. Hãy tìm lại, hoặc chỉ ghi tên.')
    if (said.personId && viewer.kin.includes(said.personId)) throw conflictOfInterest()
    const checkpoint = isUuid(checkpointId) ? await em.findOne(Checkpoint, { id: checkpointId }) : null
    if (!checkpoint) return new CheckpointNotFound()
    // The same line sent twice at once is one: the second waits, and finds it written down.
    await em.execute(`select pg_advisory_xact_lock(hashtextextended(?, 0))`, [id])
    const known = await em.findOne(CheckpointEntry, { id })
    if (known && known.checkpoint.id !== checkpoint.id)
      return new InvalidInput('id', 'Mã này đã dùng cho lượt khác. Hãy tải lại trang.')
    if (known?.annulledAt) return new CheckpointEntryAnnulled()
    if (known) return Object.assign(new CheckpointEntrySuccess(), { entry: known })

    const { activeFrom, activeTo, unitCode } = checkpoint
    const facts = {
      ...said,
      saidName: tidy(said.saidName) || null,
      plate: tidyPlate(said.plate),
      note: tidy(said.note) || null,
      decisionReason: tidy(reason) || null,
      fromPlace: tidy(said.fromPlace) || null,
      stayingAt: tidy(said.stayingAt) || null,
      originCode: said.originCode || null,
    }
    const refusal = refuseEntry({ ...facts, phone, identityNumber }, activeFrom, now)
    if (refusal) return refusal
    const day = localDateOf(facts.at)
    if (activeTo && day > activeTo) return new CheckpointEnded(activeTo)
    context.onConflict(
      'checkpoint_entry_pkey',
      () => new InvalidInput('id', 'Mã này đã dùng cho lượt khác. Hãy tải lại trang.'),
    )
    const entry = em.create(CheckpointEntry, {
      ...facts,
      ...sealEntryNumbers({ id, phone, identityNumber }, vault),
      id,
      unitCode,
      checkpoint,
      recordedAt: now,
      accountId: viewer.accountId,
      byName: viewer.name,
    })
    if (isStay(entry))
      await publish(context, stayReported, {
        subject: subjectOf(entry),
        unit: unitCode,
        payload: {
          entryId: id,
          personId: entry.personId ?? null,
          origin: entry.originCode ?? null,
          fromEpidemicArea: entry.fromEpidemicArea,
          departedOn: entry.departedOn ?? null,
          arrivedOn: day,
          claimed: claimOf(entry, identityNumber, vault),
        },
      })
    return Object.assign(new CheckpointEntrySuccess(), { entry })
  }

  @Mutation(() => AnnulCheckpointEntryResult, {
    description: 'Hủy một lượt ghi nhầm; lượt ấy vẫn còn trong sổ. Lượt đến đã khai từ lượt này được rút.',
  })
  async annulCheckpointEntry(
    @Arg('input', () => AnnulCheckpointEntryInput) input: AnnulCheckpointEntryInput,
    @Ctx() context: Context,
  ): Promise<typeof AnnulCheckpointEntryResult> {
    const { em, viewer, now } = context
    const annulReason = tidy(input.reason)
    const refusal = refuseAnnulment(annulReason)
    if (refusal) return refusal
    const entry = isUuid(input.id)
      ? await em.findOne(CheckpointEntry, { id: input.id }, { lockMode: LockMode.PESSIMISTIC_WRITE })
      : null
    if (!entry) return new CheckpointEntryNotFound()
    if (entry.annulledAt) return new CheckpointEntryAnnulled()
    em.assign(entry, { annulledAt: now, annulledByName: viewer.name, annulReason })
    if (isStay(entry))
      await publish(context, stayWithdrawn, {
        subject: subjectOf(entry),
        unit: entry.unitCode,
        payload: { entryId: entry.id },
      })
    return Object.assign(new CheckpointEntrySuccess(), { entry })
  }

  /** A mutation, because each showing is an act of its own: with a reason, the second factor and a row in the audit. */
  @Mutation(() => RevealEntryNumbersResult, {
    description: 'Xem điện thoại và số giấy tờ đầy đủ của một lượt qua chốt. Mỗi lần xem được ghi lại.',
  })
  async revealEntryNumbers(
    @Arg('input', () => RevealEntryNumbersInput) { id, reason }: RevealEntryNumbersInput,
    @Ctx() context: Context,
  ): Promise<typeof RevealEntryNumbersResult> {
    if (tidy(reason).length < SHORTEST_REASON) return new InvalidInput('reason', 'Hãy nói rõ vì sao cần số đầy đủ.')
    const refusal = refuseText('reason', 'Lý do', reason, LONGEST_REASON)
    if (refusal) return refusal
    const entry = isUuid(id) ? await context.em.findOne(CheckpointEntry, { id }) : null
    if (!entry) return new CheckpointEntryNotFound()
    if (entry.personId) context.trail.concerns(entry.personId)
    return Object.assign(new EntryNumbersSuccess(), {
      phone: await openEntryPhone(entry, context),
      identityNumber: await openEntryIdentity(entry, context),
    })
  }
}

@Resolver(() => Person)
export class PersonCheckpointResolver {
  @FieldResolver(() => [CheckpointEntry], {
    nullable: true,
    description: 'Các lượt qua chốt của người này, mới nhất trước. Trống khi không được xem.',
  })
  checkpointEntries(@Root() { id }: Person, @Ctx() context: Context): Promise<CheckpointEntry[]> {
    return entriesOfPerson(id, context)
  }
}
