import type { EntityClass, FilterQuery } from '@mikro-orm/core'
import type { SqlEntityManager } from '@mikro-orm/postgresql'
import type { Viewer } from '@vungxanh/access'
import { z } from 'zod'
import { batched, keyOf } from '../batched.ts'
import type { Context } from '../context.ts'
import { type Subscription, subscription } from '../events/event.ts'

/** Of each entry who it is: somebody else, or nobody but itself again. */
export const personAliases = z.object({ aliases: z.array(z.object({ entry: z.uuid(), person: z.uuid().nullable() })) })

export async function keepAliases(
  unit: string,
  { aliases }: z.infer<typeof personAliases>,
  { em }: Context,
): Promise<void> {
  for (const { entry, person } of aliases) await em.execute(`select app.set_alias(?, ?, ?)`, [entry, person, unit])
}

/** What each department takes that holds ids of persons. */
export const aliasSubscriptions: readonly Subscription[] = ['residents.personsMerged', 'residents.personsUnmerged'].map(
  (type) => subscription(type, personAliases, ({ unit, payload }, context) => keepAliases(unit, payload, context)),
)

/** By id: the person whom it is, for those asked for and for every other entry that is one of them. */
export async function samePersons(ids: readonly string[], em: SqlEntityManager): Promise<ReadonlyMap<string, string>> {
  const rows = await em.execute<{ id: string; person: string }[]>(
    `select id, person from app.same_persons(?::uuid[])`,
    [`{${ids.join(',')}}`],
  )
  return new Map(rows.map(({ id, person }) => [id, person]))
}

/** Like `manyBy`, for rows about a person: those of every entry that is the same person. */
export function manyByPerson<T extends object>(
  entity: EntityClass<T>,
  key: Extract<keyof T, string>,
  orderBy: { [K in keyof T]?: 'asc' | 'desc' },
): (person: string, context: Context) => Promise<T[]> {
  return batched(async (ids, { em }) => {
    const same = await samePersons(ids, em)
    const rows = await em.find<T>(entity, { [key]: { $in: [...same.keys()] } } as unknown as FilterQuery<NoInfer<T>>, {
      orderBy: orderBy as never,
    })
    const byPerson = Map.groupBy(rows, (row) => same.get(keyOf(row[key])))
    return (id) => byPerson.get(same.get(id) ?? id) ?? []
  })
}

/** Whoever declared somebody as kin declared every entry of theirs, whichever of them is asked about. */
export async function withAliasesOfKin(viewer: Viewer, em: SqlEntityManager): Promise<Viewer> {
  if (viewer.kin.length === 0) return viewer
  return { ...viewer, kin: [...new Set([...viewer.kin, ...(await samePersons(viewer.kin, em)).keys()])] }
}
