import { setImmediate as breath } from 'node:timers/promises'
import { type Context, type Insert, insertTogether, localDateOf, type Write, writeAhead } from '@vungxanh/subgraph'
import { Household, HouseholdMember } from '../households/household.ts'
import { codePrefix, householdCode } from '../households/open-household.ts'
import { LifeEvent, LifeEventKind, LifeEventPart, LifeEventPerson } from '../movements/life-event.ts'
import { Residence } from '../movements/residence.ts'
import { IdentityDocument } from '../people/identity-document.ts'
import { Person } from '../people/person.ts'
import { nextProvisionalCodes } from '../people/provisional-code.ts'
import { sealNumber, sealPhone } from '../people/sealed-numbers.ts'
import { searchKey, sortKey } from '../people/search-key.ts'
import { changesOf } from './change-people.ts'
import type { CheckedRow } from './check-rows.ts'
import type { ImportBatch } from './import-batch.ts'
import { addingOf, eventOf, type Line, noEffects, PACE, ready } from './import-lines.ts'

/** So many newcomers are made ready while PostgreSQL writes those before them. */
const SLICE = 2_500

/** Writes the rows that were found new or changed. @param said which part of the whole is written, between 0 and 1 */
export async function applyBatch(
  batch: ImportBatch,
  rows: readonly CheckedRow[],
  context: Context,
  said: (part: number) => Promise<void>,
): Promise<void> {
  const wanted = rows.filter(({ raw }) => raw.decision !== 'SKIP')
  const newcomers = wanted.filter(({ verdict }) => verdict === 'NEW')
  const changed = wanted.filter(({ verdict }) => verdict === 'UPDATE')
  await writeAhead(writesOf(batch, { newcomers, changed }, context, said))
}

/** Whole households together, each kind of thing after those it points at; who changes comes last. */
async function* writesOf(
  batch: ImportBatch,
  { newcomers, changed }: { newcomers: readonly CheckedRow[]; changed: readonly CheckedRow[] },
  context: Context,
  said: (part: number) => Promise<void>,
): AsyncGenerator<Write, undefined> {
  const places = await openPlaces(batch, newcomers, context)
  let written = 0
  for (const slice of slicesOf(newcomers)) {
    const inserts = await ready(insertsOfNewcomers(batch, slice, places, context))
    yield async () => {
      await insertTogether(context.em, inserts)
      written += slice.length
      await said(written / (newcomers.length + changed.length))
    }
  }
  if (changed.length > 0) yield await changesOf(batch, changed, context)
}

/** Whole households, together so many rows or a few more. */
function* slicesOf(newcomers: readonly CheckedRow[]): Generator<CheckedRow[]> {
  let slice: CheckedRow[] = []
  for (const own of Map.groupBy(newcomers, ({ householdLine }) => householdLine).values()) {
    slice.push(...own)
    if (slice.length < SLICE) continue
    yield slice
    slice = []
  }
  if (slice.length > 0) yield slice
}

async function* insertsOfNewcomers(
  batch: ImportBatch,
  newcomers: readonly CheckedRow[],
  places: Places,
  context: Context,
): AsyncGenerator<Insert, undefined> {
  const { homes, opened } = openHomes(batch, newcomers, places)
  const { people, papers } = await peopleOf(batch, newcomers, places, context)
  const { members, residences, events, participants } = await settledIn(batch, newcomers, homes, context)
  yield* addingOf(context, Household, opened)
  yield* addingOf(context, Person, people)
  yield* addingOf(context, IdentityDocument, papers)
  yield* addingOf(context, HouseholdMember, members)
  yield* addingOf(context, Residence, residences)
  yield* addingOf(context, LifeEvent, events)
  yield* addingOf(context, LifeEventPerson, participants)
}

/** What the households and people that a list opens are called by, one after the other. */
interface Places {
  /** With how many codes there are of each number. */
  groups: Map<string, { id: string; number: number; households: number }>
  /** For who has no paper. */
  provisionalCodes: string[]
}

async function openPlaces(
  { unitCode }: ImportBatch,
  newcomers: readonly CheckedRow[],
  context: Context,
): Promise<Places> {
  const { em } = context
  const groups = new Set(newcomers.flatMap(({ target, groupId }) => (target || !groupId ? [] : [groupId])))
  const targets = new Set(newcomers.flatMap(({ target }) => (target ? [target.id] : [])))
  // Households before groups, each in one order: so does whoever moves people or households elsewhere.
  const standing = await em.execute<{ id: string }[]>(
    `select id from household where id = any (?::uuid[]) and dissolved_on is null order by id for update`,
    [`{${[...targets].join(',')}}`],
  )
  // Nothing is written; the next try shows what has become of its people.
  if (standing.length < targets.size) throw new Error('a household of the list was dissolved while it was judged')
  const locked = await em.execute<{ id: string; number: number }[]>(
    `select id, number from residential_group where id = any (?::uuid[]) and closed_on is null order by id for update`,
    [`{${[...groups].join(',')}}`],
  )
  const codes = await em.execute<{ prefix: string; households: number }[]>(
    `select split_part(code, '-', 1) || '-' as prefix, count(*)::int as households from household where unit_code = ? group by 1`,
    [unitCode],
  )
  const byPrefix = new Map(codes.map(({ prefix, households }) => [prefix, households]))
  const without = newcomers.filter(({ read }) => !read.identityNumber).length
  return {
    groups: new Map(
      locked.map(({ id, number }) => [id, { id, number, households: byPrefix.get(codePrefix(number)) ?? 0 }]),
    ),
    provisionalCodes: without > 0 ? (await nextProvisionalCodes(unitCode, without, context)).reverse() : [],
  }
}

interface Home {
  id: string
  isNew: boolean
}

/** By line of the household's first row. */
function openHomes(
  { unitCode }: ImportBatch,
  newcomers: readonly CheckedRow[],
  { groups }: Places,
): { homes: Map<number, Home>; opened: Line[] } {
  const homes = new Map<number, Home>()
  const opened: Line[] = []
  for (const { householdLine, target, groupId, read } of newcomers) {
    if (homes.has(householdLine)) continue
    if (target) {
      homes.set(householdLine, { id: target.id, isNew: false })
      continue
    }
    const group = groups.get(groupId ?? '')
    if (!group) throw new Error('a row without a residential group was found new')
    const id = crypto.randomUUID()
    group.households++
    opened.push({
      id,
      unitCode,
      code: householdCode(group.number, group.households),
      address: read.address,
      residentialGroup: group.id,
    })
    homes.set(householdLine, { id, isNew: true })
  }
  return { homes, opened }
}

async function peopleOf(
  { unitCode }: ImportBatch,
  newcomers: readonly CheckedRow[],
  { provisionalCodes }: Places,
  { vault }: Context,
): Promise<{ people: Line[]; papers: Line[] }> {
  const people: Line[] = []
  const papers: Line[] = []
  for (const [place, { raw, read }] of newcomers.entries()) {
    if (place % PACE === 0) await breath()
    const { newPersonId: person } = raw
    const { fullName, bornOn, birthYear, sex, phone, identityKind, identityNumber } = read
    people.push({
      id: person,
      unitCode,
      fullName,
      bornOn: bornOn ?? null,
      birthYear: birthYear ?? null,
      sex,
      nameKey: searchKey(fullName),
      sortKey: sortKey(fullName),
      provisionalCode: identityNumber ? null : (provisionalCodes.pop() ?? null),
      ...sealPhone({ id: person, phone: phone ?? null }, vault),
    })
    if (!identityNumber) continue
    const id = crypto.randomUUID()
    papers.push({
      id,
      unitCode,
      person,
      kind: identityKind,
      ...sealNumber({ id, number: identityNumber }, vault),
    })
  }
  return { people, papers }
}

interface Settled {
  members: Line[]
  residences: Line[]
  events: Line[]
  participants: Line[]
}

async function settledIn(
  batch: ImportBatch,
  newcomers: readonly CheckedRow[],
  homes: ReadonlyMap<number, Home>,
  context: Context,
): Promise<Settled> {
  const { unitCode } = batch
  const today = localDateOf(context.now)
  const members: Line[] = []
  const residences: Line[] = []
  const events: Line[] = []
  const participants: Line[] = []
  const begun = new Set<string>()
  for (const [line, own] of Map.groupBy(newcomers, ({ householdLine }) => householdLine)) {
    const home = homes.get(line)
    if (!home) continue
    if (events.length % PACE === 0) await breath()
    // One event for those who came in on the same day, as at the counter.
    for (const [on, together] of Map.groupBy(own, ({ read }) => read.residesFrom ?? today)) {
      const event = crypto.randomUUID()
      const joined: string[] = []
      const opened: string[] = []
      for (const { personId, read } of together) {
        const relation = read.relation ?? 'OTHER'
        const member = {
          id: crypto.randomUUID(),
          unitCode,
          household: home.id,
          person: personId,
          relation,
          joinedOn: on,
        }
        const residence = {
          id: crypto.randomUUID(),
          unitCode,
          household: home.id,
          person: personId,
          kind: read.residenceKind ?? batch.residenceKind,
          fromOn: on,
        }
        members.push(member)
        residences.push(residence)
        joined.push(member.id)
        opened.push(residence.id)
        participants.push({
          id: crypto.randomUUID(),
          unitCode,
          event,
          person: personId,
          part: LifeEventPart.SUBJECT,
          relation,
        })
      }
      const isFirst = !begun.has(home.id)
      begun.add(home.id)
      events.push({
        ...eventOf(event, LifeEventKind.REGISTERED, batch, context),
        occurredOn: on,
        toHousehold: home.id,
        effects: {
          ...noEffects,
          persons: together.map(({ personId }) => personId),
          households: home.isNew && isFirst ? [home.id] : [],
          joined,
          opened,
        },
      })
    }
  }
  return { members, residences, events, participants }
}
