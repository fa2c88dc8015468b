import { execFileSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { root } from '../platform/paths.ts'
import { foreignPackages, type Lockfile, lockfiles } from './lockfile.ts'

/** The parts of a CycloneDX document that we compare. */
export interface Bill {
  components: {
    'bom-ref': string
    name: string
    version: string
    purl: string
    hashes?: { alg: string; content: string }[]
    licenses?: unknown[]
  }[]
  dependencies: { ref: string; dependsOn: string[] }[]
}

export const billFile = 'security/sbom.cdx.json'

/** The bill of materials of all lockfiles, made by npm without a network and without what changes from run to run. */
export function makeBill(): Bill & Record<string, unknown> {
  const parts = lockfiles.map((path) => npmBill(dirname(join(root, path))))
  const components = [...parts.flatMap((part) => part.components)]
    .filter(({ purl }) => !purl.startsWith('pkg:npm/%40vungxanh/'))
    .map(({ 'bom-ref': reference, name, version, purl, hashes, licenses }) => ({
      'bom-ref': reference,
      type: 'library',
      name,
      version,
      purl,
      hashes,
      licenses,
    }))
  const dependencies = parts.flatMap((part) => part.dependencies)
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: { type: 'application', name: 'vungxanh', 'bom-ref': 'vungxanh@0.0.0' } },
    components: unique(components, ({ purl }) => purl),
    dependencies: unique(dependencies, ({ ref }) => ref),
  }
}

function npmBill(cwd: string): Bill {
  const text = execFileSync('npm', ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx'], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return JSON.parse(text)
}

/** One component a line, so that a review reads what was added. */
export function printBill({ components, dependencies, ...head }: Bill & Record<string, unknown>): string {
  const lines = (entries: unknown[]) => entries.map((entry) => `\n    ${JSON.stringify(entry)}`).join(',')
  const start = JSON.stringify(head, null, 2).slice(0, -2)
  return `${start},\n  "components": [${lines(components)}\n  ],\n  "dependencies": [${lines(dependencies)}\n  ]\n}\n`
}

/** What the bill and the lockfiles do not have in common: name, version and hash of the content. */
export function staleBill(bill: Bill, locked: Lockfile[]): string[] {
  const listed = new Set(
    bill.components.map(({ name, version, hashes }) => `${name}@${version} ${hashes?.[0]?.content ?? ''}`),
  )
  const wanted = new Set(
    locked.flatMap(foreignPackages).map(({ name, version, integrity }) => {
      const hash = integrity ? Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex') : ''
      return `${name}@${version} ${hash}`
    }),
  )
  const differences = [...listed, ...wanted].filter((entry) => !(listed.has(entry) && wanted.has(entry)))
  return [...new Set(differences.map((entry) => entry.split(' ')[0] ?? ''))].map(
    (name) => `${billFile} and the lockfiles differ over ${name}: npm run supply-chain -- --write`,
  )
}

function unique<T>(entries: T[], key: (entry: T) => string): T[] {
  return [...new Map(entries.map((entry) => [key(entry), entry])).values()].sort((a, b) => (key(a) < key(b) ? -1 : 1))
}
