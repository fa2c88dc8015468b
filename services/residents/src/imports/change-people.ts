import { setImmediate as breath } from 'node:timers/promises'
import { type Context, insertTogether, type LocalDate, type Write } from '@vungxanh/subgraph'
import {
  CorrectedField,
  LifeEvent,
  type LifeEventCorrection,
  LifeEventKind,
  LifeEventPart,
  LifeEventPerson,
} from '../movements/life-event.ts'
import { IdentityDocument } from '../people/identity-document.ts'
import { type Identified, identityOf, type Sex } from '../people/person.ts'
import { maskNumber } from '../people/person-rules.ts'
import { openPhone, sealNumber, sealPhone } from '../people/sealed-numbers.ts'
import { searchKey, sortKey } from '../people/search-key.ts'
import type { CheckedRow } from './check-rows.ts'
import type { ImportBatch } from './import-batch.ts'
import { ImportField } from './import-fields.ts'
import { addingOf, type Changing, eventOf, type Line, noEffects, PACE, ready } from './import-lines.ts'
import { type Replaced, sealReplaced } from './sealed-rows.ts'

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
