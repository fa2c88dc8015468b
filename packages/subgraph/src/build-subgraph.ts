import { buildSubgraphSchema, printSubgraphSchema } from '@apollo/subgraph'
import { type AccessTable, type Grant, permits } from '@vungxanh/access'
import {
  defaultFieldResolver,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isObjectType,
  parse,
} from 'graphql'
import { buildSchemaSync, type ClassType, createResolversMap, getMetadataStorage } from 'type-graphql'
import { completeTable } from './access/complete-table.ts'
import { guardFields } from './access/guard-fields.ts'
import { printAccess } from './access/print-access.ts'
import { auditResolver } from './audit/audit-resolver.ts'
import type { Context } from './context.ts'
import { isUuid } from './doors.ts'
import { forbidden } from './errors.ts'

const directives = ['@key', '@shareable', '@requires', '@external', '@inaccessible']
const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ${JSON.stringify(directives)})\n`

/** A way for other departments to one of our types, or the hook on which we hang fields of theirs. */
export interface Reference {
  type: ClassType
  load: (key: never, context: Context) => Promise<object | null>
}

/**
 * Who may come is the table's to say (`reference`): `_entities` would otherwise be a back door around the queries.
 * `load` gets the key's value as the gateway sent it, and the whole representation for what a field of ours requires.
 */
export function reference<T extends object>(
  type: ClassType<T>,
  load: (key: string, context: Context, representation: Readonly<Record<string, unknown>>) => Promise<T | null>,
  key: 'id' | 'code' = 'id',
): Reference {
  return {
    type,
    load: (representation: Record<string, unknown>, context: Context) => {
      const value = String(representation[key])
      return key === 'id' && !isUuid(value) ? Promise.resolve(null) : load(value, context, representation)
    },
  }
}

export interface Subgraph {
  name: string
  schema: GraphQLSchema
  /** The department's table with the kit's own types: every field of the schema, once. */
  access: AccessTable
  /** What composition reads; committed as `schema.graphql`. */
  sdl: string
}

/** Mutations only, and not as a middleware: that would make a promise of each field of each row that any query reads. */
function oneTransactionPerMutation(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const resolve: GraphQLFieldResolver<unknown, Context, Record<string, unknown>> = field.resolve ??
    defaultFieldResolver
    const door = `Mutation.${field.name}`
    field.resolve = (source, args, context: Context, info) =>
      context.unitOfWork.write(door, args, async () => resolve(source, args, context, info))
  }
}

/** Builds a department's schema; refuses to build one with a field that the access table does not name. */
export function buildSubgraph(definition: {
  name: string
  resolvers: [ClassType, ...ClassType[]]
  references: Reference[]
  access: AccessTable
}): Subgraph {
  const { name, references } = definition
  const plain = buildSchemaSync({
    resolvers: [...definition.resolvers, auditResolver(name)],
    orphanedTypes: references.map(({ type }) => type),
    validate: false,
    skipCheck: true,
  })
  const access = completeTable(plain, definition.access, name)
  const resolvers = createResolversMap(plain) as Record<string, Record<string, unknown>>
  const referred = new Set<string>()
  for (const { type, load } of references) {
    const typeName = nameOf(type, plain)
    const grant = access.get(typeName)?.reference
    if (!grant) throw new Error(`${typeName}: the access table does not say who may come to it by reference`)
    referred.add(typeName)
    resolvers[typeName] = {
      ...resolvers[typeName],
      // Async, so that a refusal is this representation's alone: a throw would blank the others beside it.
      __resolveReference: async (representation: never, context: Context) => {
        requireReference(grant, typeName, context)
        return load(representation, context)
      },
    }
  }
  for (const [typeName, { reference: grant }] of access) {
    if (grant && !referred.has(typeName)) throw new Error(`${typeName} is not a reference of this subgraph`)
  }
  const federated = `${LINK}${printSubgraphSchema(plain)}\n`
  const schema = buildSubgraphSchema([{ typeDefs: parse(federated), resolvers: resolvers as never }])
  oneTransactionPerMutation(schema)
  guardFields(schema, access)
  // The gateway plans from a file: nobody has to ask a running department for its schema.
  const service = schema.getQueryType()?.getFields()._service
  if (service) {
    service.resolve = () => {
      throw new GraphQLError('Lược đồ chỉ nằm trong tệp.', { extensions: { code: 'FORBIDDEN' } })
    }
  }
  return { name, access, schema, sdl: printAccess(federated, access) }
}

function requireReference(grant: Grant, type: string, { viewer, trail }: Context): void {
  if (permits(grant, viewer)) return
  trail.refused(type, 'FORBIDDEN')
  throw forbidden('Vai trò của bạn không được xem hoặc làm việc này.')
}

function nameOf(type: ClassType, schema: GraphQLSchema): string {
  const metadata = getMetadataStorage().objectTypes.find(({ target }) => target === type)
  if (!metadata || !isObjectType(schema.getType(metadata.name)))
    throw new Error(`${type.name} is not an object type of this subgraph`)
  return metadata.name
}
