import type { EntityClass } from '@mikro-orm/core'
import type { Context } from '@vungxanh/subgraph'
import { Circumstance } from '../circumstances/circumstance.ts'
import { Establishment } from '../establishments/establishment.ts'
import { GroupLeader } from '../groups/group-leader.ts'
import { Household, HouseholdMember } from '../households/household.ts'
import { Arrival } from '../movements/arrival.ts'
import { Residence } from '../movements/residence.ts'
import { IdentityDocument } from '../people/identity-document.ts'
import { Person } from '../people/person.ts'
import { SubjectRequest } from '../privacy/subject-request.ts'
import { ChangeProposal } from '../proposals/change-proposal.ts'
import { DuplicatePair } from './duplicate-pair.ts'
import type { Touched } from './person-merge.ts'

type Table = Touched['table']
type Row = { id: string } & Record<string, unknown>

const entities: Record<Table, EntityClass<object>> = {
  Person,
  Household,
  HouseholdMember,
  Residence,
  IdentityDocument,
  Arrival,
  SubjectRequest,
  GroupLeader,
  Circumstance,
  Establishment,
  DuplicatePair,
  ChangeProposal,
}

/** Properties that point at a row: written by their id. */
const relations: Record<string, EntityClass<object>> = {
  person: Person,
  contactPerson: Person,
  mergedInto: Person,
  household: Household,
  successor: Household,
}

/** As JSON keeps it: a relation by its id, a hash in hexadecimal. */
function plain(value: unknown): unknown {
  if (value === undefined || value === null) return null
  if (value instanceof Date) return value.toISOString()
  if (Buffer.isBuffer(value)) return value.toString('hex')
  if (typeof value === 'object' && 'id' in value) return value.id
  return value
}

function read(row: object, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, plain((row as Row)[name])]))
}

function write(row: object, values: Record<string, unknown>, { em }: Context): void {
  for (const [name, value] of Object.entries(values)) {
    const target = relations[name]
    const isDate = name.endsWith('At') && typeof value === 'string'
    ;(row as Row)[name] =
      target && typeof value === 'string'
        ? em.getReference(target, value as never, { wrapped: true })
        : isDate
          ? new Date(value)
          : value
  }
}

/** Changes rows and remembers what they were, so that `restore` can turn each of them round and no other. */
export class MergeRecorder {
  readonly touched: Touched[] = []
  readonly #context: Context

  constructor(context: Context) {
    this.#context = context
  }

  change(table: Table, row: { id: string }, values: Record<string, unknown>): void {
    const names = Object.keys(values)
    const known = this.touched.find((each) => each.table === table && each.id === row.id)
    const before = read(row, names)
    write(row, values, this.#context)
    const after = read(row, names)
    if (!known) this.touched.push({ table, id: row.id, before, after })
    else {
      known.before = { ...before, ...known.before }
      known.after = { ...known.after, ...after }
    }
  }

  /** What is turned round in a way of its own, and must not have changed until then. */
  watch(table: Table, row: { id: string }, names: readonly string[]): void {
    this.touched.push({ table, id: row.id, before: {}, after: read(row, names) })
  }
}

/** The first table of which a row is no longer as the merge left it. */
export async function firstChanged(touched: readonly Touched[], context: Context): Promise<Table | undefined> {
  for (const [table, own] of Map.groupBy(touched, (each) => each.table)) {
    const rows = await rowsOf(table, own, context)
    const isAsLeft = own.every(({ id, after }) => {
      const row = rows.get(id)
      return row && JSON.stringify(read(row, Object.keys(after))) === JSON.stringify(after)
    })
    if (!isAsLeft) return table
  }
}

/** Whose a row is goes first: one person is in one household at a time. */
const owners = ['person', 'contactPerson', 'mergedInto']

/** Turns round what a merge did, and nothing else. */
export async function restore(touched: readonly Touched[], context: Context): Promise<void> {
  for (const isOwner of [true, false]) {
    for (const [table, own] of Map.groupBy(touched, (each) => each.table)) {
      const rows = await rowsOf(table, own, context)
      for (const { id, before } of own) {
        const values = Object.entries(before).filter(([name]) => owners.includes(name) === isOwner)
        write(rows.get(id) as object, Object.fromEntries(values), context)
      }
    }
    await context.em.flush()
  }
}

async function rowsOf(table: Table, touched: readonly Touched[], { em }: Context): Promise<Map<string, object>> {
  const rows = await em.find(entities[table], { id: { $in: touched.map(({ id }) => id) } } as never)
  return new Map(rows.map((row) => [(row as Row).id, row]))
}
