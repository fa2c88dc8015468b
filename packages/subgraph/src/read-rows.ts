import {
  Collection,
  type EntityClass,
  type EntityMetadata,
  type EntityProperty,
  type FilterQuery,
  Reference,
  ReferenceKind,
} from '@mikro-orm/core'
import type { SqlEntityManager } from '@mikro-orm/postgresql'

type Columns = Record<string, unknown>

/** One entity of a statement that may join others. */
interface Part {
  meta: EntityMetadata
  /** What its columns are called begins so. */
  prefix: string
  /** The relation of the part before that it was joined by. */
  relation: string
}

/** What a row knows beside its values. */
interface Origin {
  em: SqlEntityManager
  columns: Columns
  part: Part
  joined: { relation: string; row: object } | undefined
}

/** What rows of an entity are made of. */
interface Shape {
  prototype: object
  values: { name: string; column: string; read: ((value: unknown) => unknown) | undefined }[]
}

const origin = Symbol('origin')
const shapes = new WeakMap<EntityMetadata, Shape>()

/**
 * Rows to be shown: of the entity's class, with its values, relations and collections, but unknown to the ORM, which makes
 * them a third of the cost. Nothing changes them: what a mutation may change is read with `find`.
 * @param joined relations read in the same statement, each of the one before it; a row that lacks one is left out. What leaves out
 *   one's own household (`personalRows`) counts for the entity alone: join none that has such rows.
 */
export async function readRows<T extends object>(
  em: SqlEntityManager,
  entity: EntityClass<T>,
  where: FilterQuery<NoInfer<T>>,
  joined: readonly string[] = [],
): Promise<T[]> {
  const parts: Part[] = [{ meta: em.getMetadata().get(entity) as EntityMetadata, prefix: '', relation: '' }]
  const query = em.createQueryBuilder(entity, 'entry').where(where as never)
  let before = 'entry'
  for (const relation of joined) {
    const alias = `${before}_${parts.length}`
    query.innerJoinAndSelect(`${before}.${relation}` as never, alias)
    parts.push({ meta: targetOf(parts.at(-1)?.meta.properties[relation]), prefix: `${alias}__`, relation })
    before = alias
  }
  await query.applyFilters()
  const answers: Columns[] = await query.execute('all', { mergeResults: false, mapResults: false })
  const [first, ...others] = parts as [Part, ...Part[]]
  // Many rows of a list are of one group, which is made once.
  const made = new Map<string, object>()
  return answers.map((columns) => {
    const last = others.reduceRight<Origin['joined']>((joinedTo, part) => {
      const key = `${part.prefix}${columns[`${part.prefix}id`]}`
      const row = made.get(key) ?? rowOf({ em, columns, part, joined: joinedTo })
      made.set(key, row)
      return { relation: part.relation, row }
    }, undefined)
    return rowOf({ em, columns, part: first, joined: last }) as T
  })
}

function rowOf(from: Origin): object {
  const { columns, part } = from
  const { prototype, values } = shapeOf(part.meta, from.em)
  const row = Object.create(prototype) as Columns & { [origin]: Origin }
  for (const { name, column, read } of values) {
    const value = columns[part.prefix + column]
    row[name] = read && value !== null ? read(value) : value
  }
  row[origin] = from
  return row
}

function shapeOf(meta: EntityMetadata, em: SqlEntityManager): Shape {
  const known = shapes.get(meta)
  if (known) return known
  const platform = em.getPlatform()
  const prototype = Object.create(meta.class.prototype)
  const values: Shape['values'] = []
  for (const property of Object.values<EntityProperty>(meta.properties)) {
    const { name, kind, customType, runtimeType, persist } = property
    if (kind !== ReferenceKind.SCALAR) Object.defineProperty(prototype, name, { get: relationOf(property) })
    else if (persist !== false) {
      const read = customType
        ? (value: unknown) => customType.convertToJSValue(value, platform)
        : runtimeType === 'Date'
          ? (value: unknown) => platform.parseDate(value as string)
          : undefined
      values.push({ name, column: property.fieldNames[0] as string, read })
    }
  }
  const shape = { prototype, values }
  shapes.set(meta, shape)
  return shape
}

/** What a relation or collection of a row is: the row that was read with it, or what the ORM loads when it is asked for. */
function relationOf({ name, kind, fieldNames, targetMeta }: EntityProperty): (this: { [origin]: Origin }) => unknown {
  return function () {
    const { em, columns, part, joined } = this[origin]
    if (joined?.relation === name) return Reference.create(joined.row)
    if (kind === ReferenceKind.ONE_TO_MANY || kind === ReferenceKind.MANY_TO_MANY) {
      const self = em.getReference(part.meta.class, columns[`${part.prefix}id`] as never) as Columns
      return self[name] ?? Collection.create(self, name as never, undefined, false)
    }
    const id = columns[part.prefix + fieldNames[0]]
    return id && em.getReference(targetOf({ targetMeta }).class, id as never, { wrapped: true })
  }
}

function targetOf(property: Pick<EntityProperty, 'targetMeta'> | undefined): EntityMetadata {
  if (!property?.targetMeta) throw new Error('what is joined must be a relation of the entity before it')
  return property.targetMeta
}
