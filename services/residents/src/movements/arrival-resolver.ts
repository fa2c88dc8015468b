import {
  batched,
  type Connection,
  type Context,
  connectionOf,
  InvalidInput,
  isUuid,
  type LocalDate,
  LocalDateScalar,
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
  createUnionType,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  Query,
  Resolver,
  Root,
  registerEnumType,
} from 'type-graphql'
import { Household } from '../households/household.ts'
import { Person, whoeverIs } from '../people/person.ts'
import { tidyText } from '../people/search-key.ts'
import { AdminUnit } from '../units/admin-unit.ts'
import { Arrival } from './arrival.ts'
import { refuseReason } from './arrival-rules.ts'
import {
  ArrivalAlreadyWithdrawn,
  ArrivalSuccess,
  DeclareArrivalInput,
  DeclareArrivalResult,
  declare,
  lockArrival,
  withdrawAndTell,
} from './declare-arrival.ts'

export const ArrivalConnection = connectionOf(Arrival, 'Arrival')

export const arrivalById = oneBy(Arrival, 'id')

export enum ArrivalList {
  DECLARED = 'DECLARED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(ArrivalList, { name: 'ArrivalList', description: 'DECLARED: còn giá trị. WITHDRAWN: đã rút.' })

@InputType()
export class WithdrawArrivalInput {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  reason!: string
}

export const WithdrawArrivalResult = createUnionType({
  name: 'WithdrawArrivalResult',
  types: () => [ArrivalSuccess, ArrivalAlreadyWithdrawn, InvalidInput] as const,
})

@Resolver(() => Arrival)
export class ArrivalResolver {
  @Query(() => ArrivalConnection, { description: 'Người đến, mới nhất trước.' })
  arrivals(
    @Arg('unit', () => ID) unit: string,
    @Arg('list', () => ArrivalList, { nullable: true, description: 'Cả hai khi để trống.' }) list: ArrivalList | null,
    @Arg('from', () => LocalDateScalar, { nullable: true, description: 'Ngày đến, từ ngày này.' })
    from: LocalDate | null,
    @Arg('to', () => LocalDateScalar, { nullable: true, description: 'Ngày đến, đến hết ngày này.' })
    to: LocalDate | null,
    @Arg('residentialGroup', () => ID, { nullable: true }) residentialGroup: string | null,
    @Arg('origin', () => ID, { nullable: true, description: 'Mã đơn vị của nơi đi.' }) origin: string | null,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Arrival>> {
    requireInScope(unit, context)
    if (residentialGroup && !isUuid(residentialGroup)) throw notFound('Không tìm thấy tổ dân phố này.')
    const conditions = [
      { unitCode: unit },
      ...(list ? [{ withdrawnAt: list === ArrivalList.WITHDRAWN ? { $ne: null } : null }] : []),
      ...(from ? [{ arrivedOn: { $gte: from } }] : []),
      ...(to ? [{ arrivedOn: { $lte: to } }] : []),
      ...(residentialGroup ? [{ household: { residentialGroup } }] : []),
      ...(origin ? [{ origin: { code: origin } }] : []),
    ]
    return page(
      context,
      Arrival,
      { $and: conditions },
      [
        ['arrivedOn', 'desc'],
        ['id', 'asc'],
      ],
      pageArgs,
    )
  }

  @FieldResolver(() => Person)
  person(@Root() arrival: Arrival): Promise<Person> {
    return arrival.person.loadOrFail()
  }

  @FieldResolver(() => Household)
  household(@Root() arrival: Arrival): Promise<Household> {
    return arrival.household.loadOrFail()
  }

  @FieldResolver(() => AdminUnit, { nullable: true, description: 'Nơi đi, khi biết đơn vị hành chính.' })
  async origin(@Root() arrival: Arrival): Promise<AdminUnit | null> {
    return arrival.origin ? arrival.origin.loadOrFail() : null
  }

  @Mutation(() => DeclareArrivalResult, {
    description: 'Khai một người đến hoặc trở về. Trạm y tế nhận việc theo dõi ngay.',
  })
  declareArrival(
    @Arg('input', () => DeclareArrivalInput) input: DeclareArrivalInput,
    @Ctx() context: Context,
  ): Promise<typeof DeclareArrivalResult> {
    return declare(input, context)
  }

  @Mutation(() => WithdrawArrivalResult, {
    description: 'Rút một lượt đến đã khai nhầm. Người đó vẫn ở trong sổ; trạm y tế được báo để thôi theo dõi.',
  })
  async withdrawArrival(
    @Arg('input', () => WithdrawArrivalInput) input: WithdrawArrivalInput,
    @Ctx() context: Context,
  ): Promise<typeof WithdrawArrivalResult> {
    const reason = tidyText(input.reason)
    const refusal = refuseReason(reason)
    if (refusal) return refusal
    const arrival = await lockArrival(input.id, undefined, context)
    if (arrival.withdrawnAt) return new ArrivalAlreadyWithdrawn()
    await withdrawAndTell(arrival, reason, context)
    return Object.assign(new ArrivalSuccess(), { arrival })
  }
}

const arrivalsOfPerson = batched<string, Arrival[]>(async (ids, { em }) => {
  const rows = await em.find(
    Arrival,
    { person: whoeverIs(ids) },
    { populate: ['person'], orderBy: { arrivedOn: 'desc', id: 'asc' } },
  )
  return (id) => rows.filter(({ person }) => person.id === id || person.getEntity().mergedInto?.id === id)
})

@Resolver(() => Person)
export class PersonArrivalResolver {
  @FieldResolver(() => [Arrival], {
    nullable: true,
    description: 'Các lượt đến của người này, mới nhất trước, kể cả lượt đã rút. Trống khi không được xem.',
  })
  arrivals(@Root() { id }: Person, @Ctx() context: Context): Promise<Arrival[]> {
    return arrivalsOfPerson(id, context)
  }
}
