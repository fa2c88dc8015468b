import { expect, test } from 'vitest'
import { readSheet } from './read-sheet.ts'
import { archive, sheetXml, workbook, workbookParts } from './testing.ts'

const rowsOf = async (bytes: Buffer) => (await readSheet(bytes)).rows

test('cells as whoever typed them reads them: numbers in full, days, formulas as their values, merged cells filled', async () => {
  const bytes = await workbook(
    [
      ['DANH SÁCH HỘ', null, null],
      ['Hộ', 'Họ tên', 'Số'],
      ['1', 'Nguyễn  Văn A ', 118000012345],
      [null, 'Nguyễn Thị B', new Date('1980-05-01T00:00:00Z')],
    ],
    [
      { startRow: 0, startCol: 0, endRow: 0, endCol: 2 },
      { startRow: 2, startCol: 0, endRow: 3, endCol: 0 },
    ],
  )
  expect(await rowsOf(bytes)).toEqual([
    ['DANH SÁCH HỘ', 'DANH SÁCH HỘ', 'DANH SÁCH HỘ'],
    ['Hộ', 'Họ tên', 'Số'],
    ['1', 'Nguyễn Văn A', '118000012345'],
    ['1', 'Nguyễn Thị B', '01/05/1980'],
  ])
})

test('a formula is the value that Excel left beside it, never computed', async () => {
  const cells = `<row r="1"><c r="A1" t="str"><f>HYPERLINK("http://evil","x")</f><v>Nguyễn Văn A</v></c><c r="B1"><f>1+1</f><v>1980</v></c><c r="C1"><f>cmd|' /C calc'!A0</f></c></row>`
  expect(await rowsOf(archive(workbookParts(sheetXml(cells))))).toEqual([['Nguyễn Văn A', '1980', '']])
})

test.for([
  ['semicolons', 'Họ tên;Năm sinh\r\n"Nguyễn; A";1980\r\n'],
  ['commas', 'Họ tên,Năm sinh\n"Nguyễn; A",1980\n'],
  ['tabs, as copied from Excel', 'Họ tên\tNăm sinh\n"Nguyễn; A"\t1980'],
  ['a mark of UTF-8', '\ufeffHọ tên;Năm sinh\r\n"Nguyễn; A";1980\r\n\r\n'],
])('text with %s', async ([, text = '']) => {
  expect(await rowsOf(Buffer.from(text))).toEqual([
    ['Họ tên', 'Năm sinh'],
    ['Nguyễn; A', '1980'],
  ])
})

test('UTF-16, and letters that are written in two parts', async () => {
  const text = 'Họ tên;Năm sinh\nNguyễn Văn Hoà;1980'
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text.normalize('NFD'), 'utf16le')])
  expect((await rowsOf(utf16))[1]).toEqual(['Nguyễn Văn Hoà', '1980'])
})

test('Windows-1258 is told from its letters', async () => {
  // "Nguyễn Văn Đạt" as old Windows wrote it: base letters and combining marks.
  const bytes = Buffer.concat([
    Buffer.from('Ho; ten\nNguy'),
    Buffer.from([0xea, 0xde]),
    Buffer.from('n V'),
    Buffer.from([0xe3]),
    Buffer.from('n '),
    Buffer.from([0xd0]),
    Buffer.from('a'),
    Buffer.from([0xf2]),
    Buffer.from('t;1980'),
  ])
  const sheet = await readSheet(bytes)
  expect(sheet.encoding).toBe('windows-1258')
  expect(sheet.rows[1]).toEqual(['Nguyễn Văn Đạt', '1980'])
})

test.for([
  ['TCVN3', 'Hä vµ tªn;§Þa chØ\nNguyÔn V¨n H¶i;Tæ 1 ®­êng Giang Biªn\nTrÇn ThÞ Nhµn;Tæ 2 ®­êng Giang Biªn'],
  ['VNI', 'Hoï vaø teân;Ñòa chæ\nNguyeãn Vaên Haûi;Toå 1 ñöôøng Giang Bieân\nTraàn Thò Nhaøn;Toå 2 ñöôøng Giang Bieân'],
])(
  '%s is refused with what to do, as a text of one byte a letter and inside a workbook',
  async ([font = '', text = '']) => {
    await expect(readSheet(Buffer.from(text, 'latin1'))).rejects.toThrow(font)
    await expect(readSheet(await workbook(text.split('\n').map((line) => line.split(';'))))).rejects.toThrow(font)
  },
)

test('Vietnamese with every diacritic is no old font', async () => {
  const text = 'Họ tên;Địa chỉ\nĐặng Thuỳ Trâm;Ngõ 5 phố Hoà Bình\nLê Thuý Hoà;Số 3 – “Khoẻ”'
  expect((await rowsOf(Buffer.from(text)))[2]?.[0]).toBe('Lê Thuý Hoà')
})

test('the apostrophe that our exports put before a formula is taken off again', async () => {
  expect(await rowsOf(Buffer.from("a;b\n'=1+1;'Abc"))).toEqual([
    ['a', 'b'],
    ['=1+1', "'Abc"],
  ])
})
