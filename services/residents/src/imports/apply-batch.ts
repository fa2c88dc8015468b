import { type Context, insertMany, type LocalDate, localDateOf } from '@vungxanh/subgraph'
import { Household, HouseholdMember } from '../households/household.ts'
import { householdCode } from '../households/open-household.ts'
import { LifeEvent, LifeEventKind, LifeEventPart, LifeEventPerson } from '../movements/life-event.ts'
import { Residence } from '../movements/residence.ts'
import { IdentityDocument } from '../people/identity-document.ts'
import { Person } from '../people/person.ts'
import { nextProvisionalCodes } from '../people/provisional-code.ts'
import { sealNumber, sealPhone } from '../people/sealed-numbers.ts'
import { searchKey, sortKey } from '../people/search-key.ts'
import type { CheckedRow } from './check-rows.ts'
import type { ImportBatch } from './import-batch.ts'
import { ImportField } from './import-fields.ts'
import { type Replaced, sealReplaced } from './sealed-rows.ts'

type Line = Record<string, unknown>

/** Writes the rows that were found new or changed, each kind of thing in one statement per five thousand. */
export async function applyBatch(
  batch: ImportBatch,
  rows: readonly CheckedRow[],
  context: Context,
  said: (part: number) => Promise<void>,
): Promise<void> {
  const wanted = rows.filter(({ raw }) => raw.decision !== 'SKIP')
  const newcomers = wanted.filter(({ verdict }) => verdict === 'NEW')
  const homes = await openHomes(batch, newcomers, context)
  await said(1)
  await addPeople(batch, newcomers, context)
  await said(2)
  await settlePeople(batch, newcomers, homes, context)
  await said(3)
  await changePeople(
    batch,
    wanted.filter(({ verdict }) => verdict === 'UPDATE'),
    context,
  )
}

interface Home {
  id: string
  isNew: boolean
}

/** By line of the household's first row. */
async function openHomes(
  { unitCode }: ImportBatch,
  newcomers: readonly CheckedRow[],
  { em }: Context,
): Promise<Map<number, Home>> {
  const homes = new Map<number, Home>()
  const opened: Line[] = []
  const groups = new Set(newcomers.flatMap(({ target, groupId }) => (target || !groupId ? [] : [groupId])))
  // Locked in one order, as whoever opens a household alone locks its group.
  const counts = await em.execute<{ id: string; number: number; households: number }[]>(
    `select locked.id, number, (select count(*)::int from household where residential_group_id = locked.id) as households
     from (select id, number from residential_group where id = any (?::uuid[]) order by id for update) as locked`,
    [`{${[...groups].join(',')}}`],
  )
  const byGroup = new Map(counts.map((group) => [group.id, group]))
  for (const { householdLine, target, groupId, read } of newcomers) {
    if (homes.has(householdLine)) continue
    if (target) {
      homes.set(householdLine, { id: target.id, isNew: false })
      continue
    }
    const group = byGroup.get(groupId ?? '')
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
  await insertMany(em, Household, opened)
  return homes
}

async function addPeople({ unitCode }: ImportBatch, newcomers: readonly CheckedRow[], context: Context): Promise<void> {
  const { em, vault } = context
  const without = newcomers.filter(({ read }) => !read.identityNumber).length
  const codes = without > 0 ? await nextProvisionalCodes(unitCode, without, context) : []
  const people: Line[] = []
  const papers: Line[] = []
  for (const { personId, read } of newcomers) {
    const { fullName, bornOn, birthYear, sex, phone, identityKind, identityNumber } = read
    people.push({
      id: personId,
      unitCode,
      fullName,
      bornOn: bornOn ?? null,
      birthYear: birthYear ?? null,
      sex,
      nameKey: searchKey(fullName),
      sortKey: sortKey(fullName),
      provisionalCode: identityNumber ? null : (codes.pop() ?? null),
      ...sealPhone({ id: personId ?? '', phone: phone ?? null }, vault),
    })
    if (!identityNumber) continue
    const id = crypto.randomUUID()
    papers.push({
      id,
      unitCode,
      person: personId,
      kind: identityKind,
      ...sealNumber({ id, number: identityNumber }, vault),
    })
  }
  await insertMany(em, Person, people)
  await insertMany(em, IdentityDocument, papers)
}

async function settlePeople(
  batch: ImportBatch,
  newcomers: readonly CheckedRow[],
  homes: ReadonlyMap<number, Home>,
  { em, viewer, now }: Context,
): Promise<void> {
  const { unitCode } = batch
  const today = localDateOf(now)
  const members: Line[] = []
  const residences: Line[] = []
  const events: Line[] = []
  const participants: Line[] = []
  for (const [line, own] of Map.groupBy(newcomers, ({ householdLine }) => householdLine)) {
    const home = homes.get(line)
    if (!home) continue
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
      const isFirst = events.every(({ toHousehold }) => toHousehold !== home.id)
      events.push({
        id: event,
        unitCode,
        kind: LifeEventKind.REGISTERED,
        occurredOn: on,
        toHousehold: home.id,
        recordedAt: now,
        accountId: viewer.accountId,
        byName: viewer.name,
        byPost: viewer.post,
        effects: {
          persons: together.map(({ personId }) => personId),
          died: [],
          households: home.isNew && isFirst ? [home.id] : [],
          dissolved: [],
          joined,
          left: [],
          opened,
          ended: [],
        },
      })
    }
  }
  await insertMany(em, HouseholdMember, members)
  await insertMany(em, Residence, residences)
  await insertMany(em, LifeEvent, events)
  await insertMany(em, LifeEventPerson, participants)
}

/** Changes what the preview said, and keeps what stood there, for taking it back. */
async function changePeople(
  { unitCode }: ImportBatch,
  rows: readonly CheckedRow[],
  { em, vault }: Context,
): Promise<void> {
  if (rows.length === 0) return
  const papers: Line[] = []
  const replaced: { id: string; sealed: string }[] = []
  const standing = await em.execute<Standing[]>(
    `${standingPeople} where id = any (array(select jsonb_array_elements_text(?::jsonb)::uuid)) for update`,
    [JSON.stringify(rows.map(({ personId }) => personId))],
  )
  const byId = new Map(standing.map((person) => [person.id, person]))
  const changes: Standing[] = []
  for (const { raw, read, personId, changes: fields } of rows) {
    const before = byId.get(personId ?? '')
    if (!before) continue
    const after = { ...before }
    for (const { field } of fields) {
      if (field === ImportField.FULL_NAME) after.full_name = read.fullName
      if (field === ImportField.SEX) after.sex = read.sex
      if (field === ImportField.BIRTH) {
        after.born_on = read.bornOn ?? null
        after.birth_year = read.birthYear ?? null
      }
      if (field === ImportField.PHONE && read.phone) {
        const { phoneSealed, phoneIndex } = sealPhone({ id: before.id, phone: read.phone }, vault)
        after.phone_sealed = hex(phoneSealed)
        after.phone_index = hex(phoneIndex)
      }
    }
    after.name_key = searchKey(after.full_name)
    after.sort_key = sortKey(after.full_name)
    const change: Replaced = { before, after, paper: null }
    if (fields.some(({ field }) => field === ImportField.IDENTITY_NUMBER) && read.identityNumber) {
      const id = crypto.randomUUID()
      const { identityKind: kind, identityNumber: number } = read
      papers.push({ id, unitCode, person: before.id, kind, ...sealNumber({ id, number }, vault) })
      change.paper = id
    }
    changes.push(after)
    replaced.push({ id: raw.id, sealed: hex(sealReplaced(raw.id, change, vault)) ?? '' })
  }
  await writePeople(em, changes)
  await insertMany(em, IdentityDocument, papers)
  await em.execute(
    `update import_row set replaced_sealed = decode(substr(given.sealed, 3), 'hex')
     from jsonb_to_recordset(?::jsonb) as given (id uuid, sealed text) where import_row.id = given.id`,
    [JSON.stringify(replaced)],
  )
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

export const standingPeople = `select id, full_name, born_on::text, birth_year, sex, name_key, sort_key,
  '\\x' || encode(phone_sealed, 'hex') as phone_sealed, '\\x' || encode(phone_index, 'hex') as phone_index from person`

const hex = (bytes: Buffer | null | undefined): string | null => (bytes ? `\\x${bytes.toString('hex')}` : null)

export async function writePeople(em: Context['em'], people: readonly Standing[]): Promise<void> {
  await em.execute(
    `update person set full_name = given.full_name, born_on = given.born_on, birth_year = given.birth_year, sex = given.sex,
       name_key = given.name_key, sort_key = given.sort_key, phone_sealed = given.phone_sealed, phone_index = given.phone_index
     from jsonb_to_recordset(?::jsonb) as given (id uuid, full_name text, born_on date, birth_year int, sex text, name_key text,
       sort_key text, phone_sealed bytea, phone_index bytea) where person.id = given.id`,
    [JSON.stringify(people)],
  )
}
