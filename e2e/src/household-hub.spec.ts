import { expect } from 'vitest'
import { test } from './browser.ts'
import { ask } from './graph.ts'
import { platform } from './platform.ts'

interface Beneficiary {
  id: string
  fullName: string
  household: { id: string }
}

/** Somebody who was paid something, so that welfare has to tell of them. */
async function somebodyPaid(): Promise<Beneficiary> {
  const { data } = await ask<{ dossiers: { edges: { node: { person: Beneficiary | null } }[] } }>(
    'INSPECTOR',
    `query ($unit: ID!) { dossiers(unit: $unit, status: PAID, first: 50) { edges { node { person { id fullName household { id } } } } } }`,
    { unit: '00121' },
  )
  const found = data.dossiers.edges.map(({ node }) => node.person).find((person) => person?.household)
  if (!found) throw new Error('the demo data have nobody who was paid')
  return found
}

test('one list tells what every department knows of a person, and one department’s alone', async ({ as }) => {
  const { id, fullName } = await somebodyPaid()
  const page = await as('inspector', `/ho-dan/nguoi/${id}`)
  await page.getByRole('heading', { name: fullName, level: 1 }).waitFor()
  const timeline = page.getByRole('region', { name: 'Dòng thời gian' })
  await timeline
    .getByText(/^Chi hỗ trợ /)
    .first()
    .waitFor()
  await timeline.locator('tbody').getByText('Hộ dân', { exact: true }).first().waitFor()
  const departments = () => timeline.locator('tbody td:last-child').allTextContents()
  expect(new Set(await departments()).size).toBeGreaterThan(1)
  await timeline.getByLabel('Phân hệ').selectOption({ label: 'An sinh' })
  expect(new Set(await departments())).toEqual(new Set(['An sinh']))

  const nurse = await as('health-staff', `/ho-dan/nguoi/${id}`)
  const hers = nurse.getByRole('region', { name: 'Dòng thời gian' })
  await hers.locator('tbody').getByText('Hộ dân', { exact: true }).first().waitFor()
  await nurse.waitForLoadState('networkidle')
  expect(await hers.getByText(/^Chi hỗ trợ /).count(), 'money is none of a nurse’s business').toBe(0)
})

test('while welfare is away, the page of a household shows the rest, says so in place, and heals by itself', async ({
  as,
}) => {
  const { household } = await somebodyPaid()
  const page = await as('inspector', '/ho-dan')
  const pid = platform().pids.welfare ?? 0
  process.kill(pid, 'SIGSTOP')
  try {
    await page.goto(`/ho-dan/ho/${household.id}`)
    await page.getByRole('table', { name: 'Người trong hộ' }).waitFor()
    await page.getByRole('region', { name: 'Y tế của hộ' }).getByRole('table').waitFor()
    await page
      .getByRole('region', { name: 'Hỗ trợ của hộ' })
      .getByText(/An sinh tạm thời không lấy được/)
      .first()
      .waitFor()
  } finally {
    if (platform().pids.welfare === pid) process.kill(pid, 'SIGCONT')
  }
  await page.getByRole('table', { name: 'Hỗ trợ của hộ' }).waitFor({ timeout: 60_000 })
})
