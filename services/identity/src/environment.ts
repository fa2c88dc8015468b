import { refuseKnownSecrets } from '@vungxanh/access/known-secrets'
import { z } from 'zod'

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(4010),
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: z.url(),
  IDENTITY_ISSUER: z.url(),
  PUBLIC_URL: z.url(),
  GATEWAY_CLIENT_SECRET: z.string().min(32),
  COOKIE_KEYS: z
    .string()
    .transform((keys) => keys.split(',').filter(Boolean))
    .pipe(z.array(z.string().min(16)).min(1)),
  SIGNING_KEYS_FILE: z.string().min(1),
  TOTP_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, '32 bytes as hex')
    .transform((hex) => Buffer.from(hex, 'hex')),
  DEMO_ACCOUNTS: z
    .enum(['0', '1'])
    .default('0')
    .transform((flag) => flag === '1'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

const migrationSchema = z.object({
  MIGRATION_DATABASE_URL: z.url(),
  APPLICATION_ROLE: z.string().regex(/^[a-z_][a-z0-9_]*$/),
})

export type Environment = z.infer<typeof schema>

export function readEnvironment(): Environment {
  return read(schema)
}

export function readMigrationEnvironment(): z.infer<typeof migrationSchema> {
  return read(migrationSchema)
}

function read<T>(shape: z.ZodType<T>): T {
  refuseKnownSecrets(process.env)
  const result = shape.safeParse(process.env)
  if (result.success) return result.data
  const problems = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`The environment of identity is incomplete:\n${problems.join('\n')}`)
}
