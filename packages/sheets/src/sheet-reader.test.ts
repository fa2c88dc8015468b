import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSheet } from './read-sheet.ts'
import { SheetRefused } from './sheet.ts'
import { sheetReader } from './sheet-reader.ts'
import { archive, sheetXml, workbook, workbookParts } from './testing.ts'

const program = new URL('./worker.ts', import.meta.url)
const read = sheetReader(program)
const MEGABYTE = 1024 * 1024

const bomb = (bytes: number) => Buffer.alloc(bytes, 'a')
const honest = await workbook([
  ['Họ tên', 'Năm sinh'],
  ['Nguyễn Văn A', 1980],
])

/** A million rows, as few bytes as they take: what a mistaken format of whole columns leaves behind, or somebody's malice. */
const millionRows = sheetXml(
  Array.from({ length: 1_000_000 }, (_, index) => `<row r="${index + 1}"><c r="A${index + 1}"><v>1</v></c></row>`).join(
    '',
  ),
)

const hostile: [string, Buffer, RegExp][] = [
  ['nothing', Buffer.alloc(0), /trống/],
  ['more than ten megabytes', bomb(10 * MEGABYTE + 1), /10 MB/],
  [
    'a sheet that inflates a thousandfold',
    archive(workbookParts(sheetXml(`<!--${'a'.repeat(90 * MEGABYTE)}-->`))),
    /phình/,
  ],
  [
    'sizes that lie',
    archive([...workbookParts(sheetXml('')), { name: 'xl/x.bin', content: bomb(30 * MEGABYTE), claimedSize: 100 }]),
    /hỏng/,
  ],
  ['a file that claims a gigabyte', archive([{ name: 'a', content: 'a', claimedSize: 2 ** 30 }]), /phình/],
  ['a thousand parts', archive(Array.from({ length: 1_000 }, (_, i) => ({ name: `p${i}`, content: '' }))), /phình/],
  [
    'an archive within',
    archive([...workbookParts(sheetXml('')), { name: 'xl/embeddings/x.zip', content: honest }]),
    /tệp nén khác/,
  ],
  ['a way out of the folder', archive([...workbookParts(sheetXml('')), { name: '../../x', content: '' }]), /hỏng/],
  ['an absolute path', archive([...workbookParts(sheetXml('')), { name: '/etc/passwd', content: '' }]), /hỏng/],
  ['the same part twice', archive([...workbookParts(sheetXml('')), ...workbookParts(sheetXml(''))]), /hỏng/],
  [
    'entities that multiply',
    archive(
      workbookParts(
        sheetXml(
          '<row r="1"><c r="A1" t="inlineStr"><is><t>&c;</t></is></c></row>',
          '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]>',
        ),
      ),
    ),
    /thực thể/,
  ],
  ['a million rows', archive(workbookParts(millionRows)), /50.000|phức tạp|phình/],
  [
    'two cells in opposite corners',
    archive(
      workbookParts(
        sheetXml('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
      ),
    ),
    /Không đọc được|50.000|200 cột/,
  ],
  [
    'a merged range over the whole sheet',
    archive(
      workbookParts(
        sheetXml(
          '<row r="1"><c r="A1"><v>1</v></c></row><row r="40000"><c r="A40000"><v>1</v></c></row>',
          '',
          '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        ),
      ),
    ),
    /200 cột|Không đọc được/,
  ],
  ['a million lines of text', Buffer.from('a;b\n'.repeat(1_000_000)), /50.000/],
  ['ten thousand columns', Buffer.from(`${'a;'.repeat(10_000)}\n1;2`), /200 cột/],
  ['the first half of a workbook', honest.subarray(0, honest.length / 2), /hỏng/],
  [
    'a workbook with macros',
    archive([...workbookParts(sheetXml('')), { name: 'xl/vbaProject.bin', content: 'Attribute VB_Name' }]),
    /macro.*\.xlsx/,
  ],
  [
    'a workbook with a password',
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), bomb(600), Buffer.from('EncryptedPackage', 'utf16le')]),
    /mật khẩu/,
  ],
  [
    'a binary workbook',
    archive([
      { name: '[Content_Types].xml', content: '<Types/>' },
      { name: 'xl/workbook.bin', content: 'x' },
    ]),
    /lưu thành \.xlsx/,
  ],
  ['a PDF', Buffer.from('%PDF-1.7\nHo ten;Nam sinh\n'), /PDF/],
  ['rich text', Buffer.from('{\\rtf1 Ho ten;Nam sinh}'), /Word/],
  ['a web page in UTF-16', Buffer.from('\ufeff<html><table></table></html>', 'utf16le'), /trang web/],
  [
    'Excel’s XML of 2003',
    Buffer.from('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'),
    /trang web \(HTML, XML\)/,
  ],
  ['UTF-16 that does not say so', Buffer.from('Họ tên;Năm sinh\nA;1980', 'utf16le'), /UTF-8/],
  ['Excel of 1997', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), bomb(2_000)]), /\.xls/],
  [
    'a document of Word with another name',
    archive([
      { name: '[Content_Types].xml', content: '<Types/>' },
      { name: 'word/document.xml', content: '<w/>' },
    ]),
    /không phải bảng tính/,
  ],
  ['a web page with another name', Buffer.from('\ufeff <html><table><tr><td>1</td></tr></table></html>'), /trang web/],
  [
    'an encoding of nobody',
    Buffer.from([...'Ho ten;'].map((c) => c.charCodeAt(0)).concat(0x81, 0x8d, 0x8f, 0x90, 0x9d, 0xd7, 0xf7)),
    /bảng mã/,
  ],
  ['bytes of a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /không phải văn bản/],
  ['half a character of UTF-16', Buffer.from([0xff, 0xfe, 0x41, 0x00, 0x00, 0xd8]), /UTF-16/],
  ['an empty workbook', await workbook([[null]]), /không có dòng|Không đọc/],
]

test.for(hostile)('%s is refused with a reason', async ([, bytes, reason]) => {
  const before = process.memoryUsage.rss()
  // At its most: with its thread the reader gives back whatever it took.
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 2)
  const refusal = await read(bytes).then(
    () => undefined,
    (error: unknown) => error,
  )
  clearInterval(watch)
  expect(refusal).toBeInstanceOf(SheetRefused)
  expect((refusal as SheetRefused).message).toMatch(reason)
  expect(most - before).toBeLessThan(300 * MEGABYTE)
})

test('an honest file after all of them', async () => {
  expect((await read(honest)).rows).toEqual([
    ['Họ tên', 'Năm sinh'],
    ['Nguyễn Văn A', '1980'],
  ])
})

test('a thread that takes too long is ended, and its sender told', async () => {
  await expect(sheetReader(program, { patienceMs: 1 })(honest)).rejects.toThrow(/quá lâu/)
})

test('whatever is done to the bytes, they are read or refused, and nothing else happens', async () => {
  const text = Buffer.from('Họ tên;Năm sinh\nNguyễn Văn A;1980\n')
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(honest, text),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 12 }),
      fc.option(fc.nat(), { freq: 4 }),
      async (original, changes, cut) => {
        const bytes = Buffer.from(original)
        for (const [place, value] of changes) bytes[place % bytes.length] = value
        const sent = cut === null ? bytes : bytes.subarray(0, cut % bytes.length)
        const outcome = await readSheet(sent).catch((error: unknown) => error)
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(SheetRefused)
      },
    ),
    { numRuns: 2_000, interruptAfterTimeLimit: 5_000, markInterruptAsFailure: false },
  )
}, 20_000)
