import { expect } from 'vitest'
import { test } from './browser.ts'
import { ask } from './graph.ts'

/** A household of the demo ward with a head and somebody else, at a place that no other journey opens. */
async function someHousehold(): Promise<{ id: string; members: { person: { fullName: string } }[] }> {
  const { data } = await ask<{
    households: { edges: { node: { id: string; members: { person: { fullName: string } }[] } }[] }
  }>(
    'REGISTRAR',
    `query ($unit: ID!) { households(unit: $unit, search: "T09", first: 50) { edges { node { id members { person { fullName } } } } } }`,
    { unit: '00121' },
  )
  const household = data.households.edges.map(({ node }) => node).find(({ members }) => members.length > 2)
  if (!household) throw new Error('the demo data have no household of three in group 9')
  return household
}

test('a registrar notes by keyboard who is away, sees who sleeps there tonight, and takes it back', async ({ as }) => {
  const household = await someHousehold()
  const away = household.members.at(-1)?.person.fullName ?? ''
  const count = household.members.length
  const page = await as('registrar', `/ho-dan/ho/${household.id}`)
  await page.getByText(`${count} có mặt / ${count} người`).waitFor()

  await page.getByRole('button', { name: 'Ghi biến động' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Tạm vắng' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(away).first().check()
  await dialog.getByText('1 người vẫn là người của hộ').waitFor()
  await page.keyboard.press('Control+s')
  await dialog.waitFor({ state: 'detached' })
  await page.getByText(`${count - 1} có mặt / ${count} người`).waitFor()

  const history = page.getByRole('region', { name: 'Lịch sử biến động' })
  await history.getByText('Tạm vắng').waitFor()
  await history.getByRole('button', { name: 'Hủy biến động' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Hủy biến động' }).click()
  await page.getByText(`${count} có mặt / ${count} người`).waitFor()
  const absence = history.getByRole('row').filter({ hasText: 'Tạm vắng' })
  expect(await absence.getByText('Đã hủy').count()).toBe(1)
})
