import { setImmediate as breath } from 'node:timers/promises'
import type { EntityClass, EntityProperty } from '@mikro-orm/core'
import type { SqlEntityManager } from '@mikro-orm/postgresql'

const CHUNK = 5_000

/** So many rows are spelled out between two looks at what else there is to do: the last statement, which is still going out. */
const PACE = 500

/** Rows by property name; a relation takes the id it points at. What only some rows name is null in the others. */
export type Rows = readonly Record<string, unknown>[]

export type Write = () => Promise<void>

/** A statement that is spelled out, rows and all. */
export interface Insert {
  sql: string
  json: string
}

/** Does one thing after the other, each made ready while PostgreSQL writes the one before it. */
export async function writeAhead(writes: AsyncIterator<Write>): Promise<void> {
  let next = await writes.next()
  while (!next.done) [, next] = await Promise.all([next.value(), writes.next()])
}

/** In one message: between two of them PostgreSQL would wait until this process looks up from what it makes ready. */
export async function insertTogether(em: SqlEntityManager, inserts: readonly Insert[]): Promise<void> {
  if (inserts.length === 0) return
  await em.execute(
    inserts.map(({ sql }) => sql).join(';\n'),
    inserts.map(({ json }) => json),
  )
}

/** Loads rows in bulk: one statement per 5,000, where a unit of work would take one flush and hold them all. */
export async function insertMany<T extends object>(
  em: SqlEntityManager,
  entity: EntityClass<T>,
  rows: Rows,
): Promise<void> {
  await writeAhead(writesOf(em, entity, rows))
}

/** The steps of `insertMany`. */
export async function* writesOf<T extends object>(
  em: SqlEntityManager,
  entity: EntityClass<T>,
  rows: Rows,
): AsyncGenerator<Write, undefined> {
  for await (const insert of insertsOf(em, entity, rows)) yield () => insertTogether(em, [insert])
}

/** The statements of `insertMany`, spelled out one by one. */
export async function* insertsOf<T extends object>(
  em: SqlEntityManager,
  entity: EntityClass<T>,
  rows: Rows,
): AsyncGenerator<Insert, undefined> {
  if (rows.length === 0) return
  const { properties, tableName } = em.getMetadata().get(entity)
  const named = new Set<string>()
  for (const row of rows) for (const name in row) named.add(name)
  const columns = [...named].map((name) => {
    const property = (properties as Record<string, EntityProperty>)[name]
    const column = property?.fieldNames[0]
    if (!property || !column) throw new Error(`${tableName} has no property ${name}`)
    return { name, column, type: property.columnTypes[0] }
  })
  const list = columns.map(({ column }) => `"${column}"`).join(', ')
  const names = columns.map(({ name }) => `"${name}"`).join(', ')
  const shape = columns.map(({ name, type }) => `"${name}" ${type}`).join(', ')
  const sql = `insert into "${tableName}" (${list}) select ${names} from json_to_recordset(?::json) as rows (${shape})`
  const bytes = columns.filter(({ type }) => type === 'bytea').map(({ name }) => name)
  for (let start = 0; start < rows.length; start += CHUNK) {
    yield { sql, json: await jsonOf(rows.slice(start, start + CHUNK), bytes) }
  }
}

async function jsonOf(rows: Rows, bytes: readonly string[]): Promise<string> {
  const parts: string[] = []
  for (let start = 0; start < rows.length; start += PACE) {
    await breath()
    const some = rows.slice(start, start + PACE)
    const spelled = bytes.length > 0 ? some.map((row) => withHex(row, bytes)) : some
    parts.push(JSON.stringify(spelled).slice(1, -1))
  }
  return `[${parts.join(',')}]`
}

/** Bytes as PostgreSQL reads them from a text. */
function withHex(row: Record<string, unknown>, bytes: readonly string[]): Record<string, unknown> {
  const spelled = { ...row }
  for (const name of bytes) {
    const value = row[name]
    if (Buffer.isBuffer(value)) spelled[name] = `\\x${value.toString('hex')}`
  }
  return spelled
}
