import { type AccessTable, permits, type Viewer } from '@vungxanh/access'
import { type SheetTable, writeDelimited, writeWorkbook } from '@vungxanh/sheets'
import {
  execute,
  type GraphQLArgument,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql'
import { z } from 'zod'
import type { Subgraph } from '../build-subgraph.ts'
import type { Context } from '../context.ts'
import { badUserInput, forbidden } from '../errors.ts'
import type { FileDoor } from './file-door.ts'

const MOST_ROWS = 50_000
const PAGE = 100

interface ExportColumn {
  header: string
  /** What it takes of a row, as a selection of the graph: who may not read all of it does not get the column. */
  fields: string
  // biome-ignore lint/suspicious/noExplicitAny: the row has the shape of `fields`, which no type can follow
  text: (row: any) => string | number | null | undefined
  kind?: 'text' | 'number'
  width?: number
}

/** A list of the graph that may be taken away as a file: the same rows, in the same order, under the same rules. */
export interface ExportedList {
  /** Its address, and the name of the file. */
  name: string
  title: string
  /**
   * Where the graph has it: a query that answers a connection, or a way to a list, `round.stops`. Whatever the schema lets it
   * be asked with, may be asked here.
   */
  query: string
  columns: readonly ExportColumn[]
}

const asked = z.object({
  format: z.enum(['xlsx', 'csv']),
  delimiter: z.enum([';', ',']).default(';'),
  variables: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** What the page shows above the list, word for word: goes on the sheet “Điều kiện lọc”. */
  conditions: z
    .array(z.tuple([z.string().max(100), z.string().max(200)]))
    .max(20)
    .default([]),
})

type Asked = z.infer<typeof asked>

/** `POST /files/exports/<list>`: asks the department's own graph page by page, so that no file says more than the screen. */
export function exportDoor(lists: readonly ExportedList[]): FileDoor {
  return {
    method: 'POST',
    path: 'exports/:list',
    handle: async ({ params, body }, context, subgraph) => {
      const list = lists.find(({ name }) => name === params.list)
      if (!list) throw badUserInput('Không có danh sách này để xuất.')
      const wanted = asked.safeParse(parsed(body)).data
      if (!wanted) throw badUserInput('Yêu cầu xuất danh sách không đúng dạng.')
      await context.unitOfWork.read()
      const table = await tableOf(list, wanted, context, subgraph)
      context.trail.entered(
        `File.${list.name}`,
        { ...wanted.variables, columns: table.columns.map(({ header }) => header) },
        `${wanted.format.toUpperCase()}, ${table.rows.length} dòng`,
      )
      return fileOf(fileNameOf(list.title), table, wanted)
    },
  }
}

/** `danh-sach-ho`: words of whoever receives the file, in letters that every system keeps. */
function fileNameOf(title: string): string {
  const plain = title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd')
  return plain.replace(/[^a-z0-9]+/g, '-')
}

export async function fileOf(
  name: string,
  table: SheetTable,
  { format, delimiter }: Pick<Asked, 'format' | 'delimiter'>,
) {
  return format === 'xlsx'
    ? {
        file: await writeWorkbook(table),
        name: `${name}.xlsx`,
        type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      }
    : { file: writeDelimited(table, delimiter), name: `${name}.csv`, type: 'text/csv; charset=utf-8' }
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}

async function tableOf(
  list: ExportedList,
  { variables, conditions }: Asked,
  context: Context,
  { schema, access }: Subgraph,
): Promise<SheetTable> {
  const steps = stepsOf(list.query, schema)
  const columns = list.columns.filter(({ fields }) => isReadable(steps, fields, schema, access, context.viewer))
  if (columns.length === 0) throw forbidden('Vai trò của bạn không được xem danh sách này.')
  const document = parse(documentOf(steps, columns))
  const rows: SheetTable['rows'][number][] = []
  let after: string | null = null
  do {
    const page: Page = await pageOf({ schema, steps, document, variables: { ...variables, after }, context })
    for (const node of page.nodes) rows.push(columns.map(({ text }) => text(node) ?? null))
    if (rows.length > MOST_ROWS)
      throw badUserInput('Danh sách dài hơn 50.000 dòng. Hãy lọc theo tổ dân phố rồi xuất từng phần.')
    after = page.after
    // What one page loaded is no use to the next, and would only be looked through again and again.
    context.loaders.clear()
    context.em.clear()
  } while (after !== null)
  return { title: list.title, columns, rows, conditions }
}

interface Page {
  nodes: readonly object[]
  after: string | null
}

/** One field on the way to the rows. */
interface Step {
  name: string
  args: readonly GraphQLArgument[]
  isConnection: boolean
}

const ofPages = new Set(['first', 'after'])

function stepsOf(query: string, schema: GraphQLSchema): Step[] {
  let type = schema.getQueryType() as GraphQLNamedType | null | undefined
  return query.split('.').map((name) => {
    const field = isObjectType(type) ? type.getFields()[name] : undefined
    if (!field) throw new Error(`the graph has no ${query}`)
    type = getNamedType(field.type)
    return {
      name,
      args: field.args.filter((argument) => !ofPages.has(argument.name)),
      isConnection: isObjectType(type) && 'edges' in type.getFields(),
    }
  })
}

/** What a connection's page holds, or a list: written around the rows from the inside out. */
function selectionOf(steps: readonly Step[], fields: string): string {
  return steps.reduceRight((selection, { name, args, isConnection }) => {
    const passed = args.map((argument) => `${argument.name}: $${argument.name}`)
    if (isConnection) passed.push(`first: ${PAGE}`, 'after: $after')
    const asked = passed.length > 0 ? `(${passed.join(', ')})` : ''
    return isConnection
      ? `${name}${asked} { edges { node { ${selection} } } pageInfo { hasNextPage endCursor } }`
      : `${name}${asked} { ${selection} }`
  }, fields)
}

function documentOf(steps: readonly Step[], columns: readonly ExportColumn[]): string {
  const declared = steps.flatMap(({ args }) =>
    // An argument that has a default may be left out.
    args.map(
      ({ name, type, defaultValue }) => `$${name}: ${defaultValue === undefined ? type : getNullableType(type)}`,
    ),
  )
  if (steps.some(({ isConnection }) => isConnection)) declared.push('$after: String')
  const fields = columns.map((column) => column.fields).join(' ')
  const variables = declared.length > 0 ? `(${declared.join(', ')})` : ''
  return `query Export${variables} { ${selectionOf(steps, fields)} }`
}

interface Connected {
  edges: { node: object }[]
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
}

/** The rows at the end of the way: lists within lists one after the other. */
function rowsIn(data: unknown, steps: readonly Step[]): Page {
  let found: unknown[] = [data]
  let after: string | null = null
  for (const { name, isConnection } of steps) {
    const values = found.flatMap((value) => (value as Record<string, unknown> | null)?.[name] ?? [])
    found = isConnection ? values.flatMap((value) => (value as Connected).edges.map(({ node }) => node)) : values
    for (const value of isConnection ? (values as Connected[]) : [])
      after = value.pageInfo.hasNextPage ? value.pageInfo.endCursor : null
  }
  return { nodes: found as object[], after }
}

async function pageOf({
  schema,
  steps,
  document,
  variables,
  context,
}: {
  schema: GraphQLSchema
  steps: readonly Step[]
  document: ReturnType<typeof parse>
  variables: Record<string, unknown>
  context: Context
}): Promise<Page> {
  const { data, errors } = await execute({ schema, document, variableValues: variables, contextValue: context })
  const [error] = errors ?? []
  // An argument of the wrong type fails before any field is asked, so at no path.
  if (error) throw error.path ? (error.originalError ?? error) : badUserInput('Điều kiện của danh sách không đúng.')
  return rowsIn(data, steps)
}

function isReadable(
  steps: readonly Step[],
  fields: string,
  schema: GraphQLSchema,
  access: AccessTable,
  viewer: Viewer,
): boolean {
  const [definition] = parse(`{ ${selectionOf(steps, fields)} }`).definitions
  const root = schema.getQueryType()
  if (definition?.kind !== Kind.OPERATION_DEFINITION || !root) return false
  return permitsAll(definition.selectionSet, root, access, viewer)
}

function permitsAll(
  { selections }: SelectionSetNode,
  type: GraphQLObjectType,
  access: AccessTable,
  viewer: Viewer,
): boolean {
  return selections.every((selection) => {
    if (selection.kind !== Kind.FIELD) return false
    const name = selection.name.value
    const entry = access.get(type.name)?.fields.get(name)
    if (!entry) throw new Error(`${type.name}.${name} is not in the access table`)
    const target = type.getFields()[name]
    const next = target && getNamedType(target.type)
    if (!permits(entry, viewer)) return false
    return !selection.selectionSet || !isObjectType(next) || permitsAll(selection.selectionSet, next, access, viewer)
  })
}
