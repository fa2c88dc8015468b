import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './platform/paths.ts'
import { staleBill } from './supply-chain/bill.ts'
import type { Lockfile } from './supply-chain/lockfile.ts'
import {
  advised,
  idleExceptions,
  misused,
  type PackageRules,
  readAdvisories,
  unpinned,
  unsound,
} from './supply-chain/rules.ts'
import { findSecrets } from './supply-chain/secret-scan.ts'

const sha512 = `sha512-${Buffer.alloc(64, 7).toString('base64')}`
const rules: PackageRules = {
  registry: 'https://registry.npmjs.org',
  licences: ['MIT'],
  installScripts: { esbuild: 'checks its binary' },
  withoutIntegrity: ['tool-darwin-arm64@1.0.0'],
}

/** A lockfile in which our project asks for `outer`, and `outer` for what is planted. */
function planted(name: string, entry: Partial<Lockfile['packages'][string]>): Lockfile {
  return {
    packages: {
      '': { version: '0.0.0' },
      gateway: { dependencies: { outer: '1.0.0' } },
      'node_modules/outer': {
        version: '1.0.0',
        integrity: sha512,
        license: 'MIT',
        dependencies: { [name]: entry.version ?? '' },
      },
      [`node_modules/outer/node_modules/${name}`]: { version: '1.0.0', integrity: sha512, license: 'MIT', ...entry },
    },
  }
}

test.each([
  ['@apollo/gateway', '2.10.0', '2.10.1'],
  ['@apollo/federation-internals', '2.13.1', '2.12.3'],
  ['@apollo/composition', '2.14.3', '2.14.4'],
  ['@mikro-orm/core', '7.0.5', '6.6.10'],
  ['@mikro-orm/postgresql', '6.6.9', '7.0.6'],
  ['@escape.tech/graphql-armor', '3.1.9', '3.2.0'],
  ['@escape.tech/graphql-armor-max-depth', '2.4.0', '3.2.0'],
])('%s %s is refused anywhere in the tree, %s is not', (name, unsafe, safe) => {
  const [finding] = advised(planted(name, { version: unsafe }), readAdvisories())
  expect(finding).toContain(`${name}@${unsafe} (gateway > outer@1.0.0 > ${name}@${unsafe}): use >=`)
  expect(advised(planted(name, { version: safe }), readAdvisories())).toEqual([])
})

test('xlsx is refused in every version', () => {
  expect(advised(planted('xlsx', { version: '0.20.3' }), readAdvisories())).toHaveLength(1)
})

// Named in two parts, so that the check of this file's own source finds nothing.
const excel = ['excel', 'js'].join('')

test('exceljs may write and never read', () => {
  const source = (call: string) => [{ path: 'x.ts', text: `import Excel from '${excel}'\nawait book.${call}(file)` }]
  expect(misused(source('xlsx.writeFile'), readAdvisories())).toEqual([])
  expect(misused(source('xlsx.load'), readAdvisories())).toHaveLength(1)
  expect(misused([{ path: 'x.ts', text: 'book.xlsx.load(file)' }], readAdvisories())).toEqual([])
})

test.each([
  ['a range', { dependencies: { pg: '^8.0.0' } }],
  ['a tag', { devDependencies: { pg: 'latest' } }],
  ['an address', { optionalDependencies: { pg: 'https://example.org/pg.tgz' } }],
  ['a version of our own project', { dependencies: { '@vungxanh/ui': '0.0.0' } }],
])('%s is not a pin', (_, manifest) => {
  expect(unpinned([{ path: 'package.json', ...manifest }])).toHaveLength(1)
})

test.each([
  ['another registry', { resolved: 'https://registry.example.org/x.tgz' }, 'not from'],
  ['no TLS', { resolved: 'http://registry.npmjs.org/x.tgz' }, 'not from'],
  ['a weak hash', { integrity: 'sha1-AAAA' }, 'weak hash'],
  ['no hash', { integrity: undefined }, 'no hash'],
  ['a licence nobody has read', { license: 'SSPL-1.0' }, 'SSPL-1.0'],
  ['no licence', { license: undefined }, 'none'],
  ['a script at installation', { hasInstallScript: true }, 'script'],
])('a package with %s is refused', (_, entry, words) => {
  const findings = unsound(planted('inner', entry), rules)
  expect(findings).toEqual([expect.stringContaining(words)])
  expect(findings[0]).toContain('gateway > outer@1.0.0 > inner@')
})

test('only a listed binary of another platform may come without a hash', () => {
  const binary = { integrity: undefined, optional: true, cpu: ['arm64'] }
  expect(unsound(planted('tool-darwin-arm64', binary), rules)).toEqual([])
  expect(unsound(planted('tool-darwin-arm64', { ...binary, version: '1.0.1' }), rules)).toHaveLength(1)
  expect(unsound(planted('tool-darwin-arm64', { integrity: undefined }), rules)).toHaveLength(1)
})

test('an exception that nothing needs is reported', () => {
  const lockfile = planted('esbuild', { hasInstallScript: true })
  expect(idleExceptions([lockfile], rules)).toEqual([expect.stringContaining('tool-darwin-arm64@1.0.0')])
})

test('the bill of materials and the lockfile list the same contents', () => {
  const lockfile = planted('inner', {})
  const content = Buffer.alloc(64, 7).toString('hex')
  const component = (name: string, hash = content) => ({
    'bom-ref': name,
    name,
    version: '1.0.0',
    purl: `pkg:npm/${name}@1.0.0`,
    hashes: [{ alg: 'SHA-512', content: hash }],
  })
  const bill = (...components: ReturnType<typeof component>[]) => ({ components, dependencies: [] })
  expect(staleBill(bill(component('outer'), component('inner')), [lockfile])).toEqual([])
  expect(staleBill(bill(component('outer')), [lockfile])).toEqual([expect.stringContaining('inner@1.0.0')])
  expect(staleBill(bill(component('outer'), component('inner', '00')), [lockfile])).toHaveLength(1)
  expect(staleBill(bill(component('outer'), component('inner'), component('more')), [lockfile])).toHaveLength(1)
})

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })

// Made here, so that the scan of this file finds nothing.
test.each([
  ['a private key', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()],
  ['a token of GitHub', `gh${'p'}_${'a1B2'.repeat(9)}`],
  ['a password in an address', ['https://officer:', 'n0t-a-r3al-one', '@example.org/'].join('')],
])('%s in a text is found', async (_, text) => {
  expect(await findSecrets('notes.md', `see:\n${text}\n`)).not.toEqual([])
})

test('no installation of ours runs scripts of packages', () => {
  for (const path of ['tools/run.mjs', 'tools/docker/service.Dockerfile', 'tools/docker/remote.Dockerfile']) {
    const source = readFileSync(join(root, path), 'utf8')
    const installations = source.match(/^RUN npm ci .*|'ci',[^\]]*/gm) ?? []
    expect(installations.length, path).toBeGreaterThan(0)
    for (const installation of installations) expect(installation, path).toContain('--ignore-scripts')
  }
})
