import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { prove, test } from './browser.ts'
import { ask } from './graph.ts'

// Who may do what, as people meet it at work: duties to switch between, a right that is taken away, a second factor,
// an emergency, and the trace that all of it leaves.

async function somebody(): Promise<{ id: string; fullName: string }> {
  const { data } = await ask<{ people: { edges: { node: { id: string; fullName: string } }[] } }>(
    'INSPECTOR',
    'query ($unit: ID!) { people(unit: $unit, search: "nguyen", first: 1) { edges { node { id fullName } } } }',
    { unit: '00121' },
  )
  const person = data.people.edges[0]?.node
  if (!person) throw new Error('the demo data are not loaded')
  return person
}

/** The session as the gateway answers it to this page's cookie. */
function statusOfSession(page: Page): Promise<number> {
  return page.evaluate(async () => (await fetch('/auth/session')).status)
}

test('somebody with two posts acts in one at a time', async ({ as }) => {
  const page = await as('approver-2')
  const navigation = page.getByRole('navigation')
  const acting = page.getByLabel('Đang làm việc với vị trí')
  await navigation.getByRole('link', { name: 'Hồ sơ hỗ trợ' }).waitFor()
  const options = await acting.locator('option').allTextContents()
  const [leading, approving] = [/^Phó Trưởng đoàn/, /^Phó Chủ tịch/].map(
    (post) => options.find((one) => post.test(one)) ?? '',
  )
  await acting.selectOption({ label: leading ?? '' })
  await navigation.getByRole('link', { name: 'Hồ sơ hỗ trợ' }).waitFor({ state: 'detached' })
  await page.goto('/an-sinh')
  await page.getByRole('heading', { name: 'Vai trò của bạn không mở được trang này' }).waitFor()
  await acting.selectOption({ label: approving ?? '' })
  await navigation.getByRole('link', { name: 'Hồ sơ hỗ trợ' }).waitFor()
})

test('an assignment that is taken away is void within ten seconds, on a page that stands open', async ({ as }) => {
  const member = await as('community-team', '/dieu-hanh')
  await member.getByRole('link', { name: '54-NQ/ĐU' }).first().waitFor()

  const admin = await as('system-admin', '/quan-tri/tai-khoan')
  await admin.getByRole('link', { name: 'Vũ Thị Hạnh' }).click()
  const assignments = admin.getByRole('region', { name: 'Phân công' })
  await assignments.getByRole('button', { name: /^Kết thúc phân công: Tổ Covid/ }).click()
  const confirmation = admin.getByRole('dialog', { name: 'Kết thúc phân công' })
  await confirmation.getByText(/mất quyền của vị trí .* trong vòng 10 giây/).waitFor()
  await confirmation.getByRole('button', { name: 'Kết thúc phân công' }).click()
  await prove(admin)
  await confirmation.waitFor({ state: 'detached' })
  const takenAwayAt = Date.now()

  await expect.poll(() => statusOfSession(member), { timeout: 15_000, interval: 500 }).toBe(401)
  expect(Date.now() - takenAwayAt, 'until the session was refused').toBeLessThanOrEqual(10_000)
  await member.getByRole('link', { name: '08/PA-UBND' }).first().click()
  await member.getByText('Phiên làm việc đã hết').first().waitFor()

  await assignments.getByRole('button', { name: 'Phân công vị trí' }).click()
  const assigning = admin.getByRole('dialog', { name: 'Phân công vị trí' })
  const post = assigning.locator('option', { hasText: 'Tổ Covid cộng đồng' }).first()
  await assigning.getByLabel('Vị trí của đơn vị').selectOption((await post.getAttribute('value')) ?? '')
  await assigning.getByRole('button', { name: 'Phân công vị trí' }).click()
  await assignments.getByText('Đang hiệu lực').waitFor()
})

test('a whole number is shown for a reason and a code, and a form survives a code that is not given', async ({
  as,
}) => {
  const { id } = await somebody()
  const page = await as('registrar', `/ho-dan/nguoi/${id}`)
  await page
    .getByRole('button', { name: /^Hiện số: Căn cước/ })
    .first()
    .click()
  const dialog = page.getByRole('dialog', { name: /^Hiện số/ })
  await dialog.getByLabel('Lý do cần số đầy đủ').fill('Đối chiếu với bản gốc người dân mang tới')
  await dialog.getByRole('button', { name: 'Hiện số' }).click()
  await page.getByRole('button', { name: 'Không làm nữa' }).click()
  await dialog.getByText(/Chưa nhập mã xác thực nên chưa ghi gì/).waitFor()
  expect(await dialog.getByLabel('Lý do cần số đầy đủ').inputValue()).toBe('Đối chiếu với bản gốc người dân mang tới')
  await dialog.getByRole('button', { name: 'Hiện số' }).click()
  await prove(page)
  await page
    .getByText(/^\d{9,12}$/)
    .first()
    .waitFor()
  await page.getByRole('button', { name: 'Che lại' }).click()
  await expect.poll(() => page.getByText(/^\d{9,12}$/).count()).toBe(0)
})

test('an emergency is opened, heard of at once, ended and reviewed', async ({ as }) => {
  const chair = await as('chair', '/chi-huy')
  await chair.getByRole('heading', { level: 1 }).waitFor()

  const cashier = await as('cashier', '/quan-tri/khan-cap')
  await cashier.getByRole('button', { name: 'Mở truy cập khẩn cấp' }).click()
  const opening = cashier.getByRole('dialog', { name: 'Mở truy cập khẩn cấp' })
  await opening.getByLabel('Tình huống').selectOption('LIFE_THREATENING')
  await opening.getByLabel('Lý do').fill('Người dân ngất tại điểm chi trả, cần biết tiền sử để báo cấp cứu')
  await opening.getByLabel('Vụ việc, số công văn hoặc mã ca').fill('Cấp cứu 115, điểm chi số 2')
  await opening.getByRole('button', { name: 'Mở ngay' }).click()
  await prove(cashier)
  await cashier.getByText(/Đang truy cập khẩn cấp: còn (60|59) phút/).waitFor()
  await cashier.getByLabel('Tên, không cần dấu').fill('nguyen')
  await cashier
    .getByRole('table')
    .getByRole('link', { name: /^Nguyễn/ })
    .first()
    .click()
  await cashier.getByRole('region', { name: 'Tiêm chủng' }).waitFor()

  await chair.getByText('Nguyễn Đình Phúc vừa mở truy cập khẩn cấp').waitFor({ timeout: 20_000 })
  await cashier.getByRole('button', { name: 'Kết thúc' }).click()
  await cashier.getByText(/Đang truy cập khẩn cấp/).waitFor({ state: 'detached' })

  await chair.getByRole('link', { name: /^Khẩn cấp: / }).click()
  await chair.getByRole('button', { name: 'Xem xét truy cập khẩn cấp của Nguyễn Đình Phúc' }).first().click()
  const review = chair.getByRole('dialog', { name: /^Xem xét truy cập khẩn cấp/ })
  await review.getByLabel('Có căn cứ', { exact: true }).check()
  await review.getByLabel('Ý kiến').fill('Đã gọi cấp cứu 115, có biên bản tại điểm chi')
  await review.getByRole('button', { name: 'Ghi kết luận' }).click()
  await chair.getByText('Đã ghi kết luận').waitFor()
  await chair
    .getByRole('row', { name: /Nguyễn Đình Phúc.*Đã xem xét.*Có căn cứ/s })
    .first()
    .waitFor()
})

test('the inspector sees who looked at a person a moment ago, and hands over an extract without names', async ({
  as,
}) => {
  const { id, fullName } = await somebody()
  const nurse = await as('health-staff', `/ho-dan/nguoi/${id}`)
  await nurse.getByRole('region', { name: 'Tiêm chủng' }).waitFor()
  await nurse.waitForLoadState('networkidle')

  const inspector = await as('inspector', `/quan-tri/nhat-ky?nguoi=${id}`)
  const row = inspector.getByRole('row', { name: /Lê Minh Đức.*Cán bộ trạm y tế.*Y tế/s }).first()
  await row.waitFor()
  await row.getByRole('button', { name: /^Chi tiết/ }).click()
  const details = inspector.getByRole('dialog', { name: 'Chi tiết lượt truy cập' })
  await details.getByText('Chăm sóc, phòng dịch').waitFor()
  await details
    .getByText(/có người đang tra cứu/)
    .first()
    .waitFor()

  await inspector.goto(`/quan-tri/trich-luc?nguoi=${id}`)
  const paper = inspector.getByRole('article', { name: 'Trích lục truy cập dữ liệu cá nhân' })
  await paper.getByText(fullName).waitFor()
  await paper.getByText('Chăm sóc, phòng dịch').first().waitFor()
  expect(await paper.textContent()).not.toContain('Lê Minh Đức')
  // What the button does before the browser's own dialog, which a test cannot answer.
  await inspector.evaluate(() => {
    window.print = () => {}
  })
  await inspector.getByRole('button', { name: 'In', exact: true }).click()
  await inspector.emulateMedia({ media: 'print' })
  expect(await paper.isVisible()).toBe(true)
  expect(await inspector.getByRole('navigation').isVisible()).toBe(false)
  expect((await inspector.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(10_000)
})
