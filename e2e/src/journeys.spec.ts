import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { violations } from './axe.ts'
import { prove, test } from './browser.ts'

// A day's work, by the people who do it.

/** Follows a link of the page and waits for the page it names: the one before may have fields of the same label. */
async function follow(page: Page, link: string): Promise<void> {
  await page.getByRole('link', { name: link }).first().click()
  await page.getByRole('heading', { name: link, level: 1 }).waitFor()
}

async function pick(page: Page, label: string, text: string, option: string | RegExp): Promise<void> {
  await page.getByRole('textbox', { name: label }).fill(text)
  await page.getByRole('option', { name: option }).first().click()
}

const name = 'Đặng Thị Thử Nghiệm'

test('one person, from the registrar’s desk through four departments to the cashier', async ({ as }) => {
  const registrar = await as('registrar', '/ho-dan')
  await follow(registrar, 'Đăng ký người')
  await registrar.getByLabel('Họ và tên').fill(name)
  await registrar.getByLabel('Ngày sinh').fill('09/02/1989')
  await registrar.getByLabel('Nữ', { exact: true }).check()
  await registrar.getByLabel('Số giấy tờ').fill('999189654321')
  await registrar.getByLabel('Lập hộ mới').check()
  await registrar.getByLabel('Tổ dân phố').selectOption({ label: 'Tổ dân phố 7' })
  await registrar.getByLabel('Địa chỉ hộ mới').fill('Số 12, ngõ 45, Tổ dân phố 7')
  await registrar.keyboard.press('Control+s')
  await registrar.getByRole('heading', { name, level: 1 }).waitFor()
  await registrar.getByText('999xxxxxx321').waitFor()
  const personPage = new URL(registrar.url()).pathname

  await registrar.goto('/ho-dan')
  await follow(registrar, 'Đăng ký người')
  await registrar.getByLabel('Họ và tên').fill('Người Khác')
  await registrar.getByLabel('Ngày sinh').fill('1989')
  await registrar.getByLabel('Nữ', { exact: true }).check()
  await registrar.getByLabel('Số giấy tờ').fill('999189654321')
  await registrar.getByLabel('Lập hộ mới').check()
  await registrar.getByLabel('Tổ dân phố').selectOption({ label: 'Tổ dân phố 7' })
  await registrar.getByLabel('Địa chỉ hộ mới').fill('Số 13')
  await registrar.keyboard.press('Control+s')
  await registrar.getByText('Số giấy tờ này đã có trong sổ').first().waitFor()

  const nurse = await as('health-staff', '/tram-y-te')
  await follow(nurse, 'Ghi xét nghiệm')
  await pick(nurse, 'Tìm người', 'dang thi thu nghiem', new RegExp(name))
  await nurse.getByLabel('Mã mẫu').fill('XN-E2E-1')
  await nurse.getByLabel('Âm tính').check()
  await nurse.getByRole('button', { name: 'Lưu', exact: true }).click()
  await nurse.getByText(`Đã ghi xét nghiệm của ${name}`).waitFor()
  await pick(nurse, 'Tìm người', 'dang thi thu nghiem', new RegExp(name))
  await nurse.getByLabel('Mã mẫu').fill('XN-E2E-1')
  await nurse.getByLabel('Âm tính').check()
  await nurse.getByRole('button', { name: 'Lưu', exact: true }).click()
  await nurse.getByText('Mã mẫu này đã dùng cho một mẫu khác').first().waitFor()

  await nurse.goto('/tram-y-te/tiem-chung')
  await follow(nurse, 'Ghi mũi tiêm')
  await pick(nurse, 'Tìm người', 'dang thi thu nghiem', new RegExp(name))
  await nurse.getByLabel('Mũi thứ').fill('1')
  await nurse.getByLabel('Vắc xin').selectOption({ label: 'Comirnaty' })
  await nurse.getByRole('button', { name: 'Lưu', exact: true }).click()
  await nurse.getByText(`Đã ghi mũi 1 của ${name}`).waitFor()

  const officer = await as('welfare-officer', '/an-sinh')
  await follow(officer, 'Lập hồ sơ')
  await officer.getByLabel('Chương trình').selectOption({ label: await optionWith(officer, '15/NQ-HĐND') })
  await pick(officer, 'Tìm người', 'dang thi thu nghiem', new RegExp(name))
  await officer.getByRole('button', { name: 'Lưu', exact: true }).click()
  await officer.getByRole('heading', { name: /Hồ sơ/, level: 1 }).waitFor()
  await officer.getByText('Chờ duyệt lần 1').first().waitFor()
  const dossierPage = new URL(officer.url()).pathname
  expect(await officer.getByRole('button', { name: 'Duyệt lần 1' }).count(), 'who submits does not approve').toBe(0)

  await officer.getByRole('button', { name: 'Hỏi nơi khác' }).click()
  const asking = officer.getByRole('dialog')
  await asking.getByRole('textbox', { name: 'Nơi được hỏi' }).fill('duc giang')
  await officer.getByRole('option', { name: /Đức Giang/ }).click()
  await asking.getByRole('button', { name: 'Hỏi nơi khác' }).click()
  await officer.getByText('Chờ trả lời').waitFor()
  // Đức Giang has only begun: its first group, its first household, and in it the same person.
  const begins = await as('registrar@00124', '/ho-dan')
  await follow(begins, 'Đăng ký người')
  await begins.getByLabel('Lập hộ mới').check()
  await begins.getByRole('link', { name: 'Mở tổ dân phố' }).click()
  await begins.getByRole('button', { name: 'Mở tổ dân phố' }).click()
  await begins.getByRole('dialog').getByLabel('Số tổ').fill('1')
  await begins.getByRole('dialog').getByLabel('Tên tổ').fill('Tổ dân phố 1')
  await begins.getByRole('dialog').getByRole('button', { name: 'Mở tổ dân phố' }).click()
  await begins.getByRole('link', { name: 'Tổ dân phố 1' }).waitFor()
  await begins.goto('/ho-dan')
  await follow(begins, 'Đăng ký người')
  await begins.getByLabel('Họ và tên').fill(name)
  await begins.getByLabel('Ngày sinh').fill('09/02/1989')
  await begins.getByLabel('Nữ', { exact: true }).check()
  await begins.getByLabel('Số giấy tờ').fill('999189654321')
  await begins.getByLabel('Lập hộ mới').check()
  await begins.getByLabel('Tổ dân phố').selectOption({ label: 'Tổ dân phố 1' })
  await begins.getByLabel('Địa chỉ hộ mới').fill('Số 1, ngõ 2')
  await begins.keyboard.press('Control+s')
  await begins.getByRole('heading', { name, level: 1 }).waitFor()
  // Its next groups come with a list that names them.
  await begins.goto('/ho-dan/nhap-danh-sach')
  await begins
    .getByLabel('Hoặc dán từ bảng tính')
    .fill('Họ và tên\tNăm sinh\tTổ\tĐịa chỉ\nLý Thị Hai\t1980\tTổ 2\tSố 2\nLý Văn Ba\t1981\t3\tSố 3')
  await begins.getByLabel('Nơi gửi danh sách').fill('Tổ 2 và 3')
  await begins.getByRole('button', { name: 'Xem trước' }).click()
  await begins.getByText('Danh sách nêu 2 tổ mà sổ không có').waitFor()
  expect(await violations(begins)).toEqual([])
  await begins.getByRole('button', { name: 'Mở các tổ này' }).click()
  const opening = begins.getByRole('dialog', { name: 'Mở 2 tổ dân phố?' })
  await opening.getByText('Số 3: Tổ dân phố 3 (1 dòng)').waitFor()
  await opening.getByRole('button', { name: 'Mở các tổ này' }).click()
  await begins.getByRole('link', { name: /^Mới\s*2\b/ }).waitFor()
  await begins.getByRole('link', { name: /^Sai\s*0\b/ }).waitFor()

  const neighbour = await as('welfare-officer@00124', '/an-sinh/xac-nhan')
  await neighbour
    .getByRole('link', { name: /Giang Biên/ })
    .first()
    .click()
  await neighbour.getByRole('button', { name: 'Tra sổ' }).click()
  await neighbour.getByRole('link', { name }).waitFor()
  await neighbour.getByRole('button', { name: 'Trả lời và ký' }).click()
  await neighbour.getByRole('dialog').getByRole('button', { name: 'Trả lời và ký' }).click()
  // It knows the person, and has no such programme: it has not said that they received nothing.
  await neighbour.getByText('Không có chương trình này').first().waitFor()
  await officer.reload()
  await officer.getByText('Không có chương trình này').first().waitFor()

  const chairman = await as('approver', dossierPage)
  await chairman.getByRole('button', { name: 'Duyệt lần 1' }).click()
  await prove(chairman)
  await chairman.getByText('Chờ duyệt lần 2').first().waitFor()
  await chairman.getByRole('button', { name: 'Duyệt lần 2' }).click()
  await chairman.getByText('Hai lần duyệt phải do hai người khác nhau').first().waitFor()

  const deputy = await as('approver-2', dossierPage)
  await deputy.getByRole('button', { name: 'Duyệt lần 2' }).click()
  await prove(deputy)
  await deputy.getByText('Đã duyệt, chờ chi').first().waitFor()

  const cashier = await as('cashier', dossierPage)
  await cashier.getByRole('button', { name: 'Xác nhận đã chi' }).click()
  await cashier.getByLabel('Số phiếu chi').fill('PC-E2E-1')
  await cashier.getByRole('dialog').getByRole('button', { name: 'Xác nhận đã chi' }).click()
  await prove(cashier)
  await cashier.getByText('Đã chi', { exact: true }).first().waitFor()

  const inspector = await as('inspector', personPage)
  await inspector.getByRole('heading', { name, level: 1 }).waitFor()
  await inspector.getByText('Comirnaty').first().waitFor()
  await inspector.getByText('Âm tính').first().waitFor()
  await inspector.getByText('Đã chi').first().waitFor()
})

/** The whole label of the option that contains a text. */
async function optionWith(page: Page, text: string): Promise<string> {
  const option = page.locator('option', { hasText: text }).first()
  await option.waitFor({ state: 'attached' })
  return (await option.textContent()) ?? ''
}

test('the chair reads the report of 27/9/2021 and opens the rows behind each number', async ({ as }) => {
  const chair = await as('chair', '/chi-huy')
  await chair.getByLabel('Ngày').fill('27/09/2021')
  await chair.getByLabel('Giờ').fill('17:00')
  await chair.getByRole('button', { name: 'Xem', exact: true }).click()
  const figures: [label: string, value: string][] = [
    ['Người đã xét nghiệm', '7.532'],
    ['Người dương tính', '0'],
    ['Mũi vắc xin đã tiêm', '11.769'],
    ['Phản ứng sau tiêm', '0'],
    ['Lượt chi hỗ trợ', '699'],
    ['Tổng tiền đã chi', '658.400.000 đ'],
    ['Hộ', '5.400'],
    ['Người cư trú', '19.600'],
  ]
  const dashboard = chair.url()
  for (const [label, value] of figures) {
    const tile = chair.getByRole('link', { name: new RegExp(`^${label}\\s*${value.replaceAll('.', '\\.')}`) })
    await tile.waitFor()
    await tile.click()
    await chair.waitForURL((url) => url.href !== dashboard)
    await chair.getByRole('heading', { name: label, level: 1 }).waitFor()
    await chair.getByText(`Cộng các tổ bằng đúng ô số liệu: ${value}`).waitFor()
    await chair.goBack()
  }
  for (const amount of ['184.500.000 đ', '333.000.000 đ', '15.000.000 đ', '9.400.000 đ', '116.500.000 đ']) {
    await chair.getByRole('cell', { name: amount }).first().waitFor()
  }
  await chair.getByText('sáu trăm năm mươi tám triệu bốn trăm nghìn đồng').waitFor()
})

test('the clerk registers a paper as it is written and sees where it hangs', async ({ as }) => {
  const clerk = await as('clerk', '/dieu-hanh')
  await follow(clerk, 'Vào sổ văn bản')
  await clerk.getByLabel('Số, ký hiệu').fill('Số 100- CV/ĐU')
  await clerk.getByText('Đọc được: 100-CV/ĐU').waitFor()
  await clerk.getByLabel('Cơ quan ban hành').selectOption({ label: 'Đảng ủy phường Giang Biên' })
  await clerk.getByLabel('Trích yếu').fill('Tăng cường phòng, chống dịch')
  await clerk.getByRole('button', { name: 'Lưu', exact: true }).click()
  await clerk.getByRole('heading', { name: /100-CV\/ĐU/, level: 1 }).waitFor()

  await clerk.goto('/dieu-hanh')
  await clerk.getByRole('link', { name: '54-NQ/ĐU' }).first().click()
  for (const symbol of ['06-CT/TU', '20/CT-UBND', '08/PA-UBND']) {
    await clerk.getByRole('table').getByRole('link', { name: symbol }).first().waitFor()
  }
})

test('the analyst asks the live graph in GraphiQL', async ({ as }) => {
  const analyst = await as('analyst', '/phan-tich')
  await analyst.getByRole('button', { name: /Execute query/i }).waitFor({ timeout: 60_000 })
  await analyst.getByRole('button', { name: /Execute query/i }).click()
  const result = analyst.locator('.result-window')
  await expect.poll(() => result.textContent(), { timeout: 30_000 }).toMatch(/"personsTested":\s*75\d\d/)
})

test('English is one click away, and stays', async ({ as }) => {
  const chair = await as('chair', '/chi-huy')
  await chair.getByRole('button', { name: 'English' }).click()
  await chair.getByText('Persons tested').first().waitFor()
  await chair.reload()
  await chair.getByText('Persons tested').first().waitFor()
})
