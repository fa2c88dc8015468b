import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { type DatabaseName, databaseNames } from './paths.ts'

const secret = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .default(() => randomBytes(32).toString('hex'))
const database = z
  .object({
    migrator: secret,
    app: secret,
    contextKey: secret,
    dataKey: secret,
    dataIndexKey: secret,
    auditKey: secret,
  })
  .prefault({})

const secretsSchema = z.object({
  databases: z
    .object(Object.fromEntries(databaseNames.map((name) => [name, database])) as Record<DatabaseName, typeof database>)
    .prefault({}),
  gatewayClientSecret: secret,
  gatewaySigningKey: secret,
  eventsKey: secret,
  sessionKey: secret,
  cookieKey: secret,
  totpKey: secret,
})

export type Secrets = z.infer<typeof secretsSchema>

/** The random secrets of one installation, each made on first use and kept in a file that only its owner reads. */
export function loadSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json')
  const known = existsSync(file) ? readFileSync(file, 'utf8') : '{}'
  const parsed = secretsSchema.safeParse(JSON.parse(known))
  if (!parsed.success) throw new Error(`${file} is damaged: ${z.prettifyError(parsed.error)}`)
  if (JSON.stringify(JSON.parse(known)) !== JSON.stringify(parsed.data)) writePrivately(file, parsed.data)
  return parsed.data
}

/** Where the embedded identity provider and the token command find the key they sign with. */
export function signingKeysFile(dataDir: string): string {
  return join(dataDir, 'identity', 'signing-keys.json')
}

function writePrivately(file: string, value: unknown): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
