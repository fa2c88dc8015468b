import { expect } from 'vitest'
import { test } from './browser.ts'
import { ask } from './graph.ts'

const unit = '00121'

test('whoever had a provisional code gets a card by scanning it, and the code still finds them', async ({ as }) => {
  const { data } = await ask<{
    people: { edges: { node: { id: string; fullName: string; provisionalCode: string | null } }[] }
  }>(
    'REGISTRAR',
    `query ($unit: ID!) { people(unit: $unit, search: "TAM-00121-2021-00007", first: 1) { edges { node { id fullName provisionalCode } } } }`,
    { unit },
  )
  const person = data.people.edges[0]?.node
  const page = await as('registrar', `/ho-dan/nguoi/${person?.id}`)
  await page.getByRole('button', { name: 'Thêm giấy tờ' }).click()
  await page.getByRole('dialog').getByLabel('Quét mã QR trên căn cước').waitFor()
  await page.keyboard.type(`999199000777||${person?.fullName}|01011999|Nam|Số 1|01012022`)
  await page.keyboard.press('Control+s')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByText('999xxxxxx777').first().waitFor()
  const found = await ask<{ people: { edges: { node: { id: string } }[] } }>(
    'REGISTRAR',
    `query ($unit: ID!, $search: String) { people(unit: $unit, search: $search, first: 2) { edges { node { id } } } }`,
    { unit, search: person?.provisionalCode },
  )
  expect(found.data.people.edges.map(({ node }) => node.id)).toEqual([person?.id])
})
