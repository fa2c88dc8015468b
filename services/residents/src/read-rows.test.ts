import type { EntityClass } from '@mikro-orm/core'
import { readRows } from '@vungxanh/subgraph'
import { expect } from 'vitest'
import { database } from './database.ts'
import { Household, HouseholdMember } from './households/household.ts'
import { Residence } from './movements/residence.ts'
import { Person } from './people/person.ts'
import { test } from './testing.ts'

/** A row without its relations. */
function valuesOf(row: object, relations: ReadonlySet<string>): [string, unknown][] {
  return Object.entries(row)
    .filter(([name, value]) => !relations.has(name) && value !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
}

function pointedAt(row: object, relation: string): unknown {
  return (row as Record<string, { id: string } | null | undefined>)[relation]?.id
}

test('a row that is only read is what the ORM finds, of every table', async ({ given }) => {
  await given.world()
  const compared: string[] = []
  await given.save(async (em) => {
    for (const entity of database.entities as EntityClass<{ id?: string }>[]) {
      const meta = em.getMetadata().get(entity)
      if (meta.abstract) continue
      const relations = new Set(meta.relations.map(({ name }): string => name))
      const found = await em.find(
        entity,
        {},
        { orderBy: Object.fromEntries(meta.primaryKeys.map((key) => [key, 'asc'])) },
      )
      const read = await readRows(em, entity, {})
      const keyOf = (row: object) => meta.primaryKeys.map((key) => String(row[key as never])).join()
      const byKey = new Map(read.map((row) => [keyOf(row), row]))
      expect(read).toHaveLength(found.length)
      for (const row of found) {
        const same = byKey.get(keyOf(row)) as object
        expect(same).toBeInstanceOf(entity)
        expect(valuesOf(same, relations), meta.className).toEqual(valuesOf(row, relations))
        for (const { name, kind } of meta.relations)
          if (kind === 'm:1') expect(pointedAt(same, name), `${meta.className}.${name}`).toBe(pointedAt(row, name))
      }
      if (found.length > 0) compared.push(meta.className)
    }
    return {}
  })
  expect(compared.length, 'the world has a row in nearly every table').toBeGreaterThan(20)
})

test('what was joined is at hand, and what was not is loaded when somebody asks for it', async ({ given }) => {
  const group = await given.group()
  const home = await given.household(group)
  const { id } = await given.person('Lê An', { household: home })
  await given.save(async (em) => {
    const [member] = await readRows(em, HouseholdMember, { person: id }, ['household', 'residentialGroup'])
    expect(member?.household.unwrap().residentialGroup.unwrap().name).toBe(group.name)
    const [household] = await readRows(em, Household, { id: home.id })
    expect((await household?.residentialGroup.loadOrFail())?.name).toBe(group.name)
    expect(household?.successor).toBeNull()
    const [person] = await readRows(em, Person, { id })
    expect(await person?.residences.loadItems()).toHaveLength(await em.count(Residence, { person: id }))
    return {}
  })
})
