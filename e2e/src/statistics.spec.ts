import { expect } from 'vitest'
import { test } from './browser.ts'

test('a registrar reads a group as of a past day, and opens exactly the rows behind a number', async ({ as }) => {
  const page = await as('registrar', '/ho-dan/thong-ke?ngay=2021-09-27&tu=2021-01-01')
  await page.getByText('Tháp tuổi').first().waitFor()
  await page.getByLabel('Nơi thống kê').selectOption({ label: 'Tổ dân phố 12' })
  await page.getByText('Tổ dân phố 12, Phường Giang Biên · tính đến ngày 27/09/2021').waitFor()
  await page.getByLabel('Tính đến ngày').fill('15/09/2021')
  await page.getByRole('button', { name: 'Xem', exact: true }).click()
  await page.getByText('tính đến ngày 15/09/2021').waitFor()
  expect(page.url()).toContain('ngay=2021-09-15')

  const tile = page.getByRole('link', { name: /^Người cao tuổi/ })
  const elderly = (await tile.locator('.vx-tile-value').textContent()) ?? ''
  expect(Number(elderly.replaceAll('.', ''))).toBeGreaterThan(10)
  await tile.click()
  await page.getByRole('heading', { level: 1, name: 'Danh sách người: Người cao tuổi' }).waitFor()
  await page.getByText(` / ${elderly} dòng`).waitFor()
  const groups = await page.getByRole('cell', { name: /^Tổ dân phố/ }).allTextContents()
  expect(new Set(groups)).toEqual(new Set(['Tổ dân phố 12']))
})

test('the chair reads the numbers and is led to no person', async ({ as }) => {
  const page = await as('chair', '/ho-dan/thong-ke?ngay=2021-09-27')
  await page.getByText('Tháp tuổi').first().waitFor()
  expect(await page.locator('a.vx-tile').count()).toBe(0)
})
