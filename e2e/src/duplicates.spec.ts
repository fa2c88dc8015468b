import { localDateOf } from '@vungxanh/subgraph/business-time'
import { expect } from 'vitest'
import { test } from './browser.ts'
import { ask } from './graph.ts'

const unit = '00121'

async function enter(input: Record<string, unknown>): Promise<string> {
  const { data } = await ask<{ registerPerson: { person: { id: string } } }>(
    'REGISTRAR',
    `mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { ... on RegisterPersonSuccess { person { id } } } }`,
    { input: { unit, sex: 'FEMALE', residenceKind: 'TEMPORARY', residesFrom: today, ...input } },
  )
  return data.registerPerson.person.id
}

const today = localDateOf(new Date())

async function testsOf(id: string): Promise<number | undefined> {
  const { data } = await ask<{ person: { tests: { totalCount: number } } }>(
    'HEALTH_STAFF',
    `query ($id: ID!) { person(id: $id) { id tests(first: 1) { totalCount } } }`,
    { id },
  )
  return data.person.tests.totalCount
}

/** Events travel by themselves; a second is long for them. */
async function until(check: () => Promise<boolean>): Promise<void> {
  for (let times = 0; times < 100 && !(await check()); times++) await new Promise((resolve) => setTimeout(resolve, 100))
}

test('a registrar finds one person twice, makes them one for all departments, and takes it back', async ({ as }) => {
  const { data } = await ask<{ adminUnit: { residentialGroups: { id: string }[] } }>(
    'REGISTRAR',
    `query ($unit: ID!) { adminUnit(code: $unit) { code residentialGroups { id } } }`,
    { unit },
  )
  const residentialGroupId = data.adminUnit.residentialGroups[0]?.id
  const bornOn = '1987-11-23'
  const one = await enter({ fullName: 'Quách Thị Vượng', bornOn, residentialGroupId, address: 'Số 1, ngõ trùng' })
  const other = await enter({ fullName: 'Quach Thi Vuong', bornOn, residentialGroupId, address: 'Số 2, ngõ trùng' })
  for (const personId of [one, other])
    await ask('HEALTH_STAFF', `mutation ($input: RecordTestInput!) { recordTest(input: $input) { __typename } }`, {
      input: {
        unit,
        personId,
        residentialGroupId,
        sampleCode: `TRUNG-${personId.slice(0, 8)}`,
        method: 'RAPID_ANTIGEN',
        outcome: 'NEGATIVE',
        sampledAt: new Date(Date.now() - 3_600_000).toISOString(),
      },
    })
  const page = await as('registrar', '/ho-dan/gop-trung')
  await page.getByRole('link', { name: /Qu[aá]ch Th[iị] V[uư][oợ]ng ·/ }).click()
  const comparing = page.getByRole('region', { name: 'So hai lần ghi' })
  await comparing.getByText('chỉ thiếu dấu').waitFor()
  await page.getByRole('button', { name: 'Gộp', exact: true }).click()
  await page.getByText('Đã gộp. Hoàn tác được đến').waitFor()
  await until(async () => (await testsOf(one)) === 2)
  expect([await testsOf(one), await testsOf(other)]).toEqual([2, 2])

  await page.goto(new URL('/ho-dan/gop-trung?loai=MERGED', page.url()).href)
  await page.getByRole('button', { name: 'Hoàn tác' }).first().click()
  await page.getByText('Hai lần ghi đã tách lại như trước khi gộp.').waitFor()
  await until(async () => (await testsOf(one)) === 1)
  expect([await testsOf(one), await testsOf(other)]).toEqual([1, 1])
})
