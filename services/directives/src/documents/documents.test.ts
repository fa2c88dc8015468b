import { describe, expect } from 'vitest'
import { test } from '../testing.ts'
import { RelationKind } from './document-relation.ts'

const NOBODY = '4f2b3c1e-0000-4000-8000-000000000000'

const BY_SYMBOL = `query ($symbol: String!, $unit: ID) {
  documentBySymbol(symbol: $symbol, unit: $unit) { id symbol raw issuedOn issuer { name } implementedBy { symbol } dataQuality }
}`

const REGISTER = `mutation ($input: RegisterDocumentInput!) {
  registerDocument(input: $input) {
    __typename
    ... on RegisterDocumentSuccess { document {
      id symbol raw number type regime issuedOn subject urgency issuer { name kind unit { code } }
      implements { symbol } foundedOn { symbol } dataQuality
    } }
    ... on DuplicateDocument { existing { id symbol } }
    ... on DocumentNotFound { documentId }
    ... on InvalidInput { field }
    ... on UserError { message }
  }
}`

const RELATE = `mutation ($input: RelateDocumentsInput!) {
  relateDocuments(input: $input) { __typename ... on RelateDocumentsSuccess { document { implements { symbol } } } ... on InvalidInput { field } }
}`

interface Registered {
  registerDocument: { __typename: string; field?: string; document?: { id: string }; existing?: { id: string } }
}

interface Related {
  relateDocuments: { __typename: string }
}

const paper = (unit: string, changes: Record<string, unknown> = {}) => ({
  unit,
  raw: 'Số 100- CV/ĐU',
  issuerName: 'Đảng ủy phường Hòa Minh',
  issuedOn: '2021-07-19',
  subject: 'Khẩn trương thực hiện công tác phòng, chống dịch COVID-19',
  ...changes,
})

describe('registering', () => {
  test('keeps the text as written and reads number, type and regime out of it', async ({ as, given, unit }) => {
    const higher = await given.document('180-CV/QU', { issuedOn: '2021-07-16' })
    const { registerDocument } = await as('CLERK').run(REGISTER, {
      input: paper(unit, { urgency: 'URGENT', relations: [{ kind: 'IMPLEMENTS', documentId: higher.id }] }),
    })
    expect(registerDocument).toMatchObject({
      __typename: 'RegisterDocumentSuccess',
      document: {
        symbol: '100-CV/ĐU',
        raw: 'Số 100- CV/ĐU',
        number: '100',
        type: 'CONG_VAN',
        regime: 'PARTY',
        urgency: 'URGENT',
        issuedOn: '2021-07-19',
        issuer: { name: 'Đảng ủy phường Hòa Minh', kind: 'PARTY', unit: null },
        implements: [{ symbol: '180-CV/QU' }],
        dataQuality: [],
      },
    })
  })

  test('accepts what is not known and lists it', async ({ as, unit }) => {
    const { registerDocument } = await as('CLERK').run(REGISTER, {
      input: paper(unit, { raw: '45/2019/QH14', issuerName: 'Quốc hội', issuedOn: null, subject: null }),
    })
    expect(registerDocument).toMatchObject({
      document: {
        type: 'VAN_BAN_KHAC',
        issuedOn: null,
        urgency: 'NORMAL',
        dataQuality: ['Chưa rõ ngày ban hành.', 'Chưa ghi trích yếu.', 'Chưa xác định được loại văn bản.'],
      },
    })
  })

  test('doubts a document older than what it implements, and keeps it', async ({ as, given, unit }) => {
    const younger = await given.document('06-CT/TU', { issuedOn: '2021-09-01' })
    const { registerDocument } = await as('CLERK').run(REGISTER, {
      input: paper(unit, { relations: [{ kind: 'IMPLEMENTS', documentId: younger.id }] }),
    })
    expect(registerDocument).toMatchObject({
      document: { dataQuality: [expect.stringContaining('thực hiện văn bản 06-CT/TU')] },
    })
  })

  test('knows an issuer again however its name is typed', async ({ as, given, unit }) => {
    const own = await given.organisation('UBND phường Hòa Minh')
    for (const [raw, issuerName] of [
      ['1/QĐ-UBND', 'Ủy ban nhân dân phường Hoà Minh'],
      ['2/QĐ-UBND', '  ubnd  Phường Hòa Minh '],
    ]) {
      const { registerDocument } = await as('CLERK').run(REGISTER, { input: paper(unit, { raw, issuerName }) })
      expect(registerDocument).toMatchObject({ document: { issuer: { name: own.name, unit: { code: unit } } } })
    }
    const { organisations } = await as('CLERK').run(`query ($unit: ID!) { organisations(unit: $unit) { id } }`, {
      unit,
    })
    expect(organisations).toEqual([{ id: own.id }])
  })

  test('warns of a duplicate until the clerk accepts it', async ({ as, unit }) => {
    const register = async (changes: Record<string, unknown> = {}) =>
      (await as('CLERK').run<Registered>(REGISTER, { input: paper(unit, changes) })).registerDocument
    const first = await register()
    const again = { __typename: 'DuplicateDocument', existing: { id: first.document?.id } }
    expect(await register()).toMatchObject(again)
    expect(await register({ raw: '100-cv/đu.', issuedOn: '2021-12-31' })).toMatchObject(again)
    expect(await register({ issuedOn: null })).toMatchObject(again)
    expect(await register({ issuedOn: '2020-07-19' })).toMatchObject({ __typename: 'RegisterDocumentSuccess' })
    expect(await register({ issuerName: 'Đảng ủy khác' })).toMatchObject({ __typename: 'RegisterDocumentSuccess' })
    expect(await register({ acceptDuplicate: true })).toMatchObject({ __typename: 'RegisterDocumentSuccess' })
    expect(await register({ acceptDuplicate: true })).toMatchObject({ __typename: 'RegisterDocumentSuccess' })
    expect(await register()).toMatchObject(again)
  })

  test('lets one of several clerks win who register the same paper at once', async ({ as, unit }) => {
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => as('CLERK').run<Registered>(REGISTER, { input: paper(unit) })),
    )
    const names = answers.map(({ registerDocument }) => registerDocument.__typename).sort()
    expect(names).toEqual(['DuplicateDocument', 'DuplicateDocument', 'DuplicateDocument', 'RegisterDocumentSuccess'])
  })

  test('says what is wrong and writes nothing', async ({ as, given, unit }) => {
    const elsewhere = await given.document('06-CT/TU')
    const answer = async (changes: Record<string, unknown>) => {
      const { registerDocument } = await as('CLERK').run<Registered>(REGISTER, { input: paper(unit, changes) })
      return registerDocument.field ?? registerDocument.__typename
    }
    expect(await answer({ unit: '00001' })).toBe('UnitOutOfScope')
    expect(await answer({ raw: '' })).toBe('raw')
    expect(await answer({ raw: 'Số: /KH-VP' })).toBe('SymbolNotRecognised')
    expect(await answer({ issuedOn: '2999-01-01' })).toBe('issuedOn')
    expect(await answer({ issuerName: null })).toBe('issuerName')
    expect(await answer({ issuerName: 'a\u0000' })).toBe('issuerName')
    expect(await answer({ issuerName: null, issuerId: NOBODY })).toBe('issuerId')
    expect(await answer({ issuerName: null, issuerId: 'x' })).toBe('issuerId')
    const relation = { kind: 'IMPLEMENTS', documentId: elsewhere.id }
    expect(await answer({ relations: [relation, relation] })).toBe('relations')
    for (const documentId of [NOBODY, 'x', ''])
      expect(await answer({ relations: [relation, { kind: 'REPLACES', documentId }] })).toBe('DocumentNotFound')
    const { documents } = await as('CLERK').run(`query ($unit: ID!) { documents(unit: $unit) { totalCount } }`, {
      unit,
    })
    expect(documents).toEqual({ totalCount: 1 })
  })

  test('never relates documents of two registers', async ({ as, given, unit }) => {
    const here = await given.document('06-CT/TU')
    const clerk = as('CLERK', { units: [unit, 'other'] })
    const { registerDocument } = await clerk.run(REGISTER, {
      input: paper('other', { relations: [{ kind: 'IMPLEMENTS', documentId: here.id }] }),
    })
    expect(registerDocument).toMatchObject({ __typename: 'DocumentNotFound', documentId: here.id })
  })
})

describe('by symbol', () => {
  test('finds a document however the symbol is typed', async ({ as, given }) => {
    const directive = await given.document('06-CT/TU', { issuedOn: '2021-09-01' })
    await given.document('54-NQ/ĐU', { issuedOn: '2021-09-06', implements: [directive] })
    for (const symbol of ['06-CT/TU', 'Chỉ thị số 6- ct/tu.', 'Số: 06–CT/TU'.normalize('NFD')]) {
      const { documentBySymbol } = await as('CHAIR').run(BY_SYMBOL, { symbol })
      expect(documentBySymbol).toMatchObject({ symbol: '06-CT/TU', implementedBy: [{ symbol: '54-NQ/ĐU' }] })
    }
  })

  test('tells an unknown symbol from what is no symbol', async ({ as, unit }) => {
    const code = async (symbol: string, of = unit) => {
      const { errors, data } = await as('CHAIR').ask(BY_SYMBOL, { symbol, unit: of })
      expect(data).toEqual({ documentBySymbol: null })
      return errors[0]?.code
    }
    expect(await code('99/CT-UBND')).toBe('NOT_FOUND')
    expect(await code('chỉ thị mới nhất')).toBe('BAD_USER_INPUT')
    expect(await code('99/CT-UBND', '00001')).toBe('NOT_FOUND')
  })

  test('means the unit’s own document, then the newest', async ({ as, given }) => {
    const own = await given.organisation('UBND phường')
    await given.document('20/CT-UBND', { issuer: await given.issuer('UBND Thành phố'), issuedOn: '2021-09-03' })
    await given.document('20/CT-UBND', { issuer: own, issuedOn: '2021-03-01' })
    await given.document('22/CT-UBND', { issuer: await given.issuer('UBND Quận'), issuedOn: '2021-09-20' })
    await given.document('22/CT-UBND', { issuer: await given.issuer('UBND Huyện') })
    const issuer = async (symbol: string) =>
      (await as('CHAIR').run<{ documentBySymbol: { issuer: object } }>(BY_SYMBOL, { symbol })).documentBySymbol.issuer
    expect(await issuer('20/CT-UBND')).toEqual({ name: 'UBND phường' })
    expect(await issuer('22/CT-UBND')).toEqual({ name: 'UBND Quận' })
  })

  test('stays in the register asked for', async ({ as, given, unit }) => {
    await given.document('20/CT-UBND')
    const clerk = as('CLERK', { units: [unit, 'second'] })
    await clerk.run(REGISTER, { input: paper('second', { raw: '20/CT-UBND' }) })
    const raw = async (of?: string) =>
      (
        await clerk.run<{ documentBySymbol: { issuedOn: string | null } }>(BY_SYMBOL, {
          symbol: '20/CT-UBND',
          unit: of,
        })
      ).documentBySymbol.issuedOn
    expect(await raw()).toBeNull()
    expect(await raw('second')).toBe('2021-07-19')
  })
})

describe('the register', () => {
  const DOCUMENTS = `query ($unit: ID!, $search: String, $first: Int, $after: String) {
    documents(unit: $unit, search: $search, first: $first, after: $after) {
      edges { node { symbol issuer { name } implements { symbol } supplementedBy { symbol } dataQuality tasks(unit: $unit) { title }
        chain { nodes { depth document { symbol } } } } }
      pageInfo { hasNextPage endCursor } totalCount
    }
  }`
  interface Documents {
    documents: { edges: { node: { symbol: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
  }

  test('lists the newest first, undated last, page by page', async ({ as, given, unit }) => {
    await given.document('01/CT-UBND', { issuedOn: '2021-01-01' })
    await given.document('02/CT-UBND')
    await given.document('03/CT-UBND', { issuedOn: '2021-09-01' })
    const first = (await as('CLERK').run<Documents>(DOCUMENTS, { unit, first: 2 })).documents
    expect(first.edges.map(({ node }) => node.symbol)).toEqual(['03/CT-UBND', '01/CT-UBND'])
    const rest = (await as('CLERK').run<Documents>(DOCUMENTS, { unit, first: 2, after: first.pageInfo.endCursor }))
      .documents
    expect(rest.edges.map(({ node }) => node.symbol)).toEqual(['02/CT-UBND'])
    const { errors } = await as('CLERK').ask(DOCUMENTS, { unit, first: 10_000 })
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }])
  })

  test('is searched by type, symbol, subject and issuer, without diacritics', async ({ as, given, unit }) => {
    const issuer = await given.issuer('Quận ủy Liên Chiểu')
    await given.document('180-CV/QU', { issuer, subject: 'Khẩn trương thực hiện' })
    await given.document('08/PA-UBND', { subject: 'Phòng, chống dịch' })
    const found = async (search: string) =>
      (await as('CLERK').run<Documents>(DOCUMENTS, { unit, search })).documents.edges.map(({ node }) => node.symbol)
    for (const search of ['180', 'cong van', 'lien chieu', 'khan TRUONG', 'Số 180- cv/qu', 'Quận ủy 180'])
      expect(await found(search), search).toEqual(['180-CV/QU'])
    expect(await found('8/pa-ubnd')).toEqual(['08/PA-UBND'])
    expect(await found("%' or 1=1 --")).toEqual([])
    const { errors } = await as('CLERK').ask(DOCUMENTS, { unit, search: 'a '.repeat(101) })
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }])
  })

  test('costs the same however long the page', async ({ as, given, unit }) => {
    const root = await given.document('06-CT/TU', { issuedOn: '2021-09-01' })
    const first = await given.document('01/KH-UBND', { implements: [root] })
    await given.task('Việc', { document: first })
    const short = await as('CLERK').ask(DOCUMENTS, { unit, first: 50 })
    for (let number = 2; number <= 20; number++) {
      const plan = await given.document(`${number}/KH-UBND`, { implements: [root], supplements: [first] })
      await given.task('Việc', { document: plan })
    }
    const long = await as('CLERK').ask(DOCUMENTS, { unit, first: 50 })
    expect(short.errors).toEqual([])
    expect((long.data as unknown as Documents).documents.edges).toHaveLength(21)
    expect(long.statements).toBe(short.statements)
  })
})

describe('the chain', () => {
  const CHAIN = `query ($symbol: String!) { documentBySymbol(symbol: $symbol) {
    chain { isComplete nodes { depth document { symbol } } links { fromId toId kind } } } }`
  interface Chain {
    documentBySymbol: {
      chain: { isComplete: boolean; nodes: { depth: number; document: { symbol: string } }[]; links: object[] }
    }
  }

  test('leads from the city’s orders to the ward’s plan and what supplements it', async ({ as, given }) => {
    const party = await given.document('06-CT/TU')
    const city = await given.document('20/CT-UBND')
    const resolution = await given.document('54-NQ/ĐU', { implements: [party, city] })
    const plan = await given.document('08/PA-UBND', { implements: [resolution] })
    await given.document('22/CT-UBND', { supplements: [plan] })
    await given.document('99/CT-UBND')
    const chain = async (symbol: string) => {
      const { nodes, links } = (await as('CHAIR').run<Chain>(CHAIN, { symbol })).documentBySymbol.chain
      return {
        ...Object.fromEntries(nodes.map(({ depth, document }) => [document.symbol, depth])),
        links: links.length,
      }
    }
    const around = { '06-CT/TU': -1, '20/CT-UBND': -1, '54-NQ/ĐU': 0, '08/PA-UBND': 1, '22/CT-UBND': 2, links: 4 }
    expect(await chain('54-NQ/ĐU')).toEqual(around)
    expect(await chain('06-CT/TU')).toEqual({
      '06-CT/TU': 0,
      '54-NQ/ĐU': 1,
      '08/PA-UBND': 2,
      '22/CT-UBND': 3,
      links: 3,
    })
    expect(await chain('22/CT-UBND')).toMatchObject({ '06-CT/TU': -3, '20/CT-UBND': -3, '22/CT-UBND': 0 })
    expect(await chain('99/CT-UBND')).toEqual({ '99/CT-UBND': 0, links: 0 })
  })

  test('ends where relations run in a ring, and is one statement', async ({ as, given }) => {
    const one = await given.document('01/CT-UBND')
    const two = await given.document('02/CT-UBND', { supplements: [one] })
    await given.relation(one, RelationKind.SUPPLEMENTS, two)
    const { data, statements } = await as('CHAIR').ask(CHAIN, { symbol: '01/CT-UBND' })
    expect((data as unknown as Chain).documentBySymbol.chain.links).toHaveLength(2)
    // The scope, the document, its chain, the chain’s documents.
    expect(statements).toBe(4)
  })

  test('of a lattice with a million paths costs no more than its size', async ({ as, given }) => {
    let layer = [await given.document('1/CT-UBND')]
    for (let number = 2; number <= 40; number += 2) {
      layer = await Promise.all(
        [0, 1].map((place) => given.document(`${number + place}/CT-UBND`, { implements: layer })),
      )
    }
    const { chain } = (await as('CHAIR').run<Chain>(CHAIN, { symbol: '1/CT-UBND' })).documentBySymbol
    expect(chain.nodes).toHaveLength(41)
    expect(chain.nodes.at(-1)?.depth).toBe(20)
  })
})

describe('relating documents', () => {
  test('adds a relation once', async ({ as, given }) => {
    const [one, two] = [await given.document('01/CT-UBND'), await given.document('02/KH-VP')]
    const input = { fromId: two.id, kind: 'IMPLEMENTS', toId: one.id }
    const { relateDocuments } = await as('CLERK').run(RELATE, { input })
    expect(relateDocuments).toEqual({
      __typename: 'RelateDocumentsSuccess',
      document: { implements: [{ symbol: '01/CT-UBND' }] },
    })
    const again = await as('CLERK').run<Related>(RELATE, { input })
    expect(again.relateDocuments.__typename).toBe('RelationAlreadyRecorded')
  })

  test('refuses a ring of IMPLEMENTS, of any length', async ({ as, given }) => {
    const one = await given.document('01/CT-UBND')
    const two = await given.document('02/CT-UBND', { implements: [one] })
    const three = await given.document('03/CT-UBND', { implements: [two] })
    const relate = async (fromId: string, kind: string, toId: string) =>
      (await as('CLERK').run<Related>(RELATE, { input: { fromId, kind, toId } })).relateDocuments
    expect(await relate(one.id, 'IMPLEMENTS', three.id)).toEqual({ __typename: 'RelationWouldCycle' })
    expect(await relate(one.id, 'IMPLEMENTS', two.id)).toEqual({ __typename: 'RelationWouldCycle' })
    expect(await relate(one.id, 'IMPLEMENTS', one.id)).toEqual({ __typename: 'InvalidInput', field: 'toId' })
    expect(await relate(one.id, 'SUPPLEMENTS', three.id)).toMatchObject({ __typename: 'RelateDocumentsSuccess' })
    expect(await relate(three.id, 'IMPLEMENTS', one.id)).toMatchObject({ __typename: 'RelateDocumentsSuccess' })
    for (const wrong of [NOBODY, 'x']) {
      expect(await relate(wrong, 'IMPLEMENTS', one.id)).toEqual({ __typename: 'DocumentNotFound' })
      expect(await relate(one.id, 'IMPLEMENTS', wrong)).toEqual({ __typename: 'DocumentNotFound' })
    }
  })

  test('never accepts every side of a ring at once', async ({ as, given }) => {
    const documents = [
      await given.document('01/CT-UBND'),
      await given.document('02/CT-UBND'),
      await given.document('03/CT-UBND'),
    ]
    const answers = await Promise.all(
      documents.map(({ id }, index) =>
        as('CLERK').run<Related>(RELATE, {
          input: { fromId: id, kind: 'IMPLEMENTS', toId: documents[(index + 1) % 3]?.id },
        }),
      ),
    )
    expect(answers.map(({ relateDocuments }) => relateDocuments.__typename).sort()).toEqual([
      'RelateDocumentsSuccess',
      'RelateDocumentsSuccess',
      'RelationWouldCycle',
    ])
  })
})

describe('as others point at it', () => {
  const ENTITIES = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
    ... on Document { symbol type issuer { name kind } subject chain { isComplete } } } }`
  const CITATION = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
    ... on Document { symbol type issuer { name } } } }`

  test('cashier and analyst read the citation and nothing more', async ({ as, given }) => {
    const { id } = await given.document('68/NQ-CP', { issuer: await given.issuer('Chính phủ'), subject: 'Hỗ trợ' })
    const representations = [{ __typename: 'Document', id }]
    for (const role of ['ANALYST', 'CASHIER'] as const) {
      expect(await as(role).run(CITATION, { representations })).toEqual({
        _entities: [{ symbol: '68/NQ-CP', type: 'NGHI_QUYET', issuer: { name: 'Chính phủ' } }],
      })
      const { data, errors } = await as(role).ask(ENTITIES, { representations })
      expect(data).toEqual({
        _entities: [
          {
            symbol: '68/NQ-CP',
            type: 'NGHI_QUYET',
            issuer: { name: 'Chính phủ', kind: 'STATE' },
            subject: null,
            chain: null,
          },
        ],
      })
      expect(errors.map(({ code }) => code)).toEqual(['FORBIDDEN', 'FORBIDDEN'])
    }
  })

  test('many references are one statement, and none leads into another unit', async ({ as, given }) => {
    const documents = [await given.document('01/CT-UBND'), await given.document('02/CT-UBND')]
    const representations = [
      ...documents.map(({ id }) => ({ __typename: 'Document', id })),
      { __typename: 'Document', id: 'x' },
    ]
    const SYMBOLS = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Document { symbol } } }`
    const { data, statements } = await as('APPROVER').ask(SYMBOLS, { representations })
    expect(data).toEqual({ _entities: [{ symbol: '01/CT-UBND' }, { symbol: '02/CT-UBND' }, null] })
    // The scope, then all documents.
    expect(statements).toBe(2)
    expect(await as('APPROVER', { units: ['other'] }).run(SYMBOLS, { representations })).toEqual({
      _entities: [null, null, null],
    })
  })

  test('by id', async ({ as, given }) => {
    const { id } = await given.document('01/CT-UBND')
    const BY_ID = `query ($id: ID!) { document(id: $id) { symbol } }`
    expect(await as('CHAIR').run(BY_ID, { id })).toEqual({ document: { symbol: '01/CT-UBND' } })
    for (const wrong of [NOBODY, "'; --"]) {
      const { errors } = await as('CHAIR').ask(BY_ID, { id: wrong })
      expect(errors).toMatchObject([{ code: 'NOT_FOUND' }])
    }
  })
})

test('shows how a symbol is read while it is typed', async ({ as }) => {
  const PARSE = `query ($raw: String!) { parseSymbol(raw: $raw) { symbol number year type typeVerified regime issuerCode } }`
  expect(await as('CLERK').run(PARSE, { raw: '02 /KH-VP' })).toEqual({
    parseSymbol: {
      symbol: '02/KH-VP',
      number: '02',
      year: null,
      type: 'KE_HOACH',
      typeVerified: true,
      regime: 'STATE',
      issuerCode: 'VP',
    },
  })
  expect(await as('CLERK').run(PARSE, { raw: '02 /' })).toEqual({ parseSymbol: null })
})
