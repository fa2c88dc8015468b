import { expect } from 'vitest'
import { violations } from './axe.ts'
import { test } from './browser.ts'
import { ask } from './graph.ts'

const unit = '00121'

/** As a group sends it: a title, a shouted name, a year for a birth, and two mistakes. */
const listOf = (group: string) =>
  [
    'DANH SÁCH NHÂN KHẨU',
    'Họ và tên;Ngày sinh;Giới tính;Số CCCD;Quan hệ với chủ hộ;Tổ dân phố;Địa chỉ',
    `TỪ THỊ NHẬP;02/03/1977;Nữ;;Chủ hộ;${group};Số 9, ngõ nhập`,
    `Từ Văn Xuất;2004;Nam;;Con;${group};Số 9, ngõ nhập`,
    `Từ Văn Sai;31/02/2006;Nam;;Con;${group};Số 9, ngõ nhập`,
    `Từ Thị Thiếu;2008;Nữ;0010;Con;${group};Số 9, ngõ nhập`,
  ].join('\r\n')

async function found(search: string): Promise<string[]> {
  const { data } = await ask<{ people: { edges: { node: { fullName: string } }[] } }>(
    'REGISTRAR',
    `query ($unit: ID!, $search: String) { people(unit: $unit, search: $search, first: 10) { edges { node { fullName } } } }`,
    { unit, search },
  )
  return data.people.edges.map(({ node }) => node.fullName)
}

test('a list with mistakes is previewed, corrected, written, imported again without a change, and taken back', {
  timeout: 180_000,
}, async ({ as }) => {
  const { data } = await ask<{ adminUnit: { residentialGroups: { name: string }[] } }>(
    'REGISTRAR',
    `query ($unit: ID!) { adminUnit(code: $unit) { code residentialGroups { name } } }`,
    { unit },
  )
  const list = Buffer.from(listOf(data.adminUnit.residentialGroups[0]?.name ?? ''))
  const page = await as('registrar', '/ho-dan/nhap-danh-sach')
  const send = async () => {
    await page.goto('/ho-dan/nhap-danh-sach')
    await page.getByLabel('Tệp Excel hoặc CSV').setInputFiles({ name: 'to-1.csv', mimeType: 'text/csv', buffer: list })
    await page.getByLabel('Nơi gửi danh sách').fill('Tổ 1')
    await page.getByRole('button', { name: 'Xem trước' }).click()
    await page.getByRole('heading', { level: 1, name: 'to-1.csv' }).waitFor()
  }
  const tile = (verdict: string, rows: number) =>
    page.getByRole('link', { name: new RegExp(`^${verdict}\\s*${rows}\\b`) }).waitFor()
  const confirm = async (name: string) => {
    await page.getByRole('button', { name, exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name, exact: true }).click()
  }

  await send()
  await tile('Sai', 2)
  await page.getByText('không có trong lịch').waitFor()
  expect(await violations(page)).toEqual([])
  const birth = page.getByLabel('Ngày sinh, dòng 5')
  await birth.fill('01/02/2006')
  await birth.press('Enter')
  await tile('Sai', 1)
  await tile('Mới', 3)
  await confirm('Ghi vào sổ')
  await page.getByText('3 người mới, 0 người được cập nhật.').waitFor()
  await page.reload()
  await page.getByText('3 người mới, 0 người được cập nhật.').waitFor()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Tải kết quả' }).click()
  expect((await download).suggestedFilename()).toBe('ket-qua-nhap.xlsx')
  const written = page.url()
  expect(await found('tu thi nhap')).toEqual(['Từ Thị Nhập'])

  await send()
  await tile('Không đổi', 2)
  await tile('Mới', 0)
  await confirm('Bỏ danh sách')
  await page.getByText('Danh sách này đã bỏ').waitFor()

  // As somebody copies it out of Excel.
  await page.goto('/ho-dan/nhap-danh-sach')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate((text) => navigator.clipboard.writeText(text), list.toString().replaceAll(';', '\t'))
  await page.getByLabel('Hoặc dán từ bảng tính').focus()
  await page.keyboard.press('Control+V')
  await page.getByLabel('Nơi gửi danh sách').fill('Tổ 1')
  await page.getByRole('button', { name: 'Xem trước' }).click()
  await tile('Không đổi', 2)
  await tile('Sai', 2)

  // As our own list goes out and comes back.
  await page.goto('/ho-dan?tim=tu+thi+nhap')
  await page.getByRole('link', { name: 'Từ Thị Nhập' }).waitFor()
  await page.getByRole('button', { name: 'Xuất XLSX / CSV' }).click()
  const taken = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Xuất XLSX (Excel)' }).click()
  const workbook = await (await taken).path()
  await page.goto('/ho-dan/nhap-danh-sach')
  await page.getByLabel('Tệp Excel hoặc CSV').setInputFiles(workbook)
  await page.getByLabel('Nơi gửi danh sách').fill('Tổ 1')
  await page.getByRole('button', { name: 'Xem trước' }).click()
  await tile('Không đổi', 1)
  await tile('Sai', 0)

  await page.goto(written)
  await confirm('Hoàn tác cả danh sách')
  await page.getByText('Đã hoàn tác lúc').waitFor()
  expect(await found('tu thi nhap')).toEqual([])
})

test('a list goes out as the page shows it', async ({ as }) => {
  const page = await as('registrar', '/ho-dan/ho')
  await page.getByRole('button', { name: 'Xuất XLSX / CSV' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Xuất CSV' }).click()
  expect((await download).suggestedFilename()).toBe('danh-sach-ho.csv')
})
