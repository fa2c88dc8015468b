import { buildSubgraphSchema, printSubgraphSchema } from '@apollo/subgraph'
import type { Role } from '@vungxanh/access'
import { type DocumentNode, type GraphQLSchema, isObjectType, parse } from 'graphql'
import {
  type AuthCheckerFn,
  buildSchemaSync,
  type ClassType,
  createResolversMap,
  getMetadataStorage,
  type MiddlewareFn,
} from 'type-graphql'
import type { Context } from './context.ts'
import { isUuid } from './doors.ts'
import { forbidden } from './errors.ts'

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])\n`

/** A door from other departments into one of ours, or the hook on which we hang fields of theirs. */
export interface Reference {
  type: ClassType
  roles: readonly Role[]
  load: (key: never, context: Context) => Promise<object | null>
}

/**
 * Every reference names its roles: `_entities` would otherwise be a back door around the queries' roles.
 * `load` gets the key's value as the gateway sent it; anything else in the representation is ignored.
 */
export function reference<T extends object>(
  type: ClassType<T>,
  roles: readonly Role[],
  load: (key: string, context: Context) => Promise<T | null>,
  key: 'id' | 'code' = 'id',
): Reference {
  return {
    type,
    roles,
    load: (representation: Record<string, unknown>, context: Context) => {
      const value = String(representation[key])
      return key === 'id' && !isUuid(value) ? Promise.resolve(null) : load(value, context)
    },
  }
}

/** A way into the department: a query, a mutation, or a reference from another department's type. */
export interface Door {
  kind: 'Query' | 'Mutation' | 'reference'
  name: string
  roles: readonly Role[]
}

export interface Subgraph {
  name: string
  schema: GraphQLSchema
  doors: Door[]
  /** What composition reads; committed as `schema.graphql`. */
  sdl: string
}

function requireRole({ viewer }: Context, roles: readonly Role[]): true {
  if (roles.includes(viewer.role)) return true
  throw forbidden('Vai trò của bạn không được xem hoặc làm việc này.')
}

const authChecker: AuthCheckerFn<Context, Role> = ({ context }, roles) => requireRole(context, roles)

const oneTransactionPerMutation: MiddlewareFn<Context> = ({ info, context }, next) =>
  info.parentType.name === 'Mutation' && info.path.prev === undefined ? context.unitOfWork.write(next) : next()

/** Builds a department's schema; refuses to build one with a query, mutation or reference that names no roles. */
export function buildSubgraph(definition: {
  name: string
  resolvers: [ClassType, ...ClassType[]]
  references: Reference[]
}): Subgraph {
  const orphanedTypes = definition.references.map(({ type }) => type)
  const plain = buildSchemaSync({
    resolvers: definition.resolvers,
    orphanedTypes,
    authChecker,
    globalMiddlewares: [oneTransactionPerMutation],
    validate: false,
    skipCheck: true,
  })
  const doors = doorsOf(definition.resolvers)

  const sdl = `${LINK}${printSubgraphSchema(plain)}\n`
  const resolvers = createResolversMap(plain) as Record<string, Record<string, unknown>>
  for (const { type, roles, load } of definition.references) {
    const name = typeName(type, plain)
    resolvers[name] = {
      ...resolvers[name],
      // Async, so that a refusal is this representation's alone: a throw would blank the others beside it.
      __resolveReference: async (representation: never, context: Context) => {
        requireRole(context, roles)
        return load(representation, context)
      },
    }
  }
  const document: DocumentNode = parse(sdl)
  for (const { type, roles } of definition.references)
    doors.push({ kind: 'reference', name: typeName(type, plain), roles })
  return {
    name: definition.name,
    sdl,
    doors,
    schema: buildSubgraphSchema([{ typeDefs: document, resolvers: resolvers as never }]),
  }
}

function typeName(type: ClassType, schema: GraphQLSchema): string {
  const metadata = getMetadataStorage().objectTypes.find(({ target }) => target === type)
  if (!metadata || !isObjectType(schema.getType(metadata.name)))
    throw new Error(`${type.name} is not an object type of this subgraph`)
  return metadata.name
}

function doorsOf(resolvers: ClassType[]): Door[] {
  const { queries, mutations } = getMetadataStorage()
  const doors = Object.entries({ Query: queries, Mutation: mutations }).flatMap(([kind, fields]) =>
    fields
      .filter(({ target }) => resolvers.some((resolver) => resolver === target))
      .map(({ schemaName, roles }) => ({
        kind: kind as Door['kind'],
        name: schemaName,
        roles: (roles ?? []) as Role[],
      })),
  )
  const open = doors.filter(({ roles }) => roles.length === 0)
  if (open.length > 0) throw new Error(`without roles: ${open.map(({ kind, name }) => `${kind}.${name}`).join(', ')}`)
  return doors
}
