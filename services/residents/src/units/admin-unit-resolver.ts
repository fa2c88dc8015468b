import { raw } from '@mikro-orm/core'
import { type Context, DateTime, localDateOf, manyBy, notFound, oneBy, requirePast } from '@vungxanh/subgraph'
import { Arg, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql'
import { ResidentialGroup } from '../groups/residential-group.ts'
import { AdminUnit } from './admin-unit.ts'
import { communesOf } from './communes.ts'
import { requireStandingUnit } from './lineage.ts'
import { populationByGroup } from './population.ts'

@ObjectType()
export class GroupPopulation {
  @Field(() => ResidentialGroup)
  residentialGroup!: ResidentialGroup

  @Field(() => Int)
  households!: number

  @Field(() => Int)
  persons!: number

  @Field(() => Int, { description: 'Số người có mặt tối hôm đó: đang cư trú và không tạm vắng.' })
  present!: number
}

@ObjectType({ description: 'Số hộ và số người đang cư trú (không tính người chỉ tạm vắng) vào một ngày.' })
export class Population {
  @Field(() => Int)
  households!: number

  @Field(() => Int)
  persons!: number

  @Field(() => Int, { description: 'Số người có mặt tối hôm đó: đang cư trú và không tạm vắng.' })
  present!: number

  @Field(() => [GroupPopulation], { description: 'Theo tổ dân phố; cộng lại đúng bằng tổng.' })
  byResidentialGroup!: GroupPopulation[]
}

const LONGEST_SEARCH = 100
const MOST_FOUND = 20

export const unitByCode = oneBy(AdminUnit, 'code')

/** A city. The population costs 40 ms of PostgreSQL for each commune. */
const MOST_COMMUNES = 60

export const groupsOf = manyBy(ResidentialGroup, 'unitCode', { number: 'asc' })

export const groupById = oneBy(ResidentialGroup, 'id')

@Resolver(() => AdminUnit)
export class AdminUnitResolver {
  @Query(() => AdminUnit, { nullable: true })
  async adminUnit(@Arg('code', () => ID) code: string, @Ctx() context: Context): Promise<AdminUnit> {
    const unit = await unitByCode(code, context)
    if (!unit) throw notFound(`Không có đơn vị hành chính mã ${code}.`, { unit: code })
    return unit
  }

  @Query(() => [AdminUnit], { description: 'Những đơn vị thuộc phạm vi công tác của người hỏi, theo tên.' })
  ownUnits(@Ctx() { em, viewer }: Context): Promise<AdminUnit[]> {
    return em.find(AdminUnit, { code: { $in: [...viewer.units] } }, { orderBy: { name: 'asc', code: 'asc' } })
  }

  @Query(() => [AdminUnit], {
    description: 'Đơn vị hành chính có tên chứa những từ này, không cần dấu, hoặc có đúng mã này; cấp trên trước.',
  })
  async adminUnits(
    @Arg('search', () => String) search: string,
    @Arg('asOf', () => DateTime, { nullable: true, description: 'Chỉ những đơn vị có hiệu lực lúc đó.' })
    asOf: Date | null,
    @Ctx() { em }: Context,
  ): Promise<AdminUnit[]> {
    const text = search.trim().slice(0, LONGEST_SEARCH)
    if (text === '' || text.includes('\0')) return []
    const on = asOf && localDateOf(asOf)
    return em.find(
      AdminUnit,
      {
        ...(on && {
          $and: [
            { $or: [{ validFrom: null }, { validFrom: { $lte: on } }] },
            { $or: [{ validTo: null }, { validTo: { $gte: on } }] },
          ],
        }),
        $or: [
          { code: text },
          {
            [raw(`public.unaccent(lower(name)) like '%' || public.unaccent(lower(?)) || '%'`, [
              text.replace(/[%_\\]/g, String.raw`\$&`),
            ])]: [],
          },
        ],
      },
      { orderBy: [{ level: 'desc' }, { name: 'asc' }, { code: 'asc' }], limit: MOST_FOUND },
    )
  }

  @FieldResolver(() => [ResidentialGroup], {
    description: 'Theo số tổ; cả tổ đã đóng khi hỏi. Trống khi đơn vị nằm ngoài phạm vi công tác.',
  })
  async residentialGroups(
    @Root() unit: AdminUnit,
    @Arg('withClosed', () => Boolean, { defaultValue: false }) withClosed: boolean,
    @Ctx() context: Context,
  ): Promise<ResidentialGroup[]> {
    const groups = await groupsOf(unit.code, context)
    return withClosed ? groups : groups.filter(({ closedOn }) => !closedOn)
  }

  @FieldResolver(() => Population, {
    nullable: true,
    description: `Của quận, thành phố: cộng những phường, xã thuộc phạm vi công tác của người hỏi, tối đa ${MOST_COMMUNES}.`,
  })
  async population(
    @Root() unit: AdminUnit,
    @Arg('asOf', () => DateTime) asOf: Date,
    @Ctx() context: Context,
  ): Promise<Population> {
    requirePast(asOf, context)
    const on = localDateOf(asOf)
    const communes = await communesOf(unit.code, on, MOST_COMMUNES, context)
    await requireStandingUnit(unit, on, context)
    const counts = await populationByGroup(context.em, communes, on)
    const byGroup = new Map(counts.map((count) => [count.residentialGroupId, count]))
    const groups = await Promise.all(communes.map((code) => groupsOf(code, context)))
    const byResidentialGroup = groups
      .flat()
      .filter(({ id, closedOn }) => byGroup.has(id) || !closedOn)
      .map((residentialGroup) => ({
        residentialGroup,
        households: byGroup.get(residentialGroup.id)?.households ?? 0,
        persons: byGroup.get(residentialGroup.id)?.persons ?? 0,
        present: byGroup.get(residentialGroup.id)?.present ?? 0,
      }))
    return {
      households: counts.reduce((sum, { households }) => sum + households, 0),
      persons: counts.reduce((sum, { persons }) => sum + persons, 0),
      present: counts.reduce((sum, { present }) => sum + present, 0),
      byResidentialGroup,
    }
  }
}

@Resolver(() => ResidentialGroup)
export class ResidentialGroupResolver {
  @FieldResolver(() => AdminUnit, { nullable: true })
  unit(@Root() group: ResidentialGroup, @Ctx() context: Context): Promise<AdminUnit | null> {
    return unitByCode(group.unitCode, context)
  }
}
