import { readFileSync } from 'node:fs'
import { endKey, listKeys, readHandedKey, trustKey } from './issuers/issuer-keys.ts'
import { explain, progressLog } from './platform/log.ts'
import { dataDir } from './platform/paths.ts'
import { withDatabases } from './platform/platform.ts'

// Whose confirmations this installation believes. Officers cannot say it: whoever names a key can answer for every ward.

const usage = `Usage: npm run -s issuers                            lists the keys; one of them, in a file, is what another installation is handed
       npm run -s issuers -- trust FILE "SOURCE"     believes the key in a file; SOURCE says who checked it with the ward, and when
       npm run -s issuers -- end UNIT KEY-ID         ends a key now, and everything that it signed`

try {
  const [command, first, second, ...rest] = process.argv.slice(2)
  const isComplete = Boolean(first && second) && rest.length === 0
  if (command !== undefined && !(['trust', 'end'].includes(command) && isComplete)) throw new Error(usage)
  await withDatabases({ dataDir, log: progressLog() }, async ({ databases: { welfare, residents } }) => {
    if (command === 'trust') {
      const key = readHandedKey(readFileSync(first ?? '', 'utf8'))
      await trustKey(welfare.migratorUrl, key, second ?? '')
      process.stdout.write(`${key.issuerName} (${key.issuerCode}) is believed by the key ${key.keyId}\n`)
    } else if (command === 'end') {
      const ended = await endKey(welfare.migratorUrl, first ?? '', second ?? '')
      process.stdout.write(ended ? `The key ${second} has ended\n` : `There is no key ${second} of ${first} in force\n`)
    } else
      process.stdout.write(`${JSON.stringify(await listKeys(welfare.migratorUrl, residents.migratorUrl), null, 2)}\n`)
  })
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  process.exit(1)
}
