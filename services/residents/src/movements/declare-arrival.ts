import { LockMode, ref } from '@mikro-orm/core'
import type { Viewer } from '@vungxanh/access'
import {
  type Context,
  InvalidInput,
  isUuid,
  type LocalDate,
  LocalDateScalar,
  localDateOf,
  notFound,
  publish,
  refuse,
  UnitOutOfScope,
  UserError,
} from '@vungxanh/subgraph'
import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { type Household, HouseholdMember, HouseholdRelation } from '../households/household.ts'
import { HouseholdChoice, HouseholdNotFound, householdFor } from '../households/open-household.ts'
import { enterPersons, holdersOf } from '../people/enter-person.ts'
import { IdentityKind } from '../people/identity-document.ts'
import { Person, Sex } from '../people/person.ts'
import { DuplicateIdentityNumber } from '../people/person-resolver.ts'
import { refusePerson, refusePhone } from '../people/person-rules.ts'
import { sealPhone } from '../people/sealed-numbers.ts'
import { tidyText } from '../people/search-key.ts'
import type { AdminUnit } from '../units/admin-unit.ts'
import { unitByCode } from '../units/admin-unit-resolver.ts'
import { Arrival, ArrivalChannel, ArrivalDeclarer } from './arrival.ts'
import { arrivalDeclared, arrivalWithdrawn } from './arrival-events.ts'
import { refuseJourney, refuseReason } from './arrival-rules.ts'
import { LifeEventKind } from './life-event.ts'
import { LifeEventRecorder } from './life-event-recorder.ts'
import { EventOutOfOrder, PersonHasDied } from './refusals.ts'
import { ResidenceKind } from './residence.ts'
import { closeReport, isUnsettled, lockReport, StayReport, StayReportClosed, StayReportState } from './stay-report.ts'
import { absenceOn, subjectsOf } from './subjects.ts'

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

  @Field(() => ID, { nullable: true, description: 'Lượt mà chốt kiểm soát đã báo, nay được khai.' })
  stayReport?: string | null

  @Field(() => String, { nullable: true, description: 'Lý do sửa.' })
  reason?: string | null
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
      StayReportClosed,
      InvalidInput,
      UnitOutOfScope,
    ] as const,
})

/** Who came and where they stay, with what the register had to change for it. */
interface Come {
  person: Person
  household: Household
}

async function knownPerson(
  input: DeclareArrivalInput,
  context: Context,
  by: Declarer,
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

  const recorder = new LifeEventRecorder(arrivedOn, context, by)
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
  by: Declarer,
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
  const recorder = new LifeEventRecorder(arrivedOn, context, by)
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

/** In whose name an arrival is written down. */
export type Declarer = Pick<Viewer, 'accountId' | 'name' | 'post'>

function withdraw(arrival: Arrival, reason: string, { name }: Declarer, now: Date): void {
  Object.assign(arrival, { withdrawnAt: now, withdrawnByName: name, withdrawnReason: reason })
}

const tellWithdrawn = (context: Context, { id, person, unitCode }: Arrival): Promise<void> =>
  publish(context, arrivalWithdrawn, { subject: subjectOf(person), unit: unitCode, payload: { arrivalId: id } })

/** The person stays in the register; the health station is told to follow them up no more. */
export async function withdrawAndTell(
  arrival: Arrival,
  reason: string,
  context: Context,
  by: Declarer = context.viewer,
): Promise<void> {
  withdraw(arrival, reason, by, context.now)
  await tellWithdrawn(context, arrival)
}

export async function lockArrival(id: string, unitCode: string | undefined, { em }: Context): Promise<Arrival> {
  const arrival = isUuid(id)
    ? await em.findOne(Arrival, { id, ...(unitCode && { unitCode }) }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    : null
  if (!arrival) throw notFound('Không tìm thấy lượt đến này trong phạm vi công tác của bạn.')
  return arrival
}

/**
 * Writes an arrival down, with what the register has to change for it, and tells the health station.
 * @param by who declares it, where that is not whoever asks
 */
export async function declare(
  input: DeclareArrivalInput,
  context: Context,
  by: Declarer = context.viewer,
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

  const report = input.stayReport ? await lockReport(input.stayReport, unitCode, context) : null
  if (report && !isUnsettled(report)) return new StayReportClosed()
  const wrong = input.corrects ? await lockArrival(input.corrects, unitCode, context) : null
  if (wrong?.withdrawnAt) return new ArrivalAlreadyWithdrawn()
  if (wrong) {
    withdraw(wrong, reason, by, now)
    // The index allows one arrival of somebody on a day.
    await em.flush()
  }
  const come = input.personId ? await knownPerson(input, context, by) : await newcomer(input, context, by)
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
    byName: by.name,
    accountId: by.accountId,
  })
  if (report) closeReport(report, StayReportState.DECLARED, by.name, now)
  // What a checkpoint annuls later is what stands in the place of what it reported.
  const reported = report ?? (wrong && (await em.findOne(StayReport, { arrival: wrong })))
  if (reported) reported.arrival = ref(arrival)
  const subject = subjectOf(person)
  // Of somebody else than the wrong one was: theirs ends, and this one begins anew.
  const isSamePerson = wrong?.person.id === person.id
  if (wrong && !isSamePerson) await tellWithdrawn(context, wrong)
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
