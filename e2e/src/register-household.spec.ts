import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { test } from './browser.ts'

// UX.md §5: seconds of the keystroke-level model. A scan is one act of the hand, whatever the scanner types.
const KEY = 0.28
const MENTAL = 1.35
const SCAN = 3

/** A clerk without a mouse, whose keys are counted. */
function clerkAt(page: Page) {
  const spent = { keys: 0, thoughts: 0, scans: 0, fields: new Set<string>(), mouse: 0 }
  const note = async () => {
    const id = await page.evaluate(() => document.activeElement?.id ?? '')
    if (id.startsWith('field-')) spent.fields.add(id)
  }
  return {
    spent,
    seconds: () => spent.keys * KEY + spent.thoughts * MENTAL + spent.scans * SCAN,
    /** Looks at the paper, or decides. */
    think: () => {
      spent.thoughts += 1
    },
    type: async (text: string) => {
      await note()
      await page.keyboard.type(text)
      // Telex: two keys for a letter with a mark or a sign, three for one with both.
      spent.keys += text.normalize('NFD').length
    },
    press: async (chord: string) => {
      await note()
      await page.keyboard.press(chord)
      spent.keys += chord.split('+').length
    },
    scan: async (payload: string) => {
      await note()
      await page.keyboard.type(payload)
      await page.keyboard.press('Enter')
      spent.scans += 1
    },
    isAt: (field: string) =>
      page.waitForFunction((id) => document.activeElement?.id === id, `field-${field}`, { timeout: 10_000 }),
  }
}

/** Any click, however it came about, would be counted. */
async function openForm(page: Page): Promise<() => Promise<number>> {
  await page.getByRole('heading', { name: 'Thêm hộ', level: 1 }).waitFor()
  await page.locator('datalist option').first().waitFor({ state: 'attached' })
  await page.evaluate(() => {
    const counted = { clicks: 0 }
    Object.assign(window, { counted })
    for (const kind of ['mousedown', 'pointerdown'])
      window.addEventListener(
        kind,
        () => {
          counted.clicks += 1
        },
        true,
      )
  })
  return () => page.evaluate(() => (window as never as { counted: { clicks: number } }).counted.clicks)
}

const cards = [
  '001077009901|012345678|Trần Văn Bàn|09021977|Nam|Số 9 ngõ 451 Phố Trạm, Tổ dân phố 7, Giang Biên, Long Biên, Hà Nội|15042021',
  '001179009902||Lê Thị Phím|12031979|Nữ|Số 9 ngõ 451 Phố Trạm, Tổ dân phố 7, Giang Biên, Long Biên, Hà Nội|15042021',
  '001150009903||Nguyễn Thị Già|01011950|Nữ|Số 9 ngõ 451 Phố Trạm, Tổ dân phố 7, Giang Biên, Long Biên, Hà Nội|15042021',
] as const

test('a household of five is registered in under 90 seconds by keyboard and card scanner, without a mouse', async ({
  as,
}) => {
  const page = await as('registrar', '/ho-dan/them-ho')
  const clicks = await openForm(page)
  const clerk = clerkAt(page)
  await clerk.isAt('group')
  clerk.think()
  await clerk.type('7')
  await clerk.press('Enter')
  await clerk.press('Enter')
  await clerk.isAt('members.0.fullName')
  await clerk.scan(cards[0])
  await clerk.isAt('members.0.phone')
  clerk.think()
  await clerk.type('0912345999')
  for (const [place, card, key] of [
    [1, cards[1], ''],
    [2, cards[2], '4'],
  ] as const) {
    clerk.think()
    await clerk.press('Alt+n')
    await clerk.isAt(`members.${place}.fullName`)
    await clerk.scan(card)
    await clerk.isAt(`members.${place}.relation`)
    if (key) await clerk.press(key)
  }
  // Two children without a card: the father's name stands there, and they are his children.
  for (const [place, name, born, key] of [
    [3, 'Văn Chuột', '05092009', ''],
    [4, 'Minh Chuông', '2013', '1'],
  ] as const) {
    clerk.think()
    await clerk.press('Alt+n')
    await clerk.isAt(`members.${place}.fullName`)
    await clerk.type(name)
    await clerk.press('Enter')
    await clerk.type(born)
    await clerk.press('Enter')
    await clerk.isAt(`members.${place}.sex`)
    if (key) await clerk.press(key)
  }
  clerk.think()
  await clerk.press('Control+s')
  await page.getByRole('heading', { name: /^Hộ T07-/, level: 1 }).waitFor()
  const members = page.getByRole('table', { name: 'Người trong hộ' })
  for (const [name, relation, born, sex] of [
    ['Trần Văn Bàn', 'Chủ hộ', '09/02/1977', 'Nam'],
    ['Lê Thị Phím', 'Vợ, chồng', '12/03/1979', 'Nữ'],
    ['Nguyễn Thị Già', 'Cha, mẹ', '01/01/1950', 'Nữ'],
    ['Trần Văn Chuột', 'Con', '05/09/2009', 'Nam'],
    ['Trần Minh Chuông', 'Con', '2013', 'Nữ'],
  ] as const) {
    const row = members.getByRole('row', { name: new RegExp(name) })
    for (const text of [relation, born, sex]) await row.getByText(text).first().waitFor()
  }
  expect(await clicks(), 'clicks').toBe(0)
  expect(clerk.seconds(), JSON.stringify({ ...clerk.spent, fields: clerk.spent.fields.size })).toBeLessThan(90)
  console.info(
    `household of five, 3 cards: ${clerk.spent.keys} keys, ${clerk.spent.scans} scans, ${clerk.spent.fields.size} fields, ${clerk.seconds().toFixed(1)} s`,
  )
})

test('typed letter by letter, without a scanner, five people are in the book in under 90 seconds, too', async ({
  as,
}) => {
  const page = await as('registrar', '/ho-dan/them-ho')
  const clicks = await openForm(page)
  const clerk = clerkAt(page)
  await clerk.isAt('group')
  clerk.think()
  await clerk.type('8')
  await clerk.press('Enter')
  await clerk.type('Số 3, ngõ 77')
  await clerk.press('Enter')
  const people = [
    ['Lê Văn Gõ', '09021977', '001077009911'],
    ['Phạm Thị Gõ', '12031979', '001179009912'],
    ['Văn Nhỏ', '05092009', ''],
    ['Thị Nhỏ', '2013', ''],
    ['Trần Thị Cũ', '1950', '012345911'],
  ] as const
  for (const [place, [name, born, number]] of people.entries()) {
    clerk.think()
    if (place > 0) await clerk.press('Alt+n')
    await clerk.isAt(`members.${place}.fullName`)
    // She is of another family than the father, whose name stands there.
    if (name === 'Trần Thị Cũ') await clerk.press('Control+a')
    await clerk.type(name)
    await clerk.press('Enter')
    await clerk.type(born)
    if (!number) continue
    for (const _ of ['sex', 'relation', 'residence', 'number']) await clerk.press('Enter')
    await clerk.isAt(`members.${place}.identityNumber`)
    await clerk.type(number)
  }
  clerk.think()
  await clerk.press('Control+Enter')
  await page.getByText(/Đã ghi hộ T08-\d+: 5 người/).waitFor()
  await clerk.isAt('address')
  expect(await page.locator('#field-group').inputValue()).toBe('Tổ dân phố 8')
  expect(await clicks(), 'clicks').toBe(0)
  expect(clerk.seconds(), JSON.stringify({ ...clerk.spent, fields: clerk.spent.fields.size })).toBeLessThan(90)
  console.info(
    `household of five, typed: ${clerk.spent.keys} keys, ${clerk.spent.fields.size} fields, ${clerk.seconds().toFixed(1)} s`,
  )
})

test('a Vietnamese keyboard composes in a name undisturbed; what is kept is in the composed form', async ({ as }) => {
  const page = await as('registrar', '/ho-dan/them-ho')
  await openForm(page)
  const keyboard = await page.context().newCDPSession(page)
  const name = page.locator('[id="field-members.0.fullName"]')
  await name.focus()
  for (const [steps, word] of [
    [['N', 'Ng', 'Ngu', 'Nguy', 'Nguye', 'Nguyê', 'Nguyên', 'Nguyễn'], 'Nguyễn '],
    [['T', 'Th', 'Thi', 'Thị'], 'Thị '],
    [['U', 'Ư', 'Ươ', 'Ước'], 'Ước'.normalize('NFD')],
  ] as const) {
    for (const text of steps) {
      await keyboard.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
      // Enter belongs to the keyboard while it composes.
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('field-members.0.fullName')
    }
    await keyboard.send('Input.insertText', { text: word })
  }
  await page.keyboard.press('Enter')
  expect(await name.inputValue()).toBe('Nguyễn Thị Ước'.normalize('NFC'))
  expect(await page.locator('[id="field-members.0.sex"]').inputValue(), 'suggested by the middle name').toBe('FEMALE')
})
