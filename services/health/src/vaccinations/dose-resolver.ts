import {
  type Connection,
  type Context,
  connectionOf,
  InvalidInput,
  isUuid,
  type LocalDate,
  LocalDateScalar,
  localDateOf,
  manyByPerson,
  oneBy,
  PageArgs,
  page,
  requireInScope,
  UnitOutOfScope,
  UserError,
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
import { lockPerson } from '../lock-person.ts'
import { Person, ResidentialGroup } from '../references.ts'
import { AdverseEvent } from './adverse-event.ts'
import { Dose } from './dose.ts'
import { doseWarnings, IntervalTooShort, intervalRuleFor, LotExpired, refuseDose } from './dose-rules.ts'
import { Lot } from './lot.ts'
import { DoseIntervalRule, Product } from './product.ts'
import type { IntervalRule } from './product-catalogue.ts'

export const DoseConnection = connectionOf(Dose, 'Dose')

export const newestDoseFirst = [
  ['givenOn', 'desc'],
  ['id', 'asc'],
] as const

export const doseById = oneBy(Dose, 'id')

const dosesOfPerson = manyByPerson(Dose, 'personId', { doseNumber: 'asc' })

@InputType()
export class RecordDoseInput {
  @Field(() => ID)
  unit!: string

  @Field(() => ID)
  personId!: string

  @Field(() => ID, { nullable: true, description: 'Tổ dân phố nơi người này đang ở; để trống khi không rõ.' })
  residentialGroupId?: string | null

  @Field(() => ID)
  productId!: string

  @Field(() => ID, { nullable: true, description: 'Để trống khi không rõ số lô.' })
  lotId?: string | null

  @Field(() => Int)
  doseNumber!: number

  @Field(() => LocalDateScalar)
  givenOn!: LocalDate
}

@ObjectType()
export class RecordDoseSuccess {
  @Field(() => Dose)
  dose!: Dose

  @Field(() => [String], { description: 'Điều nên xem lại; mũi tiêm vẫn được ghi.' })
  warnings!: string[]
}

@ObjectType({ implements: UserError, description: 'Mũi này của người này đã được ghi.' })
export class DoseAlreadyRecorded extends UserError {
  readonly code = 'DoseAlreadyRecorded'

  @Field(() => Dose, { nullable: true, description: 'Mũi đã ghi; trống khi hai người ghi cùng lúc.' })
  recorded: Dose | null

  constructor(doseNumber: number, recorded: Dose | null) {
    super(`Mũi ${doseNumber} của người này đã được ghi. Hãy xem lại phiếu tiêm.`)
    this.recorded = recorded
  }
}

export const RecordDoseResult = createUnionType({
  name: 'RecordDoseResult',
  types: () =>
    [RecordDoseSuccess, DoseAlreadyRecorded, IntervalTooShort, LotExpired, InvalidInput, UnitOutOfScope] as const,
})

@Resolver(() => Dose)
export class DoseResolver {
  @Query(() => DoseConnection, { description: 'Các mũi tiêm, mới nhất trước.' })
  doses(
    @Arg('unit', () => ID) unit: string,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Dose>> {
    requireInScope(unit, context)
    return page(context, Dose, { unitCode: unit }, newestDoseFirst, pageArgs)
  }

  @FieldResolver(() => Person, { nullable: true, description: 'Trống khi không được xem.' })
  person(@Root() { personId }: Dose): Person {
    return new Person(personId)
  }

  @FieldResolver(() => ResidentialGroup, { nullable: true, description: 'Trống khi không rõ.' })
  residentialGroup(@Root() { residentialGroupId }: Dose): ResidentialGroup | null {
    return residentialGroupId ? new ResidentialGroup(residentialGroupId) : null
  }

  @FieldResolver(() => Product)
  product(@Root() { product }: Dose): Promise<Product> {
    return product.loadOrFail()
  }

  @FieldResolver(() => Lot, { nullable: true, description: 'Trống khi không rõ số lô.' })
  async lot(@Root() { lot }: Dose): Promise<Lot | null> {
    return lot ? lot.loadOrFail() : null
  }

  @FieldResolver(() => DoseIntervalRule, {
    nullable: true,
    description: 'Quy định đã dùng để xét khoảng cách với mũi trước; trống với mũi đầu hoặc khi chưa có quy định.',
  })
  async intervalRule(@Root() { intervalRule }: Dose): Promise<DoseIntervalRule | null> {
    return intervalRule ? intervalRule.loadOrFail() : null
  }

  @FieldResolver(() => [AdverseEvent])
  adverseEvents(@Root() dose: Dose): Promise<AdverseEvent[]> {
    return dose.adverseEvents.loadItems()
  }

  @Mutation(() => RecordDoseResult, {
    description: 'Ghi một mũi đã tiêm. Khoảng cách với mũi trước được xét theo quy định có hiệu lực vào ngày tiêm.',
  })
  async recordDose(
    @Arg('input', () => RecordDoseInput) input: RecordDoseInput,
    @Ctx() context: Context,
  ): Promise<typeof RecordDoseResult> {
    const { em, viewer, now } = context
    const { unit: unitCode, personId, residentialGroupId, productId, lotId, doseNumber, givenOn } = input
    if (!viewer.units.includes(unitCode)) return new UnitOutOfScope(unitCode)
    if (!isUuid(personId)) return new InvalidInput('personId', 'Hãy chọn người được tiêm.')
    if (residentialGroupId && !isUuid(residentialGroupId)) {
      return new InvalidInput('residentialGroupId', 'Hãy chọn lại tổ dân phố.')
    }
    const product = isUuid(productId) ? await em.findOne(Product, productId) : null
    if (!product) return new InvalidInput('productId', 'Hãy chọn loại vắc xin.')
    const lot = isUuid(lotId) ? await em.findOne(Lot, { id: lotId, unitCode }) : null
    if (lotId && !lot) return new InvalidInput('lotId', 'Không có lô này ở đơn vị. Hãy chọn lại lô.')

    await lockPerson(em, personId)
    const earlier = await em.find(Dose, { unitCode, personId })
    const same = earlier.find((dose) => dose.doseNumber === doseNumber)
    if (same) return new DoseAlreadyRecorded(doseNumber, same)
    context.onConflict('dose_of_person', () => new DoseAlreadyRecorded(doseNumber, null))

    const others = earlier.map((dose) => ({
      doseNumber: dose.doseNumber,
      productId: dose.product.id,
      givenOn: dose.givenOn,
    }))
    const involved = new Set([product.id, ...others.map((dose) => dose.productId)])
    const rules = (await em.find(DoseIntervalRule, { product: { $in: [...involved] } })).map(asRule)
    const dose = { doseNumber, productId: product.id, givenOn }
    const lotFacts = lot && { number: lot.number, productId: lot.product.id, expiresOn: lot.expiresOn }
    const refusal = refuseDose(dose, { others, rules, lot: lotFacts, today: localDateOf(now) })
    if (refusal) return refusal

    const applied = intervalRuleFor(dose, others, rules)
    const recorded = em.create(Dose, {
      unitCode,
      personId,
      residentialGroupId,
      product,
      lot,
      intervalRule: applied && em.getReference(DoseIntervalRule, applied.id),
      doseNumber,
      givenOn,
    })
    return Object.assign(new RecordDoseSuccess(), {
      dose: recorded,
      warnings: doseWarnings(dose, others, rules, lotFacts),
    })
  }
}

function asRule(rule: DoseIntervalRule): IntervalRule {
  return {
    id: rule.id,
    productId: rule.product.id,
    validFrom: rule.validFrom ?? null,
    validTo: rule.validTo ?? null,
    minimumWeeks: rule.minimumWeeks ?? null,
    maximumWeeks: rule.maximumWeeks ?? null,
    doses: rule.doses,
    verified: rule.verified,
    source: rule.source,
  }
}

@Resolver(() => Person)
export class PersonDosesResolver {
  @FieldResolver(() => [Dose], { nullable: true, description: 'Theo thứ tự mũi. Trống khi không được xem.' })
  doses(@Root() { id }: Person, @Ctx() context: Context): Promise<Dose[]> {
    return dosesOfPerson(id, context)
  }
}
