import { LockMode } from '@mikro-orm/core'
import {
  batched,
  type Connection,
  type Context,
  connectionOf,
  InvalidInput,
  isUuid,
  jobStatuses,
  type LocalDate,
  LocalDateScalar,
  notFound,
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
  registerEnumType,
} from 'type-graphql'
import { Person, Sex } from '../people/person.ts'
import { personById } from '../people/person-resolver.ts'
import { refuseName, refusePhone } from '../people/person-rules.ts'
import { tidyText } from '../people/search-key.ts'
import { DuplicatePair, DuplicateScan, DuplicateState, ScanProgress, ScorePart } from './duplicate-pair.ts'
import { CERTAIN, MIGHT_BE_MEANT } from './duplicate-rules.ts'
import { findLike } from './find-duplicates.ts'
import { refuseReason } from './merge-rules.ts'
import { readName } from './name-likeness.ts'
import { PairDecided, ScanRunning } from './refusals.ts'
import { startScan } from './scan-job.ts'

const MOST_LIKELY = 5

export const DuplicatePairConnection = connectionOf(DuplicatePair, 'DuplicatePair')

export enum Certainty {
  CERTAIN = 'CERTAIN',
  LIKELY = 'LIKELY',
}
registerEnumType(Certainty, { name: 'Certainty', description: 'CERTAIN: gần như chắc. LIKELY: cần xem kỹ.' })

@ObjectType({ description: 'Một lần ghi đang giữ những gì: khi gộp, tất cả theo về người còn lại.' })
export class EntryHoldings {
  @Field(() => ID)
  id!: string

  @Field(() => Int)
  memberships!: number

  @Field(() => Int)
  residences!: number

  @Field(() => Int)
  papers!: number

  @Field(() => Int)
  arrivals!: number

  @Field(() => Int)
  events!: number

  @Field(() => Int)
  consents!: number

  @Field(() => Int)
  requests!: number

  @Field(() => Int, { description: 'Lần làm tổ trưởng.' })
  leaderships!: number

  @Field(() => Int, { description: 'Cơ sở mà người này phụ trách.' })
  establishments!: number

  @Field(() => Int, { description: 'Diện, hoàn cảnh.' })
  circumstances!: number

  @Field(() => Int, { description: 'Đề nghị sửa.' })
  proposals!: number
}

@ObjectType({ description: 'Một người đã có trong sổ, giống người đang được nhập.' })
export class LikelyDuplicate {
  @Field(() => ID)
  id!: string

  @Field(() => Person)
  person!: Person

  @Field(() => Int)
  score!: number

  @Field(() => [ScorePart])
  parts!: ScorePart[]
}

@InputType({ description: 'Những gì đã gõ được về một người; chưa cần đủ.' })
export class LikelyDuplicatesInput {
  @Field(() => ID)
  unit!: string

  @Field(() => String)
  fullName!: string

  @Field(() => LocalDateScalar, { nullable: true })
  bornOn?: LocalDate | null

  @Field(() => Int, { nullable: true })
  birthYear?: number | null

  @Field(() => Sex, { nullable: true })
  sex?: Sex | null

  @Field(() => String, { nullable: true })
  phone?: string | null

  @Field(() => ID, { nullable: true })
  householdId?: string | null

  @Field(() => ID, { nullable: true })
  residentialGroupId?: string | null
}

@ObjectType()
export class DuplicatePairSuccess {
  @Field(() => DuplicatePair)
  pair!: DuplicatePair
}

@ObjectType()
export class ScanDuplicatesSuccess {
  @Field(() => DuplicateScan)
  scan!: DuplicateScan
}

export const RejectDuplicateResult = createUnionType({
  name: 'RejectDuplicateResult',
  types: () => [DuplicatePairSuccess, PairDecided, InvalidInput] as const,
})

export const ReopenDuplicateResult = createUnionType({
  name: 'ReopenDuplicateResult',
  types: () => [DuplicatePairSuccess, PairDecided] as const,
})

export const ScanDuplicatesResult = createUnionType({
  name: 'ScanDuplicatesResult',
  types: () => [ScanDuplicatesSuccess, ScanRunning, UnitOutOfScope] as const,
})

const holdingsOf = batched<string, EntryHoldings>(async (ids, { em }) => {
  const rows = await em.execute<EntryHoldings[]>(
    `select entry.id,
       (select count(*)::int from household_member where person_id = entry.id) as memberships,
       (select count(*)::int from residence where person_id = entry.id) as residences,
       (select count(*)::int from identity_document where person_id = entry.id) as papers,
       (select count(*)::int from arrival where person_id = entry.id) as arrivals,
       (select count(*)::int from life_event_person where person_id = entry.id) as events,
       (select count(*)::int from consent where person_id = entry.id) as consents,
       (select count(*)::int from subject_request where person_id = entry.id) as requests,
       (select count(*)::int from group_leader where person_id = entry.id) as leaderships,
       (select count(*)::int from establishment where contact_person_id = entry.id) as establishments,
       (select count(*)::int from circumstance where person_id = entry.id) as circumstances,
       (select count(*)::int from change_proposal where person_id = entry.id) as proposals
     from unnest(?::uuid[]) as entry (id)`,
    [`{${ids.join(',')}}`],
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return (id) => Object.assign(new EntryHoldings(), byId.get(id))
})

/** The pair, locked: of two officers who decide at once, one waits and is told. */
export async function lockPair(id: string, { em }: Context): Promise<DuplicatePair> {
  const pair = isUuid(id)
    ? await em.findOne(DuplicatePair, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true })
    : null
  if (!pair) throw notFound('Không tìm thấy cặp này trong phạm vi công tác của bạn.')
  return pair
}

@Resolver(() => DuplicatePair)
export class DuplicatePairResolver {
  @Query(() => DuplicatePairConnection, {
    description: 'Những cặp có thể là một người, chắc nhất trước. Cặp chờ xem chỉ gồm người còn trong sổ.',
  })
  duplicatePairs(
    @Arg('unit', () => ID) unit: string,
    @Arg('state', () => DuplicateState, { defaultValue: DuplicateState.OPEN }) state: DuplicateState,
    @Arg('certainty', () => Certainty, { nullable: true }) certainty: Certainty | null,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<DuplicatePair>> {
    requireInScope(unit, context)
    const isIn = { annulledOn: null }
    return page(
      context,
      DuplicatePair,
      {
        unitCode: unit,
        state,
        ...(certainty && { score: certainty === Certainty.CERTAIN ? { $gte: CERTAIN } : { $lt: CERTAIN } }),
        ...(state === DuplicateState.OPEN && { one: isIn, other: isIn }),
      },
      [
        ['score', 'desc'],
        ['id', 'asc'],
      ],
      pageArgs,
    )
  }

  @Query(() => DuplicatePair, { nullable: true })
  async duplicatePair(@Arg('id', () => ID) id: string, @Ctx() { em }: Context): Promise<DuplicatePair> {
    const pair = isUuid(id) ? await em.findOne(DuplicatePair, { id }) : null
    if (!pair) throw notFound('Không tìm thấy cặp này trong phạm vi công tác của bạn.')
    return pair
  }

  @Query(() => DuplicateScan, { nullable: true, description: 'Lần rà toàn phường/xã gần nhất.' })
  latestDuplicateScan(@Arg('unit', () => ID) unit: string, @Ctx() context: Context): Promise<DuplicateScan | null> {
    requireInScope(unit, context)
    return latestScan(unit, context)
  }

  @Query(() => [LikelyDuplicate], {
    description: 'Tối đa 5 người đã có trong sổ giống người đang được nhập, giống nhất trước, với lý do.',
  })
  async likelyDuplicates(
    @Arg('input', () => LikelyDuplicatesInput) input: LikelyDuplicatesInput,
    @Ctx() context: Context,
  ): Promise<LikelyDuplicate[]> {
    const { unit, bornOn = null, householdId: household = null, residentialGroupId: group = null } = input
    requireInScope(unit, context)
    const fullName = tidyText(input.fullName)
    const phone = refusePhone(input.phone) ? null : input.phone || null
    // Half of what is typed cannot be judged yet.
    if (refuseName(fullName)) return []
    const probe = {
      name: readName(fullName),
      bornOn,
      birthYear: bornOn ? Number(bornOn.slice(0, 4)) : (input.birthYear ?? null),
      sex: input.sex ?? Sex.UNKNOWN,
      phone,
      papers: [],
      household,
      address: null,
      group,
      numbers: phone ? [context.vault.index(phone).toString('base64')] : [],
    }
    const found = await findLike(probe, { unit, least: MIGHT_BE_MEANT }, context)
    const likely = await Promise.all(
      found.slice(0, MOST_LIKELY).map(async ({ entry, score: { points, parts } }) => {
        const person = await personById(entry.id, context)
        return person && Object.assign(new LikelyDuplicate(), { id: entry.id, person, score: points, parts })
      }),
    )
    return likely.filter((each) => each !== null)
  }

  @FieldResolver(() => Person)
  one(@Root() { one }: DuplicatePair): Promise<Person> {
    return one.loadOrFail()
  }

  @FieldResolver(() => Person)
  other(@Root() { other }: DuplicatePair): Promise<Person> {
    return other.loadOrFail()
  }

  @FieldResolver(() => EntryHoldings)
  oneHolds(@Root() { one }: DuplicatePair, @Ctx() context: Context): Promise<EntryHoldings> {
    return holdingsOf(one.id, context)
  }

  @FieldResolver(() => EntryHoldings)
  otherHolds(@Root() { other }: DuplicatePair, @Ctx() context: Context): Promise<EntryHoldings> {
    return holdingsOf(other.id, context)
  }

  @Mutation(() => RejectDuplicateResult, { description: 'Hai lần ghi là hai người; ghi vì sao để không phải xem lại.' })
  async rejectDuplicate(
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => String) given: string,
    @Ctx() context: Context,
  ): Promise<typeof RejectDuplicateResult> {
    const reason = tidyText(given)
    const refusal = refuseReason(reason)
    if (refusal) return refusal
    const pair = await lockPair(id, context)
    if (pair.state !== DuplicateState.OPEN) return new PairDecided(pair.byName)
    decide(pair, DuplicateState.NOT_DUPLICATE, context)
    pair.reason = reason
    return Object.assign(new DuplicatePairSuccess(), { pair })
  }

  @Mutation(() => ReopenDuplicateResult, { description: 'Đưa một cặp đã loại trở lại danh sách chờ xem.' })
  async reopenDuplicate(
    @Arg('id', () => ID) id: string,
    @Ctx() context: Context,
  ): Promise<typeof ReopenDuplicateResult> {
    const pair = await lockPair(id, context)
    if (pair.state !== DuplicateState.NOT_DUPLICATE) return new PairDecided(pair.byName)
    Object.assign(pair, {
      state: DuplicateState.OPEN,
      decidedAt: null,
      accountId: null,
      byName: null,
      byPost: null,
      reason: null,
    })
    return Object.assign(new DuplicatePairSuccess(), { pair })
  }

  @Mutation(() => ScanDuplicatesResult, {
    description: 'Rà toàn bộ người trong phường/xã để tìm những cặp giống nhau. Rà ở nền; xem progress của lần rà.',
  })
  async scanDuplicates(
    @Arg('unit', () => ID) unit: string,
    @Ctx() context: Context,
  ): Promise<typeof ScanDuplicatesResult> {
    if (!context.viewer.units.includes(unit)) return new UnitOutOfScope(unit)
    await lockScans(unit, context)
    const latest = await latestScan(unit, context)
    const progress = latest?.job ? await progressOf(latest.job, context) : null
    if (latest && progress?.isRunning) return new ScanRunning(latest, progress)
    return Object.assign(new ScanDuplicatesSuccess(), { scan: await startScan(unit, context) })
  }
}

/** Of two officers who ask at once, the second waits until the first one's search is there to be seen. */
async function lockScans(unit: string, { em }: Context): Promise<void> {
  await em.execute(`select pg_advisory_xact_lock(hashtextextended('duplicate scan ' || ?, 0))`, [unit])
}

function latestScan(unit: string, { em }: Context): Promise<DuplicateScan | null> {
  return em.findOne(DuplicateScan, { unitCode: unit }, { orderBy: { startedAt: 'desc', id: 'asc' } })
}

const progressOf = batched<string, ScanProgress | null>(async (ids, context) => {
  const statuses = await jobStatuses(context, ids.filter(isUuid))
  return (id) => {
    const status = statuses.get(id)
    if (!status) return null
    const { state, done, total } = status
    const isRunning = state === 'WAITING' || state === 'RUNNING'
    return Object.assign(new ScanProgress(), { isRunning, hasFailed: state === 'FAILED', done, total })
  }
})

@Resolver(() => DuplicateScan)
export class DuplicateScanResolver {
  @FieldResolver(() => ScanProgress, {
    nullable: true,
    description: 'Trống với lần rà đã lâu.',
  })
  progress(@Root() { job }: DuplicateScan, @Ctx() context: Context): Promise<ScanProgress | null> | null {
    return job ? progressOf(job, context) : null
  }
}

/** Who decided, and when, stands with the pair. */
export function decide(pair: DuplicatePair, state: DuplicateState, { viewer, now }: Context): void {
  Object.assign(pair, {
    state,
    decidedAt: now,
    accountId: viewer.accountId,
    byName: viewer.name,
    byPost: viewer.post,
  })
}
