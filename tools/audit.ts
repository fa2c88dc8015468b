import { createReadStream, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { connect, type Database, type SealedHead, verifyAudit } from '@vungxanh/subgraph'
import { exportAudit } from './audit/export.ts'
import { departmentDatabases } from './department-databases.ts'
import { explain, progressLog } from './platform/log.ts'
import { type Department, dataDir, departments } from './platform/paths.ts'
import { auditHeadsFile, type SeedTarget, withDatabases } from './platform/platform.ts'
import { loadSecrets } from './platform/secrets.ts'

// Proves that the audit is what was sealed, or names the first place where it is not; or writes it out for somebody else.

const usage = `Usage: npm run audit -- verify
       npm run -s audit -- export [--department NAME] [--request ID]   one JSON object per line`

try {
  const { values, positionals } = parseArgs({
    options: { department: { type: 'string' }, request: { type: 'string' } },
    allowPositionals: true,
  })
  const [verb, ...rest] = positionals
  const wanted = departments.filter((name) => values.department === undefined || name === values.department)
  if (rest.length > 0 || wanted.length === 0 || (verb !== 'verify' && verb !== 'export')) throw new Error(usage)
  const work = verb === 'verify' ? verify : (target: SeedTarget) => exportAudit(target, wanted, values.request)
  const isSound = await withDatabases({ dataDir, log: progressLog() }, work)
  if (!isSound) process.exitCode = 2
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  process.exit(1)
}

async function verify({ databases }: SeedTarget): Promise<boolean> {
  let isSound = true
  for (const name of departments) {
    const database: Database = await departmentDatabases[name]()
    const orm = await connect(database, databases[name].appUrl)
    try {
      const { events, batches, unsealed, fault } = await verifyAudit(orm, {
        contextKey: Buffer.from(databases[name].contextKey, 'hex'),
        auditKey: Buffer.from(loadSecrets(dataDir).databases[name].auditKey, 'hex'),
        heads: await rememberedHeads(name),
      })
      const place = fault && `batch ${fault.batch}${fault.event ? `, event ${fault.event}` : ''} ${fault.what}`
      process.stdout.write(
        `${name.padEnd(11)} ${fault ? `BROKEN: ${place}` : 'sound'}; ${events} events in ${batches} sound batches, ${unsealed} behind them\n`,
      )
      if (fault) isSound = false
    } finally {
      await orm.close()
    }
  }
  return isSound
}

async function rememberedHeads(department: Department): Promise<SealedHead[]> {
  const file = auditHeadsFile(dataDir, department)
  if (!existsSync(file)) return []
  const heads: SealedHead[] = []
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (line.trim() !== '') heads.push(JSON.parse(line) as SealedHead)
  }
  return heads
}
