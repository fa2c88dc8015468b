import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { test } from './browser.ts'
import { ask } from './graph.ts'

const MILLIMETRE = 96 / 25.4
/** A4 less the margins of Decree 30/2020/NĐ-CP: 30 mm left, 15 mm right. */
const TEXT_WIDTH = 165 * MILLIMETRE

async function someHousehold(): Promise<{ id: string; code: string; members: { person: { fullName: string } }[] }> {
  const { data } = await ask<{
    households: { edges: { node: { id: string; code: string; members: { person: { fullName: string } }[] } }[] }
  }>(
    'REGISTRAR',
    `query ($unit: ID!) { households(unit: $unit, search: "T11", first: 20) { edges { node { id code members { person { fullName } } } } } }`,
    { unit: '00121' },
  )
  const household = data.households.edges.map(({ node }) => node).find(({ members }) => members.length > 2)
  if (!household) throw new Error('the demo data have no household of three in group 11')
  return household
}

/** Presses the button, and stays in what the printer would get, until it has got it. */
async function printed(page: Page): Promise<{ text: string; print: () => Promise<{ sheets: number; pdf: string }> }> {
  await page.evaluate(() => {
    window.print = () => {}
  })
  await page.getByRole('button', { name: 'In', exact: true }).click()
  await page.setViewportSize({ width: Math.round(TEXT_WIDTH), height: 1000 })
  await page.emulateMedia({ media: 'print' })
  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden does not count
  const text = await page.evaluate(() => document.body.innerText)
  const print = async () => {
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    return { pdf, sheets: [...pdf.matchAll(/\/Type\s*\/Page\b/g)].length }
  }
  return { text, print }
}

test('the sheet of a household is a paper of the committee, and nothing of the screen', async ({ as }) => {
  const { id, code, members } = await someHousehold()
  const page = await as('registrar', `/ho-dan/ho/${id}`)
  await page.getByRole('link', { name: 'In phiếu' }).click()
  await page.getByRole('heading', { name: 'Phiếu thông tin hộ', level: 1 }).waitFor()
  await page.getByRole('article', { name: 'Phiếu thông tin hộ' }).waitFor()
  // Whoever prints with the browser's own command gets the same paper.
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(false)
  expect(await page.getByRole('article', { name: 'Phiếu thông tin hộ' }).isVisible()).toBe(true)
  await page.emulateMedia({ media: 'screen' })
  const { text, print } = await printed(page)
  expect(text).toMatch(/^ỦY BAN NHÂN DÂN\s+PHƯỜNG GIANG BIÊN/)
  for (const { person } of members) expect(text).toContain(person.fullName)
  expect(text).toContain(`Mã hộ ${code}`)
  expect(text).not.toMatch(/\d{9,12}/)
  for (const screen of ['Đăng xuất', 'Tra cứu người', 'In phiếu', 'Vùng Xanh']) expect(text).not.toContain(screen)

  const place = async (words: string) => {
    const box = await page.locator('.vx-print-sheets').getByText(words, { exact: false }).first().boundingBox()
    if (!box) throw new Error(`${words} is not on the paper`)
    return box
  }
  const nation = await place('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
  const motto = await place('Độc lập - Tự do - Hạnh phúc')
  const issuer = await place('PHƯỜNG GIANG BIÊN')
  const date = await place('Giang Biên, ngày')
  const head = await place('Họ và tên')
  const signature = await place('NGƯỜI LẬP PHIẾU')
  expect(nation.x, 'the nation stands right of the organ').toBeGreaterThan(issuer.x + issuer.width)
  expect(motto.y).toBeGreaterThan(nation.y)
  expect(Math.abs(motto.x + motto.width / 2 - nation.x - nation.width / 2), 'centred under it').toBeLessThan(4)
  expect([date.y, head.y, signature.y]).toEqual([date.y, head.y, signature.y].toSorted((a, b) => a - b))
  expect(signature.x, 'whoever made the sheet signs on the right').toBeGreaterThan(TEXT_WIDTH / 2)
  const { sheets, pdf } = await print()
  expect(sheets).toBe(1)
  expect(pdf).toMatch(/\/MediaBox\s*\[0 0 59[456](\.\d+)? 84[123](\.\d+)?\]/)
})

/** How many lines of the list are on each sheet, and on which the signatures are: what is printed is marked by links. */
async function sheetsOf(page: Page): Promise<{ lines: number; isSigned: boolean }[]> {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  const objects = new Map([...pdf.matchAll(/(\d+) 0 obj\s*([\s\S]*?)endobj/g)].map(([, id, body = '']) => [id, body]))
  const sheets = [...objects.values()].filter((body) => /\/Type\s*\/Page\b/.test(body))
  return sheets.map((body) => {
    const [, links = ''] = /\/Annots\s*\[([^\]]*)\]/.exec(body) ?? []
    const marks = [...links.matchAll(/(\d+) 0 R/g)].map(([, id]) => objects.get(id) ?? '')
    return {
      lines: marks.filter((mark) => mark.includes('mark.invalid/line')).length,
      isSigned: marks.some((mark) => mark.includes('mark.invalid/signature')),
    }
  })
}

test('the list of a group runs over sheets, with every household once', async ({ as }) => {
  const page = await as('registrar', '/ho-dan/ho')
  await page.getByLabel('Tổ dân phố').selectOption({ label: 'Tổ dân phố 11' })
  await page.waitForURL(/to=/)
  const { data } = await ask<{ households: { totalCount: number } }>(
    'REGISTRAR',
    `query ($unit: ID!, $group: ID) { households(unit: $unit, residentialGroup: $group, first: 1) { totalCount } }`,
    { unit: '00121', group: new URL(page.url()).searchParams.get('to') },
  )
  await page.getByRole('link', { name: 'In', exact: true }).click()
  await page.getByRole('button', { name: 'In', exact: true, disabled: false }).waitFor({ timeout: 60_000 })
  const { text, print } = await printed(page)
  const codes = text.match(/T11-\d{4}/g) ?? []
  expect(codes).toHaveLength(data.households.totalCount)
  expect(new Set(codes).size).toBe(data.households.totalCount)
  expect(text).toContain(`Tổ dân phố 11 · ${data.households.totalCount} hộ`)
  expect(
    await page
      .locator('.vx-print-sheets thead')
      .first()
      .evaluate((head) => getComputedStyle(head).display),
    'stands again on every sheet',
  ).toBe('table-header-group')
  const { sheets } = await print()
  expect(sheets, 'more than one, and no more than full').toBeGreaterThan(1)
  expect(sheets).toBeLessThan(data.households.totalCount / 12)

  // What was printed is gone: the same paper again, to stay while it is printed at each length.
  await page.evaluate(() => {
    const again = document.createElement('div')
    again.className = 'vx-print-sheets'
    for (const paper of document.querySelectorAll('.vx-paper')) again.append(paper.cloneNode(true))
    document.querySelector('.vx-print-sheets')?.remove()
    document.body.append(again)
    document.body.classList.add('vx-printing-paper')
    const mark = (place: Element | null | undefined, what: string) => {
      const link = document.createElement('a')
      link.href = `https://mark.invalid/${what}`
      link.textContent = '.'
      place?.append(link)
    }
    for (const row of document.querySelectorAll('.vx-print-sheets tbody tr')) mark(row.lastElementChild, 'line')
    for (const signature of document.querySelectorAll('.vx-print-sheets .vx-signatures p')) mark(signature, 'signature')
  })
  // Each length of more than a sheet: at one of them the list ends where a sheet does.
  for (let length = 62; length > 38; length--) {
    await page.evaluate((most) => {
      for (const row of [...document.querySelectorAll('.vx-print-sheets tbody tr')].slice(most)) row.remove()
    }, length)
    const marked = await sheetsOf(page)
    expect(marked.reduce((sum, { lines }) => sum + lines, 0)).toBe(length)
    expect(marked.at(-1)?.isSigned, `${length} lines are signed at their end`).toBe(true)
    expect(marked.at(-1)?.lines, `no signature of ${length} lines stands alone`).toBeGreaterThan(2)
  }
})
