import {
  batched,
  type Connection,
  type Context,
  connectionOf,
  isUuid,
  localDateOf,
  notFound,
  oneBy,
  PageArgs,
  page,
  requireInScope,
} from '@vungxanh/subgraph'
import {
  Arg,
  Args,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  ID,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql'
import { ResidentialGroup } from '../groups/residential-group.ts'
import { SelfManagementGroup } from '../groups/self-management-group.ts'
import { Household } from '../households/household.ts'
import { presentIn } from '../movements/presence.ts'
import { Document } from '../references.ts'
import { Round, RoundStop } from './round.ts'
import { progressOf } from './round-rules.ts'
import { Visit, type VisitResult } from './visit.ts'
import { inWalkingOrder } from './walking-order.ts'

export const RoundConnection = connectionOf(Round, 'Round')

@ObjectType({ description: 'Vòng đi đến đâu, đếm theo hộ; mỗi hộ tính lượt thăm mới nhất.' })
export class RoundProgress {
  @Field(() => Int)
  households!: number

  @Field(() => Int, { description: 'Đã gặp.' })
  met!: number

  @Field(() => Int, { description: 'Đến mà không có ai ở nhà: phải quay lại.' })
  nobodyHome!: number

  @Field(() => Int)
  refused!: number

  @Field(() => Int)
  movedAway!: number

  @Field(() => Int, { description: 'Còn phải đến: chưa đến, hoặc đến mà không có ai ở nhà.' })
  left!: number
}

const roundById = oneBy(Round, 'id')
export const roundStopById = oneBy(RoundStop, 'id')

/** A round whose row security lets the viewer see it. */
export async function requireRound(id: string, context: Context): Promise<Round> {
  const round = isUuid(id) ? await roundById(id, context) : null
  if (!round) throw notFound('Không tìm thấy vòng đi này trong phạm vi công tác của bạn.')
  return round
}

/** The newest visit of each stop says how it stands. */
const progress = batched<string, RoundProgress>(async (ids, { em }) => {
  const stops = await em.execute<{ round: string; result: VisitResult | null }[]>(
    `select stop.round_id as round, newest.result
     from round_stop as stop
     left join lateral (
       select result from visit where stop_id = stop.id and annulled_at is null
       order by visited_at desc, id limit 1) as newest on true
     where stop.round_id = any (?::uuid[])`,
    [`{${ids.join(',')}}`],
  )
  const byRound = Map.groupBy(stops, ({ round }) => round)
  return (id) => {
    const own = byRound.get(id) ?? []
    const results = own.flatMap(({ result }) => (result ? [result] : []))
    return Object.assign(new RoundProgress(), progressOf(own.length, results))
  }
})

const stopsOf = batched<string, RoundStop[]>(async (ids, { em }) => {
  const stops = await em.find(RoundStop, { round: { $in: [...ids] } }, { populate: ['household', 'round'] })
  const byRound = Map.groupBy(stops, ({ round }) => round.id)
  return (id) => inWalkingOrder(byRound.get(id) ?? [], ({ household }) => household.getEntity())
})

const newestFirst = { visitedAt: 'desc', id: 'asc' } as const

const visitsOf = batched<string, Visit[]>(async (ids, { em }) => {
  const visits = await em.find(Visit, { stop: { $in: [...ids] } }, { orderBy: newestFirst })
  const byStop = Map.groupBy(visits, ({ stop }) => stop.id)
  return (id) => byStop.get(id) ?? []
})

const lastVisitOf = batched<string, Visit | undefined>(async (ids, { em }) => {
  const newest = await em.execute<{ id: string }[]>(
    `select distinct on (household_id) id from visit
     where household_id = any (?::uuid[]) and annulled_at is null
     order by household_id, visited_at desc, id`,
    [`{${ids.join(',')}}`],
  )
  const visits = await em.find(Visit, { id: { $in: newest.map(({ id }) => id) } })
  const byHousehold = new Map(visits.map((visit) => [visit.household.id, visit]))
  return (id) => byHousehold.get(id)
})

/** A household of a ward that is called on every week for years still has a list that somebody reads. */
const MOST_VISITS = 20

const visitsOfHousehold = batched<string, Visit[]>(async (ids, { em }) => {
  const visits = await em.find(Visit, { household: { $in: [...ids] } }, { orderBy: newestFirst })
  const byHousehold = Map.groupBy(visits, ({ household }) => household.id)
  return (id) => (byHousehold.get(id) ?? []).slice(0, MOST_VISITS)
})

const personsIn = batched<string, string[]>(async (ids, { em, now }) => {
  const present = await presentIn(em, ids, localDateOf(now))
  const byHousehold = Map.groupBy(present, ({ household }) => household)
  return (id) => (byHousehold.get(id) ?? []).map(({ person }) => person)
})

@Resolver(() => Round)
export class RoundResolver {
  @Query(() => RoundConnection, { description: 'Các vòng đi, mới mở trước.' })
  rounds(
    @Arg('unit', () => ID) unit: string,
    @Arg('open', () => Boolean, { nullable: true, description: 'Chỉ những vòng đang mở, hoặc chỉ những vòng đã đóng.' })
    open: boolean | null,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Round>> {
    requireInScope(unit, context)
    const standing = open === null || open === undefined ? {} : { closedAt: open ? null : { $ne: null } }
    return page(
      context,
      Round,
      { unitCode: unit, ...standing },
      [
        ['openedAt', 'desc'],
        ['id', 'asc'],
      ],
      pageArgs,
    )
  }

  @Query(() => Round, { nullable: true })
  round(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<Round> {
    return requireRound(id, context)
  }

  @FieldResolver(() => ResidentialGroup)
  residentialGroup(@Root() round: Round): Promise<ResidentialGroup> {
    return round.residentialGroup.loadOrFail()
  }

  @FieldResolver(() => SelfManagementGroup, { nullable: true, description: 'Trống khi đi cả tổ dân phố.' })
  async selfManagementGroup(@Root() round: Round): Promise<SelfManagementGroup | null> {
    return round.selfManagementGroup ? round.selfManagementGroup.loadOrFail() : null
  }

  @FieldResolver(() => Document, {
    nullable: true,
    description: 'Văn bản mà hộ phải ký cam kết; trống khi vòng đi không xem việc đó.',
  })
  commitmentDocument(@Root() { commitmentDocumentId }: Round): Document | null {
    return commitmentDocumentId ? new Document(commitmentDocumentId) : null
  }

  @FieldResolver(() => RoundProgress)
  progress(@Root() { id }: Round, @Ctx() context: Context): Promise<RoundProgress> {
    return progress(id, context)
  }

  @FieldResolver(() => [RoundStop], { description: 'Các hộ theo thứ tự đi.' })
  stops(@Root() { id }: Round, @Ctx() context: Context): Promise<RoundStop[]> {
    return stopsOf(id, context)
  }
}

@Resolver(() => RoundStop)
export class RoundStopResolver {
  @FieldResolver(() => Household)
  household(@Root() { household }: RoundStop): Promise<Household> {
    return household.loadOrFail()
  }

  @FieldResolver(() => [Visit], {
    description: 'Các lượt thăm hộ này trong vòng đi, mới nhất trước, kể cả lượt đã hủy.',
  })
  visits(@Root() { id }: RoundStop, @Ctx() context: Context): Promise<Visit[]> {
    return visitsOf(id, context)
  }

  @FieldResolver(() => Visit, {
    nullable: true,
    description:
      'Lượt thăm gần nhất của hộ, trong vòng đi nào cũng vậy: câu trả lời sẵn cho lần này. Trống khi chưa có.',
  })
  async lastVisit(@Root() { household }: RoundStop, @Ctx() context: Context): Promise<Visit | null> {
    return (await lastVisitOf(household.id, context)) ?? null
  }

  @FieldResolver(() => Int, { description: 'Số người có mặt tối nay theo sổ.' })
  async expectedPresent(@Root() { household }: RoundStop, @Ctx() context: Context): Promise<number> {
    return (await personsIn(household.id, context)).length
  }

  @Directive('@inaccessible')
  @FieldResolver(() => [ID], {
    description:
      'Những người có mặt ở hộ: để y tế trả lời hộ có cần xét nghiệm không mà không nói ai. Không ra khỏi cổng.',
  })
  personIds(@Root() { household }: RoundStop, @Ctx() context: Context): Promise<string[]> {
    return personsIn(household.id, context)
  }

  @Directive('@inaccessible')
  @FieldResolver(() => Int, { nullable: true, description: 'Số ngày của vòng đi; để y tế tính. Không ra khỏi cổng.' })
  async testWithinDays(@Root() { round }: RoundStop): Promise<number | null> {
    return (await round.loadOrFail()).testWithinDays ?? null
  }
}

@Resolver(() => Household)
export class HouseholdVisitResolver {
  @FieldResolver(() => Visit, {
    nullable: true,
    description: 'Lượt thăm gần nhất, trong vòng đi nào cũng vậy. Trống khi chưa ai đến, hoặc không được xem.',
  })
  async lastVisit(@Root() { id }: Household, @Ctx() context: Context): Promise<Visit | null> {
    return (await lastVisitOf(id, context)) ?? null
  }

  @FieldResolver(() => [Visit], {
    nullable: true,
    description: `${MOST_VISITS} lượt thăm gần nhất trong mọi vòng đi, mới nhất trước, kể cả lượt đã hủy. Trống khi không được xem.`,
  })
  visits(@Root() { id }: Household, @Ctx() context: Context): Promise<Visit[]> {
    return visitsOfHousehold(id, context)
  }
}
