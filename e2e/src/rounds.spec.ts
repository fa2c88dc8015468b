import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { violations } from './axe.ts'
import { settled, signIn, test } from './browser.ts'

const phone = { width: 390, height: 844 }

/** Counts every touch of the page from now on, however it comes about. */
async function countTaps(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const counted = { taps: 0 }
    Object.assign(window, { counted })
    window.addEventListener(
      'click',
      () => {
        counted.taps += 1
      },
      true,
    )
  })
  return () => page.evaluate(() => (window as never as { counted: { taps: number } }).counted.taps)
}

test('a household is called on with a phone in at most eight taps, and the desk sees it', async ({
  openContext,
  as,
}) => {
  const page = await (await openContext(phone)).newPage()
  await signIn(page, 'community-team', '/td/ho-dan')
  const faults: string[] = []
  const check = async (where: string, looked: Page = page) => {
    await settled(looked)
    faults.push(...(await violations(looked)).map((violation) => `${where}: ${violation}`))
  }
  await check('rounds')
  await page.locator('main a[href^="/td/ho-dan/"]').first().click()
  const goOn = page.getByRole('link', { name: /^Đi tiếp: / })
  await goOn.waitFor()
  await check('round')
  const code = (await goOn.textContent())?.replace('Đi tiếp: ', '') ?? ''
  const id = new URL(page.url()).pathname.split('/')[3]

  const taps = await countTaps(page)
  await goOn.click()
  for (const answer of ['Đã gặp', 'Chủ hộ', /^Đúng \d+ người$/])
    await page.getByRole('button', { name: answer }).click()
  const symptoms = page.getByRole('heading', { name: 'Có ai sốt, ho, khó thở không?' })
  const signed = page.getByRole('button', { name: 'Đã ký bây giờ' })
  await symptoms.or(signed).first().waitFor()
  if (await signed.isVisible()) await signed.click()
  await page.getByRole('button', { name: 'Không ai' }).click()
  await check('visit')
  await page.getByRole('button', { name: 'Lưu lượt thăm' }).click()
  await page.getByText(`Đã ghi lượt thăm hộ ${code}`).waitFor()
  expect(await taps()).toBeLessThanOrEqual(8)

  const desk = await as('registrar', `/ho-dan/vong-di/${id}`)
  const row = desk.getByRole('row').filter({ hasText: `. ${code}` })
  await row.getByText('Đã gặp').waitFor()
  expect(await row.getByText('Chưa ký cam kết').count()).toBe(0)
  await check('board', desk)
  await row.getByRole('link', { name: code, exact: true }).waitFor()
  // On paper each household has a code that opens its visit on a phone.
  const visitCode = row.getByRole('img', { name: `Mã QR mở lượt thăm hộ ${code}` })
  expect(await visitCode.count()).toBe(0)
  await desk.emulateMedia({ media: 'print' })
  await visitCode.waitFor()
  await desk.emulateMedia({ media: 'screen' })
  await desk.setViewportSize(phone)
  await check('board on a phone', desk)
  await row.getByRole('button', { name: `Hủy lượt thăm hộ ${code}` }).click()
  await desk.getByRole('dialog').getByRole('button', { name: 'Hủy lượt thăm' }).click()
  await row.getByText('Đã gặp').waitFor({ state: 'detached' })
  expect(faults).toEqual([])
})

test('a registrar puts households into a group, takes that back, and copies a text for the chat', async ({ as }) => {
  const page = await as('registrar', '/ho-dan/to-tu-quan')
  await page
    .getByRole('link', { name: /^Tổ tự quản/ })
    .first()
    .waitFor()
  const faults: string[] = []
  const check = async (where: string) => {
    for (const viewport of [phone, { width: 1440, height: 900 }]) {
      await page.setViewportSize(viewport)
      await settled(page)
      faults.push(...(await violations(page)).map((violation) => `${where} at ${viewport.width} px: ${violation}`))
    }
  }
  await check('groups')
  await page
    .getByRole('table', { name: 'Tổ tự quản' })
    .getByRole('rowheader')
    .getByRole('link', { name: /^Tổ tự quản \d/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Thêm hộ' }).click()
  const dialog = page.getByRole('dialog', { name: 'Thêm hộ' })
  const box = dialog.getByRole('checkbox').first()
  await box.check()
  const code = /T\d+-\d+/.exec(
    (await dialog
      .locator('label')
      .filter({ hasText: /T\d+-\d+/ })
      .first()
      .textContent()) ?? '',
  )?.[0]
  await check('adding')
  await dialog.getByRole('button', { name: 'Thêm hộ' }).click()
  const members = page.getByRole('table', { name: 'Hộ trong tổ' })
  await members.getByText(code ?? '?').waitFor()
  await check('group')
  await page.getByRole('button', { name: 'Hoàn tác' }).click()
  await members.getByText(code ?? '?').waitFor({ state: 'detached' })

  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('button', { name: 'Chép gửi Zalo' }).click()
  await page.getByText('Đã chép. Dán vào nhóm Zalo của tổ.').waitFor()
  const text = await page.evaluate(() => navigator.clipboard.readText())
  expect(text.length).toBeLessThanOrEqual(500)
  expect(text).toContain(`Xem: ${page.url()}`)

  // The browser's own command prints the sheet of the group and nothing beside it.
  const sheet = page.getByRole('article', { name: 'In danh sách hộ', includeHidden: true })
  expect(await sheet.isVisible()).toBe(false)
  await page.emulateMedia({ media: 'print' })
  expect([await sheet.isVisible(), await members.isVisible()]).toEqual([true, false])
  expect(faults).toEqual([])
})
