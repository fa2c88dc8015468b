import type { EntityClass, FilterQuery, QueryOrderMap } from '@mikro-orm/core'

import { ArgsType, type ClassType, Directive, Field, Int, ObjectType } from 'type-graphql'
import { batched, keyOf } from './batched.ts'
import type { Context } from './context.ts'
import { badUserInput } from './errors.ts'
import { readRows } from './read-rows.ts'

const MOST = 100

@Directive('@shareable')
@ObjectType({ description: 'Vị trí của một trang trong danh sách (Relay).' })
export class PageInfo {
  @Field(() => Boolean)
  hasNextPage!: boolean

  @Field(() => Boolean)
  hasPreviousPage!: boolean

  @Field(() => String, { nullable: true })
  startCursor!: string | null

  @Field(() => String, { nullable: true })
  endCursor!: string | null
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 20, description: `Số dòng, từ 1 đến ${MOST}.` })
  first!: number

  @Field(() => String, { nullable: true, description: 'Con trỏ của dòng đứng ngay trước trang.' })
  after?: string | null
}

export interface Connection<T> {
  edges: { cursor: string; node: T }[]
  pageInfo: PageInfo
  totalCount(): Promise<number>
}

/** The Relay types of an entity: `TestEdge`, `TestConnection`. */
export function connectionOf<T extends object>(
  entity: ClassType<T>,
  name: string,
  sharing?: 'shareable',
): ClassType<Connection<T>> {
  const shared: ClassDecorator = sharing ? Directive('@shareable') : () => {}

  @shared
  @ObjectType(`${name}Edge`)
  class EdgeType {
    @Field(() => String)
    cursor!: string

    @Field(() => entity)
    node!: T
  }

  @shared
  @ObjectType(`${name}Connection`)
  class ConnectionType implements Connection<T> {
    @Field(() => [EdgeType])
    edges!: EdgeType[]

    @Field(() => PageInfo)
    pageInfo!: PageInfo

    @Field(() => Int, { description: 'Tổng số dòng; được đếm chỉ khi được hỏi.' })
    totalCount(): Promise<number> {
      return Promise.resolve(0)
    }
  }
  return ConnectionType
}

type Direction = 'asc' | 'desc'
type Where<T> = FilterQuery<NoInfer<T>>
type Sort<T> = QueryOrderMap<NoInfer<T>>[]
/** A total order: the last column must be unique. Nullable columns cannot be keyset columns. */
export type Order<T> = readonly (readonly [column: Extract<keyof T, string>, direction: Direction])[]

function malformedCursor(): Error {
  return badUserInput('Con trỏ trang (after) không đúng.', { argument: 'after' })
}

/**
 * The cursors of one list. They hold the sort columns of a row, which whoever asks for nothing else would read past the table
 * and the audit: so they are hidden, and one that was not given for this list is refused.
 */
class Cursors<T extends object> {
  readonly #place: string

  constructor(
    private readonly vault: Context['vault'],
    entity: EntityClass<T>,
    private readonly order: Order<T>,
  ) {
    this.#place = `cursor/${JSON.stringify([entity.name, order])}`
  }

  after(row: T): string {
    const values = this.order.map(([column]) => row[column])
    return this.vault.hide(JSON.stringify(values), this.#place)
  }

  /** The values of the sort columns of the row that a page begins after. */
  values(cursor: string): unknown[] {
    const values = this.vault.show(cursor, this.#place)
    if (values === undefined) throw malformedCursor()
    return JSON.parse(values)
  }
}

function after<T extends object>(values: readonly unknown[], order: Order<T>): Where<T> {
  const alternatives = order.map(([column, direction], index) => {
    const condition: Record<string, unknown> = {}
    order.slice(0, index).forEach(([earlier], position) => {
      condition[earlier] = values[position]
    })
    condition[column] = { [direction === 'asc' ? '$gt' : '$lt']: values[index] }
    return condition
  })
  return { $or: alternatives } as Where<T>
}

function sortBy<T>(order: Order<T>): Sort<T> {
  return order.map(([column, direction]) => ({ [column]: direction }) as QueryOrderMap<NoInfer<T>>)
}

function checkPage({ first }: PageArgs): void {
  if (!Number.isInteger(first) || first < 1 || first > MOST) {
    throw badUserInput(`Số dòng mỗi trang (first) phải từ 1 đến ${MOST}.`, { argument: 'first' })
  }
}

function connection<T>(
  rows: T[],
  args: PageArgs,
  cursorOf: (row: T) => string,
  count: () => Promise<number>,
): Connection<T> {
  // Hidden only when asked for: most lists ask for the last one, if any.
  const edges = rows.slice(0, args.first).map((node) => ({
    node,
    get cursor() {
      return cursorOf(node)
    },
  }))
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > args.first,
      hasPreviousPage: Boolean(args.after),
      get startCursor() {
        return edges.at(0)?.cursor ?? null
      },
      get endCursor() {
        return edges.at(-1)?.cursor ?? null
      },
    },
    totalCount: count,
  }
}

/** A page of rows that were read without the ORM, newest first by a numeric id: one row more than asked says that there are more. */
export function connectionOfRows<T extends { id: string }>(
  rows: T[],
  args: PageArgs,
  count: () => Promise<number>,
): Connection<T> {
  return connection(rows, args, ({ id }) => Buffer.from(id).toString('base64url'), count)
}

/** The numeric id that such a page begins after. */
export function decodeCursor(args: PageArgs): string | undefined {
  checkPage(args)
  if (!args.after) return undefined
  const id = Buffer.from(args.after, 'base64url').toString()
  if (!/^\d{1,18}$/.test(id)) throw malformedCursor()
  return id
}

/** A keyset page. One statement; one more when the total is asked for. */
export async function page<T extends object>(
  { em, vault }: Context,
  entity: EntityClass<T>,
  where: Where<T>,
  order: Order<T>,
  args: PageArgs,
): Promise<Connection<T>> {
  checkPage(args)
  const cursors = new Cursors(vault, entity, order)
  const within = args.after ? ({ $and: [where, after<T>(cursors.values(args.after), order)] } as Where<T>) : where
  const rows = await em.find<T>(entity, within, { orderBy: sortBy(order), limit: args.first + 1 })
  return connection(
    rows,
    args,
    (row) => cursors.after(row),
    () => em.count<T>(entity, where),
  )
}

/** Where a row stands in a list whose order the statement itself works out. */
export interface Ranked {
  id: string
  /** What it is sorted by, ending in something unique. */
  place: unknown[]
}

/**
 * A keyset page of a list that a statement of the caller's ranks, as a search does: two statements, whatever is found.
 * @param list what was asked for; a cursor of one list is refused in another.
 * @param withEach a relation that every row has and whoever asks for the list mostly asks for, too: joined it costs no statement.
 */
export async function rankedPage<T extends { id: string }>(
  { em, vault }: Context,
  entity: EntityClass<T>,
  list: unknown[],
  args: PageArgs,
  read: (after: unknown[] | undefined, limit: number) => Promise<{ total: number; rows: Ranked[] }>,
  withEach?: Extract<keyof T, string>,
): Promise<Connection<T>> {
  checkPage(args)
  const cursorPlace = `cursor/${JSON.stringify([entity.name, list])}`
  const shown = args.after ? vault.show(args.after, cursorPlace) : undefined
  if (args.after && shown === undefined) throw malformedCursor()
  const { total, rows } = await read(shown && JSON.parse(shown), args.first + 1)
  const ids = rows.map(({ id }) => id)
  const chosen = { id: { $in: ids } } as unknown as Where<T>
  const found = ids.length === 0 ? [] : await readRows<T>(em, entity, chosen, withEach && [withEach])
  const byId = new Map(found.map((row) => [row.id, row]))
  const places = new Map(rows.map(({ id, place }) => [id, place]))
  return connection(
    ids.flatMap((id) => byId.get(id) ?? []),
    args,
    ({ id }) => vault.hide(JSON.stringify(places.get(id)), cursorPlace),
    async () => total,
  )
}

interface PageOfParent {
  parentId: string
  first: number
  /** The sort columns of the row before the page; empty for the first page. */
  values: unknown[]
}

/** By id of what rows point at: whom it stands for. More ids than were asked for may stand for one of those. */
type StandsFor = (ids: readonly string[], em: Context['em']) => Promise<ReadonlyMap<string, string>>

/** Everything is itself. */
const itself: StandsFor = async (ids) => new Map(ids.map((id) => [id, id]))

/**
 * The same page for many parents at once: a list of 50 people with their tests costs one statement, not 50.
 * @param standsFor of persons, `samePersons`: the rows of every entry that is one person are one list.
 */
export function pagePerParent<T extends object>(
  entity: EntityClass<T>,
  parent: Extract<keyof T, string>,
  order: Order<T>,
  standsFor: StandsFor = itself,
): (parentId: string, args: PageArgs, context: Context) => Promise<Connection<T>> {
  const totals = batched<string, number>(async (ids, { em }) => {
    const whom = await standsFor(ids, em)
    const counts: Record<string, number> = await em.countBy<T>(entity, parent as never, {
      where: { [parent]: { $in: [...whom.keys()] } } as unknown as FilterQuery<T>,
    })
    const sums = new Map<string, number>()
    for (const [id, own] of whom) sums.set(own, (sums.get(own) ?? 0) + (counts[id] ?? 0))
    return (id) => sums.get(whom.get(id) ?? id) ?? 0
  })

  const rowsOf = batched<string, T[]>(async (keys, { em }) => {
    const asked = keys.map((key) => JSON.parse(key) as PageOfParent)
    const found = new Map<string, T[]>()
    const whom = await standsFor([...new Set(asked.map(({ parentId }) => parentId))], em)
    // Parents asked by one field have one `first` and one `after`: one turn of the loop.
    for (const pages of Map.groupBy(asked, ({ first, values }) => JSON.stringify([first, values])).values()) {
      const { first, values } = pages[0] as PageOfParent
      const parents = new Set(pages.map(({ parentId }) => whom.get(parentId)))
      const entries = [...whom].filter(([, own]) => parents.has(own))
      const rows = await firstRows(em, entries, first, values)
      const byParent = Map.groupBy(rows, (row) => whom.get(keyOf(row[parent])))
      for (const page of pages) found.set(JSON.stringify(page), byParent.get(whom.get(page.parentId)) ?? [])
    }
    return (key) => found.get(key) ?? []
  })

  /** The first rows of each parent, and one more that tells whether there is a next page. */
  async function firstRows(
    em: Context['em'],
    entries: (readonly [id: string, whom: string])[],
    first: number,
    values: unknown[],
  ): Promise<T[]> {
    const { properties, tableName } = em.getMetadata().get(entity)
    const column = (name: string): string => `"${properties[name as keyof typeof properties]?.fieldNames[0]}"`
    const sorted = order.map(([name, direction]) => `${column(name)} ${direction}`).join(', ')
    const past = order.map(([name, direction], index) => {
      const same = order.slice(0, index).map(([earlier]) => `${column(earlier)} = ?`)
      return [...same, `${column(name)} ${direction === 'asc' ? '>' : '<'} ?`].join(' and ')
    })
    const ranked = await em.execute<{ id: string }[]>(
      `select id from (select id, row_number() over (partition by entry.whom order by ${sorted}) as place
       from "${tableName}" join unnest(?::uuid[], ?::uuid[]) as entry (entry_id, whom) on ${column(parent)} = entry.entry_id
       ${values.length === 0 ? '' : `where (${past.join(' or ')})`}) as ranked where place <= ?`,
      [
        `{${entries.map(([id]) => id).join(',')}}`,
        `{${entries.map(([, whom]) => whom).join(',')}}`,
        ...values.flatMap((_, index) => values.slice(0, index + 1)),
        first + 1,
      ],
    )
    const chosen = { id: { $in: ranked.map(({ id }) => id) } } as unknown as Where<T>
    return em.find<T>(entity, chosen, { orderBy: sortBy(order) })
  }

  return async (parentId, args, context) => {
    checkPage(args)
    const cursors = new Cursors(context.vault, entity, order)
    const values = args.after ? cursors.values(args.after) : []
    const page: PageOfParent = { parentId, first: args.first, values }
    const rows = await rowsOf(JSON.stringify(page), context)
    return connection(
      rows,
      args,
      (row) => cursors.after(row),
      () => totals(parentId, context),
    )
  }
}
