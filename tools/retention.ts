import { parseArgs } from 'node:util'
import { localDateOf } from '@vungxanh/subgraph'
import { explain, progressLog } from './platform/log.ts'
import { dataDir, departments } from './platform/paths.ts'
import { withDatabases } from './platform/platform.ts'
import { CountDiffers, type Due, retain } from './retention/erase.ts'
import { readRetention } from './retention/rules.ts'

// Counts the rows whose time is over, by each department's own rules; erases them when the same count is given back.

const usage = `Usage: npm run retention -- [--dry-run] [--on YYYY-MM-DD]        counts what is due, and writes nothing
       npm run retention -- --erase --confirm COUNT --by "NAME, POST"  erases it, when it is still so many rows`

try {
  const { values } = parseArgs({
    options: {
      'dry-run': { type: 'boolean' },
      on: { type: 'string' },
      erase: { type: 'boolean' },
      confirm: { type: 'string' },
      by: { type: 'string' },
    },
  })
  const today = localDateOf(new Date())
  const on = values.on ?? today
  const isErasing = values.erase === true
  const isClear = isErasing
    ? !values['dry-run'] && !values.on && /^\d+$/.test(values.confirm ?? '') && Boolean(values.by?.trim())
    : !values.confirm && !values.by && /^\d{4}-\d{2}-\d{2}$/.test(on) && !Number.isNaN(Date.parse(on))
  if (!isClear) throw new Error(usage)
  const erase = isErasing ? { confirmed: Number(values.confirm), by: (values.by ?? '').trim() } : undefined
  const due = await withDatabases({ dataDir, log: progressLog() }, ({ databases }) =>
    retain({ databases, on, ...(erase && { erase }) }),
  )
  print(due, erase ? 'erased' : 'due', on)
} catch (error) {
  process.stderr.write(`${error instanceof CountDiffers ? error.message : explain(error)}\n`)
  process.exit(1)
}

function print(due: Due[], word: string, on: string): void {
  for (const department of departments) {
    process.stdout.write(`\n${department}\n`)
    for (const { rule, table, rows, keepYears, before, verified } of due.filter(
      (row) => row.department === department,
    )) {
      const law = `${rule}: ${keepYears} years, before ${before}${verified ? '' : ', not verified'}`
      process.stdout.write(`  ${String(rows).padStart(9)}  ${table.padEnd(24)} ${law}\n`)
    }
    for (const { tables, reason } of readRetention(department).kept)
      process.stdout.write(`       kept  ${tables.join(', ')}: ${reason}\n`)
  }
  const sum = due.reduce((total, { rows }) => total + rows, 0)
  process.stdout.write(`\n${sum} rows ${word} on ${on}\n`)
  if (word === 'due' && sum > 0 && on === localDateOf(new Date()))
    process.stdout.write(`To erase them: npm run retention -- --erase --confirm ${sum} --by "NAME, POST"\n`)
}
