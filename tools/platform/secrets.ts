import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { type DatabaseName, databaseNames } from './paths.ts'

const hex = z.string().regex(/^[0-9a-f]{64}$/)
const database = z.object({ migrator: hex, app: hex, contextKey: hex })

const secretsSchema = z.object({
  databases: z.record(z.enum(databaseNames), database),
  gatewayClientSecret: hex,
  sessionKey: hex,
  cookieKey: hex,
})

export type Secrets = z.infer<typeof secretsSchema>

/** The random secrets of one installation, made on first use and kept in a file that only its owner reads. */
export function loadSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json')
  if (existsSync(file)) {
    const parsed = secretsSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    if (!parsed.success) throw new Error(`${file} is damaged: ${z.prettifyError(parsed.error)}`)
    return parsed.data
  }
  const secret = () => randomBytes(32).toString('hex')
  const secrets: Secrets = {
    databases: Object.fromEntries(
      databaseNames.map((name) => [name, { migrator: secret(), app: secret(), contextKey: secret() }]),
    ) as Record<DatabaseName, z.infer<typeof database>>,
    gatewayClientSecret: secret(),
    sessionKey: secret(),
    cookieKey: secret(),
  }
  writePrivately(file, secrets)
  return secrets
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
