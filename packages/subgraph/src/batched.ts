import type { EntityClass, FilterQuery } from '@mikro-orm/core'
import DataLoader from 'dataloader'
import type { Context } from './context.ts'

/**
 * One look-up per request for many keys, declared beside its only user. For the two shapes that the ORM cannot batch:
 * references by id, and reverse look-ups by a foreign id.
 */
export function batched<K, V>(
  load: (keys: readonly K[], context: Context) => Promise<(key: K) => V>,
): (key: K, context: Context) => Promise<V> {
  return (key, context) => {
    let loader = context.loaders.get(load) as DataLoader<K, V> | undefined
    if (!loader) {
      loader = new DataLoader<K, V>(async (keys) => {
        const find = await load(keys, context)
        return keys.map(find)
      })
      context.loaders.set(load, loader)
    }
    return loader.load(key)
  }
}

/** The row with this key, or null when it does not exist or row security hides it; any number of keys is one statement. */
export function oneBy<T extends object>(
  entity: EntityClass<T>,
  key: Extract<keyof T, string>,
): (value: string, context: Context) => Promise<T | null> {
  return batched(async (values, { em }) => {
    // PostgreSQL holds no U+0000, so nothing has a key with one: asking for it would fail, and the whole request with it.
    const possible = values.filter((value) => !value.includes('\0'))
    const rows = await em.find<T>(entity, { [key]: { $in: possible } } as unknown as FilterQuery<NoInfer<T>>)
    const byKey = new Map(rows.map((row) => [String(row[key]), row]))
    return (value) => byKey.get(value) ?? null
  })
}

/** The rows that point at this value with `key`, in the given order; any number of values is one statement. */
export function manyBy<T extends object>(
  entity: EntityClass<T>,
  key: Extract<keyof T, string>,
  orderBy: { [K in keyof T]?: 'asc' | 'desc' },
): (value: string, context: Context) => Promise<T[]> {
  return batched(async (values, { em }) => {
    const rows = await em.find<T>(entity, { [key]: { $in: [...values] } } as unknown as FilterQuery<NoInfer<T>>, {
      orderBy: orderBy as never,
    })
    const byKey = Map.groupBy(rows, (row) => keyOf(row[key]))
    return (value) => byKey.get(value) ?? []
  })
}

/** A column's value as text; of a relation, the id it points at. */
export function keyOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : String(value)
}
