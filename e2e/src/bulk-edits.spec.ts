import { expect } from 'vitest'
import { test } from './browser.ts'
import { ask } from './graph.ts'

async function inGroup(group: string): Promise<number> {
  const { data } = await ask<{ households: { totalCount: number } }>(
    'REGISTRAR',
    'query ($unit: ID!, $group: ID) { households(unit: $unit, residentialGroup: $group, first: 1) { totalCount } }',
    { unit: '00121', group },
  )
  return data.households.totalCount
}

test('all households that match go into another group: as many as the preview said; and come back as one', async ({
  as,
}) => {
  const page = await as('registrar', '/ho-dan/ho')
  await page.getByLabel('Tổ dân phố').selectOption({ label: 'Tổ dân phố 13' })
  await page.waitForURL(/to=/)
  const group = new URL(page.url()).searchParams.get('to') ?? ''
  const count = await inGroup(group)
  await page.getByText(`/ ${count} dòng`).waitFor()
  await page.getByLabel('Chọn mọi dòng đang hiện').check()
  await page.getByText('50 hộ đã chọn').waitFor()
  await page.getByRole('button', { name: `Chọn cả ${count} dòng khớp` }).click()
  await page.getByRole('button', { name: 'Sửa các dòng đã chọn' }).click()
  await page.getByRole('menuitem', { name: 'Xếp vào tổ dân phố khác' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Tổ dân phố mới').fill('14')
  await page.keyboard.press('Control+s')
  await dialog.getByRole('heading', { name: `${count} dòng sẽ đổi` }).waitFor()
  expect(await dialog.getByRole('row').count()).toBe(count + 1)
  await dialog.getByRole('button', { name: `Đổi ${count} dòng` }).click()
  await dialog.getByText(`Đã đổi ${count} dòng`).waitFor()
  expect(await inGroup(group)).toBe(0)
  await dialog.getByRole('button', { name: 'Hủy lần sửa này' }).click()
  await page.getByText(`Đã hủy lần sửa: ${count} dòng trở lại như trước`).waitFor()
  expect(await inGroup(group)).toBe(count)
})

test('absences are recorded for chosen people, and the batch is refused to go back once one of them has returned', async ({
  as,
}) => {
  const page = await as('registrar', '/ho-dan?tim=T15-00')
  await page
    .getByRole('checkbox', { name: /^Chọn / })
    .nth(1)
    .check()
  await page
    .getByRole('checkbox', { name: /^Chọn / })
    .nth(2)
    .check()
  const name = (await page.getByRole('table').getByRole('rowheader').first().textContent()) ?? ''
  await page.getByRole('button', { name: 'Sửa các dòng đã chọn' }).click()
  await page.getByRole('menuitem', { name: 'Ghi tạm vắng' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Nơi đến').fill('Bắc Ninh')
  await page.keyboard.press('Control+s')
  await dialog.getByRole('heading', { name: '2 dòng sẽ đổi' }).waitFor()
  await dialog.getByRole('button', { name: 'Đổi 2 dòng' }).click()
  await dialog.getByText('Đã đổi 2 dòng').waitFor()
  await dialog.getByRole('button', { name: 'Xong' }).click()

  await page.getByRole('table').getByRole('link', { name }).first().click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
  await page.getByRole('link', { name: /^T15-/ }).first().click()
  await page.getByRole('button', { name: 'Ghi biến động' }).click()
  await page.getByRole('menuitem', { name: 'Trở về sau tạm vắng' }).click()
  await page.getByRole('dialog').getByLabel(name).check()
  await page.getByRole('dialog').getByRole('button', { name: 'Trở về sau tạm vắng' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })

  await page.goto('/ho-dan/sua-nhieu')
  await page.getByRole('button', { name: 'Hủy lần sửa này' }).first().click()
  await page.getByText(`đã có việc khác của ${name}`).waitFor()
})

test('the households that nobody called on are found, and a street of some is renamed and gets its name back', async ({
  as,
}) => {
  const page = await as('registrar', '/ho-dan/ho')
  await page.getByLabel('Lọc theo').selectOption({ label: 'Chưa ai đến thăm' })
  await page.waitForURL(/thieu=VISIT/)
  await page.getByLabel('Xếp theo').selectOption({ label: 'Đông người trước' })
  await page.waitForURL(/xep=MEMBERS/)
  await page.getByText('Chưa đến', { exact: true }).first().waitFor()
  expect(await page.getByText(/ · (gặp|vắng nhà)$/).count(), 'nobody who was called on').toBe(0)

  await page.goto('/ho-dan/ho?tim=T14-000')
  await page.getByLabel('Chọn mọi dòng đang hiện').check()
  await page.getByText('9 hộ đã chọn').waitFor()
  await page.getByRole('button', { name: 'Sửa các dòng đã chọn' }).click()
  await page.getByRole('menuitem', { name: 'Đổi số nhà, tên đường' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Phần địa chỉ đang ghi').fill('ngõ')
  await dialog.getByLabel('Thay bằng').fill('ngách')
  await page.keyboard.press('Control+s')
  await dialog.getByRole('heading', { name: '9 dòng sẽ đổi' }).waitFor()
  await dialog.getByRole('button', { name: 'Đổi 9 dòng' }).click()
  await dialog.getByText('Đã đổi 9 dòng').waitFor()
  await dialog.getByRole('button', { name: 'Hủy lần sửa này' }).click()
  await page.getByText('Đã hủy lần sửa: 9 dòng trở lại như trước').waitFor()

  // Each of them keeps it in its own history.
  await page.goto('/ho-dan/ho?tim=T14-0001')
  await page.getByRole('link', { name: 'T14-0001', exact: true }).click()
  const history = page.getByRole('table', { name: 'Lịch sử biến động' })
  const edit = history.getByRole('row').filter({ hasText: 'Sửa địa chỉ' }).first()
  expect(await edit.textContent()).toMatch(/Đã hủy.*ngõ.* → .*ngách/i)
})
