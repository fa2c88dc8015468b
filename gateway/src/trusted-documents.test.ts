import { createHash } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { demoPassword } from '@vungxanh/identity/demo'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  browserOf,
  health,
  type Platform,
  publish,
  type RunningSubgraph,
  residents,
  signInAs,
  startPlatform,
  startSubgraph,
} from './testing.ts'

let subgraphs: RunningSubgraph[]
let platform: Platform
let chair: Awaited<ReturnType<typeof signedIn>>

const idOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`
const known = 'query Person($id: ID!) { person(id: $id) { id name __typename } }'
const later = 'query Later { products }'
const ofShell = 'query OfShell { __typename }'
const tooDeep = `query Deep { person(id: "1") { ${'friend { '.repeat(14)} id ${'} '.repeat(14)} } }`

async function publishHealth(version: string, texts: string[], history = [version]): Promise<void> {
  const documents = JSON.stringify(Object.fromEntries(texts.map((text) => [idOf(text), text])))
  const folder = `remotes/health/${version}`
  await publish(platform.portalsFolder, { folder, remote: 'health', version, files: { 'documents.json': documents } })
  const registry = { contract: 1, remotes: { health: { version, entry: '', publishedAt: '', history } } }
  await writeFile(join(platform.portalsFolder, 'remotes.json'), JSON.stringify(registry))
}

async function signedIn(account: string) {
  const browser = browserOf(platform)
  await signInAs(platform, browser, { signInName: account, password: demoPassword })
  return async (body: object) => {
    const answer = await browser.visit('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: platform.publicUrl, 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify(body),
    })
    const { data, errors } = JSON.parse(answer.text)
    return { status: answer.status, data, code: errors?.[0]?.extensions.code, message: errors?.[0]?.message }
  }
}

beforeAll(async () => {
  subgraphs = await Promise.all([startSubgraph(residents), startSubgraph(health)])
  platform = await startPlatform(subgraphs)
  await publishHealth('0001', [known, tooDeep])
  chair = await signedIn('chair')
})
afterAll(async () => {
  await platform.stop()
  await Promise.all(subgraphs.map((subgraph) => subgraph.stop()))
})

test('a page runs a published document by its name', async () => {
  const { data } = await chair({ documentId: idOf(known), variables: { id: '1' }, operationName: 'Person' })
  expect(data).toEqual({ person: { id: '1', name: 'Người 1', __typename: 'Person' } })
})

test('a page runs nothing else: no text of its own, no unknown name, not both at once', async () => {
  for (const body of [
    { query: known, variables: { id: '1' } },
    { query: '{ __typename }' },
    { documentId: idOf('{ __typename }') },
    { documentId: 'sha256:' },
    { documentId: '__proto__' },
    { documentId: 'constructor' },
    { documentId: { toString: known } },
    { documentId: null },
    {},
    [{ query: known }],
  ]) {
    expect(await chair(body)).toMatchObject({ status: 400, code: 'DOCUMENT_NOT_TRUSTED', data: undefined })
  }
  expect((await chair({ query: known })).message).toContain('tải lại trang')
  const both = await chair({ documentId: idOf(known), query: '{ __typename }', variables: { id: '1' } })
  expect(both).toMatchObject({ status: 400, code: 'BAD_REQUEST' })
  const extensions = { persistedQuery: { version: 1, sha256Hash: idOf(known).slice(7) } }
  expect((await chair({ extensions })).code).toBe('DOCUMENT_NOT_TRUSTED')
})

test('a page cannot read by GET what it may not ask by POST', async () => {
  const browser = browserOf(platform)
  await signInAs(platform, browser, { signInName: 'chair', password: demoPassword })
  const { status, text } = await browser.visit(`/graphql?${new URLSearchParams({ query: '{ __typename }' })}`, {
    headers: { 'sec-fetch-site': 'same-origin' },
  })
  expect([status, JSON.parse(text).errors[0].extensions.code]).toEqual([400, 'DOCUMENT_NOT_TRUSTED'])
})

test('a published document has to keep within the limits, too', async () => {
  expect(await chair({ documentId: idOf(tooDeep) })).toMatchObject({ status: 400, code: 'LIMIT_EXCEEDED' })
})

test('an analyst asks freely, and so does the command line', async () => {
  const analyst = await signedIn('analyst')
  expect((await analyst({ query: '{ __typename }' })).data).toEqual({ __typename: 'Query' })
  expect((await analyst({ documentId: idOf(known), variables: { id: '2' } })).data.person.id).toBe('2')
  expect((await platform.ask({ query: '{ __typename }' }, 'CHAIR')).body.data).toEqual({ __typename: 'Query' })
})

test('a publication counts at once; a page of the version before goes on; what was withdrawn is no longer run', async () => {
  expect((await chair({ documentId: idOf(later) })).code).toBe('DOCUMENT_NOT_TRUSTED')
  await publishHealth('0002', [later], ['0002', '0001'])
  expect((await chair({ documentId: idOf(later) })).data).toEqual({ products: ['A'] })
  expect((await chair({ documentId: idOf(known), variables: { id: '1' } })).data.person.id).toBe('1')
  await publishHealth('0003', [later], ['0003', '0002'])
  await expect
    .poll(async () => (await chair({ documentId: idOf(known), variables: { id: '1' } })).code)
    .toBe('DOCUMENT_NOT_TRUSTED')
  await publishHealth('0001', [known, tooDeep])
})

test('the shell’s documents are known by version, for pages that a new shell finds open', async () => {
  const documents = JSON.stringify({ [idOf(ofShell)]: ofShell })
  await publish(platform.portalsFolder, {
    folder: 'shell-documents/00aa',
    remote: 'shell',
    version: '00aa',
    files: { 'documents.json': documents },
  })
  expect((await chair({ documentId: idOf(ofShell) })).data).toEqual({ __typename: 'Query' })
})

test('a list that was changed after it was signed is not used, and neither is an unsigned one', async () => {
  const evil = 'query Evil { people(first: 100) { edges { node { id name } } } }'
  await publishHealth('0004', [known])
  const file = join(platform.portalsFolder, 'remotes/health/0004/documents.json')
  await writeFile(file, JSON.stringify({ [idOf(evil)]: evil }))
  expect((await chair({ documentId: idOf(evil) })).code).toBe('DOCUMENT_NOT_TRUSTED')
  await publishHealth('0005', [evil])
  await rm(join(platform.portalsFolder, 'remotes/health/0005/manifest.jws'))
  await writeFile(
    join(platform.portalsFolder, 'remotes.json'),
    JSON.stringify({ remotes: { health: { history: ['0005'] } } }),
  )
  expect((await chair({ documentId: idOf(evil) })).code).toBe('DOCUMENT_NOT_TRUSTED')
})
