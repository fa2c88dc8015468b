import {
  type Connection,
  type Context,
  DateTime,
  figureOfUnit,
  type LocalDate,
  LocalDateScalar,
  localDateOf,
  oneBy,
  PageArgs,
  page,
  requireInScope,
  requirePast,
  requireStanding,
} from '@vungxanh/subgraph'
import { Arg, Args, Ctx, Directive, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql'
import { AdminUnit, ResidentialGroup } from '../references.ts'
import { Dose } from './dose.ts'
import { DoseConnection, newestDoseFirst } from './dose-resolver.ts'
import { Product } from './product.ts'
import { vaccinationCounts } from './vaccination-counts.ts'

@ObjectType()
export class DosesByGroup {
  @Field(() => ResidentialGroup, { nullable: true, description: 'Trống khi không rõ tổ dân phố.' })
  residentialGroup!: ResidentialGroup | null

  @Field(() => Int)
  doses!: number

  @Field(() => Int)
  adverseEvents!: number
}

@ObjectType()
export class DosesByDay {
  @Field(() => LocalDateScalar)
  day!: LocalDate

  @Field(() => Int)
  doses!: number
}

@ObjectType()
export class DosesByProduct {
  productId!: string

  @Field(() => Int)
  doses!: number
}

@ObjectType({ description: 'Kết quả tiêm chủng của đơn vị đến hết ngày của một thời điểm.' })
export class VaccinationSummary {
  unitCode!: string

  @Field(() => DateTime)
  asOf!: Date

  @Field(() => Int, { description: 'Số mũi đã tiêm.' })
  doses!: number

  @Field(() => Int, { description: 'Số trường hợp phản ứng, tai biến sau tiêm.' })
  adverseEvents!: number

  @Field(() => Int, { description: 'Số người khác nhau đã tiêm ít nhất một mũi.' })
  personsVaccinated!: number

  @Field(() => [DosesByGroup], {
    nullable: true,
    description:
      'Theo tổ dân phố nơi người được tiêm đang ở hôm đó; cộng lại đúng bằng tổng. Trống khi không được xem.',
  })
  byResidentialGroup!: DosesByGroup[]

  @Field(() => [DosesByDay], { description: 'Những ngày có tiêm; cộng lại đúng bằng tổng.' })
  byDay!: DosesByDay[]

  @Field(() => [DosesByProduct], { description: 'Theo loại vắc xin; cộng lại đúng bằng tổng.' })
  byProduct!: DosesByProduct[]
}

const productById = oneBy(Product, 'id')

@Resolver(() => AdminUnit)
export class UnitVaccinationResolver {
  @Directive(figureOfUnit)
  @FieldResolver(() => VaccinationSummary, { nullable: true, description: 'Trống khi không được xem.' })
  async vaccination(
    @Root() unit: AdminUnit,
    @Arg('asOf', () => DateTime) asOf: Date,
    @Ctx() context: Context,
  ): Promise<VaccinationSummary> {
    const { code } = unit
    requireInScope(code, context)
    requirePast(asOf, context)
    requireStanding(unit, localDateOf(asOf))
    const { byGroup, ...counts } = await vaccinationCounts(context.em, code, localDateOf(asOf))
    return Object.assign(new VaccinationSummary(), counts, {
      unitCode: code,
      asOf,
      byResidentialGroup: byGroup.map(({ residentialGroupId, doses, adverseEvents }) => ({
        doses,
        adverseEvents,
        residentialGroup: residentialGroupId ? new ResidentialGroup(residentialGroupId) : null,
      })),
    })
  }
}

@Resolver(() => DosesByProduct)
export class DosesByProductResolver {
  @FieldResolver(() => Product)
  async product(@Root() { productId }: DosesByProduct, @Ctx() context: Context): Promise<Product | null> {
    return productById(productId, context)
  }
}

@Resolver(() => VaccinationSummary)
export class VaccinationSummaryResolver {
  @FieldResolver(() => DoseConnection, {
    nullable: true,
    description: 'Các mũi tiêm làm nên con số, mới nhất trước; không cần biết là của ai. Trống khi không được xem.',
  })
  records(
    @Root() { unitCode, asOf }: VaccinationSummary,
    @Arg('followedByAdverseEvent', () => Boolean, {
      defaultValue: false,
      description: 'Chỉ những mũi có phản ứng sau tiêm.',
    })
    followedByAdverseEvent: boolean,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Dose>> {
    const day = localDateOf(asOf)
    const followed = followedByAdverseEvent && { adverseEvents: { $some: { onsetOn: { $lte: day } } } }
    return page(context, Dose, { unitCode, givenOn: { $lte: day }, ...followed }, newestDoseFirst, pageArgs)
  }
}
