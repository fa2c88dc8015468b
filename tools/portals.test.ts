import { createHash, createPublicKey, verify } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { publishRemote, publishShell, readRegistry, rollBackRemote, versionOf } from './platform/portals.ts'
import { makePublisherKey, type Publisher, publisherOf } from './platform/publisher.ts'

let folder: string
let portals: string
let publisher: Publisher

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vungxanh-portals-'))
  portals = join(folder, 'portals')
  publisher = publisherOf(folder, undefined)
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

function build(content: string): string {
  const target = join(folder, `build-${content}`)
  mkdirSync(join(target, 'static'), { recursive: true })
  for (const file of ['remoteEntry.js', 'index.html']) writeFileSync(join(target, file), 'entry()')
  writeFileSync(join(target, 'documents.json'), '{}')
  writeFileSync(join(target, 'remote.json'), JSON.stringify({ name: content }))
  writeFileSync(join(target, 'static/page.js'), content)
  return target
}

test('publishes a build under the hash of its content and points the registry at it', () => {
  const { version } = publishRemote(portals, 'health', publisher, build('one'))
  expect(version).toBe(versionOf(build('one')))
  expect(readRegistry(portals)).toMatchObject({
    contract: 1,
    remotes: {
      health: {
        version,
        entry: `/remotes/health/${version}/remoteEntry.js`,
        signature: `/remotes/health/${version}/manifest.jws`,
        documents: `/remotes/health/${version}/documents.json`,
        history: [version],
        manifest: { name: 'one' },
      },
    },
  })
  expect(existsSync(join(portals, 'remotes/health', version, 'static/page.js'))).toBe(true)
})

test('rolls back to the version before, and further, without touching other remotes', () => {
  const [one, two, three] = ['one', 'two', 'three'].map(
    (content) => publishRemote(portals, 'health', publisher, build(content)).version,
  )
  const other = publishRemote(portals, 'welfare', publisher, build('one'))
  expect(rollBackRemote(portals, 'health').version).toBe(two)
  expect(rollBackRemote(portals, 'health').version).toBe(one)
  expect(() => rollBackRemote(portals, 'health')).toThrow(/no version before/)
  expect(readRegistry(portals).remotes.welfare).toEqual(other)
  expect(readdirSync(join(portals, 'remotes/health')).sort()).toEqual([one, two, three].sort())
})

test('does not go back to a version that was rolled back from', () => {
  const good = publishRemote(portals, 'health', publisher, build('good')).version
  publishRemote(portals, 'health', publisher, build('bad'))
  rollBackRemote(portals, 'health')
  publishRemote(portals, 'health', publisher, build('mended'))
  expect(rollBackRemote(portals, 'health').version).toBe(good)
})

test('refuses a folder that is not a build, and a remote that was never published', () => {
  expect(() => publishRemote(portals, 'health', publisher, folder)).toThrow(/no build of health/)
  expect(() => rollBackRemote(portals, 'health')).toThrow(/never been published/)
})

interface Signed {
  remote: string
  version: string
  files: Record<string, string>
}

function manifestIn(place: string): Signed {
  const [head = '', payload = '', signature = ''] = readFileSync(join(portals, place, 'manifest.jws'), 'utf8').split(
    '.',
  )
  const key = createPublicKey({ key: publisher.publicKey, format: 'jwk' })
  const signed = Buffer.from(`${head}.${payload}`)
  const isGenuine = verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))
  expect(isGenuine).toBe(true)
  return JSON.parse(Buffer.from(payload, 'base64url').toString())
}

test('signs every file of the build, by name and content', () => {
  const { version } = publishRemote(portals, 'health', publisher, build('one'))
  const { remote, version: signedVersion, files } = manifestIn(join('remotes/health', version))
  expect([remote, signedVersion]).toEqual(['health', version])
  expect(Object.keys(files)).toEqual([
    'documents.json',
    'index.html',
    'remote.json',
    'remoteEntry.js',
    'static/page.js',
  ])
  expect(files['static/page.js']).toBe(`sha384-${createHash('sha384').update('one').digest('base64')}`)
})

test('signs what was built, not what somebody made of it in the folder of the portals', () => {
  const { version } = publishRemote(portals, 'health', publisher, build('one'))
  writeFileSync(join(portals, 'remotes/health', version, 'static/page.js'), 'evil')
  publishRemote(portals, 'health', publisher, build('one'))
  const { files } = manifestIn(join('remotes/health', version))
  expect(files['static/page.js']).toBe(`sha384-${createHash('sha384').update('one').digest('base64')}`)
})

test('keeps the documents of the last five shells, signed', () => {
  const shells = ['a', 'b', 'c', 'd', 'e', 'f'].map((content, index) => {
    publishShell(portals, publisher, build(content))
    const list = join(portals, 'shell-documents', versionOf(build(content)))
    utimesSync(list, index, index)
    return versionOf(build(content))
  })
  const keptLists = readdirSync(join(portals, 'shell-documents'))
  expect(keptLists.sort()).toEqual(shells.slice(1).sort())
  for (const version of keptLists) expect(manifestIn(join('shell-documents', version)).version).toBe(version)
})

test('makes its key once, for its owner alone, and none where it was told of one', () => {
  const file = join(folder, 'publisher-key.json')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(publisherOf(folder, undefined).id).toBe(publisher.id)
  expect(publisher.publicKey).not.toHaveProperty('d')
  expect(() => makePublisherKey(file)).toThrow(/EEXIST/)
  expect(() => publisherOf(folder, join(folder, 'other.json'))).toThrow(/no publisher key/)
})
