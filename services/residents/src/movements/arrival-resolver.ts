import { LockMode } from '@mikro-orm/core'
import {
  batched,
  type Connection,
  type Context,
  connectionOf,
  InvalidInput,
  isUuid,
  type LocalDate,
  LocalDateScalar,
  localDateOf,
  notFound,
  oneBy,
  PageArgs,
  page,
  publish,
  refuse,
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
  registerEnumType,
} from 'type-graphql'
import { arrivalDeclared, arrivalWithdrawn } from '../events.ts'
import { Household, HouseholdMember, HouseholdRelation } from '../households/household.ts'
import { HouseholdChoice, HouseholdNotFound, householdFor } from '../households/open-household.ts'
import { enterPersons, holdersOf } from '../people/enter-person.ts'
import { IdentityKind } from '../people/identity-document.ts'
import { Person, Sex, whoeverIs } from '../people/person.ts'
import { DuplicateIdentityNumber } from '../people/person-resolver.ts'
import { refusePerson, refusePhone } from '../people/person-rules.ts'
import { sealPhone } from '../people/sealed-numbers.ts'
import { tidyText } from '../people/search-key.ts'
import { AdminUnit } from '../units/admin-unit.ts'
import { unitByCode } from '../units/admin-unit-resolver.ts'
import { Arrival, ArrivalChannel, ArrivalDeclarer } from './arrival.ts'
import { refuseJourney, refuseReason } from './arrival-rules.ts'
import { LifeEventKind } from './life-event.ts'
import { LifeEventRecorder } from './life-event-recorder.ts'
import { EventOutOfOrder, PersonHasDied } from './refusals.ts'
import { ResidenceKind } from './residence.ts'
import { absenceOn, subjectsOf } from './subjects.ts'

export const ArrivalConnection = connectionOf(Arrival, 'Arrival')

export const arrivalById = oneBy(Arrival, 'id')

export enum ArrivalList {
  DECLARED = 'DECLARED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(ArrivalList, { name: 'ArrivalList', description: 'DECLARED: còn giá trị. WITHDRAWN: đã rút.' })

@InputType({ description: 'Người chưa có trong sổ; được ghi là lưu trú từ ngày đến.' })
class NewArrivalPerson {
  @Field(() => String)
  fullName!: string

  @Field(() => LocalDateScalar, { nullable: true })
  bornOn?: LocalDate | null

  @Field(() => Int, { nullable: true, description: 'Khi chỉ biết năm sinh.' })
  birthYear?: number | null

  @Field(() => Sex)
  sex!: Sex

  @Field(() => IdentityKind, { nullable: true })
  identityKind?: IdentityKind | null

  @Field(() => String, { nullable: true })
  identityNumber?: string | null
}

@InputType()
export class DeclareArrivalInput {
  @Field(() => ID)
  unit!: string

  @Field(() => ID, { nullable: true, description: 'Người đã có trong sổ; để trống khi ghi người mới.' })
  personId?: string | null

  @Field(() => NewArrivalPerson, { nullable: true })
  newPerson?: NewArrivalPerson | null

  @Field(() => HouseholdChoice, { nullable: true, description: 'Ở hộ nào; để trống khi về hộ của chính mình.' })
  staying?: HouseholdChoice | null

  @Field(() => String, { nullable: true, description: 'Điện thoại; được ghi khi sổ chưa có số nào của người này.' })
  phone?: string | null

  @Field(() => ID, { nullable: true, description: 'Mã đơn vị hành chính của nơi đi, khi biết.' })
  originCode?: string | null

  @Field(() => String, { description: 'Nơi đi, như người khai nói.' })
  fromPlace!: string

  @Field(() => Boolean, { defaultValue: false, description: 'Người khai nói nơi đi là vùng dịch.' })
  fromEpidemicArea!: boolean

  @Field(() => LocalDateScalar, { nullable: true, description: 'Ngày rời nơi đi; để trống khi không rõ.' })
  departedOn?: LocalDate | null

  @Field(() => LocalDateScalar)
  arrivedOn!: LocalDate

  @Field(() => ArrivalDeclarer)
  declaredBy!: ArrivalDeclarer

  @Field(() => ArrivalChannel)
  channel!: ArrivalChannel

  @Field(() => String, { nullable: true })
  note?: string | null

  @Field(() => ID, { nullable: true, description: 'Lượt đến đã ghi sai mà lượt này thay; cần kèm lý do.' })
  corrects?: string | null

  @Field(() => String, { nullable: true, description: 'Lý do sửa.' })
  reason?: string | null
}

@InputType()
export class WithdrawArrivalInput {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  reason!: string
}

@ObjectType()
export class ArrivalSuccess {
  @Field(() => Arrival)
  arrival!: Arrival
}

@ObjectType({ implements: UserError, description: 'Người này đã được khai đến vào đúng ngày đó.' })
export class ArrivalAlreadyDeclared extends UserError {
  readonly code = 'ArrivalAlreadyDeclared'

  constructor() {
    super('Người này đã được khai đến vào ngày đó. Hãy xem lượt đã khai, và sửa nếu cần.')
  }
}

@ObjectType({ implements: UserError, description: 'Lượt đến này đã được rút.' })
export class ArrivalAlreadyWithdrawn extends UserError {
  readonly code = 'ArrivalAlreadyWithdrawn'

  constructor() {
    super('Lượt đến này đã được rút rồi. Hãy tải lại trang.')
  }
}

export const DeclareArrivalResult = createUnionType({
  name: 'DeclareArrivalResult',
  types: () =>
    [
      ArrivalSuccess,
      ArrivalAlreadyDeclared,
      ArrivalAlreadyWithdrawn,
      DuplicateIdentityNumber,
      HouseholdNotFound,
      PersonHasDied,
      EventOutOfOrder,
      InvalidInput,
      UnitOutOfScope,
    ] as const,
})

export const WithdrawArrivalResult = createUnionType({
  name: 'WithdrawArrivalResult',
  types: () => [ArrivalSuccess, ArrivalAlreadyWithdrawn, InvalidInput] as const,
})

/** Who came and where they stay, with what the register had to change for it. */
interface Come {
  person: Person
  household: Household
}

async function knownPerson(
  input: DeclareArrivalInput,
  context: Context,
): Promise<Come | PersonHasDied | EventOutOfOrder | HouseholdNotFound | InvalidInput> {
  const { em } = context
  const { personId: id, unit: unitCode, arrivedOn } = input
  const person = isUuid(id)
    ? await em.findOne(Person, { id, unitCode, annulledOn: null }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    : null
  if (!person) throw notFound('Không tìm thấy người này trong phạm vi công tác của bạn.')
  if (person.diedOn) return new PersonHasDied(person.fullName, person.diedOn)
  const member = await em.findOne(HouseholdMember, { person, leftOn: null }, { populate: ['household'] })
  const own = member?.household.getEntity()
  if (!own && !input.staying)
    return new InvalidInput('staying', `${person.fullName} không còn ở hộ nào. Hãy chọn hộ mà người này đến ở.`)
  const household = input.staying ? await householdFor(unitCode, input.staying, context) : own
  if (!household || household instanceof UserError) return household ?? new HouseholdNotFound()
  if (!person.phoneSealed) Object.assign(person, sealPhone({ id: person.id, phone: input.phone }, context.vault))

  const recorder = new LifeEventRecorder(arrivedOn, context)
  const isNew = input.staying != null && !input.staying.householdId
  if (isNew) recorder.opened(household)
  const place = tidyText(input.fromPlace)
  if (own) {
    const residences = await person.residences.loadItems()
    const absence = absenceOn(residences, arrivedOn)
    if (!absence) return { person, household }
    const subjects = await subjectsOf([person.id], arrivedOn, context)
    if (!Array.isArray(subjects)) return subjects
    recorder.end(absence)
    recorder.record(LifeEventKind.RETURNED, [{ person }], { unitCode, household: own, place })
    return { person, household }
  }
  const subjects = await subjectsOf([person.id], arrivedOn, context)
  if (!Array.isArray(subjects)) return subjects
  const relation = isNew ? HouseholdRelation.HEAD : HouseholdRelation.OTHER
  recorder.join(person, household, relation)
  recorder.reside(person, household, { kind: ResidenceKind.STAYING })
  recorder.record(LifeEventKind.MOVED_IN, [{ person, relation }], { unitCode, toHousehold: household, place })
  return { person, household }
}

async function newcomer(
  { unit: unitCode, newPerson, staying, phone, arrivedOn, fromPlace }: DeclareArrivalInput,
  context: Context,
): Promise<Come | DuplicateIdentityNumber | HouseholdNotFound | InvalidInput> {
  if (!newPerson) return new InvalidInput('personId', 'Hãy chọn người đến, hoặc ghi người mới.')
  if (!staying) return new InvalidInput('staying', 'Hãy chọn hộ mà người này đến ở.')
  const details = { ...newPerson, phone, residenceKind: ResidenceKind.STAYING, residesFrom: arrivedOn }
  const refusal = refusePerson(details, localDateOf(context.now))
  if (refusal) return refusal
  const [holder] = await holdersOf(unitCode, [details], context)
  if (holder) return new DuplicateIdentityNumber(holder)
  context.onConflict('identity_document_number', () => new DuplicateIdentityNumber(null))
  const household = await householdFor(unitCode, staying, context)
  if (household instanceof UserError) return household
  const recorder = new LifeEventRecorder(arrivedOn, context)
  const isNew = !staying.householdId
  if (isNew) recorder.opened(household)
  const relation = isNew ? HouseholdRelation.HEAD : HouseholdRelation.OTHER
  const [person] = await enterPersons([{ details, household, relation }], recorder, context)
  if (!person) throw new Error('nobody was entered')
  const place = tidyText(fromPlace)
  recorder.record(LifeEventKind.MOVED_IN, [{ person, relation }], { unitCode, toHousehold: household, place })
  return { person, household }
}

/** The unit itself, then those that it is in: a level may have been set for any of them. */
async function originCodes(unit: AdminUnit | null): Promise<string[]> {
  const codes: string[] = []
  for (let at = unit; at; at = at.parent ? await at.parent.loadOrFail() : null) codes.push(at.code)
  return codes
}

/** All that were declared about somebody are of one subject, so that a correction never overtakes what it corrects. */
const subjectOf = (person: { id: string }): string => `person/${person.id}`

function withdraw(arrival: Arrival, reason: string, { viewer, now }: Context): void {
  Object.assign(arrival, { withdrawnAt: now, withdrawnByName: viewer.name, withdrawnReason: reason })
}

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
  async declareArrival(
    @Arg('input', () => DeclareArrivalInput) input: DeclareArrivalInput,
    @Ctx() context: Context,
  ): Promise<typeof DeclareArrivalResult> {
    const { em, viewer, now } = context
    const { unit: unitCode, departedOn, arrivedOn, declaredBy, channel, fromEpidemicArea } = input
    if (!viewer.units.includes(unitCode)) return new UnitOutOfScope(unitCode)
    const fromPlace = tidyText(input.fromPlace)
    const note = tidyText(input.note ?? '') || null
    const reason = tidyText(input.reason ?? '')
    const refusal = refuse(
      refusePhone(input.phone),
      refuseJourney({ fromPlace, departedOn, arrivedOn, note }, localDateOf(now)),
      input.corrects ? refuseReason(reason) : undefined,
    )
    if (refusal) return refusal
    const origin = input.originCode ? await unitByCode(input.originCode, context) : null
    if (input.originCode && !origin)
      return new InvalidInput('originCode', 'Không có đơn vị hành chính này. Hãy chọn lại, hoặc chỉ ghi tên nơi đi.')

    const wrong = input.corrects ? await lockArrival(input.corrects, unitCode, context) : null
    if (wrong?.withdrawnAt) return new ArrivalAlreadyWithdrawn()
    if (wrong) {
      withdraw(wrong, reason, context)
      // The index allows one arrival of somebody on a day.
      await em.flush()
    }
    const come = input.personId ? await knownPerson(input, context) : await newcomer(input, context)
    if (come instanceof UserError) return come
    const { person, household } = come
    context.onConflict('arrival_once', () => new ArrivalAlreadyDeclared())
    if ((await em.count(Arrival, { person: person.id, arrivedOn, withdrawnAt: null })) > 0)
      return new ArrivalAlreadyDeclared()
    const arrival = em.create(Arrival, {
      unitCode,
      person,
      household,
      departedOn,
      arrivedOn,
      origin,
      fromPlace,
      fromEpidemicArea,
      declaredBy,
      channel,
      note,
      recordedAt: now,
      byName: viewer.name,
      accountId: viewer.accountId,
    })
    const subject = subjectOf(person)
    // Of somebody else than the wrong one was: theirs ends, and this one begins anew.
    const isSamePerson = wrong?.person.id === person.id
    if (wrong && !isSamePerson)
      await publish(context, arrivalWithdrawn, {
        subject: subjectOf(wrong.person),
        unit: unitCode,
        payload: { arrivalId: wrong.id },
      })
    await publish(context, arrivalDeclared, {
      subject,
      unit: unitCode,
      payload: {
        arrivalId: arrival.id,
        personId: person.id,
        householdId: household.id,
        residentialGroupId: household.residentialGroup.id,
        origin: await originCodes(origin),
        departedOn: departedOn ?? arrivedOn,
        arrivedOn,
        corrects: isSamePerson ? wrong.id : null,
      },
    })
    return Object.assign(new ArrivalSuccess(), { arrival })
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
    withdraw(arrival, reason, context)
    await publish(context, arrivalWithdrawn, {
      subject: subjectOf(arrival.person),
      unit: arrival.unitCode,
      payload: { arrivalId: arrival.id },
    })
    return Object.assign(new ArrivalSuccess(), { arrival })
  }
}

async function lockArrival(id: string, unitCode: string | undefined, { em }: Context): Promise<Arrival> {
  const arrival = isUuid(id)
    ? await em.findOne(Arrival, { id, ...(unitCode && { unitCode }) }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    : null
  if (!arrival) throw notFound('Không tìm thấy lượt đến này trong phạm vi công tác của bạn.')
  return arrival
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
