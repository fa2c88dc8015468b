import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DocumentType, hyphenTypeCodes, NumberingRegime, slashTypeCodes } from './document-type.ts'
import { formatSymbol, parseSymbol } from './symbol.ts'

const { STATE, PARTY, FRONT } = NumberingRegime
const T = DocumentType

function canonical(raw: string): string | undefined {
  const symbol = parseSymbol(raw)
  return symbol && formatSymbol(symbol)
}

describe('the twelve symbols of the papers', () => {
  test.each([
    ['06-CT/TU', '06-CT/TU', PARTY, T.CHI_THI, 'TU'],
    ['20/CT-UBND', '20/CT-UBND', STATE, T.CHI_THI, 'UBND'],
    ['54-NQ/ĐU', '54-NQ/ĐU', PARTY, T.NGHI_QUYET, 'ĐU'],
    ['08/PA-UBND', '08/PA-UBND', STATE, T.PHUONG_AN, 'UBND'],
    ['68/NQ-CP', '68/NQ-CP', STATE, T.NGHI_QUYET, 'CP'],
    ['15/NQ-HĐND', '15/NQ-HĐND', STATE, T.NGHI_QUYET, 'HĐND'],
    ['1371/MTTQ-BTT', '1371/MTTQ-BTT', FRONT, T.CONG_VAN, 'MTTQ-BTT'],
    ['22/CT-UBND', '22/CT-UBND', STATE, T.CHI_THI, 'UBND'],
    ['02 /KH-VP', '02/KH-VP', STATE, T.KE_HOACH, 'VP'],
    ['05/CT-UBND', '05/CT-UBND', STATE, T.CHI_THI, 'UBND'],
    ['100- CV/ĐU', '100-CV/ĐU', PARTY, T.CONG_VAN, 'ĐU'],
    ['180-CV/QU', '180-CV/QU', PARTY, T.CONG_VAN, 'QU'],
  ])('%s is %s', (raw, symbol, regime, type, issuerCode) => {
    expect(canonical(raw)).toBe(symbol)
    expect(parseSymbol(raw)).toMatchObject({ regime, type, issuerCode, typeVerified: true })
  })
})

describe('as people write them', () => {
  test.each([
    ['Số 100- CV/ĐU', '100-CV/ĐU'],
    ['Số: 02 /KH-VP', '02/KH-VP'],
    ['SỐ:02/KH-VP', '02/KH-VP'],
    ['số100-CV/ĐU', '100-CV/ĐU'],
    ['so: 02/kh-vp', '02/KH-VP'],
    ['Số, ký hiệu: 08/PA-UBND', '08/PA-UBND'],
    ['Chỉ thị số: 20/CT-UBND', '20/CT-UBND'],
    ['văn bản số 1371/MTTQ-BTT', '1371/MTTQ-BTT'],
    ['Nghị quyết 68/NQ-CP', '68/NQ-CP'],
    ['Nghị quyết số 54-NQ/ĐU,', '54-NQ/ĐU'],
    ['02/KH-VP.', '02/KH-VP'],
    ['02/KH-VP ; ', '02/KH-VP'],
    ['\u00a0Số\u00a0100-\u00a0CV/ĐU\u00a0', '100-CV/ĐU'],
    ['\ufeff54\u200b-NQ/ĐU', '54-NQ/ĐU'],
    ['Số 15/NQ-HĐND'.normalize('NFD'), '15/NQ-HĐND'],
    ['54-nq/đu', '54-NQ/ĐU'],
    ['54-NQ/đU', '54-NQ/ĐU'],
    ['54-NQ/\u00d0U', '54-NQ/ĐU'],
    ['54–NQ/ĐU', '54-NQ/ĐU'],
    ['20∕CT‑UBND', '20/CT-UBND'],
    ['２０／CT－UBND', '20/CT-UBND'],
    ['  20 / CT - UBND  ', '20/CT-UBND'],
    ['20\n/CT\t-UBND', '20/CT-UBND'],
    ['8/PA-UBND', '08/PA-UBND'],
    ['008/PA-UBND', '08/PA-UBND'],
    ['15a/QĐ-UBND', '15A/QĐ-UBND'],
    ['16/ct-ttg', '16/CT-TTg'],
    ['03/TTR-UBND', '03/TTr-UBND'],
    ['12/CTR-UBND', '12/CTr-UBND'],
    ['30/2020/NĐ-CP', '30/2020/NĐ-CP'],
    ['Quyết định số 23/2021/QĐ-TTg.', '23/2021/QĐ-TTg'],
    ['45/2019/QH14', '45/2019/QH14'],
    ['5599/BYT-MT', '5599/BYT-MT'],
    ['36-HD/VPTW', '36-HD/VPTW'],
    ['12/UBND-KT&TH', '12/UBND-KT&TH'],
    ['12/KH', '12/KH'],
    ['100-CV', '100-CV'],
  ])('%j is %s', (raw, symbol) => {
    expect(canonical(raw)).toBe(symbol)
  })

  test('knows letters without a type code, legal acts and codes that nobody has checked', () => {
    expect(parseSymbol('5599/BYT-MT')).toMatchObject({ type: T.CONG_VAN, typeCode: null, regime: STATE })
    expect(parseSymbol('30/2020/NĐ-CP')).toMatchObject({ type: T.NGHI_DINH, year: '2020', typeVerified: false })
    expect(parseSymbol('45/2019/QH14')).toMatchObject({ type: T.VAN_BAN_KHAC, issuerCode: 'QH14' })
    expect(parseSymbol('12-XYZ/ĐU')).toMatchObject({ type: T.VAN_BAN_KHAC, regime: PARTY, typeVerified: false })
    expect(parseSymbol('45/KH-MTTQ-BTT')).toMatchObject({ type: T.KE_HOACH, regime: FRONT, issuerCode: 'MTTQ-BTT' })
    expect(parseSymbol('12-KH/MTTQ')).toMatchObject({ regime: FRONT, type: T.KE_HOACH })
    expect(parseSymbol('12/KH')).toMatchObject({ type: T.KE_HOACH, issuerCode: null })
  })
})

describe('is not a symbol', () => {
  test.each([
    '',
    '   ',
    'Số',
    'Số:',
    '/KH-VP',
    '-CV/ĐU',
    'Số: /KH-VP',
    'KH-VP',
    '00/KH-VP',
    '123456/KH-VP',
    '02',
    '02/',
    '100-',
    '27/9',
    '17/11/2021',
    '3/a',
    '12-UBND',
    '54/NQ/ĐU',
    '100--CV/ĐU',
    '100-CV//ĐU',
    '02/KH_VP',
    '02/KH VP',
    '02/кн-vp',
    "02/KH-VP'; drop table document; --",
    'Thực hiện Chỉ thị số 06-CT/TU ngày 01/9/2021',
    '0'.repeat(100_000),
    `${' '.repeat(150)}/`,
    `1/${'A-'.repeat(90)}`,
  ])('%j', (raw) => {
    expect(parseSymbol(raw)).toBeUndefined()
  })
})

describe('properties', () => {
  const letters = 'ABCĐEGHKLMNPQRSTUVXƯÔ'
  const group = fc.string({ unit: fc.constantFrom(...letters), minLength: 2, maxLength: 6 })
  const groups = fc.array(group, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('-'))
  const codesOf = (tables: typeof slashTypeCodes) => tables.flatMap(({ codes }) => Object.keys(codes))
  const number = fc.integer({ min: 1, max: 99_999 }).map(String)
  const space = fc.constantFrom('', ' ', '  ', '\u00a0', '\t')
  const written = fc
    .oneof(
      fc.tuple(number, fc.constantFrom(...codesOf(slashTypeCodes)), groups).map(([n, t, g]) => [n, '/', t, '-', g]),
      fc.tuple(number, groups).map(([n, g]) => [n, '/', g]),
      fc.tuple(number, fc.integer({ min: 1945, max: 2099 }), groups).map(([n, y, g]) => [n, '/', String(y), '/', g]),
      fc.tuple(number, fc.constantFrom(...codesOf(hyphenTypeCodes)), groups).map(([n, t, g]) => [n, '-', t, '/', g]),
    )
    .chain((parts) =>
      fc
        .tuple(
          fc.constantFrom('', 'Số ', 'Số: ', 'số:', 'Công văn số '),
          fc.array(space, { minLength: parts.length, maxLength: parts.length }),
          fc.boolean(),
          fc.constantFrom('NFC', 'NFD'),
          fc.constantFrom('', '.', ' ,', ';'),
        )
        .map(([prefix, spaces, small, form, tail]) => {
          const body = parts.map((part, index) => part + spaces[index]).join('')
          return { clean: parts.join(''), raw: `${prefix}${small ? body.toLowerCase() : body}${tail}`.normalize(form) }
        }),
    )

  test('dirt never changes what a symbol is', () => {
    fc.assert(
      fc.property(written, ({ clean, raw }) => {
        expect(parseSymbol(clean)).toBeDefined()
        expect(parseSymbol(raw)).toEqual(parseSymbol(clean))
      }),
      { numRuns: 1000 },
    )
  })

  test('parsing what was formatted gives the same', () => {
    const anything = fc.oneof(
      written.map(({ raw }) => raw),
      fc.string({ unit: fc.constantFrom(...'0189/-ĐđðTgr CVcvMQ.ơƯ&\u0301'), maxLength: 30 }),
      fc.string({ unit: 'binary', maxLength: 60 }),
    )
    fc.assert(
      fc.property(anything, (raw) => {
        const symbol = parseSymbol(raw)
        if (symbol) expect(parseSymbol(formatSymbol(symbol))).toEqual(symbol)
      }),
      { numRuns: 3000 },
    )
  })
})
