import fc from 'fast-check'
import readExcelFile from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { readSheet } from './read-sheet.ts'
import { inertText, type SheetTable, writeDelimited, writeWorkbook } from './write-sheet.ts'

const table = (rows: SheetTable['rows']): SheetTable => ({
  title: 'Danh sách người',
  columns: [{ header: 'Họ và tên' }, { header: 'Điện thoại' }, { header: 'Số', kind: 'number' }],
  rows,
  conditions: [['Tổ', 'Tổ 7']],
})

const hostile = ['=1+1', '+84912', '-5', '@SUM(A1)', '\tx', '\rx', '＝1', '＋1', '－1', '＠1', ' =1', '\0=1']

test.for(hostile)('%j is text for whoever opens it', (text) => {
  expect(inertText(text)).toBe(`'${text}`)
})

test('what was not dangerous stays as it is, zeros in front included', async () => {
  const rows = [['Nguyễn Văn A', '0912345678', 7]] as const
  const book = Buffer.from(await writeWorkbook(table(rows)))
  expect((await readSheet(book)).rows).toEqual([
    ['Họ và tên', 'Điện thoại', 'Số'],
    ['Nguyễn Văn A', '0912345678', '7'],
  ])
  const text = Buffer.from(writeDelimited(table(rows), ';'))
  expect(text.toString()).toBe('\ufeffHọ và tên;Điện thoại;Số\r\nNguyễn Văn A;0912345678;7\r\n')
})

test('another reader finds in our workbooks what we wrote, text as text and numbers as numbers', async () => {
  const book = Buffer.from(await writeWorkbook(table([['=cmd()', '0912345678', 7]])))
  const [sheet] = await readExcelFile(book)
  expect(sheet?.data[1]).toEqual(["'=cmd()", '0912345678', 7])
})

test('no cell of any text can begin a formula, in either format', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: 'grapheme', maxLength: 8 }), { minLength: 1, maxLength: 5 }),
      async (cells) => {
        for (const cell of cells.map(inertText)) expect(cell).not.toMatch(/^\s*[=+\-@\t\r\0＝＋－＠]/)
      },
    ),
  )
})
