import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { roleNames, roleSlug, roles } from '@vungxanh/access'
import { demoUnits } from '@vungxanh/identity/demo'
import { expect, test } from 'vitest'
import { departments, remoteNames, root, standardPorts } from './platform/paths.ts'

const contract = JSON.parse(readFileSync(join(root, 'ops/contract.json'), 'utf8'))
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }

test('names every role as the token command takes it', () => {
  expect(contract.roles).toEqual(
    roles.map((role) => ({ name: roleSlug(role), title: roleNames[role].vi, titleEn: roleNames[role].en })),
  )
})

test('names commands that exist', () => {
  const commands: string[] = [
    contract.start.command,
    contract.test.command,
    contract.token.command,
    contract.seed.command,
    contract.remotes.publish,
    contract.remotes.rollBack,
  ]
  for (const command of commands) {
    const script = /^npm (?:run (?:-s )?)?([\w-]+)/.exec(command)?.[1] ?? ''
    expect(scripts[script], command).toBeDefined()
  }
})

test('names files that exist', () => {
  for (const path of [contract.apiSchema, contract.supergraph, ...contract.accessTables]) {
    expect(existsSync(join(root, path)), path).toBe(true)
  }
  expect(contract.accessTables).toEqual(departments.map((name) => `services/${name}/src/access.ts`))
})

test('names the trusted documents, portal by portal, under the hash of their text', () => {
  const { committed, parameter, refusal } = contract.trustedDocuments
  expect([parameter, refusal]).toEqual(['documentId', 'DOCUMENT_NOT_TRUSTED'])
  const portals: Record<string, Record<string, string>> = JSON.parse(readFileSync(join(root, committed), 'utf8'))
  expect(Object.keys(portals)).toEqual(expect.arrayContaining(['shell', ...remoteNames]))
  for (const [id, text] of Object.values(portals).flatMap((documents) => Object.entries(documents))) {
    expect(id).toBe(`sha256:${createHash('sha256').update(text).digest('hex')}`)
  }
})

test('names the units, the remotes and the address of the embedded default', () => {
  expect(contract.units).toEqual(demoUnits)
  expect(contract.remotes.names).toEqual(remoteNames)
  expect(contract.start.url).toBe(`http://localhost:${standardPorts.gateway}`)
})

test('a figure of a unit as of a day knows whether the unit still stands on it', () => {
  const supergraph = readFileSync(join(root, contract.supergraph), 'utf8')
  const unit = /\ntype AdminUnit\n[\s\S]*?\{\n([\s\S]*?)\n\}/.exec(supergraph)?.[1] ?? ''
  // Residents looks at its own units itself.
  const figures = unit
    .split('\n')
    .filter((line) => /\(asOf: DateTime!\)/.test(line) && !line.includes('graph: RESIDENTS'))
  expect(figures.length).toBeGreaterThan(2)
  for (const figure of figures) expect(figure).toContain('requires: "name validTo successorNames"')
})
