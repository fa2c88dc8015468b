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
} from '@vungxanh/subgraph'
import {
  Arg,
  Args,
  Ctx,
  createUnionType,
  Directive,
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
import { Document, Household, Person, ResidentialGroup } from '../references.ts'
import { attestationOf, QuarantineAttestation } from './quarantine-attestation.ts'
import { ContactClass, QuarantineOrder, QuarantinePlace } from './quarantine-order.ts'
import { QuarantineOverlaps, quarantineWarnings, refuseQuarantine, ruleSourceFor } from './quarantine-rules.ts'

export const QuarantineOrderConnection = connectionOf(QuarantineOrder, 'QuarantineOrder')

export const quarantineOrderById = oneBy(QuarantineOrder, 'id')

const attestationsOfPerson = manyByPerson(QuarantineAttestation, 'personId', { startsOn: 'desc' })

const ordersOfPerson = manyByPerson(QuarantineOrder, 'personId', { startsOn: 'desc' })

@InputType()
export class IssueQuarantineOrderInput {
  @Field(() => ID)
  unit!: string

  @Field(() => ID)
  personId!: string

  @Field(() => ID, { nullable: true, description: 'Tổ dân phố nơi người này đang ở; để trống khi không rõ.' })
  residentialGroupId?: string | null

  @Field(() => LocalDateScalar)
  startsOn!: LocalDate

  @Field(() => LocalDateScalar, { description: 'Ngày cuối cùng phải cách ly.' })
  endsOn!: LocalDate

  @Field(() => QuarantinePlace)
  place!: QuarantinePlace

  @Field(() => ContactClass)
  contactClass!: ContactClass

  @Field(() => ID, { nullable: true, description: 'Quyết định của UBND; để trống khi chưa có số.' })
  documentId?: string | null
}

@ObjectType()
export class IssueQuarantineOrderSuccess {
  @Field(() => QuarantineOrder)
  order!: QuarantineOrder

  @Field(() => [String], { description: 'Điều nên xem lại; quyết định vẫn được ghi.' })
  warnings!: string[]
}

export const IssueQuarantineOrderResult = createUnionType({
  name: 'IssueQuarantineOrderResult',
  types: () => [IssueQuarantineOrderSuccess, QuarantineOverlaps, InvalidInput, UnitOutOfScope] as const,
})

@Resolver(() => QuarantineOrder)
export class QuarantineOrderResolver {
  @Query(() => QuarantineOrderConnection, { description: 'Các quyết định cách ly, mới nhất trước.' })
  quarantineOrders(
    @Arg('unit', () => ID) unit: string,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<QuarantineOrder>> {
    requireInScope(unit, context)
    return page(
      context,
      QuarantineOrder,
      { unitCode: unit },
      [
        ['startsOn', 'desc'],
        ['id', 'asc'],
      ],
      pageArgs,
    )
  }

  @FieldResolver(() => Person, { nullable: true, description: 'Trống khi không được xem.' })
  person(@Root() { personId }: QuarantineOrder): Person {
    return new Person(personId)
  }

  @FieldResolver(() => ResidentialGroup, { nullable: true, description: 'Trống khi không rõ.' })
  residentialGroup(@Root() { residentialGroupId }: QuarantineOrder): ResidentialGroup | null {
    return residentialGroupId ? new ResidentialGroup(residentialGroupId) : null
  }

  @FieldResolver(() => Document, { nullable: true, description: 'Quyết định của UBND; trống khi chưa có số.' })
  document(@Root() { documentId }: QuarantineOrder): Document | null {
    return documentId ? new Document(documentId) : null
  }

  @Mutation(() => IssueQuarantineOrderResult, { description: 'Ghi một quyết định cách ly y tế đối với một người.' })
  async issueQuarantineOrder(
    @Arg('input', () => IssueQuarantineOrderInput) input: IssueQuarantineOrderInput,
    @Ctx() { em, viewer, now }: Context,
  ): Promise<typeof IssueQuarantineOrderResult> {
    const { unit: unitCode, personId, residentialGroupId, documentId, ...order } = input
    if (!viewer.units.includes(unitCode)) return new UnitOutOfScope(unitCode)
    if (!isUuid(personId)) return new InvalidInput('personId', 'Hãy chọn người phải cách ly.')
    if (residentialGroupId && !isUuid(residentialGroupId)) {
      return new InvalidInput('residentialGroupId', 'Hãy chọn lại tổ dân phố.')
    }
    if (documentId && !isUuid(documentId)) return new InvalidInput('documentId', 'Hãy chọn lại quyết định.')

    await lockPerson(em, personId)
    const refusal = refuseQuarantine(order, await em.find(QuarantineOrder, { unitCode, personId }), localDateOf(now))
    if (refusal) return refusal

    const issued = em.create(QuarantineOrder, {
      unitCode,
      personId,
      residentialGroupId,
      documentId,
      ...order,
      ruleSource: ruleSourceFor(order),
    })
    const attestation = attestationOf(issued)
    if (attestation) em.create(QuarantineAttestation, attestation)
    return Object.assign(new IssueQuarantineOrderSuccess(), { order: issued, warnings: quarantineWarnings(order) })
  }
}

@Resolver(() => Person)
export class PersonQuarantineResolver {
  @FieldResolver(() => [QuarantineOrder], { nullable: true, description: 'Mới nhất trước. Trống khi không được xem.' })
  quarantineOrders(@Root() { id }: Person, @Ctx() context: Context): Promise<QuarantineOrder[]> {
    return ordersOfPerson(id, context)
  }
  @FieldResolver(() => [QuarantineAttestation], {
    nullable: true,
    description: 'Thời gian cách ly của F1 mà trạm y tế xác nhận, mới nhất trước. Trống khi không được xem.',
  })
  quarantineAttestations(@Root() { id }: Person, @Ctx() context: Context): Promise<QuarantineAttestation[]> {
    return attestationsOfPerson(id, context)
  }
}

@Resolver(() => Household)
export class HouseholdQuarantineResolver {
  @Directive('@requires(fields: "personIds")')
  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Số người trong hộ đang cách ly hôm nay. Trống khi không được xem, kể cả khi đó là hộ của mình.',
  })
  async quarantinedCount(@Root() { personIds }: Household, @Ctx() context: Context): Promise<number | null> {
    const { viewer, now } = context
    if (personIds.some((id) => viewer.kin.includes(id))) return null
    const today = localDateOf(now)
    const orders = await Promise.all(personIds.map((id) => ordersOfPerson(id, context)))
    return orders.filter((own) => own.some(({ startsOn, endsOn }) => startsOn <= today && endsOn >= today)).length
  }
}

@Resolver(() => QuarantineAttestation)
export class QuarantineAttestationResolver {
  @FieldResolver(() => Document, { nullable: true, description: 'Quyết định cách ly; trống khi chưa có số.' })
  document(@Root() { documentId }: QuarantineAttestation): Document | null {
    return documentId ? new Document(documentId) : null
  }
}
