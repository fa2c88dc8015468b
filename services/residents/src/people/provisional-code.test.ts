import { expect } from 'vitest'
import { test } from '../testing.ts'
import { provisionalCode, readProvisionalCode } from './provisional-code.ts'

test('a code is read however it is typed', () => {
  expect(provisionalCode('00121', '2026', 42)).toBe('TAM-00121-2026-00042')
  expect(readProvisionalCode(' tam 00121–2026-00042 ')).toBe('TAM-00121-2026-00042')
  for (const text of ['tam', 'Tâm 1980', '001180000001', 'TAM-00121-2026']) {
    expect(readProvisionalCode(text), text).toBeUndefined()
  }
})

const REGISTER = `mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { ... on RegisterPersonSuccess { person { id provisionalCode } } } }`
const FOUND = `query ($unit: ID!, $search: String) { people(unit: $unit, search: $search) { edges { node { fullName } } } }`

test('whoever has no paper gets a code of the unit and the year, each their own, and is found by it', async ({
  as,
  given,
  unit,
}) => {
  const household = await given.household(await given.group())
  const register = async (fullName: string, year: number, changes: Record<string, unknown> = {}) => {
    const input = {
      unit,
      fullName,
      sex: 'MALE',
      householdId: household.id,
      relation: 'CHILD',
      residenceKind: 'TEMPORARY',
      residesFrom: '2021-09-01',
      ...changes,
    }
    const { registerPerson } = await as('REGISTRAR', { now: new Date(`${year}-06-01T08:00:00+07:00`) }).run<{
      registerPerson: { person: { id: string; provisionalCode: string | null } }
    }>(REGISTER, { input })
    return registerPerson.person
  }
  const atOnce = await Promise.all(['An', 'Bình', 'Chi', 'Dung'].map((name) => register(`Lê ${name}`, 2025)))
  expect(atOnce.map((person) => person.provisionalCode).sort()).toEqual(
    [1, 2, 3, 4].map((number) => `TAM-${unit}-2025-0000${number}`),
  )
  expect((await register('Lê Em', 2026)).provisionalCode).toBe(`TAM-${unit}-2026-00001`)
  const papers = { identityKind: 'OLD_ID', identityNumber: '123456789' }
  expect((await register('Lê Giang', 2026, papers)).provisionalCode).toBeNull()

  const born = await as('REGISTRAR', { now: new Date('2026-06-02T08:00:00+07:00') }).run(
    `mutation ($input: RecordBirthInput!) { recordBirth(input: $input) { ... on LifeEventSuccess { event { participants { part person { provisionalCode } } } } } }`,
    {
      input: {
        householdId: household.id,
        fullName: 'Lê Bé',
        bornOn: '2026-06-01',
        sex: 'FEMALE',
        parentIds: [atOnce[0]?.id],
        relation: 'GRANDCHILD',
      },
    },
  )
  expect(born).toMatchObject({
    recordBirth: {
      event: { participants: [{ part: 'SUBJECT', person: { provisionalCode: `TAM-${unit}-2026-00002` } }, {}] },
    },
  })
  const found = (role: 'REGISTRAR' | 'EMERGENCY_READER') =>
    as(role).run(FOUND, { unit, search: `tam-${unit}-2026-00001` })
  expect(await found('REGISTRAR')).toEqual({ people: { edges: [{ node: { fullName: 'Lê Em' } }] } })
  // Like any other number of a person, it is not for guessing.
  expect(await found('EMERGENCY_READER')).toEqual({ people: { edges: [] } })
})
