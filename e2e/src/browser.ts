import './platform-setup.ts'
import { demoPassword } from '@vungxanh/identity/demo'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { test as base, expect, inject } from 'vitest'

/** vitest's `test` with a page of its own in the one browser of the file. */
export const test = base
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's dependencies from the pattern
  .extend('browser', { scope: 'file' }, async ({}, { onCleanup }): Promise<Browser> => {
    const browser = await chromium.launch(inject('chromium'))
    onCleanup(() => browser.close())
    return browser
  })
  /** What pages did against the policy that their answers came with. Nobody does; a test that provokes it takes it out. */
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's dependencies from the pattern
  .extend('violations', ({}, { onCleanup }): string[] => {
    const violations: string[] = []
    onCleanup(() => expect(violations, 'violations of the content security policy').toEqual([]))
    return violations
  })
  .extend('openContext', ({ browser, violations }, { onCleanup }) => {
    const opened: BrowserContext[] = []
    onCleanup(async () => {
      for (const context of opened) await context.close()
    })
    return async (viewport = { width: 1440, height: 900 }): Promise<BrowserContext> => {
      const context = await browser.newContext({
        baseURL: inject('platformUrl'),
        viewport,
        locale: 'vi-VN',
        timezoneId: 'Asia/Ho_Chi_Minh',
      })
      context.on('console', (message) => {
        const text = message.text()
        if (/Content Security Policy|Trusted(HTML|Script|Type)/.test(text))
          violations.push(`${message.location().url}: ${text}`)
      })
      opened.push(context)
      return context
    }
  })
  .extend('context', ({ openContext }): Promise<BrowserContext> => openContext())
  .extend('page', async ({ context }): Promise<Page> => context.newPage())
  /** A signed-in page of somebody's own: several people may be at work in one journey. */
  .extend('as', ({ openContext }) => async (signInName: string, path = '/'): Promise<Page> => {
    const page = await (await openContext()).newPage()
    await signIn(page, signInName, path)
    return page
  })

/** Signs in as a person would, on the provider's own page, and waits for the shell at the page asked for. */
export async function signIn(page: Page, signInName: string, returnTo = '/'): Promise<void> {
  await page.goto(`/auth/login?returnTo=${encodeURIComponent(returnTo)}`)
  await page.getByLabel('Tên đăng nhập').fill(signInName)
  await page.getByLabel('Mật khẩu').fill(demoPassword)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await page.waitForURL((url) => url.pathname === new URL(returnTo, url).pathname)
}

const usedCodes = new Set<string>()

/** Answers the dialog for the second factor with the code that a demonstration account is told there; each code counts once. */
export async function prove(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Nhập mã xác thực' })
  const hint = dialog.getByText(/mã hiện tại là \d{6}/)
  const readCode = async () => /\d{6}/.exec((await hint.textContent()) ?? '')?.[0] ?? ''
  await expect.poll(async () => usedCodes.has(await readCode()), { timeout: 40_000, interval: 1_000 }).toBe(false)
  const code = await readCode()
  usedCodes.add(code)
  await dialog.getByLabel('Mã 6 số').fill(code)
  await dialog.getByRole('button', { name: 'Xác nhận', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
}

/** The page has what it asked for: nothing is loading any more. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForLoadState('networkidle')
  await page
    .locator('[aria-busy=true]')
    .first()
    .waitFor({ state: 'detached' })
    .catch(() => {})
}
