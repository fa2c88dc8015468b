import { LockMode } from '@mikro-orm/core'
import { addDays, type Context, isUuid, type LocalDate, notFound } from '@vungxanh/subgraph'
import { type Household, HouseholdMember } from '../households/household.ts'
import { Person, whoeverIs } from '../people/person.ts'
import { kindsOutOfOrder, LifeEventPerson } from './life-event.ts'
import { refuseOrder } from './life-event-rules.ts'
import { type EventOutOfOrder, NotInHousehold, PersonHasDied } from './refusals.ts'
import { Residence, ResidenceKind } from './residence.ts'

const MOST = 100

/** Somebody to whom an event happens on a day, with what the book says of them then. */
export interface Subject {
  person: Person
  member: HouseholdMember | null
  /** Those that run on the day or end after it. */
  residences: Residence[]
  /** Why nothing can happen to them on that day. */
  refusal?: PersonHasDied | EventOutOfOrder | undefined
}

/** The absence that holds on a day. */
export const absenceOn = (residences: readonly Residence[], on: LocalDate): Residence | undefined =>
  residences.find(
    ({ kind, fromOn, toOn }) => kind === ResidenceKind.ABSENT && fromOn <= on && (toOn == null || toOn >= on),
  )

/** Away until yesterday, as was foreseen, is away for whoever comes back today. */
export const absenceToEnd = (residences: readonly Residence[], on: LocalDate): Residence | undefined =>
  absenceOn(residences, on) ?? absenceOn(residences, addDays(on, -1))

/**
 * What the book says of these persons on a day, each with what stands against an event of that day: whoever has died, or was
 * told of afterwards. Locked, they are so in one order, so that two events of one person wait for each other.
 */
export async function readSubjects(
  ids: readonly string[],
  { on, unit, lock }: { on: LocalDate; unit?: string; lock: boolean },
  { em }: Context,
): Promise<Subject[]> {
  const people = await em.find(
    Person,
    { id: { $in: [...ids] }, annulledOn: null, ...(unit ? { unitCode: unit } : {}) },
    { orderBy: { id: 'asc' }, ...(lock ? { lockMode: LockMode.PESSIMISTIC_WRITE } : {}) },
  )
  const whose = { person: { $in: people.map(({ id }) => id) } }
  const members = await em.find(HouseholdMember, { ...whose, leftOn: null }, { refresh: true })
  const residences = await em.find(
    Residence,
    { ...whose, $or: [{ toOn: null }, { toOn: { $gte: on } }] },
    { refresh: true },
  )
  const events = await em.find(
    LifeEventPerson,
    { person: whoeverIs(people.map(({ id }) => id)), event: { undoneAt: null, kind: { $nin: [...kindsOutOfOrder] } } },
    { populate: ['event', 'person'] },
  )
  const [memberOf, residencesOf] = [members, residences].map((rows) =>
    Map.groupBy<string, { person: { id: string } }>(rows, ({ person }) => person.id),
  ) as [Map<string, HouseholdMember[]>, Map<string, Residence[]>]
  const eventsOf = Map.groupBy(events, ({ person }) => person.getEntity().mergedInto?.id ?? person.id)
  return people.map((person) => {
    const member = memberOf.get(person.id)?.[0] ?? null
    const own = residencesOf.get(person.id) ?? []
    const refusal = person.diedOn
      ? new PersonHasDied(person.fullName, person.diedOn)
      : refuseOrder(person.fullName, on, [
          member?.joinedOn,
          member?.relationFrom,
          ...own.map(({ fromOn }) => fromOn),
          ...(eventsOf.get(person.id) ?? []).map(({ event }) => event.getEntity().occurredOn),
        ])
    return { person, member, residences: own, refusal }
  })
}

/** The persons of one event. Whoever is not in scope is not found; one who cannot take part makes it impossible. */
export async function subjectsOf(
  ids: readonly string[],
  on: LocalDate,
  context: Context,
): Promise<Subject[] | PersonHasDied | EventOutOfOrder> {
  const wanted = [...new Set(ids)].filter(isUuid)
  const subjects = wanted.length > MOST ? [] : await readSubjects(wanted, { on, lock: true }, context)
  if (subjects.length === 0 || subjects.length !== new Set(ids).size)
    throw notFound('Không tìm thấy người này trong phạm vi công tác của bạn.')
  return subjects.find(({ refusal }) => refusal)?.refusal ?? subjects
}

export interface Member extends Subject {
  member: HouseholdMember
}

/** The same, of a household's members. */
export async function membersOf(
  household: Household,
  ids: readonly string[],
  on: LocalDate,
  context: Context,
): Promise<Member[] | NotInHousehold | PersonHasDied | EventOutOfOrder> {
  const subjects = await subjectsOf(ids, on, context)
  if (!Array.isArray(subjects)) return subjects
  const members: Member[] = []
  for (const subject of subjects) {
    if (subject.member?.household.id !== household.id) return new NotInHousehold(subject.person.fullName)
    members.push({ ...subject, member: subject.member })
  }
  return members
}

/** The declared parents of a child: in the unit's book, living or not. Nothing changes for them, so the order of their own events is no matter. */
export async function parentsOf(
  ids: readonly string[],
  unitCode: string,
  { em }: Context,
): Promise<{ person: Person; member: HouseholdMember | null }[]> {
  const people = await em.find(
    Person,
    { id: { $in: ids.filter(isUuid) }, unitCode, annulledOn: null },
    { orderBy: { id: 'asc' } },
  )
  if (people.length !== ids.length) throw notFound('Không tìm thấy người này trong phạm vi công tác của bạn.')
  const members = await em.find(HouseholdMember, { person: { $in: people.map(({ id }) => id) }, leftOn: null })
  return people.map((person) => ({
    person,
    member: members.find((member) => member.person.id === person.id) ?? null,
  }))
}
