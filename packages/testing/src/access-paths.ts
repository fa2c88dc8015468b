import { type AccessTable, type Grant, permits, type Role, rolePurposes, roles } from '@vungxanh/access'
import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'

const LONGEST = 7

/** Real ids and inputs for the doors of a department, from rows that a test has stored. */
export interface World {
  /** Arguments of queries by name; those that every query has, as `unit` and `asOf`, are known. */
  queries: Record<string, Record<string, unknown>>
  /** Queries that show a type only when they are asked otherwise than above. */
  again?: { query: string; given: Record<string, unknown>; shows: string }[]
  /** Arguments of other fields, as `Person.identityDocuments`, where what they have by default does not show everything. */
  arguments?: Record<string, Record<string, unknown>>
  /** Fields, as `Room.formerStays`, by which a type shows what it does not on the shortest way to it. */
  also?: string[]
  /** Inputs that must be accepted from whoever may give them. */
  mutations: Record<string, Record<string, unknown>>
  /** Inputs of a role whose own rows a mutation works on. */
  own?: Partial<Record<Role, Record<string, Record<string, unknown>>>>
  /** Keys of the types that other departments come to by reference. */
  references: Record<string, string>
  /** What else the gateway sends of such a type, because a field of ours requires it of its owner. */
  required?: Record<string, Record<string, unknown>>
}

/** One way from a door to a type: the fields on it, in order. */
export interface Path {
  door: string
  type: string
  /** What is opened on the way, as text, the door first: a field with its arguments, or a condition on the type. */
  opened: string[]
  /** What must be permitted on the way. */
  grants: Grant[]
  /** The names to follow in the answer. */
  steps: string[]
  /** Nothing stands in the answer for its last field when that is refused: what it is a field of is gone, too. */
  isRequired: boolean
  /** It passes a type that has a door of its own. */
  isBehindDoor: boolean
}

/** Ways from one door, and what is asked at the end of each, as one selection: what ways have in common is asked once. */
export function selectionOf(asked: readonly (readonly [opened: readonly string[], selection: string])[]): string {
  const ends = asked.filter(([opened]) => opened.length === 0).map(([, selection]) => selection)
  const further = Map.groupBy(
    asked.filter(([opened]) => opened.length > 0),
    ([[first]]) => first,
  )
  const behind = [...further].map(
    ([first, ways]) => `${first} { ${selectionOf(ways.map(([[, ...rest], selection]) => [rest, selection]))} }`,
  )
  return [...ends, ...behind].join(' ')
}

/**
 * Ways that can be asked in one document: through one door, with the same arguments, and to each type once, so that the audit
 * says of each way what came on it. Those that are behind another door come last.
 */
export function documentsOf(paths: readonly Path[]): Path[][] {
  const documents: Path[][] = []
  for (const path of paths) {
    const document = documents.find(
      (ways) =>
        ways[0]?.opened[0] === path.opened[0] &&
        ways[0]?.isBehindDoor === path.isBehindDoor &&
        ways.every(({ type }) => type !== path.type),
    )
    if (document) document.push(path)
    else documents.push([path])
  }
  return documents
}

/** Arguments that any field takes, made from their names and types. */
function argumentsOf(field: GraphQLField<unknown, unknown>, unit: string, given: Record<string, unknown> = {}): string {
  const passed = field.args
    .filter(({ name, type }) => name in given || name === 'first' || isNonNullType(type))
    .map(({ name, type }) => `${name}: ${literal(given[name] ?? (name === 'first' ? 100 : sample(type, name, unit)))}`)
  return passed.length > 0 ? `(${passed.join(', ')})` : ''
}

/** A value as GraphQL writes it; enum values are marked. */
export function literal(value: unknown): string {
  if (value instanceof EnumValue) return value.name
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([key, item]) => `${key}: ${literal(item)}`)
      .join(', ')}}`
  }
  return JSON.stringify(value)
}

export class EnumValue {
  constructor(readonly name: string) {}
}

function sample(type: GraphQLInputType, name: string, unit: string): unknown {
  if (isNonNullType(type)) return sample(type.ofType, name, unit)
  if (isListType(type)) return []
  if (isEnumType(type)) return new EnumValue(type.getValues()[0]?.name ?? '')
  if (isInputObjectType(type)) return {}
  if (name === 'unit' || name === 'code') return unit
  const samples: Record<string, unknown> = {
    ID: '4f2b3c1e-0000-4000-8000-000000000000',
    String: 'x',
    Int: 1,
    Boolean: false,
    DateTime: '2021-09-27T17:00:00+07:00',
    LocalDate: '2021-09-27',
    VND: 1000,
  }
  return samples[type.name]
}

/**
 * Every type that can be come to, by every door that leads to it, on the shortest way from that door; last those ways that pass a
 * type with a door of its own for everybody who came so far, behind which the same was looked at.
 */
export function pathsOf(schema: GraphQLSchema, access: AccessTable, world: World, unit: string): Path[] {
  const query = schema.getQueryType()
  if (!query) return []
  const rootOf = (field: GraphQLField<unknown, unknown>, given?: Record<string, unknown>): Path => ({
    door: `Query.${field.name}`,
    type: getNamedType(field.type).name,
    opened: [`${field.name}${argumentsOf(field, unit, given)}`],
    grants: [entryOf(access, 'Query', field.name)],
    steps: [field.name],
    isRequired: isNonNullType(field.type),
    isBehindDoor: false,
  })
  const fields = Object.values(query.getFields()).filter(({ name }) => !name.startsWith('_'))
  const roots = fields.map((field) => rootOf(field, world.queries[field.name]))
  const again = (world.again ?? []).flatMap(({ query: name, given, shows }) =>
    fields
      .filter((field) => field.name === name)
      .flatMap((field) => reach(rootOf(field, given), schema, access, world, unit))
      .filter(({ type }) => type === shows),
  )
  for (const [type, { reference }] of access) {
    if (!reference) continue
    const key = world.references[type]
    if (!key) throw new Error(`the world names no ${type} to come to by reference`)
    const object = schema.getType(type)
    const keyName = isObjectType(object) && 'id' in object.getFields() ? 'id' : 'code'
    const representation = literal({ __typename: type, [keyName]: key, ...world.required?.[type] })
    roots.push({
      door: `reference ${type}`,
      type,
      opened: [`_entities(representations: [${representation}])`, `... on ${type}`],
      grants: [reference],
      steps: ['_entities'],
      isRequired: false,
      isBehindDoor: false,
    })
  }
  const hasOwnDoor = ({ type, grants }: Path): boolean =>
    roots.some((root) => root.type === type && rolesThat(grants).every((role) => rolesThat(root.grants).includes(role)))
  const ways = [...roots.flatMap((root) => reach(root, schema, access, world, unit, hasOwnDoor)), ...again]
  return ways.toSorted((one, other) => Number(one.isBehindDoor) - Number(other.isBehindDoor))
}

/** Who is let through all of these. */
function rolesThat(grants: readonly Grant[]): Role[] {
  return roles.filter((role) => grants.every((grant) => permits(grant, { role, purpose: rolePurposes[role] })))
}

function entryOf(access: AccessTable, type: string, field: string): Grant {
  const entry = access.get(type)?.fields.get(field)
  if (!entry) throw new Error(`${type}.${field} is not in the access table`)
  return entry
}

function reach(
  root: Path,
  schema: GraphQLSchema,
  access: AccessTable,
  world: World,
  unit: string,
  hasOwnDoor: (path: Path) => boolean = () => false,
): Path[] {
  const found = new Map<string, Path>()
  const others: Path[] = []
  const queue = [root]
  for (let path = queue.shift(); path; path = queue.shift()) {
    const type = schema.getType(path.type)
    if (!isObjectType(type) || found.has(path.type)) continue
    const from = path
    found.set(path.type, path)
    if (path.steps.length >= LONGEST) continue
    const isBehindDoor = path.isBehindDoor || (path !== root && hasOwnDoor(path))
    for (const field of Object.values(type.getFields())) {
      const target = getNamedType(field.type)
      if (!isObjectType(target)) continue
      const given = world.arguments?.[`${type.name}.${field.name}`]
      const way: Path = {
        door: from.door,
        type: target.name,
        opened: [...from.opened, `${field.name}${argumentsOf(field, unit, given)}`],
        grants: [...from.grants, entryOf(access, type.name, field.name)],
        steps: [...from.steps, field.name],
        isRequired: isNonNullType(field.type),
        isBehindDoor,
      }
      queue.push(way)
      if (world.also?.includes(`${type.name}.${field.name}`)) others.push(way)
    }
  }
  return [...found.values(), ...others]
}

/** How a field is asked for at the end of a path: as it is opened on a way, and no more of it than that it is there. */
export function fieldText(schema: GraphQLSchema, world: World, type: string, name: string, unit: string): string {
  const field = fieldOf(schema, type, name)
  const given = world.arguments?.[`${type}.${name}`]
  return `${name}${argumentsOf(field, unit, given)}${isObjectType(getNamedType(field.type)) ? ' { __typename }' : ''}`
}

/** Whether a field that is refused takes what it is a field of along. */
export function isRequired(schema: GraphQLSchema, type: string, name: string): boolean {
  return isNonNullType(fieldOf(schema, type, name).type)
}

function fieldOf(schema: GraphQLSchema, type: string, name: string): GraphQLField<unknown, unknown> {
  const object = schema.getType(type)
  const field = isObjectType(object) ? object.getFields()[name] : undefined
  if (!field) throw new Error(`${type}.${name}`)
  return field
}

/** The objects at the end of a path, wherever lists branch. */
export function follow(data: unknown, steps: readonly string[]): Record<string, unknown>[] {
  if (Array.isArray(data)) return data.flatMap((item) => follow(item, steps))
  if (typeof data !== 'object' || data === null) return []
  const [step, ...rest] = steps
  return step === undefined ? [data as Record<string, unknown>] : follow((data as Record<string, unknown>)[step], rest)
}
