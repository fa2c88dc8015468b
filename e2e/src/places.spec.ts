import { expect } from 'vitest'
import { test } from './browser.ts'
import { ask } from './graph.ts'

const unit = '00121'

test('the map asks nobody but this platform, and its tables say the same by keyboard', async ({ as, violations }) => {
  const page = await as('registrar')
  const foreign: string[] = []
  const own = new URL(page.url()).host
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url())
    if (/^https?:/.test(protocol) && host !== own) foreign.push(request.url())
  })
  await page.goto('/ho-dan/ban-do')
  const groups = page.getByRole('table', { name: 'Tổ dân phố' })
  await groups.getByText('Tổ dân phố 1', { exact: true }).waitFor()
  // Drawn, or said to be what this browser cannot draw.
  await page.locator('.vx-map[data-ready="true"]').or(page.getByText('Máy này không vẽ được bản đồ')).first().waitFor()
  await page.locator('.vx-map-cluster').or(page.getByText('Máy này không vẽ được bản đồ')).first().waitFor()
  const covered = await page.evaluate(() => {
    const boxes = (of: string) => [...document.querySelectorAll(of)].map((element) => element.getBoundingClientRect())
    const names = boxes('.vx-map-label')
    return boxes('.vx-map-cluster').filter((number) =>
      names.some(
        (name) =>
          name.left < number.right && number.left < name.right && name.top < number.bottom && number.top < name.bottom,
      ),
    ).length
  })
  expect(covered, 'numbers of households under the name of a group').toBe(0)

  await page.getByLabel('Danh sách').selectOption({ label: 'Chưa có vị trí' })
  const households = page.getByRole('table', { name: 'Hộ' })
  const first = households.getByRole('button').first()
  await first.focus()
  await page.keyboard.press('Enter')
  await page.getByLabel('Vĩ độ, kinh độ').waitFor()
  await page.keyboard.type('21.0651, 105.9152')
  await page.keyboard.press('Control+s')
  await page.getByRole('button', { name: 'Hủy lần vừa ghi' }).click()
  await page.getByText('Đã hủy: ').first().waitFor()
  expect(foreign).toEqual([])
  expect(violations).toEqual([])
})

test('with the mouse a household is placed and an outline is drawn, near other households, and both are taken back', async ({
  as,
}) => {
  const page = await as('registrar', '/ho-dan/ban-do?ds=chua')
  const map = page.locator('.vx-map[data-ready="true"]')
  await map.waitFor()
  const clickAt = (across: number, down: number) =>
    map
      .evaluate(
        (element, [x = 0, y = 0]) => {
          const { width, height } = element.getBoundingClientRect()
          return { x: width * x, y: height * y }
        },
        [across, down],
      )
      .then((position) => map.click({ position }))
  const undo = page.getByRole('button', { name: 'Hủy lần vừa ghi' })

  const unplaced = page
    .getByRole('table', { name: 'Hộ' })
    .getByRole('button', { name: /^Đặt vị trí hộ / })
    .first()
  const title = (await unplaced.getAttribute('aria-label')) ?? ''
  await unplaced.click()
  // The map turns to the household's group; the last click counts, and none of them opens another household.
  for (const across of [0.4, 0.45, 0.5]) await clickAt(across, 0.5)
  await page.getByRole('button', { name: 'Lưu', exact: true }).click()
  await undo.click()
  await page.getByText(`Đã hủy: ${title}`).waitFor()

  await page.getByRole('button', { name: 'Vẽ ranh giới Tổ dân phố 1', exact: true }).click()
  for (const [across, down] of [
    [0.35, 0.2],
    [0.65, 0.2],
    [0.65, 0.8],
    [0.35, 0.8],
  ] as const)
    await clickAt(across, down)
  await page.getByText('Đã có 4 góc').waitFor()
  await page.getByRole('button', { name: 'Lưu', exact: true }).click()
  await undo.click()
  await page.getByText('Đã hủy: Vẽ ranh giới Tổ dân phố 1').waitFor()
  expect(new URL(page.url()).pathname).toBe('/ho-dan/ban-do')
})

test('a boarding house shows rooms and who lives there; a household moves in and that is taken back', async ({
  as,
}) => {
  const { data } = await ask<{
    establishments: { edges: { node: { id: string; rooms: { id: string }[] } }[] }
    households: { edges: { node: { code: string } }[] }
  }>(
    'REGISTRAR',
    `query ($unit: ID!) { establishments(unit: $unit, kind: BOARDING_HOUSE, first: 100) { edges { node { id rooms { id } } } }
       households(unit: $unit, search: "T03", first: 1) { edges { node { code } } } }`,
    { unit },
  )
  const house = data.establishments.edges.findLast(({ node }) => node.rooms.length > 0)
  const code = data.households.edges[0]?.node.code ?? ''
  const page = await as('registrar', `/ho-dan/co-so/${house?.node.id}`)
  const rooms = page.getByRole('table', { name: 'Phòng và người ở trọ' })
  const empty = rooms.getByRole('row').filter({ hasText: 'Trống' }).first()
  await empty.getByRole('button', { name: 'Việc cần làm' }).click()
  await page.getByRole('menuitem', { name: 'Cho vào ở' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Tìm hộ').fill(code)
  await page.getByRole('option', { name: new RegExp(code) }).click()
  await dialog.getByRole('button', { name: /Ghi hộ vào ở/ }).click()
  await dialog.waitFor({ state: 'detached' })
  await rooms.getByText(new RegExp(code)).waitFor()
  await page.getByRole('button', { name: 'Hủy thay đổi' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Hủy thay đổi' }).click()
  await rooms.getByText(new RegExp(code)).waitFor({ state: 'detached' })
})

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
