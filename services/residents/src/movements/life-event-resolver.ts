import { LockMode } from '@mikro-orm/core'
import {
  addDays,
  batched,
  type Context,
  isUuid,
  type LocalDate,
  LocalDateScalar,
  localDateOf,
  manyBy,
  notFound,
} from '@vungxanh/subgraph'
import {
  Arg,
  Ctx,
  createUnionType,
  Field,
  FieldResolver,
  ID,
  Int,
  Mutation,
  ObjectType,
  Resolver,
  Root,
} from 'type-graphql'
import { Circumstance } from '../circumstances/circumstance.ts'
import { changedSince, lockHolders } from '../circumstances/standing.ts'
import { ResidentialGroup } from '../groups/residential-group.ts'
import { Household, HouseholdMember } from '../households/household.ts'
import { householdById } from '../households/household-resolver.ts'
import { lockHouseholds } from '../households/open-household.ts'
import { IdentityDocument, IdentityEnd } from '../people/identity-document.ts'
import { Person, restoreIdentity, whoeverIs } from '../people/person.ts'
import { personById } from '../people/person-resolver.ts'
import { LifeEvent, LifeEventKind, LifeEventPerson } from './life-event.ts'
import { refuseUndo } from './life-event-rules.ts'
import { presentIn } from './presence.ts'
import {
  CircumstanceChangedSince,
  EventOfRequest,
  EventUndone,
  GroupClosedSince,
  NotLatestEvent,
  UndoneAmongMerges,
  UndoTooLate,
} from './refusals.ts'
import { Residence } from './residence.ts'

/** The newest; a book of one household or person has few, and a list has an end. */
export const LONGEST_HISTORY = 200

@ObjectType({ description: 'Biến động vừa được ghi hoặc vừa được hủy.' })
export class LifeEventSuccess {
  @Field(() => LifeEvent)
  event!: LifeEvent

  @Field(() => [String], { description: 'Điều nên xem lại; biến động vẫn được ghi.' })
  warnings!: string[]
}

export function recorded(event: LifeEvent, warnings: string[] = []): LifeEventSuccess {
  return Object.assign(new LifeEventSuccess(), { event, warnings })
}

export const UndoLifeEventResult = createUnionType({
  name: 'UndoLifeEventResult',
  types: () =>
    [
      LifeEventSuccess,
      EventUndone,
      UndoTooLate,
      NotLatestEvent,
      EventOfRequest,
      CircumstanceChangedSince,
      GroupClosedSince,
      UndoneAmongMerges,
    ] as const,
})

const newestFirst = (events: LifeEvent[]): LifeEvent[] =>
  events
    .toSorted(
      (one, other) =>
        other.occurredOn.localeCompare(one.occurredOn) || other.recordedAt.getTime() - one.recordedAt.getTime(),
    )
    .slice(0, LONGEST_HISTORY)

const eventsOfPerson = batched<string, LifeEvent[]>(async (ids, { em }) => {
  const rows = await em.find(LifeEventPerson, { person: whoeverIs(ids) }, { populate: ['event', 'person'] })
  const entries = (id: string) =>
    rows.filter(({ person }) => person.id === id || person.getEntity().mergedInto?.id === id)
  return (id) => newestFirst([...new Set(entries(id).map(({ event }) => event.getEntity()))])
})

const eventsOfHousehold = batched<string, LifeEvent[]>(async (ids, { em }) => {
  const events = await em.find(LifeEvent, {
    $or: [{ household: { $in: [...ids] } }, { toHousehold: { $in: [...ids] } }],
  })
  return (id) =>
    newestFirst(events.filter(({ household, toHousehold }) => household?.id === id || toHousehold?.id === id))
})

const participantsOf = manyBy(LifeEventPerson, 'event', { part: 'desc', id: 'asc' })

interface OnDay {
  household: string
  on: LocalDate
}

const keyOfDay = ({ household, on }: OnDay): string => `${household} ${on}`

function byDay(keys: readonly string[]): Map<LocalDate, string[]> {
  const days = new Map<LocalDate, string[]>()
  for (const key of keys) {
    const [household = '', on = ''] = key.split(' ')
    days.set(on, [...(days.get(on) ?? []), household])
  }
  return days
}

/** One statement for each day that is asked for, whatever the number of households. */
const membersOn = batched<string, HouseholdMember[]>(async (keys, { em }) => {
  const found = new Map<string, HouseholdMember[]>()
  for (const [on, households] of byDay(keys)) {
    const members = await em.find(
      HouseholdMember,
      {
        household: { $in: households },
        $and: [
          { $or: [{ joinedOn: null }, { joinedOn: { $lte: on } }] },
          { $or: [{ relationFrom: null }, { relationFrom: { $lte: on } }] },
          { $or: [{ leftOn: null }, { leftOn: { $gt: on } }] },
        ],
      },
      { orderBy: { joinedOn: 'asc', id: 'asc' } },
    )
    for (const [household, own] of Map.groupBy(members, (member) => member.household.id))
      found.set(keyOfDay({ household, on }), own)
  }
  return (key) => found.get(key) ?? []
})

const presentOn = batched<string, string[]>(async (keys, { em }) => {
  const found = new Map<string, string[]>()
  for (const [on, households] of byDay(keys)) {
    for (const { household, person } of await presentIn(em, households, on)) {
      const key = keyOfDay({ household, on })
      found.set(key, [...(found.get(key) ?? []), person])
    }
  }
  return (key) => found.get(key) ?? []
})

@Resolver(() => Household)
export class HouseholdHistoryResolver {
  @FieldResolver(() => [LifeEvent], { description: 'Mọi biến động của hộ, mới nhất trước.' })
  history(@Root() household: Household, @Ctx() context: Context): Promise<LifeEvent[]> {
    return eventsOfHousehold(household.id, context)
  }

  @FieldResolver(() => [HouseholdMember], { description: 'Ai ở trong hộ vào một ngày, với quan hệ lúc đó.' })
  membersAsOf(
    @Root() { id: household }: Household,
    @Arg('on', () => LocalDateScalar) on: LocalDate,
    @Ctx() context: Context,
  ): Promise<HouseholdMember[]> {
    return membersOn(keyOfDay({ household, on }), context)
  }

  @FieldResolver(() => [Person], {
    description: 'Ai có mặt ở hộ tối hôm đó: đang cư trú và không tạm vắng; cộng lại đúng bằng số của đơn vị.',
  })
  async present(
    @Root() { id: household }: Household,
    @Arg('on', () => LocalDateScalar) on: LocalDate,
    @Ctx() context: Context,
  ): Promise<Person[]> {
    const ids = await presentOn(keyOfDay({ household, on }), context)
    const people = await Promise.all(ids.map((id) => personById(id, context)))
    return people.filter((person) => person !== null).toSorted((one, other) => (one.sortKey < other.sortKey ? -1 : 1))
  }

  @FieldResolver(() => Int, { description: 'Số người có mặt ở hộ tối nay theo sổ.' })
  async presentCount(@Root() { id: household }: Household, @Ctx() context: Context): Promise<number> {
    return (await presentOn(keyOfDay({ household, on: localDateOf(context.now) }), context)).length
  }

  @FieldResolver(() => Household, { nullable: true, description: 'Hộ kế tục, khi cả hộ đã chuyển hoặc nhập vào đó.' })
  successor(@Root() household: Household, @Ctx() context: Context): Promise<Household | null> | null {
    return household.successor ? householdById(household.successor.id, context) : null
  }
}

@Resolver(() => Person)
export class PersonHistoryResolver {
  @FieldResolver(() => [LifeEvent], { nullable: true, description: 'Mọi biến động của người này, mới nhất trước.' })
  history(@Root() person: Person, @Ctx() context: Context): Promise<LifeEvent[]> {
    return eventsOfPerson(person.id, context)
  }
}

@Resolver(() => LifeEvent)
export class LifeEventResolver {
  @FieldResolver(() => [LifeEventPerson])
  participants(@Root() event: LifeEvent, @Ctx() context: Context): Promise<LifeEventPerson[]> {
    return participantsOf(event.id, context)
  }

  @FieldResolver(() => Household, { nullable: true, description: 'Hộ nơi việc xảy ra, hoặc hộ rời đi.' })
  household(@Root() { household }: LifeEvent, @Ctx() context: Context): Promise<Household | null> | null {
    return household ? householdById(household.id, context) : null
  }

  @FieldResolver(() => Household, { nullable: true, description: 'Hộ đến.' })
  toHousehold(@Root() { toHousehold }: LifeEvent, @Ctx() context: Context): Promise<Household | null> | null {
    return toHousehold ? householdById(toHousehold.id, context) : null
  }

  @Mutation(() => UndoLifeEventResult, {
    description: 'Hủy biến động mới nhất của những người và hộ trong đó, trong ngày ghi. Việc hủy được ghi lại.',
  })
  async undoLifeEvent(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<typeof UndoLifeEventResult> {
    const { em, viewer, now } = context
    const event = isUuid(id)
      ? await em.findOne(LifeEvent, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true })
      : null
    if (!event) throw notFound('Không tìm thấy biến động này trong phạm vi công tác của bạn.')
    if (event.kind === LifeEventKind.PERSON_MERGED) return new UndoneAmongMerges()
    const refusal = refuseUndo(event, now)
    if (refusal) return refusal
    if (event.effects.answers) return new EventOfRequest()
    await lockHolders(
      (event.effects.circumstances ?? []).map(({ person }) => person),
      context,
    )
    if (await hasLaterEvent(event, context)) return new NotLatestEvent()
    const changed = await changedSince(event, context)
    if (changed) return new CircumstanceChangedSince(changed, event.occurredOn)
    const closed = await closedGroupOf(event, context)
    if (closed) return new GroupClosedSince(closed.name)
    // Meanwhile the number of a paper may have become another person's.
    context.onConflict('identity_document_number', () => new NotLatestEvent())
    await turnRound(event, context)
    event.undoneAt = now
    event.undoneByName = viewer.name
    return recorded(event)
  }
}

@Resolver(() => LifeEventPerson)
export class LifeEventPersonResolver {
  @FieldResolver(() => Person)
  person(@Root() participant: LifeEventPerson): Promise<Person> {
    return participant.person.loadOrFail()
  }

  @FieldResolver(() => LifeEvent)
  event(@Root() participant: LifeEventPerson): Promise<LifeEvent> {
    return participant.event.loadOrFail()
  }
}

/** Of the households that would stand again; locked, so that none closes meanwhile. */
async function closedGroupOf({ effects }: LifeEvent, { em }: Context): Promise<ResidentialGroup | undefined> {
  const households = await em.find(Household, { id: { $in: effects.dissolved } })
  const groups = await em.find(
    ResidentialGroup,
    { id: { $in: households.map(({ residentialGroup }) => residentialGroup.id) } },
    { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  )
  return groups.find(({ closedOn }) => closedOn)
}

async function hasLaterEvent(event: LifeEvent, context: Context): Promise<boolean> {
  const { em } = context
  const households = [event.household?.id, event.toHousehold?.id].filter((id) => id !== undefined)
  // Whoever records another event of these households and persons waits for this one, or this one for them.
  await lockHouseholds(households, context)
  const rows = await em.find(LifeEventPerson, { event: event.id })
  const persons = rows.map(({ person }) => person.id)
  await em.find(Person, { id: { $in: persons } }, { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE })
  const later = await em.count(LifeEvent, {
    id: { $ne: event.id },
    undoneAt: null,
    recordedAt: { $gte: event.recordedAt },
    $or: [
      { participants: { $some: { person: { $in: persons } } } },
      { household: { $in: households } },
      { toHousehold: { $in: households } },
    ],
  })
  return later > 0
}

/** What the event opened becomes a period of no days; what it ended goes on as it was. */
export async function turnRound({ effects }: LifeEvent, { em, now }: Context): Promise<void> {
  const today = localDateOf(now)
  for (const member of await em.find(HouseholdMember, { id: { $in: effects.joined } }))
    member.leftOn = member.relationFrom ?? member.joinedOn ?? today
  for (const residence of await em.find(Residence, { id: { $in: effects.opened } }))
    residence.toOn = addDays(residence.fromOn, -1)
  // One membership at a time: those must have ended before these go on.
  await em.flush()
  for (const member of await em.find(HouseholdMember, { id: { $in: effects.left } })) member.leftOn = null
  const before = new Map(effects.ended.map(({ id, toOn }) => [id, toOn]))
  for (const residence of await em.find(Residence, { id: { $in: [...before.keys()] } }))
    residence.toOn = before.get(residence.id) ?? null
  for (const household of await em.find(Household, { id: { $in: effects.dissolved } })) {
    household.dissolvedOn = null
    household.successor = null
  }
  for (const household of await em.find(Household, { id: { $in: effects.households } })) household.dissolvedOn = today
  for (const person of await em.find(Person, { id: { $in: effects.died } })) person.diedOn = null
  const ended = new Map((effects.circumstances ?? []).map((one) => [one.id, one]))
  for (const circumstance of await em.find(Circumstance, { id: { $in: [...ended.keys()] }, annulledAt: null })) {
    const { toOn = null, endedByName = null } = ended.get(circumstance.id) ?? {}
    Object.assign(circumstance, { toOn, endedByName })
  }
  for (const { person, household, before } of effects.changed ?? []) {
    if (person) restoreIdentity(await em.findOneOrFail(Person, { id: person }), before)
    if (household) Object.assign(await em.findOneOrFail(Household, { id: household }), before)
  }
  for (const paper of await em.find(IdentityDocument, { id: { $in: effects.papersAdded ?? [] } })) {
    paper.endedOn = today
    paper.endedAs = IdentityEnd.WRONG
  }
  // The number that takes another's place must have given it back before.
  await em.flush()
  for (const paper of await em.find(IdentityDocument, { id: { $in: effects.papersEnded ?? [] } })) {
    paper.endedOn = null
    paper.endedAs = null
  }
  for (const person of await em.find(Person, { id: { $in: effects.persons } })) person.annulledOn = today
}
