import type { Page } from 'playwright-core'
import { expect, inject } from 'vitest'
import { violations } from './axe.ts'
import { settled, signIn, test } from './browser.ts'
import { ask } from './graph.ts'

const viewports = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const

async function somePlaces(): Promise<Record<string, string[]>> {
  const unit = '00121'
  const { data } = await ask<{
    people: { edges: { node: { id: string; household: { id: string } } }[] }
    dossiers: { edges: { node: { id: string } }[] }
    confirmationRequests: { edges: { node: { id: string } }[] }
    documentBySymbol: { id: string }
    importBatches: { edges: { node: { id: string } }[] }
    broadcasts: { edges: { node: { id: string } }[] }
    checkpoints: { id: string }[]
  }>(
    'INSPECTOR',
    `query ($unit: ID!) {
      people(unit: $unit, first: 1) { edges { node { id household { id } } } }
      dossiers(unit: $unit, first: 1) { edges { node { id } } }
      confirmationRequests(unit: $unit, incoming: true, answered: true, first: 1) { edges { node { id } } }
      documentBySymbol(symbol: "08/PA-UBND") { id }
      importBatches(unit: $unit, first: 1) { edges { node { id } } }
      broadcasts(unit: $unit, first: 50) { edges { node { id } } }
      checkpoints(unit: $unit) { id }
    }`,
    { unit },
  )
  const person = data.people.edges[0]?.node
  return {
    registrar: [
      '/',
      '/ho-dan',
      '/ho-dan/ho',
      '/ho-dan/dang-ky',
      '/ho-dan/gop-trung',
      '/ho-dan/de-nghi-sua',
      '/ho-dan/them-ho',
      '/ho-dan/in/danh-sach-ho?tim=T11-00',
      '/ho-dan/nhap-danh-sach',
      `/ho-dan/nhap-danh-sach/${data.importBatches.edges[0]?.node.id}`,
      '/ho-dan/nguoi-den',
      '/ho-dan/nguoi-den/khai',
      '/ho-dan/du-lieu-ca-nhan/tiep-nhan',
    ],
    'data-protection-officer': ['/ho-dan/du-lieu-ca-nhan'],
    'health-staff': [
      '/tram-y-te',
      '/tram-y-te/hang-viec',
      '/tram-y-te/cap-do-dich',
      '/tram-y-te/tiem-chung',
      '/tram-y-te/xet-nghiem/ghi',
      '/tram-y-te/tiem-chung/ghi',
    ],
    'welfare-officer': ['/an-sinh', '/an-sinh/chuong-trinh', '/an-sinh/ho-so/lap', '/an-sinh/xac-nhan'],
    'community-team': [`/dieu-hanh/chot/${data.checkpoints[0]?.id}?ngay=2021-09-27`],
    clerk: [
      '/dieu-hanh',
      '/dieu-hanh/van-ban/vao-so',
      '/dieu-hanh/thong-bao',
      '/dieu-hanh/thong-bao/soan',
      `/dieu-hanh/thong-bao/${data.broadcasts.edges.at(-1)?.node.id}`,
      '/dieu-hanh/phan-cong',
      '/dieu-hanh/chot?ngay=2021-09-27',
      '/dieu-hanh/phan-cong/in?ngay=2021-09-27',
    ],
    'system-admin': [
      '/quan-tri',
      '/quan-tri/tai-khoan',
      '/quan-tri/tai-khoan/tao',
      '/quan-tri/vi-tri',
      '/quan-tri/su-kien',
    ],
    chair: ['/', '/chi-huy', '/chi-huy/so-lieu/xet-nghiem', '/chi-huy/so-lieu/tien-chi'],
    inspector: [
      `/ho-dan/nguoi/${person?.id}`,
      `/ho-dan/ho/${person?.household.id}`,
      `/ho-dan/in/nguoi/${person?.id}`,
      `/ho-dan/in/ho/${person?.household.id}`,
      `/an-sinh/ho-so/${data.dossiers.edges[0]?.node.id}`,
      `/an-sinh/xac-nhan/${data.confirmationRequests.edges[0]?.node.id}`,
      `/an-sinh/xac-nhan/${data.confirmationRequests.edges[0]?.node.id}/giay`,
      `/dieu-hanh/van-ban/${data.documentBySymbol.id}`,
      `/quan-tri/nhat-ky?nguoi=${person?.id}`,
      `/quan-tri/trich-luc?nguoi=${person?.id}`,
      '/quan-tri/quyen',
      '/quan-tri/khan-cap',
    ],
  }
}

test('every page is free of accessibility faults, at a desk and on a phone, and fits its width', {
  timeout: 400_000,
}, async ({ openContext }) => {
  const faults: string[] = []
  const lookAt = async (page: Page, where: string): Promise<void> => {
    for (const viewport of viewports) {
      // One load for both: a page that is turned or made narrower fits as well as one that was opened so.
      await page.setViewportSize(viewport)
      await settled(page)
      const at = `${where} at ${viewport.width} px`
      faults.push(...(await violations(page)).map((violation) => `${at}: ${violation}`))
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      if (overflow > 0) faults.push(`${at}: ${overflow} px wider than the window`)
    }
  }
  const waiting = Object.entries(await somePlaces())
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [account, places] = next
      const page = await (await openContext(viewports[0])).newPage()
      await signIn(page, account)
      for (const place of places) {
        await page.setViewportSize(viewports[0])
        await page.goto(place)
        const where = `${account} ${place}`
        await lookAt(page, where)
        if ((await page.getByRole('heading', { level: 1 }).first().textContent()) === 'Không có trang này') {
          faults.push(`${where}: there is no such page`)
        }
      }
      await page.context().close()
    }
  }
  // While one page waits for the departments, others are looked through.
  await Promise.all([work(), work(), work()])
  expect(faults).toEqual([])
})

test('the sign-in page is free of accessibility faults', async ({ page }) => {
  await page.goto('/auth/login')
  await page.getByLabel('Tên đăng nhập').waitFor()
  expect(await violations(page)).toEqual([])
})

test('the first page of a portal costs at most 340 KB of script and 25 requests', async ({ as }) => {
  for (const [account, place] of [
    ['registrar', '/ho-dan'],
    ['welfare-officer', '/an-sinh'],
    ['chair', '/chi-huy'],
  ] as const) {
    const page = await as(account, '/auth/session')
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('Network.enable')
    await cdp.send('Network.setCacheDisabled', { cacheDisabled: true })
    const kinds = new Map<string, string>()
    const sizes = new Map<string, number>()
    cdp.on('Network.responseReceived', ({ requestId, type, response }) => {
      kinds.set(requestId, /chart|echarts/i.test(response.url) ? 'Chart' : type)
    })
    cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => sizes.set(requestId, encodedDataLength))
    await page.goto(place)
    await settled(page)
    const script = [...sizes].filter(([id]) => kinds.get(id) === 'Script').reduce((sum, [, size]) => sum + size, 0)
    expect(script, `${place}: bytes of script`).toBeGreaterThan(50_000)
    expect(script, `${place}: bytes of script`).toBeLessThanOrEqual(340 * 1024)
    expect([...kinds.values()].filter((kind) => kind !== 'Chart').length, `${place}: requests`).toBeLessThanOrEqual(25)
  }
})

test('a remote that cannot be loaded leaves the others at work, and comes back on retry', async ({ as }) => {
  const page = await as('inspector')
  const broken = '**/remotes/welfare/**'
  await page.route(broken, (route) => route.abort())
  await page.goto('/an-sinh')
  const retry = page.getByRole('button', { name: 'Thử lại' }).first()
  await retry.waitFor({ timeout: 40_000 })
  await page.goto('/ho-dan')
  await page.getByRole('heading', { name: 'Tra cứu người', level: 1 }).waitFor()
  await page.goto('/an-sinh')
  await retry.waitFor({ timeout: 40_000 })
  await page.unroute(broken)
  await retry.click()
  await page.getByRole('heading', { name: 'Hồ sơ hỗ trợ', level: 1 }).waitFor()
})

test('a page recovers without a reload when a department that was killed is back', async ({ as }) => {
  const { readPlatformState } = await import('@vungxanh/tools/platform')
  const page = await as('chair', '/chi-huy')
  const show = async (day: string): Promise<void> => {
    await page.getByLabel('Ngày').fill(day)
    await page.getByLabel('Giờ').fill('17:00')
    await page.getByRole('button', { name: 'Xem', exact: true }).click()
  }
  await show('27/09/2021')
  await page.getByText('658.400.000 đ').first().waitFor()
  await page.evaluate(() => Object.assign(window, { stillHere: true }))
  process.kill(readPlatformState(inject('dataDir'))?.pids.welfare ?? 0, 'SIGKILL')
  await show('26/09/2021')
  await page.getByText('Tổng tiền đã chi').first().waitFor()
  await expect
    .poll(
      async () => {
        const retry = page.getByRole('button', { name: 'Thử lại' }).first()
        if (await retry.isVisible()) await retry.click()
        return page.getByRole('link', { name: /^Tổng tiền đã chi\s*[\d.]+ đ/ }).count()
      },
      { timeout: 30_000, interval: 500 },
    )
    .toBe(1)
  expect(await page.evaluate(() => 'stillHere' in window)).toBe(true)
})
