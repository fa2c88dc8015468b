import { urlFor } from '@vungxanh/postgres'
import pg from 'pg'
import type { Department } from '../platform/paths.ts'
import type { SeedTarget } from '../platform/platform.ts'

const PAGE = 1_000

/** Writes every event, oldest first, a JSON object per line: `department`, then the columns of `audit.event`. */
export async function exportAudit(
  { databases, superuserUrl }: SeedTarget,
  wanted: readonly Department[],
  request: string | undefined,
  write: (line: string) => void = (line) => void process.stdout.write(line),
): Promise<boolean> {
  for (const department of wanted) {
    const client = new pg.Client({ connectionString: urlFor(superuserUrl, { database: databases[department].name }) })
    await client.connect()
    try {
      for (let after = '0'; ; ) {
        const { rows } = await client.query<{ id: string; event: object }>(
          `select id::text, to_jsonb(event) - 'format' as event from audit.event
           where id > $1 and ($2::text is null or request = $2) order by event.id limit ${PAGE}`,
          [after, request ?? null],
        )
        for (const { event } of rows) write(`${JSON.stringify({ department, ...event })}\n`)
        after = rows.at(-1)?.id ?? after
        if (rows.length < PAGE) break
      }
    } finally {
      await client.end()
    }
  }
  return true
}
