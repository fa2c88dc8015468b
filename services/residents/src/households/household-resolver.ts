import {
  batched,
  type Connection,
  type Context,
  connectionOf,
  isUuid,
  notFound,
  oneBy,
  PageArgs,
  page,
  rankedPage,
  readRows,
  requireInScope,
} from '@vungxanh/subgraph'
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql'
import { CircumstanceKind } from '../circumstances/circumstance.ts'
import { ResidentialGroup } from '../groups/residential-group.ts'
import { Person } from '../people/person.ts'
import { searchHouseholds } from '../search/household-search.ts'
import { all } from '../search/person-search.ts'
import { sortedPage } from '../sorted-page.ts'
import { Household, HouseholdMember, HouseholdRelation } from './household.ts'
import { HouseholdLack, HouseholdOrder, householdsOf, lackingHouseholds, sortedHouseholds } from './household-list.ts'

export const HouseholdConnection = connectionOf(Household, 'Household')

export const householdById = oneBy(Household, 'id')

const currentMembersOf = batched<string, HouseholdMember[]>(async (ids, { em }) => {
  const members = await em.find(HouseholdMember, { household: { $in: [...ids] }, leftOn: null })
  const byHousehold = Map.groupBy(members, ({ household }) => household.id)
  return (id) => byHousehold.get(id) ?? []
})

/** The heads without the others, with who they are: what most lists say of a household, in one statement. */
const headOf = batched<string, Person | null>(async (ids, { em }) => {
  const inForce = { household: { $in: [...ids] }, leftOn: null, relation: HouseholdRelation.HEAD }
  const heads = await readRows(em, HouseholdMember, inForce, ['person'])
  const byHousehold = new Map(heads.map(({ household, person }) => [household.id, person.unwrap()]))
  return (id) => byHousehold.get(id) ?? null
})

export interface HouseholdFilter {
  unit: string
  search: string | null
  residentialGroup: string | null
  lacking?: HouseholdLack | null
  circumstance?: CircumstanceKind | null
}

/** The list of the register: by code unless asked otherwise, or what a search finds, the best match first. */
export async function listHouseholds(
  { unit, search, residentialGroup, lacking, circumstance }: HouseholdFilter,
  pageArgs: PageArgs,
  context: Context,
  orderBy = HouseholdOrder.CODE,
): Promise<Connection<Household>> {
  requireInScope(unit, context)
  const conditions = [
    ...(lacking ? [lackingHouseholds(lacking, unit, context)] : []),
    ...(circumstance ? [householdsOf(circumstance, unit, context)] : []),
  ]
  const condition = conditions.length > 0 ? all(conditions) : undefined
  if (search?.trim()) {
    const narrowed = condition && { condition, by: [lacking, circumstance] }
    return searchHouseholds({ unit, search, residentialGroup }, pageArgs, context, narrowed)
  }
  if (condition || orderBy !== HouseholdOrder.CODE) {
    const list = ['households', unit, residentialGroup, lacking, circumstance, orderBy]
    const sorted = sortedHouseholds({ unit, residentialGroup, orderBy, condition }, context)
    return rankedPage(context, Household, list, pageArgs, (after, limit) => sortedPage(sorted, after, limit, context))
  }
  const inGroup = residentialGroup ? { residentialGroup: { $in: [residentialGroup].filter(isUuid) } } : {}
  return page(
    context,
    Household,
    { unitCode: unit, dissolvedOn: null, ...inGroup },
    [
      ['code', 'asc'],
      ['id', 'asc'],
    ],
    pageArgs,
  )
}

@Resolver(() => Household)
export class HouseholdResolver {
  @Query(() => Household, { nullable: true })
  async household(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<Household> {
    const household = isUuid(id) ? await householdById(id, context) : null
    if (!household) throw notFound('Không tìm thấy hộ này trong phạm vi công tác của bạn.')
    return household
  }

  @Query(() => HouseholdConnection, {
    description:
      'Tìm hộ theo mã hộ, tên người trong hộ, mã QR của căn cước, một phần địa chỉ hoặc tổ dân phố; mã hộ rồi chủ hộ đứng trước. Tên quá ngắn hoặc quá phổ biến (Nguyễn, Thị) thì chỉ tìm theo chủ hộ, khi có chủ hộ tên như thế.',
  })
  households(
    @Arg('unit', () => ID) unit: string,
    @Arg('search', () => String, { nullable: true }) search: string | null,
    @Arg('residentialGroup', () => ID, { nullable: true }) residentialGroup: string | null,
    @Arg('lacking', () => HouseholdLack, { nullable: true, description: 'Chỉ những hộ còn thiếu điều này.' })
    lacking: HouseholdLack | null,
    @Arg('circumstance', () => CircumstanceKind, {
      nullable: true,
      description: 'Chỉ những hộ nay thuộc diện này, hoặc có người thuộc diện này.',
    })
    circumstance: CircumstanceKind | null,
    @Arg('orderBy', () => HouseholdOrder, {
      defaultValue: HouseholdOrder.CODE,
      description: 'Khi đang tìm thì hộ khớp nhất đứng trước.',
    })
    orderBy: HouseholdOrder,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Household>> {
    return listHouseholds({ unit, search, residentialGroup, lacking, circumstance }, pageArgs, context, orderBy)
  }

  @FieldResolver(() => ResidentialGroup)
  residentialGroup(@Root() household: Household): Promise<ResidentialGroup> {
    return household.residentialGroup.loadOrFail()
  }

  @FieldResolver(() => [HouseholdMember], { description: 'Chủ hộ đứng đầu, rồi theo ngày vào hộ.' })
  async members(@Root() { id }: Household, @Ctx() context: Context): Promise<HouseholdMember[]> {
    const members = await currentMembersOf(id, context)
    const place = (member: HouseholdMember): string =>
      `${member.relation === HouseholdRelation.HEAD ? 0 : 1}${member.joinedOn ?? ''}${member.id}`
    return members.toSorted((one, other) => (place(one) < place(other) ? -1 : 1))
  }

  @FieldResolver(() => Int, { description: 'Số người đang có tên trong hộ.' })
  async memberCount(@Root() { id }: Household, @Ctx() context: Context): Promise<number> {
    return (await currentMembersOf(id, context)).length
  }

  @Directive('@inaccessible')
  @FieldResolver(() => [ID], {
    description: 'Những người trong hộ: để y tế đếm ai đang cách ly mà không nói ai. Không ra khỏi cổng.',
  })
  async personIds(@Root() { id }: Household, @Ctx() context: Context): Promise<string[]> {
    return (await currentMembersOf(id, context)).map(({ person }) => person.id)
  }

  @FieldResolver(() => Person, { nullable: true, description: 'Chủ hộ; trống khi hộ chưa có chủ hộ.' })
  head(@Root() { id }: Household, @Ctx() context: Context): Promise<Person | null> {
    return headOf(id, context)
  }
}

@Resolver(() => HouseholdMember)
export class HouseholdMemberResolver {
  @FieldResolver(() => Person)
  person(@Root() member: HouseholdMember): Promise<Person> {
    return member.person.loadOrFail()
  }
}
