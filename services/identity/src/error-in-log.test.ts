import { errorInLog } from '@vungxanh/access/error-in-log'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Account } from './accounts/account.ts'
import { connect, type IdentityDatabase } from './database.ts'
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
    ["select 'Lý Thị Mật'::uuid", '22P02'],
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

test('nor is the entity that the mapper prints', async () => {
  const em = orm.em.fork()
  em.create(Account, { fullName: 'Lý Thị Mật', signInName: 'x' } as never)
  const error: unknown = await em.flush().catch((fault: unknown) => fault)
  expect(String(error)).toContain('Lý Thị Mật')
  expect(JSON.stringify(errorInLog(error))).toContain('Value for Account.')
  expect(JSON.stringify(errorInLog(error))).not.toContain('Lý Thị Mật')
})
