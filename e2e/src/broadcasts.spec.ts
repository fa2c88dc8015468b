import { expect } from 'vitest'
import { violations } from './axe.ts'
import { test } from './browser.ts'

test('a broadcast is written, previewed, issued and acknowledged by the leader in one tap', async ({ as }) => {
  const clerk = await as('clerk', '/dieu-hanh/thong-bao/soan')
  const title = `Họp tổ lúc 19 giờ ${crypto.randomUUID().slice(0, 8)}`
  await clerk.getByLabel('Tiêu đề').fill(title)
  await clerk.getByLabel('Nội dung').fill('Mời bà con họp tổ tại nhà văn hóa. Mang theo khẩu trang.')
  const group = 'Tổ dân phố 7'
  await clerk.getByRole('checkbox', { name: `Chọn ${group}`, exact: true }).check()
  await clerk.getByRole('button', { name: 'Lưu và xem trước' }).click()
  await clerk.getByRole('heading', { name: title, level: 1 }).waitFor()
  await clerk.getByText('1 tổ được chọn').waitFor()
  await clerk.getByRole('button', { name: 'Phát hành', exact: true }).click()
  await clerk.getByRole('dialog').getByRole('button', { name: 'Phát hành tới 1 tổ' }).click()
  await clerk.getByText('Chưa gửi').first().waitFor()
  const address = new URL(clerk.url()).pathname

  const leader = await as('team-leader', '/')
  const row = leader.getByRole('row').filter({ hasText: title })
  await row.getByRole('button', { name: 'Xác nhận đã nhận' }).click()
  await row.waitFor({ state: 'detached' })

  await clerk.goto(address)
  const told = clerk.getByRole('row', { name: new RegExp(`${group} `) })
  await told.getByText('Đã xác nhận').waitFor()
  expect(await told.textContent()).toContain('Tống Việt Dũng')

  await leader.goto(address)
  const own = leader.getByRole('row', { name: new RegExp(`${group} `) })
  await own.getByRole('button', { name: 'Rút lời xác nhận' }).click()
  await leader.getByRole('dialog').getByLabel('Lý do').fill('Bấm nhầm tổ')
  await leader.getByRole('dialog').getByRole('button', { name: 'Rút lời xác nhận' }).click()
  await own.getByText('Rút lời xác nhận: Bấm nhầm tổ').waitFor()
  await clerk.reload()
  await told.getByRole('button', { name: 'Ghi thay' }).click()
  await clerk.getByRole('dialog').getByLabel('Ai của tổ báo đã nhận').fill('Ngô Văn Giấy, gọi điện')
  await clerk.getByRole('dialog').getByRole('button', { name: 'Ghi thay' }).click()
  await told.getByText('Ngô Văn Giấy, gọi điện báo đã nhận').waitFor()
  expect(await violations(clerk)).toEqual([])
})

test('who answers for a group is keyed without the mouse, once', async ({ as }) => {
  const clerk = await as('clerk', '/dieu-hanh/phan-cong')
  const holder = `Lò Thị ${crypto.randomUUID().slice(0, 8)}`
  const assign = async () => {
    await clerk.getByLabel('Địa bàn').focus()
    await clerk.keyboard.type('Tổ dân phố 23')
    await clerk.getByLabel('Người phụ trách', { exact: true }).focus()
    await clerk.keyboard.type(holder)
    await clerk.keyboard.press('Control+s')
  }
  await assign()
  const row = clerk.getByRole('row').filter({ hasText: holder })
  await row.last().getByRole('button', { name: 'Thôi phụ trách' }).waitFor()
  await assign()
  await clerk.getByText('Phân công này đã có trong những ngày ấy.').first().waitFor()
})
