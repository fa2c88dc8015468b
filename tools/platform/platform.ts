import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Role, roleFromSlug, roleSlug } from '@vungxanh/access'
import { createSigningKeys, mintDemoToken } from '@vungxanh/identity/demo'
import { type Cluster, freePort, startCluster, urlFor } from '@vungxanh/postgres'
import { departmentKeys, type PlatformDatabase, type PlatformDatabases, prepareDatabases } from './databases.ts'
import { lockDataDir } from './lock.ts'
import type { Log } from './log.ts'
import {
  databaseNames,
  departments,
  nodeOptions,
  type ProcessName,
  processFolder,
  root,
  standardPorts,
} from './paths.ts'
import { publishChangedPortals } from './portals.ts'
import { type Publisher, publisherOf } from './publisher.ts'
import { loadSecrets, type Secrets, signingKeysFile } from './secrets.ts'
import { type ProcessDefinition, type Supervised, supervise } from './supervisor.ts'

export interface PlatformOptions {
  /** Holds everything that lasts: the cluster, secrets, signing keys, published portals, logs. */
  dataDir: string
  /** Standard ports give way to free ones when somebody listens there. */
  ports: 'free' | 'standard'
  /** False gives up crash safety of the database for speed: tests and benches only. */
  durable: boolean
  log: Log
  /** The processes to run; all by default. */
  only?: ProcessName[]
  /** Runs after the migrations and before the services: loads the demo data. */
  seed?: (seedTarget: SeedTarget) => Promise<void>
  /** Settings for one process over the usual ones: a fixed clock, another address to listen on. */
  environment?: Partial<Record<ProcessName, Record<string, string>>>
  /** Address the browser uses, when it is not the gateway's own. */
  publicUrl?: string
}

export interface SeedTarget {
  databases: PlatformDatabases
  superuserUrl: string
  dataDir: string
}

export interface Platform extends SeedTarget {
  /** The one address for browsers. */
  url: string
  urls: Record<ProcessName, string>
  ports: Record<ProcessName | 'postgres', number>
  portalsDir: string
  issuer: string
  pids(): Partial<Record<ProcessName | 'postgres', number>>
  /** A bearer token of the demo issuer, of a post in one unit or for several. */
  token(role: Role, ...units: string[]): Promise<string>
  /** Ends a process as a crash would; the supervisor brings it back. */
  kill(name: ProcessName, signal?: NodeJS.Signals): void
  ready(name: ProcessName): Promise<void>
  restart(name: ProcessName): Promise<void>
  stop(): Promise<void>
}

/** What a running platform tells other commands about itself, in `platform.json` of its data folder. */
export interface PlatformState {
  pid: number
  url: string
  issuer: string
  ports: Record<string, number>
  urls: Record<string, string>
  pids: Record<string, number | undefined>
  startedAt: string
}

export const demoUnit = '00121'

export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const { dataDir, durable, log } = options
  mkdirSync(join(dataDir, 'audit'), { recursive: true })
  // Whatever the umask: the account that runs PostgreSQL for root must get through. What is secret has its own mode.
  chmodSync(dataDir, 0o755)
  const secrets = loadSecrets(dataDir)
  const keysFile = signingKeysFile(dataDir)
  await createSigningKeys(keysFile)
  const portalsDir = join(dataDir, 'portals')
  const publisher = publisherOf(dataDir)
  const ports = await choosePorts(options)
  const wanted =
    options.only ?? (Object.keys(standardPorts) as (ProcessName | 'postgres')[]).filter((name) => name !== 'postgres')

  const database = await keepCluster({ dataDir: join(dataDir, 'postgres'), port: ports.postgres, durable, log })
  ports.postgres = database.cluster().port
  const supervised = new Map<ProcessName, Supervised>()
  const stop = once(async () => {
    // Backwards: nobody loses what it depends on while it still answers.
    for (const group of [['gateway'], [...departments, 'identity']] as ProcessName[][]) {
      await Promise.all(group.map((name) => supervised.get(name)?.stop()))
    }
    await database.stop()
    rmSync(join(dataDir, 'platform.json'), { force: true })
  })

  try {
    const databases = await prepareDatabases(
      database.cluster(),
      secrets,
      log,
      databaseNames.filter((name) => wanted.includes(name)),
    )
    const target: SeedTarget = { databases, superuserUrl: database.cluster().superuserUrl, dataDir }
    await options.seed?.(target)
    const published = publishChangedPortals(portalsDir, publisher)
    if (published.length > 0) log(`Published ${published.join(', ')}`)

    const url = options.publicUrl ?? `http://localhost:${ports.gateway}`
    const issuer = `${url}/identity`
    const definitions = define({ options, ports, databases, secrets, url, issuer, portalsDir, keysFile, publisher })
    const start = async (names: ProcessName[]) => {
      for (const name of names.filter((candidate) => wanted.includes(candidate))) {
        supervised.set(
          name,
          supervise(definitions[name], { logsDir: join(dataDir, 'logs'), log, changed: () => writeState() }),
        )
      }
      await Promise.all(names.map((name) => supervised.get(name)?.ready()))
    }
    const pids = () => ({
      postgres: database.cluster().pid,
      ...Object.fromEntries([...supervised].map(([name, { pid }]) => [name, pid])),
    })
    const urls = record(wanted, (name) => `http://127.0.0.1:${ports[name]}`)
    const startedAt = new Date().toISOString()
    const writeState = () => {
      const state: PlatformState = { pid: process.pid, url, issuer, ports, urls, pids: pids(), startedAt }
      const file = join(dataDir, 'platform.json')
      writeFileSync(`${file}.new`, `${JSON.stringify(state, null, 2)}\n`)
      renameSync(`${file}.new`, file)
    }
    await start(['identity', ...departments])
    await start(['gateway'])
    writeState()

    return {
      ...target,
      url,
      urls,
      ports,
      portalsDir,
      issuer,
      pids,
      token: (role, unit = demoUnit, ...others) =>
        mintDemoToken({ keysFile, issuer, role, unit, units: [unit, ...others] }),
      kill: (name, signal) => supervised.get(name)?.kill(signal),
      ready: async (name) => supervised.get(name)?.ready(),
      restart: async (name) => supervised.get(name)?.restart(),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

async function choosePorts({ ports, log }: PlatformOptions): Promise<Record<ProcessName | 'postgres', number>> {
  const chosen = new Set<number>()
  const entries: [string, number][] = []
  for (const [name, standard] of Object.entries(standardPorts)) {
    let port = await freePort(ports === 'standard' ? standard : 0)
    while (chosen.has(port)) port = await freePort(0)
    chosen.add(port)
    if (ports === 'standard' && port !== standard) log(`Port ${standard} is taken; ${name} uses ${port}`)
    entries.push([name, port])
  }
  return Object.fromEntries(entries) as Record<ProcessName | 'postgres', number>
}

/** The server's own lines matter to a person only when something is wrong; the last ones are printed when it ends. */
const quietLine =
  /^\d{4}-.* (LOG|DETAIL|HINT|STATEMENT|CONTEXT|ERROR|WARNING|NOTICE):|FATAL: {2}(the database system is|terminating)|^\s/

/** The database server under the same care as the other processes: started again on its port when it ends by itself. */
async function keepCluster(options: { dataDir: string; port: number; durable: boolean; log: Log }) {
  const { log } = options
  const open = (port: number) =>
    startCluster({
      ...options,
      port,
      log: (line) => quietLine.test(line) || log(line),
    })
  let cluster: Cluster = await open(options.port)
  let stopping = false
  const watch = (watched: Cluster) => {
    void watched.ended.then(async ({ expected, lastLines }) => {
      if (expected || stopping) return
      log(`PostgreSQL ended unexpectedly; its last lines:\n${lastLines.slice(-10).join('\n')}`)
      try {
        cluster = await open(watched.port)
        watch(cluster)
        if (cluster.port !== watched.port) throw new Error(`port ${watched.port} was taken meanwhile`)
        log('PostgreSQL is back')
      } catch (error) {
        log(`PostgreSQL cannot be started again: ${(error as Error).message}`)
      }
    })
  }
  watch(cluster)
  return {
    cluster: () => cluster,
    stop: async () => {
      stopping = true
      await cluster.stop()
    },
  }
}

interface Definition {
  options: PlatformOptions
  ports: Record<ProcessName, number>
  databases: PlatformDatabases
  secrets: Secrets
  url: string
  issuer: string
  portalsDir: string
  keysFile: string
  publisher: Publisher
}

function define(given: Definition): Record<ProcessName, ProcessDefinition> {
  const { options, ports, databases, secrets, url, issuer, portalsDir, keysFile, publisher } = given
  const at = (name: ProcessName) => `http://127.0.0.1:${ports[name]}`
  const environments: Record<ProcessName, Record<string, string>> = {
    ...record(departments, (name) => ({
      DATABASE_URL: databases[name].appUrl,
      ...databases[name].keys,
      AUDIT_KEY: secrets.databases[name].auditKey,
      AUDIT_HEADS_FILE: auditHeadsFile(options.dataDir, name),
      GATEWAY_SIGNING_KEY: secrets.gatewaySigningKey,
      EVENTS_KEY: secrets.eventsKey,
      DEPARTMENT_URLS: JSON.stringify(record(departments, at)),
      IDENTITY_ISSUER: issuer,
      IDENTITY_JWKS_URL: `${at('identity')}/identity/jwks`,
      REVOCATIONS_URL: `${at('identity')}/identity/revocations`,
    })),
    identity: {
      DATABASE_URL: databases.identity.appUrl,
      IDENTITY_ISSUER: issuer,
      PUBLIC_URL: url,
      GATEWAY_CLIENT_SECRET: secrets.gatewayClientSecret,
      COOKIE_KEYS: secrets.cookieKey,
      SIGNING_KEYS_FILE: keysFile,
      TOTP_KEY: secrets.totpKey,
      DEMO_ACCOUNTS: '1',
    },
    gateway: {
      PUBLIC_URL: url,
      SUPERGRAPH_FILE: join(root, 'gateway/supergraph.graphql'),
      SUBGRAPH_URLS: JSON.stringify(Object.fromEntries(departments.map((name) => [name, `${at(name)}/graphql`]))),
      IDENTITY_ISSUER: issuer,
      IDENTITY_UPSTREAM: at('identity'),
      GATEWAY_CLIENT_SECRET: secrets.gatewayClientSecret,
      SESSION_KEY: secrets.sessionKey,
      REVOCATIONS_URL: `${at('identity')}/identity/revocations`,
      DEMO_ACCOUNTS: '1',
      GATEWAY_SIGNING_KEY: secrets.gatewaySigningKey,
      PORTALS_DIR: portalsDir,
      PUBLISHER_PUBLIC_KEY: JSON.stringify(publisher.publicKey),
      ACCESS_CATALOGUE_FILE: join(root, 'access-catalogue.json'),
    },
  }
  return record(Object.keys(environments) as ProcessName[], (name) => ({
    name,
    cwd: processFolder(name),
    command: [...nodeOptions(name), '--enable-source-maps', 'dist/main.js'],
    readyUrl: `${at(name)}/readyz`,
    environment: {
      NODE_ENV: 'production',
      PORT: String(ports[name]),
      HOST: '127.0.0.1',
      LOG_LEVEL: 'info',
      ...environments[name],
      ...options.environment?.[name],
    },
  }))
}

/** The platform that runs on this data folder right now, if any. */
export function readPlatformState(dataDir: string): PlatformState | undefined {
  const file = join(dataDir, 'platform.json')
  if (!existsSync(file)) return undefined
  const state = JSON.parse(readFileSync(file, 'utf8')) as PlatformState
  try {
    process.kill(state.pid, 0)
    return state
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH' ? undefined : state
  }
}

/** Gives the databases of a data folder to some work: of the running platform when there is one, else started for it alone. */
export async function withDatabases<T>(
  { dataDir, log }: { dataDir: string; log: Log },
  work: (target: SeedTarget) => Promise<T>,
): Promise<T> {
  const secrets = loadSecrets(dataDir)
  const running = readPlatformState(dataDir)
  if (running) {
    const password = readFileSync(join(dataDir, 'postgres/superuser-password'), 'utf8').trim()
    const superuserUrl = `postgres://postgres:${password}@127.0.0.1:${running.ports.postgres}/postgres`
    return work({ dataDir, superuserUrl, databases: databasesAt(superuserUrl, secrets) })
  }
  // A platform that is only just starting has the folder, too: its database server must not be taken for a leftover.
  const unlock = lockDataDir(dataDir)
  try {
    const cluster = await startCluster({
      dataDir: join(dataDir, 'postgres'),
      port: standardPorts.postgres,
      durable: true,
    })
    try {
      const databases = await prepareDatabases(cluster, secrets, log)
      return await work({ dataDir, superuserUrl: cluster.superuserUrl, databases })
    } finally {
      await cluster.stop()
    }
  } finally {
    unlock()
  }
}

function databasesAt(superuserUrl: string, secrets: Secrets): PlatformDatabases {
  return record(databaseNames, (name): PlatformDatabase => {
    const { migrator, app, contextKey } = secrets.databases[name]
    return {
      name,
      appRole: `${name}_app`,
      contextKey,
      keys: departmentKeys(secrets.databases[name]),
      migratorUrl: urlFor(superuserUrl, { database: name, user: `${name}_migrator`, password: migrator }),
      appUrl: urlFor(superuserUrl, { database: name, user: `${name}_app`, password: app }),
    }
  })
}

/** Where a department remembers, outside its database, what it sealed. */
export function auditHeadsFile(dataDir: string, department: string): string {
  return join(dataDir, 'audit', `${department}.jsonl`)
}

/** `health-staff` as a role, or an error that lists the roles. */
export function roleNamed(slug: string, known: readonly Role[]): Role {
  const role = roleFromSlug(slug)
  if (role) return role
  throw new Error(`There is no role "${slug}". Roles: ${known.map(roleSlug).join(' ')}`)
}

function record<K extends string, V>(keys: readonly K[], value: (key: K) => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<K, V>
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  return () => (running ??= work())
}
