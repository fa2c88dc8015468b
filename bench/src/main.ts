import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runTarget } from '@vungxanh/tools/build'
import { startDemoPlatform } from '@vungxanh/tools/demo-platform'
import { progressLog } from '@vungxanh/tools/log'
import { departments, root } from '@vungxanh/tools/paths'
import type { Platform } from '@vungxanh/tools/platform'
import { loadSecrets } from '@vungxanh/tools/secrets'
import { auditCost } from './audit-cost.ts'
import { importCost } from './imports.ts'
import { Client, drive, type Operation } from './load.ts'
import { operationsFor } from './operations.ts'
import { treeCpu } from './processes.ts'
import { searchCost } from './search.ts'

// CPU-milliseconds and ratios are what to compare between runs; requests per second only within one run.

const { values: chosen } = parseArgs({
  options: {
    seconds: { type: 'string', default: '3' },
    only: { type: 'string', default: '' },
    audit: { type: 'boolean', default: false },
    search: { type: 'boolean', default: false },
    import: { type: 'boolean', default: false },
    wards: { type: 'string', default: '1,5,17,60' },
    // A folder that keeps what was loaded, for the next run.
    data: { type: 'string' },
  },
})
const seconds = Number(chosen.seconds)
const processes = ['gateway', ...departments] as const
const log = progressLog()

interface Measured {
  perSecond: Record<1 | 32, number>
  /** CPU milliseconds per request. */
  cpu: Record<string, number>
}

if (chosen.import) {
  await importCost()
  process.exit()
}
await runTarget('build', log)
const dataDir = chosen.data ?? mkdtempSync(join(tmpdir(), 'vungxanh-bench-'))
const platform = await startDemoPlatform({ dataDir, log, environment: quiet() })
const stock = await startStock(platform)
try {
  if (chosen.audit) await auditCost(platform, seconds)
  if (chosen.search) await searchCost(platform, chosen.wards.split(',').map(Number))
  const ours = new Client(`${platform.urls.gateway}/graphql`, 32)
  const theirs = new Client(stock.url, 32)
  const operations =
    chosen.audit || chosen.search
      ? []
      : (await operationsFor(platform)).filter(({ name }) => name.includes(chosen.only))
  for (const operation of operations) {
    process.stdout.write(`\n${operation.name}\n`)
    report(await counts(ours, operation))
    const mine = await measure(ours, operation, cpuOfPlatform)
    print('Vùng Xanh', mine)
    const other = await measure(theirs, operation, async () => ({
      ...(await cpuOfPlatform()),
      gateway: await stock.cpu(),
    }))
    print('stock gateway', other)
    const ratio = (at: 1 | 32): string => (mine.perSecond[at] / other.perSecond[at]).toFixed(2)
    const cpuRatio = ((other.cpu.gateway ?? 0) / (mine.cpu.gateway ?? 1)).toFixed(2)
    process.stdout.write(
      `  ratio           ${ratio(1)}× at 1, ${ratio(32)}× at 32 concurrent; gateway CPU ${cpuRatio}× less\n`,
    )
  }
  await Promise.all([ours.close(), theirs.close()])
} finally {
  stock.stop()
  await platform.stop()
  if (!chosen.data) rmSync(dataDir, { recursive: true, force: true })
}

function quiet() {
  return Object.fromEntries(processes.map((name) => [name, { LOG_LEVEL: 'warn' }]))
}

async function metrics(name: (typeof processes)[number]) {
  const response = await fetch(`${platform.urls[name]}/metrics`)
  return (await response.json()) as {
    requests: number
    subrequests?: number
    statements?: number
    cpu: { user: number; system: number }
  }
}

async function cpuOfPlatform(): Promise<Record<string, number>> {
  const used = await Promise.all(
    processes.map(async (name) => {
      const { cpu } = await metrics(name)
      return [name, (cpu.user + cpu.system) / 1000] as const
    }),
  )
  const postgres = platform.pids().postgres
  return { ...Object.fromEntries(used), postgres: (postgres && treeCpu(postgres)) || 0 }
}

interface Counts {
  subrequests: number
  statements: number
  bytes: number
}

/** What one request costs others: asked alone, after a first one has planned it and warmed the pools. */
async function counts(client: Client, operation: Operation): Promise<Counts> {
  const total = async () => {
    const all = await Promise.all(processes.map(metrics))
    return {
      subrequests: all.reduce((sum, { subrequests = 0 }) => sum + subrequests, 0),
      statements: all.reduce((sum, { statements = 0 }) => sum + statements, 0),
    }
  }
  const { body } = await client.ask(operation)
  if (body.errors) throw new Error(`${operation.name}: ${body.errors[0]?.message}`)
  const before = await total()
  const { bytes } = await client.ask(operation)
  const after = await total()
  return {
    bytes,
    subrequests: after.subrequests - before.subrequests,
    statements: after.statements - before.statements,
  }
}

function report({ subrequests, statements, bytes }: Counts): void {
  process.stdout.write(`  one request     ${subrequests} sub-requests, ${statements} SQL statements, ${bytes} bytes\n`)
}

async function measure(
  client: Client,
  operation: Operation,
  cpuNow: () => Promise<Record<string, number>>,
): Promise<Measured> {
  await drive(client, operation, { concurrent: 8, seconds: 1 })
  const before = await cpuNow()
  const alone = await drive(client, operation, { concurrent: 1, seconds })
  const crowd = await drive(client, operation, { concurrent: 32, seconds })
  const after = await cpuNow()
  const requests = alone.requests + crowd.requests
  return {
    perSecond: { 1: alone.requests / alone.seconds, 32: crowd.requests / crowd.seconds },
    cpu: Object.fromEntries(Object.entries(after).map(([name, cpu]) => [name, (cpu - (before[name] ?? 0)) / requests])),
  }
}

function print(who: string, { perSecond, cpu }: Measured): void {
  const used = Object.entries(cpu)
    .filter(([, ms]) => ms >= 0.05)
    .map(([name, ms]) => `${name} ${ms.toFixed(1)}`)
  const sum = Object.values(cpu).reduce((total, ms) => total + ms, 0)
  process.stdout.write(
    `  ${who.padEnd(15)} ${perSecond[1].toFixed(0)} and ${perSecond[32].toFixed(0)} requests/s at 1 and 32 concurrent; ` +
      `CPU-ms per request: ${used.join(', ')}; together ${sum.toFixed(1)}\n`,
  )
}

async function startStock({ urls }: Platform) {
  const subgraphs = Object.fromEntries(departments.map((name) => [name, `${urls[name]}/graphql`]))
  const child = fork(
    join(import.meta.dirname, 'stock-gateway.ts'),
    [join(root, 'gateway/supergraph.graphql'), JSON.stringify(subgraphs), loadSecrets(dataDir).gatewaySigningKey],
    { env: { ...process.env, NODE_ENV: 'production' } },
  )
  const [{ url }] = (await once(child, 'message')) as [{ url: string }]
  return {
    url: new URL('/', url).href,
    cpu: async () => {
      child.send('cpu')
      const [{ cpu }] = (await once(child, 'message')) as [{ cpu: NodeJS.CpuUsage }]
      return (cpu.user + cpu.system) / 1000
    },
    stop: () => child.disconnect(),
  }
}
