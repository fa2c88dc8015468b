import { LockMode } from '@mikro-orm/core'
import { type Context, isUuid, type LocalDate, notFound } from '@vungxanh/subgraph'
import { type Household, HouseholdMember } from '../households/household.ts'
import { Person } from '../people/person.ts'
import { kindsOutOfOrder, LifeEventPerson } from './life-event.ts'
import { refuseOrder } from './life-event-rules.ts'
import { type EventOutOfOrder, NotInHousehold, PersonHasDied } from './refusals.ts'
import { Residence } from './residence.ts'

const MOST = 100

/** Somebody to whom an event happens on a day, with what the book says of them then. */
export interface Subject {
  person: Person
  member: HouseholdMember | null
  /** Those that run on the day or end after it. */
  residences: Residence[]
}

/**
 * The persons of an event, locked in one order, so that two events of one person wait for each other. Whoever is not in scope
 * is not found; whoever has died, or was told of after the day of the event, makes it impossible.
 */
export async function subjectsOf(
  ids: readonly string[],
  on: LocalDate,
  { em }: Context,
): Promise<Subject[] | PersonHasDied | EventOutOfOrder> {
  const wanted = [...new Set(ids)].filter(isUuid)
  const people =
    wanted.length > MOST
      ? []
      : await em.find(
          Person,
          { id: { $in: wanted }, annulledOn: null },
          { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
        )
  if (people.length === 0 || people.length !== new Set(ids).size)
    throw notFound('Không tìm thấy người này trong phạm vi công tác của bạn.')
  const dead = people.find(({ diedOn }) => diedOn)
  if (dead?.diedOn) return new PersonHasDied(dead.fullName, dead.diedOn)

  const whose = { person: { $in: people.map(({ id }) => id) } }
  const members = await em.find(HouseholdMember, { ...whose, leftOn: null }, { refresh: true })
  const residences = await em.find(
    Residence,
    { ...whose, $or: [{ toOn: null }, { toOn: { $gte: on } }] },
    { refresh: true },
  )
  const events = await em.find(
    LifeEventPerson,
    { ...whose, event: { undoneAt: null, kind: { $nin: [...kindsOutOfOrder] } } },
    { populate: ['event'] },
  )
  const subjects: Subject[] = []
  for (const person of people) {
    const isOf = (row: { person: { id: string } }) => row.person.id === person.id
    const member = members.find(isOf) ?? null
    const own = residences.filter(isOf)
    const refusal = refuseOrder(person.fullName, on, [
      member?.joinedOn,
      member?.relationFrom,
      ...own.map(({ fromOn }) => fromOn),
      ...events.filter(isOf).map(({ event }) => event.getEntity().occurredOn),
    ])
    if (refusal) return refusal
    subjects.push({ person, member, residences: own })
  }
  return subjects
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
