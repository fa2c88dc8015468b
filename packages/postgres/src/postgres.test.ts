import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, expect, inject, test } from 'vitest'
import { type Cluster, ensureDatabase, freePort, startCluster, urlFor } from './index.ts'

const folders: string[] = []
const clusters: Cluster[] = []

function temporaryFolder(): string {
  const folder = join(tmpdir(), `vungxanh-postgres-${randomUUID()}`)
  folders.push(folder)
  return folder
}

async function start(dataDir: string): Promise<Cluster> {
  const cluster = await startCluster({ dataDir, port: 0, durable: false })
  clusters.push(cluster)
  return cluster
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

afterEach(async () => {
  await Promise.all(clusters.splice(0).map((cluster) => cluster.stop()))
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

test('keeps the rows and the password over a stop and a start', async () => {
  const dataDir = temporaryFolder()
  const first = await start(dataDir)
  await query(first.superuserUrl, 'create table kept as select 42 as answer')
  await first.stop()
  const second = await start(dataDir)
  expect(await query(second.superuserUrl, 'select answer from kept')).toEqual([{ answer: 42 }])
  expect(statSync(join(dataDir, 'superuser-password')).mode & 0o777).toBe(0o600)
  expect(statSync(second.dataDir).mode & 0o077).toBe(0)
})

test('answers on loopback only, and only with the password', async () => {
  const { superuserUrl } = await start(temporaryFolder())
  expect(await query(superuserUrl, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
  await expect(query(urlFor(superuserUrl, { database: 'postgres', password: 'wrong' }), 'select 1')).rejects.toThrow(
    /password authentication failed/,
  )
})

test('starts in spite of a pid file left by a crash, even when the number belongs to another process now', async () => {
  const dataDir = temporaryFolder()
  const first = await start(dataDir)
  await first.stop()
  for (const pid of [process.pid, 2 ** 22 - 1]) {
    writeFileSync(join(first.dataDir, 'postmaster.pid'), `${pid}\n${first.dataDir}\n`)
    const again = await start(dataDir)
    expect(await query(again.superuserUrl, 'select 1 as one')).toEqual([{ one: 1 }])
    await again.stop()
  }
})

test('ends with the process that started it, even when that one is killed', async () => {
  const dataDir = temporaryFolder()
  mkdirSync(dataDir, { recursive: true })
  const script = join(dataDir, 'start.mts')
  writeFileSync(
    script,
    `import { startCluster } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))}
     const { pid } = await startCluster({ dataDir: ${JSON.stringify(dataDir)}, port: 0, durable: false })
     process.send?.(pid)
     setInterval(() => {}, 1000)`,
  )
  const child = fork(script, { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const [pid] = (await once(child, 'message')) as [number]
  expect(isAlive(pid)).toBe(true)
  child.kill('SIGKILL')
  for (let waited = 0; isAlive(pid) && waited < 10_000; waited += 50) await sleep(50)
  expect(isAlive(pid)).toBe(false)
})

test('takes another port when the preferred one is taken', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const taken = typeof address === 'object' && address ? address.port : 0
  expect(await freePort(taken)).not.toBe(taken)
  const lines: string[] = []
  const cluster = await startCluster({
    dataDir: temporaryFolder(),
    port: taken,
    durable: false,
    log: (l) => lines.push(l),
  })
  clusters.push(cluster)
  expect(cluster.port).not.toBe(taken)
  expect(lines.join()).toContain(`Port ${taken} is taken`)
  server.close()
})

test('makes a database whose application role owns nothing and bypasses nothing', async () => {
  const cluster = { superuserUrl: inject('postgresUrl') }
  const name = `dept_${randomUUID().slice(0, 8)}`
  await ensureDatabase(cluster, name, { migrator: 'one', app: 'two' })
  const { migratorUrl, appUrl } = await ensureDatabase(cluster, name, { migrator: 'm-p@ss/word', app: 'a-p@ss/word' })

  await query(migratorUrl, 'create table note (id int); insert into note values (1)')
  await expect(query(appUrl, 'select * from note')).rejects.toThrow(/permission denied/)
  await expect(query(appUrl, 'create table mine (id int)')).rejects.toThrow(/permission denied/)
  expect(
    await query(
      appUrl,
      'select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user',
    ),
  ).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false }])
  expect(await query(appUrl, `select public.unaccent('Giang Biên') as plain`)).toEqual([{ plain: 'Giang Bien' }])
  const names = (await query(migratorUrl, 'select extname from pg_extension order by 1')).map(({ extname }) => extname)
  expect(names).toEqual(expect.arrayContaining(['btree_gist', 'pg_trgm', 'pgcrypto', 'unaccent']))
})

test('refuses another department at the door of a database', async () => {
  const cluster = { superuserUrl: inject('postgresUrl') }
  const [one, two] = [`dept_${randomUUID().slice(0, 8)}`, `dept_${randomUUID().slice(0, 8)}`]
  await ensureDatabase(cluster, one, { migrator: 'm', app: 'a' })
  const other = await ensureDatabase(cluster, two, { migrator: 'm', app: 'a' })
  await expect(query(urlFor(other.appUrl, { database: one }), 'select 1')).rejects.toThrow(
    /permission denied for database/,
  )
})

test('says so when the password file is lost', async () => {
  const dataDir = temporaryFolder()
  const cluster = await start(dataDir)
  await cluster.stop()
  rmSync(join(dataDir, 'superuser-password'))
  await expect(start(dataDir)).rejects.toThrow(/password file .* is gone/)
  expect(existsSync(join(dataDir, 'superuser-password'))).toBe(false)
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
