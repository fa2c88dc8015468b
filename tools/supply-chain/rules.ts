import { readFileSync } from 'node:fs'
import { join, matchesGlob } from 'node:path'
import { satisfies, valid } from 'semver'
import { z } from 'zod'
import { root } from '../platform/paths.ts'
import { type Foreign, foreignPackages, type Lockfile, whoAsks } from './lockfile.ts'

// What we take from others, and on which conditions. Each rule answers with its findings, worded for whoever must act.

const advisorySchema = z.object({
  /** A name, or a pattern over a scope. */
  package: z.string(),
  reason: z.string(),
  references: z.array(z.string()).min(1),
  rule: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('SAFE_RANGE'), range: z.string() }),
    z.object({ kind: z.literal('BANNED') }),
    /** Allowed, but not for everything: no source that imports it may match. */
    z.object({ kind: z.literal('REFUSED_CALLS'), calls: z.array(z.string()) }),
  ]),
})

const packageRulesSchema = z.object({
  registry: z.url(),
  licences: z.array(z.string()),
  /** What may run when a package is installed, and why it needs to. Our own installation runs none of it. */
  installScripts: z.record(z.string(), z.string()),
  /** Binaries for other platforms that the registry mirror of the lockfile's author does not carry. */
  withoutIntegrity: z.array(z.string()),
})

export type Advisory = z.infer<typeof advisorySchema>
export type PackageRules = z.infer<typeof packageRulesSchema>

export function readAdvisories(): Advisory[] {
  return z.object({ advisories: z.array(advisorySchema) }).parse(read('security/advisories.json')).advisories
}

export function readPackageRules(): PackageRules {
  return packageRulesSchema.parse(read('security/packages.json'))
}

function read(path: string): unknown {
  return JSON.parse(readFileSync(join(root, path), 'utf8'))
}

export interface Manifest {
  path: string
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  overrides?: Record<string, unknown>
}

/** Versions are exact; only our own projects, which have none, are asked for as `*`. */
export function unpinned(manifests: Manifest[]): string[] {
  return manifests.flatMap(({ path, dependencies, devDependencies, optionalDependencies, overrides }) =>
    Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies, ...overrides })
      .filter(([name, version]) => !(name.startsWith('@vungxanh/') ? version === '*' : valid(version as string)))
      .map(([name, version]) => `${path} asks for ${name}@${String(version)}: pin one exact version`),
  )
}

/** Every package comes from the one registry, whole and unchanged, under a licence we know, and runs nothing on arrival. */
export function unsound(lockfile: Lockfile, rules: PackageRules): string[] {
  return foreignPackages(lockfile).flatMap((entry) => {
    const { name, version, resolved, integrity, license, hasInstallScript } = entry
    const at = `${name}@${version} (${whoAsks(lockfile, entry.place)})`
    const findings: string[] = []
    // Without an address npm asks the configured registry; with one it must be that registry, or npm would fetch elsewhere.
    if (resolved && new URL(resolved).origin !== rules.registry)
      findings.push(`${at} comes from ${resolved}, not from ${rules.registry}`)
    if (integrity ? !integrity.startsWith('sha512-') : !isKnownBinary(entry, rules))
      findings.push(`${at} has ${integrity ? `the weak hash ${integrity}` : 'no hash of its content'}`)
    if (!license || !rules.licences.includes(license)) findings.push(`${at} has the licence ${license ?? 'none'}`)
    if (hasInstallScript && !rules.installScripts[name]) findings.push(`${at} wants to run a script when installed`)
    return findings
  })
}

function isKnownBinary({ name, version, optional, cpu }: Foreign, { withoutIntegrity }: PackageRules): boolean {
  return optional === true && cpu !== undefined && withoutIntegrity.includes(`${name}@${version}`)
}

/** Exceptions that nothing needs any more; a list that only grows hides what it lets through. */
export function idleExceptions(locked: Lockfile[], rules: PackageRules): string[] {
  const packages = locked.flatMap(foreignPackages)
  const hashless = new Set(
    packages.filter(({ integrity }) => !integrity).map((entry) => `${entry.name}@${entry.version}`),
  )
  const running = new Set(packages.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name))
  const licences = new Set(packages.map(({ license }) => license))
  return [
    ...rules.withoutIntegrity.filter((name) => !hashless.has(name)),
    ...Object.keys(rules.installScripts).filter((name) => !running.has(name)),
    ...rules.licences.filter((licence) => !licences.has(licence)),
  ].map((exception) => `security/packages.json makes an exception that nothing needs: ${exception}`)
}

export function advised(lockfile: Lockfile, advisories: Advisory[]): string[] {
  return foreignPackages(lockfile).flatMap(({ name, version, place }) =>
    advisories
      .filter((advisory) => matchesGlob(name, advisory.package) && isRefused(advisory, version))
      .map(
        ({ reason, references, rule }) =>
          `${name}@${version} (${whoAsks(lockfile, place)}): ${rule.kind === 'SAFE_RANGE' ? `use ${rule.range}` : 'banned'}. ${reason} ${references.join(', ')}`,
      ),
  )
}

function isRefused({ rule }: Advisory, version: string): boolean {
  return rule.kind === 'BANNED' || (rule.kind === 'SAFE_RANGE' && !satisfies(version, rule.range))
}

/** Uses of an allowed package that are refused, in the sources that import it. */
export function misused(sources: { path: string; text: string }[], advisories: Advisory[]): string[] {
  return advisories.flatMap(({ package: name, reason, rule }) => {
    if (rule.kind !== 'REFUSED_CALLS') return []
    const quoted = new RegExp(`['"]${name.replaceAll('.', '[.]').replaceAll('*', `[^'"]*`)}['"/]`)
    const importing = sources.filter(({ text }) => quoted.test(text))
    return importing.flatMap(({ path, text }) =>
      rule.calls
        .filter((call) => new RegExp(call).test(text))
        .map((call) => `${path} uses ${name} as ${call} says it may not: ${reason}`),
    )
  })
}
