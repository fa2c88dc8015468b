import { refuseKnownSecrets } from '@vungxanh/access/known-secrets'
import { z } from 'zod'

const subgraphUrls = z
  .string()
  .default('{}')
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      context.addIssue({ code: 'custom', message: 'not JSON' })
      return z.NEVER
    }
  })
  .pipe(z.record(z.string(), z.url()))

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(4000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: z.url().transform((url) => new URL(url).origin),
  SUPERGRAPH_FILE: z.string().min(1),
  SUBGRAPH_URLS: subgraphUrls,
  IDENTITY_ISSUER: z.url(),
  IDENTITY_UPSTREAM: z.url(),
  GATEWAY_CLIENT_SECRET: z.string().min(32),
  SESSION_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, '32 bytes as hex')
    .transform((hex) => Buffer.from(hex, 'hex')),
  GATEWAY_SIGNING_KEY: z
    .string()
    .regex(/^[0-9a-f]{64,}$/i, 'at least 32 bytes as hex')
    .transform((hex) => Buffer.from(hex, 'hex')),
  PORTALS_DIR: z.string().min(1),
  SUBGRAPH_TIMEOUT_MS: z.coerce.number().int().min(100).default(5_000),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

export type Environment = z.infer<typeof schema>

export function readEnvironment(): Environment {
  refuseKnownSecrets(process.env)
  const result = schema.safeParse(process.env)
  if (result.success) return result.data
  const problems = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`The environment of the gateway is incomplete:\n${problems.join('\n')}`)
}
