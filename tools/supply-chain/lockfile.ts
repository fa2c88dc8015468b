import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../platform/paths.ts'

/** What npm writes about one place of `node_modules`; workspaces of our own are entries, too. */
export interface LockedPackage {
  version?: string
  resolved?: string
  integrity?: string
  license?: string
  link?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  hasInstallScript?: boolean
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
}

export interface Lockfile {
  packages: Record<string, LockedPackage>
}

/** A package of somebody else's at its place in `node_modules`. */
export interface Foreign extends LockedPackage {
  place: string
  name: string
  version: string
}

/** The project's own lockfile, and the one of the Node that older machines fetch. */
export const lockfiles = ['package-lock.json', 'tools/node-runtime/package-lock.json'] as const

export function readLockfile(path: string): Lockfile {
  return JSON.parse(readFileSync(join(root, path), 'utf8'))
}

export function foreignPackages({ packages }: Lockfile): Foreign[] {
  return Object.entries(packages)
    .filter(([place, { link }]) => place.includes('node_modules/') && !link)
    .map(([place, entry]) => ({
      ...entry,
      place,
      name: place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version: entry.version ?? '',
    }))
}

/** The shortest chain from one of our own projects to a place: who would have to change for the package to change. */
export function whoAsks(lockfile: Lockfile, place: string): string {
  const { packages } = lockfile
  const ours = Object.keys(packages).filter((candidate) => !candidate.includes('node_modules/'))
  const chains = new Map(ours.map((project) => [project, [project || 'package.json']]))
  const queue = [...ours]
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    const chain = chains.get(at) ?? []
    if (at === place) return chain.join(' > ')
    const entry = packages[at] ?? {}
    const asked = {
      ...entry.peerDependencies,
      ...entry.optionalDependencies,
      ...entry.devDependencies,
      ...entry.dependencies,
    }
    for (const name of Object.keys(asked)) {
      const found = lookUp(packages, at, name)
      if (found === undefined || chains.has(found)) continue
      chains.set(found, [...chain, `${name}@${packages[found]?.version ?? '?'}`])
      queue.push(found)
    }
  }
  return place
}

/** Where Node finds a package that is asked for at this place: the nearest `node_modules`, then outwards. */
function lookUp(packages: Lockfile['packages'], from: string, name: string): string | undefined {
  for (let folder = from; ; folder = parent(folder)) {
    const place = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`
    if (packages[place]) return place
    if (folder === '') return undefined
  }
}

function parent(folder: string): string {
  const cut = folder.lastIndexOf('/node_modules/')
  return cut < 0 ? '' : folder.slice(0, cut)
}
