import { type AccessTable, auditedClasses, type FieldAccess, isSteppedUp, permits } from '@vungxanh/access'
import {
  defaultFieldResolver,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isObjectType,
} from 'graphql'
import { AuditedType, subjectReader } from '../audit/audited-type.ts'
import type { Context } from '../context.ts'
import { badUserInput, clientCodes, conflictOfInterest, forbidden, stepUpRequired } from '../errors.ts'
import { idsIn } from './ids-in.ts'

type Resolver = GraphQLFieldResolver<unknown, Context, Record<string, unknown>>

const roots: ReadonlySet<string> = new Set(['Query', 'Mutation'])

/**
 * Puts the table between every field and its value: who may not read it gets a refusal that says nothing of the value, and
 * what is delivered of the audited classes is noted for the audit row of the transaction.
 */
export function guardFields(schema: GraphQLSchema, table: AccessTable): void {
  for (const type of Object.values(schema.getTypeMap())) {
    const access = table.get(type.name)
    if (!isObjectType(type) || !access) continue
    // Of queries and mutations the door is noted, whatever they are called: no bits, of which there are few.
    const sensitiveFields = roots.has(type.name)
      ? []
      : [...access.fields].filter(([, { class: of }]) => auditedClasses.has(of)).map(([name]) => name)
    const audited = new AuditedType(type.name, sensitiveFields)
    const subjectOf = subjectReader(access.subject)
    for (const field of Object.values(type.getFields())) {
      const entry = access.fields.get(field.name)
      if (!entry) continue
      const resolve: Resolver = field.resolve ?? defaultFieldResolver
      const place = `${type.name}.${field.name}`
      const guarded = roots.has(type.name)
        ? door(entry, place, resolve)
        : auditedClasses.has(entry.class)
          ? sensitive(entry, place, resolve, audited, audited.bitOf(field.name), subjectOf)
          : plain(entry, place, resolve)
      field.resolve = field.args.length > 0 ? blamingUnstorable(guarded) : guarded
    }
  }
}

/**
 * PostgreSQL keeps every character but U+0000. A department that looks at the text refuses it with the field's name; where
 * none does, and the database fails over it, that is the asker's fault and no accident.
 */
function blamingUnstorable(resolve: Resolver): Resolver {
  return (source, args, context, info) => {
    if (!isUnstorable(args)) return resolve(source, args, context, info)
    return (async () => resolve(source, args, context, info))().catch((error: unknown) => {
      if (error instanceof GraphQLError && clientCodes.has(error.extensions.code)) throw error
      throw badUserInput('Văn bản không được chứa ký tự rỗng (U+0000).')
    })
  }
}

function isUnstorable(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0')
  return typeof value === 'object' && value !== null && Object.values(value).some(isUnstorable)
}

function requireGrant(entry: FieldAccess, context: Context, place: string): void {
  const { viewer, trail } = context
  if (!permits(entry, viewer)) {
    trail.refused(place, 'FORBIDDEN')
    throw forbidden('Vai trò của bạn không được xem hoặc làm việc này.')
  }
  if (entry.stepUp && !isSteppedUp(viewer, context.now)) {
    trail.refused(place, 'STEP_UP_REQUIRED')
    throw stepUpRequired()
  }
}

function plain(entry: FieldAccess, place: string, resolve: Resolver): Resolver {
  return (source, args, context, info) => {
    requireGrant(entry, context, place)
    return resolve(source, args, context, info)
  }
}

/** A query or mutation: the door itself is noted, whether or not something was behind it. */
function door(entry: FieldAccess, place: string, resolve: Resolver): Resolver {
  const isMutation = place.startsWith('Mutation.')
  // A mutation's own row says what it was asked.
  const isNoted = auditedClasses.has(entry.class) && !isMutation
  return (source, args, context, info) => {
    requireGrant(entry, context, place)
    const { viewer, trail } = context
    if (isMutation && idsIn(args).some((id) => viewer.kin.includes(id))) {
      trail.refused(place, 'CONFLICT_OF_INTEREST')
      throw conflictOfInterest()
    }
    if (isNoted) trail.entered(place, args)
    return resolve(source, args, context, info)
  }
}

function sensitive(
  entry: FieldAccess,
  place: string,
  resolve: Resolver,
  type: AuditedType,
  bit: number,
  subjectOf: (source: unknown) => string,
): Resolver {
  return (source, args, context, info) => {
    requireGrant(entry, context, place)
    const deliver = (value: unknown): unknown => {
      if (value !== null && value !== undefined) context.trail.delivered(type, subjectOf(source), bit)
      return value
    }
    const value = resolve(source, args, context, info)
    return value instanceof Promise ? value.then(deliver) : deliver(value)
  }
}
