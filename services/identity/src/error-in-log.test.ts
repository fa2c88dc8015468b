import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type IdentityDatabase } from './database.ts'
import { errorInLog } from './error-in-log.ts'
import { identityDatabase } from './testing.ts'

let orm: IdentityDatabase

beforeAll(async () => {
  orm = await connect((await identityDatabase()).appUrl)
})
afterAll(() => orm.close())

test('what the database says of a row that it refuses is not for the log', async () => {
  const lines: string[] = []
  const log = pino({ serializers: { err: errorInLog } }, { write: (line: string) => void lines.push(line) })
  for (const [statement, code] of [
    ["insert into account (id, full_name) values (gen_random_uuid(), 'Lý Thị Mật')", '23502'],
    [`select '{"fullName": "Lý Thị Mật" x}'::jsonb`, '22P02'],
  ] as const) {
    const error: unknown = await orm.em
      .fork()
      .execute(statement)
      .catch((fault: unknown) => fault)
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).toContain('Lý Thị Mật')
    log.error({ err: error }, 'failed')
    expect(lines.at(-1)).toContain(code)
    expect(lines.at(-1)).not.toContain('Lý Thị Mật')
  }
})
