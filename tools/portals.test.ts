import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { publishRemote, readRegistry, rollBackRemote, versionOf } from './platform/portals.ts'

let folder: string
let portals: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vungxanh-portals-'))
  portals = join(folder, 'portals')
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

function build(content: string): string {
  const target = join(folder, `build-${content}`)
  mkdirSync(join(target, 'static'), { recursive: true })
  writeFileSync(join(target, 'mf-manifest.json'), '{}')
  writeFileSync(join(target, 'remote.json'), JSON.stringify({ name: content }))
  writeFileSync(join(target, 'static/page.js'), content)
  return target
}

test('publishes a build under the hash of its content and points the registry at it', () => {
  const { version } = publishRemote(portals, 'health', build('one'))
  expect(version).toBe(versionOf(build('one')))
  expect(readRegistry(portals)).toMatchObject({
    contract: 1,
    remotes: {
      health: {
        version,
        entry: `/remotes/health/${version}/mf-manifest.json`,
        history: [version],
        manifest: { name: 'one' },
      },
    },
  })
  expect(existsSync(join(portals, 'remotes/health', version, 'static/page.js'))).toBe(true)
})

test('rolls back to the version before, and further, without touching other remotes', () => {
  const [one, two, three] = ['one', 'two', 'three'].map(
    (content) => publishRemote(portals, 'health', build(content)).version,
  )
  const other = publishRemote(portals, 'welfare', build('one'))
  expect(rollBackRemote(portals, 'health').version).toBe(two)
  expect(rollBackRemote(portals, 'health').version).toBe(one)
  expect(() => rollBackRemote(portals, 'health')).toThrow(/no version before/)
  expect(readRegistry(portals).remotes.welfare).toEqual(other)
  expect(readdirSync(join(portals, 'remotes/health')).sort()).toEqual([one, two, three].sort())
})

test('does not go back to a version that was rolled back from', () => {
  const good = publishRemote(portals, 'health', build('good')).version
  publishRemote(portals, 'health', build('bad'))
  rollBackRemote(portals, 'health')
  publishRemote(portals, 'health', build('mended'))
  expect(rollBackRemote(portals, 'health').version).toBe(good)
})

test('refuses a folder that is not a build, and a remote that was never published', () => {
  expect(() => publishRemote(portals, 'health', folder)).toThrow(/no build of health/)
  expect(() => rollBackRemote(portals, 'health')).toThrow(/never been published/)
})
