import { localDateOf } from '@vungxanh/subgraph/business-time'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { violations } from './axe.ts'
import { test } from './browser.ts'
import { ask } from './graph.ts'

const unit = '00121'
const today = localDateOf(new Date())
const dayShown = today.split('-').reverse().join('/')

/** A province that arrivals may come from, with a level of today on. */
async function assessedPlace(): Promise<string> {
  const { data } = await ask<{ adminUnits: { code: string; name: string }[] }>(
    'REGISTRAR',
    `query { adminUnits(search: "Bac Ninh") { code name } }`,
  )
  const [place] = data.adminUnits
  if (!place) throw new Error('the demo data have no Bắc Ninh')
  await ask('HEALTH_STAFF', `mutation ($input: RecordZoneInput!) { recordZone(input: $input) { __typename } }`, {
    input: { unit, area: place.code, areaName: place.name, level: 'ORANGE', fromOn: today, decision: 'e2e' },
  })
  return place.name
}

/** A page is read anew until what an event brings is on it, once. */
async function heard(page: Page, path: string, name: string): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.goto(path)
        await page.getByRole('heading', { level: 1 }).waitFor()
        await page.waitForLoadState('networkidle')
        return page.getByRole('row').filter({ hasText: name }).count()
      },
      { timeout: 15_000, interval: 500 },
    )
    .toBe(1)
}

test('who came is followed up by the station within seconds, and not any more once it is taken back', {
  timeout: 120_000,
}, async ({ as }) => {
  const place = await assessedPlace()
  const desk = await as('registrar', '/ho-dan/nguoi-den')
  const station = await as('health-staff', '/tram-y-te/hang-viec')

  async function declare(name: string): Promise<void> {
    await desk.goto('/ho-dan/nguoi-den/khai')
    await desk.getByLabel('Người mới').check()
    await desk.getByLabel('Họ và tên').fill(name)
    await desk.getByLabel('Ngày hoặc năm sinh').fill('1991')
    await desk.getByRole('textbox', { name: 'Tỉnh, huyện hoặc xã nơi đi' }).fill('bac ninh')
    await desk.getByRole('option', { name: place }).first().click()
    await desk.getByLabel('Ngày đi').fill(dayShown)
    await desk.getByLabel('Lập hộ mới').check()
    await desk.getByLabel('Tổ dân phố').selectOption({ index: 1 })
    await desk.getByLabel('Địa chỉ').fill(`Nhà của ${name}`)
    await desk.keyboard.press('Control+s')
    await desk.getByText(`Đã khai ${name}`).waitFor()
  }
  const work = (name: string) => station.getByRole('row').filter({ hasText: name })

  await declare('Lương Văn Đến')
  expect(await violations(desk)).toEqual([])
  await heard(station, '/tram-y-te/hang-viec', 'Lương Văn Đến')
  const row = work('Lương Văn Đến')
  await row.getByText('Cấp 3 · cam').waitFor()
  expect(await row.textContent()).toContain(place)
  expect(await row.textContent()).toMatch(/\d{2}\/\d{2}\/\d{4}/)
  expect(await violations(station)).toEqual([])
  await row.getByRole('button', { name: 'Ghi liên hệ' }).click()
  const contact = station.getByRole('dialog')
  await contact.getByLabel('Gặp được, khỏe').check()
  await contact.getByRole('button', { name: 'Lưu' }).click()
  await station.getByText('Đã ghi việc của Lương Văn Đến').waitFor()

  await desk.goto('/ho-dan/nguoi-den')
  const declared = (name: string) => desk.getByRole('row').filter({ hasText: name })
  await declared('Lương Văn Đến').getByText('đang theo dõi').waitFor()
  expect(await violations(desk)).toEqual([])

  await declare('Lương Văn Nhầm')
  await heard(station, '/tram-y-te/hang-viec', 'Lương Văn Nhầm')
  await desk.goto('/ho-dan/nguoi-den')
  await declared('Lương Văn Nhầm').getByRole('button', { name: 'Rút' }).click()
  await desk.getByRole('dialog').getByLabel('Lý do').fill('Khai nhầm người')
  await desk.getByRole('dialog').getByRole('button', { name: 'Rút' }).click()
  await desk.getByText('Đã rút lượt đến của Lương Văn Nhầm').waitFor()
  await heard(station, '/tram-y-te/hang-viec?loai=ENDED', 'Lương Văn Nhầm')
  await work('Lương Văn Nhầm').getByText('lượt đến đã rút').waitFor()
})

test('who comes to stay through a checkpoint is at the desk and at the station without being typed again', {
  timeout: 120_000,
}, async ({ as }) => {
  const name = 'Lương Văn Chốt'
  const place = await assessedPlace()
  const gate = await as('community-team', '/dieu-hanh/chot')
  await gate.getByRole('link', { name: 'Chốt số 1' }).click()
  await gate.getByLabel('Họ và tên, như họ nói').fill(name)
  await gate.getByLabel('Việc', { exact: true }).selectOption('STAY')
  await gate.getByRole('textbox', { name: 'Tỉnh, huyện hoặc xã nơi đi' }).fill('bac ninh')
  await gate.getByRole('option', { name: place }).first().click()
  await gate.getByLabel('Đến ở đâu').fill('Nhà chị gái')
  await gate.getByLabel('Năm sinh').fill('1992')
  await gate.keyboard.press('Control+s')
  await gate.getByText(`Đã ghi ${name} và báo sổ cư trú`).waitFor()
  const line = gate.getByRole('row').filter({ hasText: name })
  await line.waitFor()
  expect(await violations(gate)).toEqual([])

  const clerk = await as('clerk', new URL(gate.url()).pathname)
  await clerk.getByRole('button', { name: 'Sửa chốt' }).click()
  const correction = clerk.getByRole('dialog')
  await correction.getByRole('option', { name: 'Tổ dân phố 1', exact: true }).waitFor({ state: 'attached' })
  await correction.getByLabel('Vị trí trên bản đồ').fill('10.77, 106.7')
  await correction.getByRole('button', { name: 'Lưu' }).click()
  await correction
    .getByText(/cách địa bàn hơn 15 km/)
    .first()
    .waitFor()
  await correction.getByLabel('Vị trí trên bản đồ').fill('21.0655, 105.9155')
  await correction.getByRole('button', { name: 'Lưu' }).click()
  await clerk.getByRole('table', { name: 'Lịch sử sửa' }).getByText('21.0655, 105.9155').waitFor()
  expect(await violations(clerk)).toEqual([])

  const desk = await as('registrar', '/ho-dan/nguoi-den')
  await heard(desk, '/ho-dan/nguoi-den', name)
  expect(await violations(desk)).toEqual([])
  await desk.getByRole('row').filter({ hasText: name }).getByRole('link', { name: 'Khai' }).click()
  await desk.getByText(/Điền sẵn theo Chốt số 1/).waitFor()
  expect(await desk.getByLabel('Họ và tên').inputValue()).toBe(name)
  expect(await desk.getByLabel('Ngày đến').inputValue()).toBe(dayShown)
  await desk.getByLabel('Lập hộ mới').check()
  await desk.getByLabel('Tổ dân phố').selectOption({ index: 1 })
  await desk.getByLabel('Địa chỉ').fill(`Nhà của ${name}`)
  await desk.keyboard.press('Control+s')
  await desk.getByText(`Đã khai ${name}`).waitFor()
  const station = await as('health-staff', '/tram-y-te/hang-viec')
  await heard(station, '/tram-y-te/hang-viec', name)

  await gate.reload()
  await line.getByText('đã thành lượt đến').waitFor()
  await line.getByRole('button', { name: 'Hủy' }).click()
  const dialog = gate.getByRole('dialog')
  await dialog.getByLabel('Vì sao hủy').fill('Người này chỉ đi qua')
  await dialog.getByRole('button', { name: 'Hủy' }).click()
  await gate.getByText('Đã hủy lượt qua chốt').waitFor()
  await heard(station, '/tram-y-te/hang-viec?loai=ENDED', name)
})
