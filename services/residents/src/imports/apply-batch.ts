import { setImmediate as breath } from 'node:timers/promises'
import type { EntityClass } from '@mikro-orm/core'
import {
  type Context,
  type Insert,
  insertsOf,
  insertTogether,
  type LocalDate,
  localDateOf,
  type Write,
  writeAhead,
} from '@vungxanh/subgraph'
import { Household, HouseholdMember } from '../households/household.ts'
import { codePrefix, householdCode } from '../households/open-household.ts'
import {
  CorrectedField,
  LifeEvent,
  type LifeEventCorrection,
  type LifeEventEffects,
  LifeEventKind,
  LifeEventPart,
  LifeEventPerson,
} from '../movements/life-event.ts'
import { Residence } from '../movements/residence.ts'
import { IdentityDocument } from '../people/identity-document.ts'
import { type Identified, identityOf, Person, type Sex } from '../people/person.ts'
import { maskNumber } from '../people/person-rules.ts'
import { nextProvisionalCodes } from '../people/provisional-code.ts'
import { openPhone, sealNumber, sealPhone } from '../people/sealed-numbers.ts'
import { searchKey, sortKey } from '../people/search-key.ts'
import type { CheckedRow } from './check-rows.ts'
import type { ImportBatch } from './import-batch.ts'
import { ImportField } from './import-fields.ts'
import { type Replaced, sealReplaced } from './sealed-rows.ts'

const LONGEST_REASON = 300

type Line = Record<string, unknown> & { id: string }

/** So many rows are made ready between two looks at what else there is to do, PostgreSQL's next piece above all. */
const PACE = 500

/** So many newcomers are made ready while PostgreSQL writes those before them. */
const SLICE = 2_500

/** What changing people asks of a request; the load of a scenario, which nobody audits, has it too. */
export type Changing = Pick<Context, 'em' | 'vault' | 'now'> & {
  viewer: Pick<Context['viewer'], 'accountId' | 'name' | 'post'>
  trail: Pick<Context['trail'], 'wrote'>
}

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

async function ready(inserts: AsyncIterable<Insert>): Promise<Insert[]> {
  const all: Insert[] = []
  for await (const insert of inserts) all.push(insert)
  return all
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

/** The statements that add rows of one kind, each of which stands in the audit as if it had been written alone. */
async function* addingOf<T extends object>(
  { em, trail }: Pick<Changing, 'em' | 'trail'>,
  entity: EntityClass<T>,
  lines: readonly Line[],
): AsyncGenerator<Insert, undefined> {
  const ids = lines.map(({ id }) => id)
  trail.wrote(em.getMetadata().get(entity).tableName, 'create', ids, Object.keys(lines[0] ?? {}))
  yield* insertsOf(em, entity, lines)
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
  // Locked in one order, as whoever opens a household alone locks its group.
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

const noEffects: LifeEventEffects = {
  ...{ persons: [], died: [], households: [], dissolved: [], joined: [], left: [], opened: [], ended: [] },
}

/** An event of today by whoever imports, as `LifeEventRecorder` writes it down. */
function eventOf(
  id: string,
  kind: LifeEventKind,
  { unitCode, fileName, sender }: Pick<ImportBatch, 'unitCode' | 'fileName' | 'sender'>,
  { viewer, now }: Pick<Changing, 'viewer' | 'now'>,
): Line {
  return {
    id,
    unitCode,
    kind,
    occurredOn: localDateOf(now),
    toHousehold: null,
    reason: `Nhập danh sách “${fileName}” của ${sender}.`.slice(0, LONGEST_REASON),
    corrections: null,
    recordedAt: now,
    accountId: viewer.accountId,
    byName: viewer.name,
    byPost: viewer.post,
    effects: noEffects,
  }
}

/** Makes ready to change what the preview said, with the events that a correction by hand leaves, and to keep what stood there. */
export async function changesOf(
  batch: Pick<ImportBatch, 'unitCode' | 'fileName' | 'sender'>,
  rows: readonly CheckedRow[],
  context: Changing,
): Promise<Write> {
  const { em, vault, trail } = context
  const { unitCode } = batch
  const papers: Line[] = []
  const events: Line[] = []
  const participants: Line[] = []
  const replaced: { id: string; sealed: string }[] = []
  const standing = await standingOf(
    rows.flatMap(({ personId }) => personId ?? []),
    em,
    'for update',
  )
  const tell = (person: string, kind: LifeEventKind, told: Pick<LifeEvent, 'corrections' | 'effects'>): void => {
    const event = crypto.randomUUID()
    events.push({ ...eventOf(event, kind, batch, context), ...told })
    participants.push({ id: crypto.randomUUID(), unitCode, event, person, part: LifeEventPart.SUBJECT })
  }
  const changed: { person: Standing; fields: string[] }[] = []
  for (const [place, { raw, read, personId, changes }] of rows.entries()) {
    if (place % PACE === 0) await breath()
    const before = standing.get(personId ?? '')
    if (!before) continue
    const { id: about } = before
    const after = { ...before }
    for (const { field } of changes) {
      if (field === ImportField.FULL_NAME) after.full_name = read.fullName
      if (field === ImportField.SEX) after.sex = read.sex
      if (field === ImportField.BIRTH) {
        after.born_on = read.bornOn ?? null
        after.birth_year = read.birthYear ?? null
      }
      if (field === ImportField.PHONE && read.phone) {
        const { phoneSealed, phoneIndex } = sealPhone({ id: about, phone: read.phone }, vault)
        after.phone_sealed = hex(phoneSealed)
        after.phone_index = hex(phoneIndex)
      }
    }
    after.name_key = searchKey(after.full_name)
    after.sort_key = sortKey(after.full_name)
    const corrections = correctionsOf(before, after)
    if (after.phone_index !== before.phone_index)
      corrections.push({ about, field: CorrectedField.PHONE, ...(await maskedPhones(before, read.phone, context)) })
    if (corrections.length > 0) {
      changed.push({ person: after, fields: corrections.map(({ field }) => field) })
      tell(about, LifeEventKind.CORRECTED, {
        corrections,
        effects: { ...noEffects, changed: [{ person: about, before: identityOf(personOf(before)) }] },
      })
    }
    const change: Replaced = { before, after, paper: null }
    const { identityKind: kind, identityNumber: number } = read
    if (changes.some(({ field }) => field === ImportField.IDENTITY_NUMBER) && kind && number) {
      const id = crypto.randomUUID()
      papers.push({ id, unitCode, person: about, kind, ...sealNumber({ id, number }, vault) })
      change.paper = id
      tell(about, LifeEventKind.PAPER_ADDED, {
        corrections: [{ about, field: CorrectedField[kind], oldValue: null, newValue: maskNumber(number) }],
        effects: { ...noEffects, papersAdded: [id] },
      })
    }
    replaced.push({ id: raw.id, sealed: sealReplaced(raw.id, change, vault).toString('hex') })
  }
  for (const [fields, alike] of Map.groupBy(changed, (one) => one.fields.join(' ')))
    trail.wrote(
      'person',
      'update',
      alike.map(({ person }) => person.id),
      fields.split(' '),
    )
  const inserts = [
    ...(await ready(addingOf(context, IdentityDocument, papers))),
    ...(await ready(addingOf(context, LifeEvent, events))),
    ...(await ready(addingOf(context, LifeEventPerson, participants))),
  ]
  const kept = JSON.stringify(replaced)
  return async () => {
    await writePeople(
      em,
      changed.map(({ person }) => person),
    )
    await insertTogether(em, inserts)
    if (replaced.length > 0)
      await em.execute(
        `update import_row set replaced_sealed = decode(given.sealed, 'hex')
         from json_to_recordset(?::json) as given (id uuid, sealed text) where import_row.id = given.id`,
        [kept],
      )
  }
}

/** What differs, as `correctPerson` tells it; telephones apart, because they must be opened to be masked. */
function correctionsOf(before: Standing, after: Standing): LifeEventCorrection[] {
  const corrections: LifeEventCorrection[] = []
  const tell = (field: CorrectedField, oldValue: string | null, newValue: string | null): void => {
    if (oldValue !== newValue) corrections.push({ about: before.id, field, oldValue, newValue })
  }
  tell(CorrectedField.FULL_NAME, before.full_name, after.full_name)
  tell(CorrectedField.BORN_ON, before.born_on, after.born_on)
  // A day of birth says the year.
  if (!after.born_on)
    tell(CorrectedField.BIRTH_YEAR, before.birth_year?.toString() ?? null, after.birth_year?.toString() ?? null)
  tell(CorrectedField.SEX, before.sex, after.sex)
  return corrections
}

async function maskedPhones(
  before: Standing,
  newPhone: string | undefined,
  context: Pick<Context, 'em' | 'vault'>,
): Promise<{ oldValue: string | null; newValue: string | null }> {
  const oldPhone = await openPhone(personOf(before), context)
  return { oldValue: oldPhone && maskNumber(oldPhone), newValue: newPhone ? maskNumber(newPhone) : null }
}

/** What an import may change of a person, as PostgreSQL writes it in JSON. */
export interface Standing {
  id: string
  full_name: string
  born_on: LocalDate | null
  birth_year: number | null
  sex: string
  name_key: string
  sort_key: string
  phone_sealed: string | null
  phone_index: string | null
}

const standingPeople = `select id, full_name, born_on::text, birth_year, sex, name_key, sort_key,
  '\\x' || encode(phone_sealed, 'hex') as phone_sealed, '\\x' || encode(phone_index, 'hex') as phone_index from person`

/** What the register says of people, in one statement however many. */
export async function standingOf(
  ids: readonly string[],
  em: Context['em'],
  lock: 'for update' | '' = '',
): Promise<Map<string, Standing>> {
  const people = await em.execute<Standing[]>(`${standingPeople} where id = any (?::uuid[]) order by id ${lock}`, [
    `{${ids.join(',')}}`,
  ])
  return new Map(people.map((person) => [person.id, person]))
}

const hex = (bytes: Buffer | null | undefined): string | null => (bytes ? `\\x${bytes.toString('hex')}` : null)
const bytesOf = (text: string | null): Buffer | null => (text ? Buffer.from(text.slice(2), 'hex') : null)

function personOf(standing: Standing): Identified {
  const { id, full_name, born_on, birth_year, sex, name_key, sort_key, phone_sealed, phone_index } = standing
  return {
    ...{ id, fullName: full_name, bornOn: born_on, birthYear: birth_year, sex: sex as Sex },
    ...{ nameKey: name_key, sortKey: sort_key },
    phoneSealed: bytesOf(phone_sealed),
    phoneIndex: bytesOf(phone_index),
  }
}

export async function writePeople(em: Context['em'], people: readonly Standing[]): Promise<void> {
  if (people.length === 0) return
  await em.execute(
    `update person set full_name = given.full_name, born_on = given.born_on, birth_year = given.birth_year, sex = given.sex,
       name_key = given.name_key, sort_key = given.sort_key, phone_sealed = given.phone_sealed, phone_index = given.phone_index
     from json_to_recordset(?::json) as given (id uuid, full_name text, born_on date, birth_year int, sex text, name_key text,
       sort_key text, phone_sealed bytea, phone_index bytea) where person.id = given.id`,
    [JSON.stringify(people)],
  )
}
