import { refuseKnownSecrets } from '@vungxanh/access/known-secrets'
import { z } from 'zod'

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

const service = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535),
  DATABASE_URL: z.url(),
  CONTEXT_KEY: key,
  GATEWAY_SIGNING_KEY: key,
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
  MIGRATION_DATABASE_URL: z.url(),
  APPLICATION_ROLE: z.string().regex(/^[a-z_]+$/),
  CONTEXT_KEY: key,
})

export type MigrationEnvironment = z.infer<typeof migration>

export function migrationEnvironment(source: Record<string, string | undefined> = process.env): MigrationEnvironment {
  return read(migration, source)
}
