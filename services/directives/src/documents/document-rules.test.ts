import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chainAround } from './document-chain.ts'
import type { DocumentLink } from './document-links.ts'
import { RelationKind } from './document-relation.ts'
import {
  documentDoubts,
  hasImplementsCycle,
  mayBeSame,
  meantDocument,
  numberYear,
  refuseDocument,
  refuseIssuer,
  refuseRelations,
} from './document-rules.ts'
import { DocumentType } from './document-type.ts'

const { IMPLEMENTS, SUPPLEMENTS, REPLACES, FOUNDED_ON } = RelationKind
const today = '2021-09-27'

const link = (arrow: string, kind = IMPLEMENTS): DocumentLink => {
  const [fromId = '', toId = ''] = arrow.split('>')
  return { fromId, toId, kind }
}

describe('a document', () => {
  test('is refused only for what cannot be', () => {
    const field = (changes: object) => {
      const refusal = refuseDocument({ raw: '20/CT-UBND', ...changes }, today)
      return refusal && ('field' in refusal ? refusal.field : refusal.code)
    }
    expect(field({})).toBeUndefined()
    expect(field({ issuedOn: null, subject: null })).toBeUndefined()
    expect(field({ issuedOn: today })).toBeUndefined()
    expect(field({ issuedOn: '2021-09-28' })).toBe('issuedOn')
    expect(field({ issuedOn: '0000-01-01' })).toBe('issuedOn')
    expect(field({ subject: 'a\u0000' })).toBe('subject')
    expect(field({ raw: '20/CT-UBND\u0000' })).toBe('SymbolNotRecognised')
    expect(field({ raw: ' ' })).toBe('raw')
    expect(field({ raw: 'x'.repeat(201) })).toBe('raw')
    expect(field({ raw: 'Thư của Sở Nội vụ' })).toBe('SymbolNotRecognised')
    expect(field({ subject: 'x'.repeat(501) })).toBe('subject')
    expect(field({ note: 'x'.repeat(501) })).toBe('note')
  })

  test('has one issuer, chosen or named', () => {
    expect(refuseIssuer({ issuerId: 'a' })).toBeUndefined()
    expect(refuseIssuer({ issuerName: 'Chính phủ' })).toBeUndefined()
    for (const wrong of [{}, { issuerName: ' ' }, { issuerName: '123' }, { issuerId: 'a', issuerName: 'Chính phủ' }])
      expect(refuseIssuer(wrong)).toMatchObject({ field: 'issuerName' })
    expect(refuseIssuer({ issuerName: 'x'.repeat(201) })).toMatchObject({ field: 'issuerName' })
  })

  test('takes each relation once, and no endless list', () => {
    const one = { kind: IMPLEMENTS, documentId: 'A' }
    expect(refuseRelations([one, { kind: FOUNDED_ON, documentId: 'A' }])).toBeUndefined()
    expect(refuseRelations([one, { kind: IMPLEMENTS, documentId: 'a' }])).toMatchObject({ field: 'relations' })
    const many = Array.from({ length: 51 }, (_, index) => ({ kind: IMPLEMENTS, documentId: String(index) }))
    expect(refuseRelations(many)).toMatchObject({ field: 'relations' })
  })

  test('is numbered within a year, as far as the year is known', () => {
    expect(numberYear({ year: null }, '2021-09-03')).toBe(2021)
    expect(numberYear({ year: '2020' }, null)).toBe(2020)
    expect(numberYear({ year: null }, undefined)).toBeUndefined()
    expect(mayBeSame(2021, 2021)).toBe(true)
    expect(mayBeSame(2021, undefined)).toBe(true)
    expect(mayBeSame(2021, 2020)).toBe(false)
  })
})

describe('doubts', () => {
  const sound = { symbol: '08/PA-UBND', type: DocumentType.PHUONG_AN, issuedOn: '2021-09-10', subject: 'Phòng dịch' }

  test('none about a sound document', () => {
    expect(documentDoubts(sound, [{ kind: IMPLEMENTS, symbol: '54-NQ/ĐU', issuedOn: '2021-09-06' }])).toEqual([])
    expect(documentDoubts(sound, [{ kind: IMPLEMENTS, symbol: '54-NQ/ĐU', issuedOn: '2021-09-10' }])).toEqual([])
    expect(documentDoubts(sound, [{ kind: IMPLEMENTS, symbol: '54-NQ/ĐU', issuedOn: null }])).toEqual([])
  })

  test.each([
    [{ issuedOn: null }, /ngày ban hành/],
    [{ subject: null }, /trích yếu/],
    [{ type: DocumentType.VAN_BAN_KHAC }, /loại văn bản/],
    [{ type: DocumentType.KE_HOACH }, /kế hoạch.*phương án/],
    [{ symbol: '12/PA' }, /cơ quan ban hành/],
    [{ symbol: '30/2020/QĐ-TTg', type: DocumentType.QUYET_DINH }, /Năm trong ký hiệu/],
  ])('%j', (changes, words) => {
    const doubts = documentDoubts({ ...sound, ...changes }, [])
    expect(doubts.join('\n')).toMatch(words)
  })

  test.each([
    [IMPLEMENTS, 'thực hiện'],
    [SUPPLEMENTS, 'bổ sung'],
    [REPLACES, 'thay thế'],
    [FOUNDED_ON, 'căn cứ'],
  ])('%s a document issued later', (kind, verb) => {
    const doubts = documentDoubts(sound, [{ kind, symbol: '22/CT-UBND', issuedOn: '2021-09-20' }])
    expect(doubts).toEqual([expect.stringContaining(`${verb} văn bản 22/CT-UBND`)])
  })
})

describe('rings of IMPLEMENTS', () => {
  test.each([
    [[], false],
    [['a>b', 'b>c', 'a>c'], false],
    [['a>b', 'b>a'], true],
    [['a>b', 'b>c', 'c>b'], true],
    [['x>y', 'a>b', 'b>c', 'c>a'], true],
    [['a>b', 'a>c', 'b>d', 'c>d'], false],
  ])('%j: %s', (arrows, expected) => {
    expect(hasImplementsCycle(arrows.map((arrow) => link(arrow)))).toBe(expected)
  })

  test('other kinds make none', () => {
    expect(hasImplementsCycle([link('a>b'), link('b>a', SUPPLEMENTS)])).toBe(false)
  })

  const arrow = fc
    .tuple(fc.nat(9), fc.nat(9))
    .map(([from, to]) => ({ fromId: `${from}`, toId: `${to}`, kind: IMPLEMENTS }))

  test('arrows that all point to smaller numbers never make one, and closing a path always does', () => {
    fc.assert(
      fc.property(fc.array(arrow), (links) => {
        const falling = links.filter(({ fromId, toId }) => Number(fromId) > Number(toId))
        expect(hasImplementsCycle(falling)).toBe(false)
        const [first] = falling
        if (first) {
          const closing = { fromId: first.toId, toId: first.fromId, kind: IMPLEMENTS }
          expect(hasImplementsCycle([...falling, closing])).toBe(true)
        }
      }),
    )
  })
})

describe('the chain', () => {
  test('goes up with falling and down with rising depth', () => {
    const links = [link('nq>ct'), link('nq>tp'), link('pa>nq'), link('kh>pa', SUPPLEMENTS)]
    const { depths, isComplete } = chainAround('nq', links)
    expect(Object.fromEntries(depths)).toEqual({ nq: 0, ct: -1, tp: -1, pa: 1, kh: 2 })
    expect(isComplete).toBe(true)
  })

  test('counts the fewest steps and ends in a ring', () => {
    const ring = [link('a>b', SUPPLEMENTS), link('b>c', SUPPLEMENTS), link('c>a', SUPPLEMENTS), link('a>c')]
    expect(Object.fromEntries(chainAround('a', ring).depths)).toEqual({ a: 0, b: -1, c: -1 })
  })

  test('keeps the nearest documents, and links among them only, when there are too many', () => {
    const links = [link('b>a'), link('c>b'), link('d>c')]
    expect(chainAround('a', links, 3)).toEqual({
      depths: new Map([
        ['a', 0],
        ['b', 1],
        ['c', 2],
      ]),
      links: links.slice(0, 2),
      isComplete: false,
    })
  })
})

test('of several documents of one symbol, the register asked for, the unit’s own, the newest is meant', () => {
  const base = { unitCode: '1', isOwn: false, sortOn: '2021-01-01' }
  const meant = (...changes: Partial<typeof base>[]) =>
    meantDocument(
      changes.map((change, index) => ({ ...base, ...change, id: String(index) })),
      ['1', '2'],
    )?.id
  expect(meant()).toBeUndefined()
  expect(meant({ sortOn: '0001-01-01' }, { sortOn: '2020-01-01' })).toBe('1')
  expect(meant({ sortOn: '2021-05-01' }, { isOwn: true })).toBe('1')
  expect(meant({ unitCode: '2', isOwn: true, sortOn: '2021-05-01' }, {})).toBe('1')
  expect(meant({}, {})).toBe('0')
})
