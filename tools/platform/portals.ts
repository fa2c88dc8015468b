import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join, sep } from 'node:path'
import { z } from 'zod'
import { type RemoteName, remoteNames, root } from './paths.ts'
import type { Publisher } from './publisher.ts'

const entrySchema = z.object({
  version: z.string(),
  entry: z.string(),
  publishedAt: z.string(),
  /** Versions that can be gone back to, the newest first; the current one is among them. */
  history: z.array(z.string()),
  /** Every file of the build with its hash, signed by the publisher. */
  signature: z.string().optional(),
  /** The documents that this remote may ask of the graph. */
  documents: z.string().optional(),
  /** What the remote says of itself before any of its code runs: the shell draws the navigation from it. */
  manifest: z.unknown().optional(),
})

const registrySchema = z.object({ contract: z.literal(1), remotes: z.record(z.string(), entrySchema) })

export type Registry = z.infer<typeof registrySchema>
export type RegistryEntry = z.infer<typeof entrySchema>

const kept = 5
const manifestFile = 'manifest.jws'
const documentsFile = 'documents.json'

export function readRegistry(portalsDir: string): Registry {
  const file = join(portalsDir, 'remotes.json')
  if (!existsSync(file)) return { contract: 1, remotes: {} }
  return registrySchema.parse(JSON.parse(readFileSync(file, 'utf8')))
}

/** Replaced in one step: a gateway that reads it meanwhile sees the old registry or the new one. */
function writeRegistry(portalsDir: string, registry: Registry): void {
  mkdirSync(portalsDir, { recursive: true })
  writeAtomically(join(portalsDir, 'remotes.json'), registry)
}

function writeAtomically(file: string, value: unknown): void {
  const fresh = `${file}.${process.pid}`
  writeFileSync(fresh, `${JSON.stringify(value, null, 2)}\n`)
  renameSync(fresh, file)
}

export function buildOf(frontend: string): string {
  return join(root, 'frontends', frontend, 'dist')
}

/** A version is the hash of everything in the build: the same build is the same version, wherever it is made. */
export function versionOf(build: string): string {
  const hash = createHash('sha256')
  for (const path of filesIn(build))
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(build, path)))
      .update('\0')
  return hash.digest('hex').slice(0, 16)
}

function filesIn(folder: string, prefix = ''): string[] {
  return readdirSync(join(folder, prefix), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(prefix, entry.name)
      return entry.isDirectory() ? filesIn(folder, path) : [path]
    })
}

function copyInto(build: string, target: string): void {
  if (existsSync(target)) return
  const partial = `${target}.${process.pid}.partial`
  rmSync(partial, { recursive: true, force: true })
  cpSync(build, partial, { recursive: true })
  renameSync(partial, target)
}

function requireBuild(name: string, build: string, files: string[]): void {
  const missing = files.filter((file) => !existsSync(join(build, file)))
  if (missing.length > 0) throw new Error(`There is no build of ${name} in ${build} (${missing.join()} is missing)`)
}

/** What browsers and the gateway check every file of a build against before they use it. */
function signInto(folder: string, build: string, remote: string, publisher: Publisher): void {
  const files = Object.fromEntries(
    filesIn(build).map((path) => {
      const content = readFileSync(join(build, path))
      return [path.split(sep).join('/'), `sha384-${createHash('sha384').update(content).digest('base64')}`]
    }),
  )
  const file = join(folder, manifestFile)
  writeFileSync(`${file}.${process.pid}`, publisher.sign({ remote, version: versionOf(build), files }))
  renameSync(`${file}.${process.pid}`, file)
}

/** Puts a remote's build behind the edge under its version, signed, and makes the registry point at it. */
export function publishRemote(
  portalsDir: string,
  name: RemoteName,
  publisher: Publisher,
  build = buildOf(name),
): RegistryEntry {
  requireBuild(name, build, ['remoteEntry.js', 'remote.json', documentsFile])
  const version = versionOf(build)
  const folder = join(portalsDir, 'remotes', name)
  mkdirSync(folder, { recursive: true })
  copyInto(build, join(folder, version))
  signInto(join(folder, version), build, name, publisher)

  const registry = readRegistry(portalsDir)
  const before = registry.remotes[name]
  // What was rolled back from is not something to go back to.
  const older = before ? before.history.slice(before.history.indexOf(before.version)) : []
  const history = [version, ...older.filter((other) => other !== version)].slice(0, kept)
  const entry = pointAt(portalsDir, name, version, history)
  writeRegistry(portalsDir, { ...registry, remotes: { ...registry.remotes, [name]: entry } })
  for (const old of readdirSync(folder)) {
    if (!history.includes(old)) rmSync(join(folder, old), { recursive: true, force: true })
  }
  return entry
}

/** Makes the registry point at the version before the current one. The version left stays published and can be returned to. */
export function rollBackRemote(portalsDir: string, name: RemoteName): RegistryEntry {
  const registry = readRegistry(portalsDir)
  const current = registry.remotes[name]
  if (!current) throw new Error(`${name} has never been published`)
  const previous = current.history[current.history.indexOf(current.version) + 1]
  if (!previous) throw new Error(`${name} has no version before ${current.version}`)
  const entry = pointAt(portalsDir, name, previous, current.history)
  writeRegistry(portalsDir, { ...registry, remotes: { ...registry.remotes, [name]: entry } })
  return entry
}

function pointAt(portalsDir: string, name: RemoteName, version: string, history: string[]): RegistryEntry {
  const manifest = join(portalsDir, 'remotes', name, version, 'remote.json')
  return {
    version,
    entry: `/remotes/${name}/${version}/remoteEntry.js`,
    signature: `/remotes/${name}/${version}/${manifestFile}`,
    documents: `/remotes/${name}/${version}/${documentsFile}`,
    publishedAt: new Date().toISOString(),
    history,
    manifest: JSON.parse(readFileSync(manifest, 'utf8')),
  }
}

/** The shell has one address: a browser that asks gets the newest. Pages of the last ones may still ask what they know. */
export function publishShell(portalsDir: string, publisher: Publisher, build = buildOf('shell')): void {
  requireBuild('shell', build, ['index.html', documentsFile])
  mkdirSync(portalsDir, { recursive: true })
  const target = join(portalsDir, 'shell')
  const fresh = `${target}.${process.pid}.partial`
  rmSync(fresh, { recursive: true, force: true })
  cpSync(build, fresh, { recursive: true })
  signInto(fresh, build, 'shell', publisher)

  const lists = join(portalsDir, 'shell-documents')
  const list = join(lists, versionOf(build))
  rmSync(list, { recursive: true, force: true })
  mkdirSync(list, { recursive: true })
  for (const file of [documentsFile, manifestFile]) cpSync(join(fresh, file), join(list, file))
  const byAge = readdirSync(lists).sort((a, b) => statSync(join(lists, b)).mtimeMs - statSync(join(lists, a)).mtimeMs)
  for (const old of byAge.slice(kept)) rmSync(join(lists, old), { recursive: true, force: true })

  rmSync(target, { recursive: true, force: true })
  renameSync(fresh, target)
}

/**
 * Publishes every frontend whose build changed since this folder saw it last. A remote that was rolled back stays rolled
 * back until there is a new build.
 */
export function publishChangedPortals(portalsDir: string, publisher: Publisher): string[] {
  mkdirSync(portalsDir, { recursive: true })
  const seenFile = join(portalsDir, 'seen-builds.json')
  const seen: Record<string, string> = existsSync(seenFile) ? JSON.parse(readFileSync(seenFile, 'utf8')) : {}
  const published: string[] = []
  for (const name of ['shell', ...remoteNames] as const) {
    const build = buildOf(name)
    if (!existsSync(build) || !statSync(build).isDirectory()) continue
    // Signed by another key it would not be served.
    const version = `${versionOf(build)} ${publisher.id}`
    const present =
      name === 'shell'
        ? existsSync(join(portalsDir, 'shell', manifestFile))
        : readRegistry(portalsDir).remotes[name]?.signature !== undefined
    if (seen[name] === version && present) continue
    if (name === 'shell') publishShell(portalsDir, publisher)
    else publishRemote(portalsDir, name, publisher, build)
    seen[name] = version
    published.push(name)
  }
  writeAtomically(seenFile, seen)
  return published
}
