import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type Account, isReachable, serverAccount } from './account.ts'
import { type Binaries, findBinaries, stateFolder } from './binaries.ts'
import { serverEnvironment } from './environment.ts'
import { freePort } from './port.ts'

export interface ClusterOptions {
  /** The folder that holds the cluster and the superuser's password. Made on first use. */
  dataDir: string
  /** Preferred; a free one is taken when somebody listens there. 0 for any. */
  port: number
  /** False gives up crash safety for speed: tests and benches only. */
  durable: boolean
  log?: (line: string) => void
}

export interface Cluster {
  port: number
  pid: number
  /** Where the rows really are; elsewhere than asked when the server's account cannot reach that place. */
  dataDir: string
  superuserUrl: string
  /** Settles when the server has ended, with the last lines it wrote. */
  ended: Promise<{ expected: boolean; lastLines: string[] }>
  stop(): Promise<void>
}

const superuser = 'postgres'

/** Starts PostgreSQL on loopback, making its cluster on first use. It ends with this process, however this process ends. */
export async function startCluster({ dataDir, port, durable, log = () => {} }: ClusterOptions): Promise<Cluster> {
  const account = serverAccount()
  const folder = resolve(dataDir)
  mkdirSync(folder, { recursive: true })
  const binaries = findBinaries(account, log)
  const home = account && !isReachable(folder, account) ? stateFolder(folder) : folder
  if (home !== folder) log(`The database is kept in ${home}: the account ${account?.name} cannot reach ${folder}`)

  const data = join(home, 'data')
  const password = superuserPassword(join(folder, 'superuser-password'), existsSync(data))
  if (!existsSync(data)) initialise(binaries, data, password, account, durable)
  refuseOtherVersion(data, binaries)
  await endLeftover(data, log)

  for (let attempt = 1; ; attempt += 1) {
    const listening = await freePort(attempt === 1 ? port : 0)
    if (port !== 0 && listening !== port && attempt === 1) log(`Port ${port} is taken; PostgreSQL uses ${listening}`)
    try {
      return await launch({ binaries, data, password, account, durable, port: listening, log })
    } catch (error) {
      // Somebody took the port between the look and the bind.
      if (attempt === 3 || !/could not bind|Address already in use/i.test(String(error))) throw error
    }
  }
}

function superuserPassword(file: string, clusterExists: boolean): string {
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  if (clusterExists) {
    throw new Error(
      `The cluster exists but its password file ${file} is gone; restore the file, or remove the cluster's folder to begin anew`,
    )
  }
  const password = randomBytes(24).toString('hex')
  writeFileSync(file, `${password}\n`, { mode: 0o600 })
  return password
}

/** Made under another name and renamed, so that an interrupted first start leaves nothing that looks finished. */
function initialise(
  binaries: Binaries,
  data: string,
  password: string,
  account: Account | undefined,
  durable: boolean,
) {
  const partial = `${data}.partial`
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(partial, { mode: 0o700 })
  const passwordFile = `${data}.password`
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (account) {
    chownSync(partial, account.uid, account.gid)
    chownSync(passwordFile, account.uid, account.gid)
  }
  const run = spawnSync(
    binaries.initdb,
    [
      ...['-D', partial, '-U', superuser, '--pwfile', passwordFile, '--auth=scram-sha-256', '--encoding=UTF8'],
      ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-instructions'],
      ...(durable ? [] : ['--no-sync']),
    ],
    { ...ownership(account), encoding: 'utf8', cwd: '/', env: serverEnvironment() },
  )
  rmSync(passwordFile, { force: true })
  if (run.status !== 0) {
    rmSync(partial, { recursive: true, force: true })
    throw new Error(`PostgreSQL could not make its cluster in ${data}:\n${run.error?.message ?? run.stderr}`)
  }
  renameSync(partial, data)
}

function refuseOtherVersion(data: string, binaries: Binaries) {
  const made = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim()
  if (binaries.version.split('.')[0] !== made) {
    throw new Error(
      `The cluster in ${data} was made by PostgreSQL ${made}; the installed programs are ${binaries.version}`,
    )
  }
}

/** A run that was killed may leave a live server, or a pid file whose number now belongs to a stranger. */
async function endLeftover(data: string, log: (line: string) => void) {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  if (pid > 0 && isServerOf(pid, data)) {
    log(`Stopping the PostgreSQL server that an earlier run left behind (process ${pid})`)
    signal(pid, 'SIGINT')
    for (let waited = 0; waited < 20_000 && isServerOf(pid, data); waited += 50) {
      if (waited === 10_000) signal(pid, 'SIGQUIT')
      await sleep(50)
    }
    if (isServerOf(pid, data)) throw new Error(`PostgreSQL process ${pid} on ${data} does not stop`)
  }
  rmSync(file, { force: true })
}

function signal(pid: number, name: NodeJS.Signals) {
  try {
    process.kill(pid, name)
  } catch {
    // It ended by itself.
  }
}

function isServerOf(pid: number, data: string): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  return commandOf(pid).includes(data)
}

function commandOf(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    if (process.platform === 'win32') return ''
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' })
  } catch {
    return ''
  }
}

interface Launch {
  binaries: Binaries
  data: string
  password: string
  account: Account | undefined
  durable: boolean
  port: number
  log: (line: string) => void
}

async function launch({ binaries, data, password, account, durable, port, log }: Launch): Promise<Cluster> {
  const args = [
    '-D',
    data,
    '-p',
    String(port),
    ...Object.entries(settings(durable)).flatMap(([k, v]) => ['-c', `${k}=${v}`]),
  ]
  const child = spawnServer(binaries.postgres, args, account)
  const lastLines: string[] = []
  let stopping = false
  let running = true
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    for (const line of text.split('\n').filter(Boolean)) {
      lastLines.push(line)
      if (lastLines.length > 20) lastLines.shift()
      log(line)
    }
  })
  const ended = new Promise<{ expected: boolean; lastLines: string[] }>((settle) => {
    const end = () => {
      running = false
      child.stdin?.destroy()
      settle({ expected: stopping, lastLines })
    }
    child.once('error', (error) => {
      lastLines.push(error.message)
      end()
    })
    child.once('close', end)
  })

  const superuserUrl = `postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`
  let lastError: unknown
  for (const deadline = Date.now() + 60_000; ; await sleep(25)) {
    if (!running) throw new Error(`PostgreSQL ended while starting on port ${port}:\n${lastLines.join('\n')}`)
    if (Date.now() > deadline) {
      child.stdin?.end()
      throw new Error(`PostgreSQL does not answer on port ${port}: ${lastError}\n${lastLines.join('\n')}`)
    }
    try {
      await ping(superuserUrl)
      break
    } catch (error) {
      lastError = error
      // A wrong password never becomes right: the password file is not this cluster's.
      if ((error as { code?: string }).code === '28P01') {
        child.stdin?.end()
        await ended
        throw new Error(`The password file does not belong to the cluster in ${data}`)
      }
    }
  }
  const pid = Number(readPid(data))
  return {
    port,
    pid,
    dataDir: data,
    superuserUrl,
    ended,
    async stop() {
      stopping = true
      if (running && process.platform === 'win32') child.kill()
      child.stdin?.end()
      const quit = setTimeout(() => signal(pid, 'SIGQUIT'), 15_000)
      await ended
      clearTimeout(quit)
    },
  }
}

function readPid(data: string): string {
  return readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0] ?? ''
}

/**
 * The server runs under a small shell that waits on our pipe: when this process ends in whatever way, the pipe closes and the
 * shell asks the server for a fast shutdown. Its own process group keeps a Ctrl-C at the terminal from reaching it before we
 * have stopped those who use it.
 */
function spawnServer(postgres: string, args: string[], account: Account | undefined): ChildProcess {
  const options = { ...ownership(account), cwd: '/', env: serverEnvironment(), detached: true }
  if (process.platform === 'win32') return spawn(postgres, args, { ...options, stdio: ['pipe', 'ignore', 'pipe'] })
  const keep = [
    'exec 3<&0',
    '"$@" </dev/null 3<&- & server=$!',
    '{ read _ <&3; kill -INT $server; } 2>/dev/null & watcher=$!',
    'exec 3<&-',
    'wait $server; code=$?',
    'kill $watcher 2>/dev/null; wait $watcher 2>/dev/null',
    'exit $code',
  ].join('\n')
  return spawn('/bin/sh', ['-c', keep, 'keep', postgres, ...args], { ...options, stdio: ['pipe', 'ignore', 'pipe'] })
}

function settings(durable: boolean): Record<string, string | number> {
  const common = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    timezone: 'UTC',
    log_timezone: 'UTC',
    jit: 'off',
    log_min_messages: 'warning',
    password_encryption: 'scram-sha-256',
    // The server is checked by loopback only, where a thousand rounds instead of 4096 save the start-up of every connection pool.
    scram_iterations: 1000,
  }
  if (durable) return { ...common, max_wal_size: '2GB' }
  return {
    ...common,
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    wal_level: 'minimal',
    max_wal_senders: 0,
    autovacuum_naptime: 10,
  }
}

function ownership(account: Account | undefined) {
  return account ? { uid: account.uid, gid: account.gid } : {}
}

async function ping(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select 1')
  } finally {
    await client.end().catch(() => {})
  }
}
