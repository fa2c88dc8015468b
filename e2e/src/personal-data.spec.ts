import { expect } from 'vitest'
import { test } from './browser.ts'

test('a resident asks to see and to correct their data, and gets both', { timeout: 120_000 }, async ({ as }) => {
  const registrar = await as('registrar', '/ho-dan')
  const person = registrar.locator('table tbody th a').first()
  const name = (await person.textContent()) ?? ''
  await person.click()

  const takeDown = async (kind: string, correction?: string) => {
    await registrar.getByRole('link', { name: 'Tiếp nhận yêu cầu' }).click()
    await registrar.getByText(name).first().waitFor()
    await registrar.getByRole('combobox', { name: /^Yêu cầu/ }).selectOption(kind)
    if (correction) await registrar.getByRole('textbox', { name: /Nội dung đúng/ }).fill(correction)
    await registrar.getByRole('textbox', { name: /Người đó yêu cầu gì/ }).fill('Người dân đến trụ sở')
    await registrar.getByLabel('Đã kiểm tra giấy tờ của người yêu cầu').check()
    await registrar.keyboard.press('Control+s')
    await registrar.waitForURL(/\/yeu-cau\//)
    return new URL(registrar.url()).pathname
  }
  const back = registrar.url()
  const access = await takeDown('ACCESS')
  await registrar.goto(back)
  const correction = await takeDown('CORRECTION', `${name} Đúng`)

  const officer = await as('data-protection-officer', access)
  await officer.getByRole('button', { name: 'Đã báo tiếp nhận' }).click()
  const answer = officer.getByRole('textbox', { name: /^Trả lời/ })
  await answer.fill('Đã trao bản trích')
  const paper = officer.getByRole('article', { name: 'Bản trích dữ liệu' })
  await paper.getByText(`Họ và tên: ${name}`).waitFor()
  await officer.evaluate(() => {
    window.print = () => {}
  })
  await officer.getByRole('button', { name: 'In bản trích' }).click()
  await officer.emulateMedia({ media: 'print' })
  expect(await paper.isVisible()).toBe(true)
  expect(await officer.getByRole('heading', { level: 1 }).isVisible()).toBe(false)
  await officer.emulateMedia({ media: 'screen' })
  await officer.evaluate(() => window.dispatchEvent(new Event('afterprint')))
  await officer.getByRole('button', { name: 'Ghi trả lời' }).click()
  await officer.getByText('Yêu cầu đã được trả lời.').waitFor()

  await officer.goto(correction)
  await officer.getByRole('button', { name: 'Đã báo tiếp nhận' }).click()
  await answer.fill('Đúng theo giấy khai sinh')
  await officer.getByRole('button', { name: 'Ghi trả lời' }).click()
  await officer.getByText('Chờ cán bộ hộ tịch – cư trú sửa sổ.').waitFor()
  await registrar.reload()
  await registrar.getByRole('button', { name: 'Sửa sổ theo yêu cầu' }).click()
  await registrar.getByText('Yêu cầu đã được trả lời.').waitFor()
  await registrar.goto(back)
  await registrar.getByRole('heading', { name: `${name} Đúng` }).waitFor()
})
