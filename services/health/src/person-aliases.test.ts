import { contextVariables } from '@vungxanh/subgraph'
import { contextScope, testContextKey } from '@vungxanh/testing'
import { expect } from 'vitest'
import { test } from './testing.ts'

const OF = `query ($keys: [_Any!]!) { _entities(representations: $keys) {
  ... on Person { tests(first: 10) { totalCount edges { node { id } } } doses { id } quarantineOrders { id } followUps { id } } } }`

interface Found {
  _entities: {
    tests: { totalCount: number; edges: { node: { id: string } }[] }
    doses: { id: string }[]
    quarantineOrders: { id: string }[]
    followUps: { id: string }[]
  }[]
}

test('two entries that are one person have one list, and each its own when they are two again', async ({
  as,
  given,
  unit,
  orm,
}) => {
  const ids = [await given.world(), await given.world()].map(({ references }) => references.Person ?? '')
  const [survivor = '', absorbed = ''] = ids
  const say = (person: string | null) =>
    orm.em
      .fork({ session: contextVariables(contextScope([unit], 'EVENTS'), testContextKey) })
      .transactional((em) => em.execute(`select app.set_alias(?, ?, ?)`, [absorbed, person, unit]))
  const counts = async (kin: string[] = []) => {
    const keys = ids.map((id) => ({ __typename: 'Person', id }))
    const { _entities } = await as('HEALTH_STAFF', { kin }).run<Found>(OF, { keys })
    return _entities.map(({ tests, doses, quarantineOrders, followUps }) => [
      tests.totalCount,
      tests.edges.length,
      doses.length,
      quarantineOrders.length,
      followUps.length,
    ])
  }
  const [[tests = 0, , doses = 0, orders = 0, followUps = 0] = []] = await counts()
  const before = await counts()
  expect(followUps).toBeGreaterThan(0)
  await say(survivor)
  const both = [2 * tests, 2 * tests, 2 * doses, 2 * orders, 2 * followUps]
  expect(await counts()).toEqual([both, both])
  // Whoever declared one of them as kin handles neither.
  expect(await counts([absorbed])).toEqual([
    [0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0],
  ])
  await say(null)
  expect(await counts()).toEqual(before)
})

test('nobody but an event, and the register itself, says who is who', async ({ unit, orm }) => {
  const say = orm.em
    .fork({ session: contextVariables(contextScope([unit], 'CARE'), testContextKey) })
    .transactional((em) =>
      em.execute(`select app.set_alias(?, ?, ?)`, [crypto.randomUUID(), crypto.randomUUID(), unit]),
    )
  await expect(say).rejects.toThrow('not the purpose of this')
})
