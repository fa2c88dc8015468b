import { expect } from 'vitest'
import { violations } from './axe.ts'
import { test } from './browser.ts'

test('a pile of commitments is ticked from door to door, written down once and taken back whole', async ({ as }) => {
  const desk = await as('registrar', '/dieu-hanh/cam-ket')
  await desk.getByLabel('Tổ dân phố').selectOption('Tổ dân phố 21')
  await desk.getByLabel('Thực hiện văn bản').selectOption({ index: 1 })
  const left = desk.getByRole('heading', { name: /hộ chưa ký/ })
  const before = await left.textContent()
  await desk
    .getByRole('checkbox', { name: /^Chọn Số/ })
    .first()
    .focus()
  await desk.keyboard.press('Space')
  await desk.keyboard.press('ArrowDown')
  await desk.keyboard.press('Space')
  expect(await violations(desk)).toEqual([])
  await desk.getByRole('button', { name: 'Xem lại 2 hộ' }).click()
  await desk.getByRole('dialog').getByRole('button', { name: 'Ghi 2 bản cam kết' }).click()
  const undo = desk.getByRole('button', { name: 'Hủy cả loạt' })
  await undo.waitFor()
  await expect.poll(() => left.textContent()).not.toBe(before)
  await undo.click()
  await expect.poll(() => left.textContent()).toBe(before)

  await desk.goto('/ho-dan/to-tu-quan')
  await desk.getByRole('link', { name: 'Tổ dân phố 1', exact: true }).first().click()
  await desk.getByRole('heading', { name: 'Tổ dân phố 1', level: 1 }).waitFor()
  await desk.getByRole('heading', { name: 'Ai phụ trách tổ' }).waitFor()
  expect(await violations(desk)).toEqual([])
})
