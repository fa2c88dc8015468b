import { expect } from 'vitest'
import { test } from '../testing.ts'
import { OrganisationKind } from './organisation.ts'

const ORGANISATIONS = `query ($unit: ID!) { organisations(unit: $unit) { name kind unit { code } posts { title } } }`
const POSTS = `query ($unit: ID!) { posts(unit: $unit) { title holderTitle organisation { name } } }`

test('lists the unit’s own bodies before those of other levels', async ({ as, given, unit }) => {
  await given.issuer('Chính phủ')
  const committee = await given.organisation('Ban Chỉ đạo', OrganisationKind.STEERING_COMMITTEE)
  await given.post('Trưởng ban', { organisation: committee, holderTitle: 'Bí thư Đảng ủy phường' })
  await given.post('Phó trưởng ban', { organisation: committee })
  expect(await as('CHAIR').run(ORGANISATIONS, { unit })).toEqual({
    organisations: [
      {
        name: 'Ban Chỉ đạo',
        kind: 'STEERING_COMMITTEE',
        unit: { code: unit },
        posts: [{ title: 'Phó trưởng ban' }, { title: 'Trưởng ban' }],
      },
      { name: 'Chính phủ', kind: 'STATE', unit: null, posts: [] },
    ],
  })
  expect(await as('CHAIR').run(POSTS, { unit })).toEqual({
    posts: [
      { title: 'Phó trưởng ban', holderTitle: null, organisation: { name: 'Ban Chỉ đạo' } },
      { title: 'Trưởng ban', holderTitle: 'Bí thư Đảng ủy phường', organisation: { name: 'Ban Chỉ đạo' } },
    ],
  })
})

test('costs the same however many there are', async ({ as, given, unit }) => {
  await given.organisation('Tổ 1', OrganisationKind.COMMUNITY_TEAM)
  const few = await as('CHAIR').ask(ORGANISATIONS, { unit })
  for (let number = 2; number <= 10; number++) await given.organisation(`Tổ ${number}`, OrganisationKind.COMMUNITY_TEAM)
  const many = await as('CHAIR').ask(ORGANISATIONS, { unit })
  expect(many.statements).toBe(few.statements)
})

test('says that a unit outside the scope is not found', async ({ as }) => {
  for (const query of [ORGANISATIONS, POSTS]) {
    const { errors } = await as('CHAIR').ask(query, { unit: '00001' })
    expect(errors).toMatchObject([{ code: 'NOT_FOUND' }])
  }
})
