import { parkedEvents, unparkEvents } from './events/parked.ts'
import { explain, progressLog } from './platform/log.ts'
import { type Department, dataDir, departments } from './platform/paths.ts'
import { withDatabases } from './platform/platform.ts'

// Events that a department could not apply are tried again when the reason is gone: somebody says so here.

const usage = `Usage: npm run -s unpark                        lists the events that were given up
       npm run -s unpark -- SERVICE             puts those of a service back
       npm run -s unpark -- SERVICE EVENT-ID    puts one back
SERVICE is who says it: ${departments.join(', ')}.`

try {
  const [service, event, ...rest] = process.argv.slice(2)
  const isKnown = (name: string): name is Department => departments.some((department) => department === name)
  const isEvent = event === undefined || /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(event)
  if ((service !== undefined && !isKnown(service)) || !isEvent || rest.length > 0) throw new Error(usage)
  await withDatabases({ dataDir, log: progressLog() }, async ({ databases }) => {
    if (service !== undefined) {
      const freed = await unparkEvents(databases[service].migratorUrl, event)
      process.stdout.write(`${service}: ${freed} put back${event && freed === 0 ? `; ${event} is not parked` : ''}\n`)
      return
    }
    for (const department of departments) await list(department, databases[department].migratorUrl)
  })
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  process.exit(1)
}

async function list(department: Department, migratorUrl: string): Promise<void> {
  const parked = await parkedEvents(migratorUrl)
  process.stdout.write(`${department}: ${parked.length} parked\n`)
  for (const { id, type, consumer, at, tries, fault, behind } of parked)
    process.stdout.write(
      `  ${id}  ${type} for ${consumer}, said ${at.toISOString()}, tried ${tries} times: ${fault ?? 'unknown'}; ${behind} wait behind it\n`,
    )
}
