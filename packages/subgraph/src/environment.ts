import { refuseKnownSecrets } from '@vungxanh/access/known-secrets'
import { z } from 'zod'
import type { VaultKeys } from './vault.ts'

function read<S extends z.ZodType>(shape: S, source: Record<string, string | undefined>): z.infer<S> {
  refuseKnownSecrets(source)
  const result = shape.safeParse(source)
  if (result.success) return result.data
  const faults = result.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`)
  throw new Error(`The environment is incomplete:\n${faults.join('\n')}`)
}

const key = z
  .string()
  .regex(/^[0-9a-f]{64,}$/, 'at least 32 bytes as hex')
  .transform((hex) => Buffer.from(hex, 'hex'))

const vaultKeys = {
  DATA_KEYS: z
    .string()
    .regex(/^\d+:[0-9a-f]{64}(,\d+:[0-9a-f]{64})*$/, '<number>:<32 bytes as hex>, the newest last, joined by commas')
    .transform((list) =>
      list.split(',').map((item) => {
        const [id = '', hex = ''] = item.split(':')
        return { id: Number(id), key: Buffer.from(hex, 'hex') }
      }),
    ),
  DATA_INDEX_KEY: key,
}

/** The keys of a vault as commands get them. */
export function vaultKeysFrom(source: Record<string, string | undefined> = process.env): VaultKeys {
  const { DATA_KEYS: wrapping, DATA_INDEX_KEY: index } = read(z.object(vaultKeys), source)
  return { wrapping, index }
}

const service = z.object({
  ...vaultKeys,
  AUDIT_KEY: key,
  AUDIT_HEADS_FILE: z.string().min(1).optional(),
  REVOCATIONS_URL: z.union([z.url(), z.literal('')]).optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535),
  DATABASE_URL: z.url(),
  CONTEXT_KEY: key,
  GATEWAY_SIGNING_KEY: key,
  EVENTS_KEY: key,
  DEPARTMENT_URLS: z
    .string()
    .transform((text) => z.record(z.string(), z.url()).parse(JSON.parse(text)))
    .prefault('{}'),
  IDENTITY_ISSUER: z.url(),
  IDENTITY_JWKS_URL: z.url(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  NOW: z.iso.datetime({ offset: true }).optional(),
})

export type ServiceEnvironment = z.infer<typeof service>

export function serviceEnvironment(source: Record<string, string | undefined> = process.env): ServiceEnvironment {
  return read(service, source)
}

const migration = z.object({
  ...vaultKeys,
  MIGRATION_DATABASE_URL: z.url(),
  APPLICATION_ROLE: z.string().regex(/^[a-z_]+$/),
  CONTEXT_KEY: key,
})

export type MigrationEnvironment = z.infer<typeof migration>

export function migrationEnvironment(source: Record<string, string | undefined> = process.env): MigrationEnvironment {
  return read(migration, source)
}
