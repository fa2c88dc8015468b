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

const publicKey = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      context.addIssue({ code: 'custom', message: 'not a JSON Web Key' })
      return z.NEVER
    }
  })
  // Strict: a private part that strays in here would be handed to every browser.
  .pipe(z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string() }))

const settings = z.object({
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
  /** Where the identity service lists what it took away; another provider has no such list. */
  REVOCATIONS_URL: z.union([z.url(), z.literal('')]).optional(),
  /** Takes bearer tokens of the demo issuer's command line. */
  DEMO_ACCOUNTS: z
    .enum(['0', '1'])
    .default('0')
    .transform((flag) => flag === '1'),
  PUBLISHER_PUBLIC_KEY: publicKey,
  /** Addresses or ranges of the proxies before this process, with commas between; nobody else's x-forwarded-for counts. */
  TRUSTED_PROXIES: z.string().optional(),
  ACCESS_CATALOGUE_FILE: z.string().optional(),
  /** Lets browser sessions send documents that no portal was published with. For work on a portal only. */
  FREE_DOCUMENTS: z.enum(['0', '1']).default('0'),
  NODE_ENV: z.string().default('production'),
  SUBGRAPH_TIMEOUT_MS: z.coerce.number().int().min(100).default(5_000),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

const schema = settings.refine(({ FREE_DOCUMENTS, NODE_ENV }) => FREE_DOCUMENTS === '0' || NODE_ENV !== 'production', {
  path: ['FREE_DOCUMENTS'],
  message: 'browser sessions run trusted documents only; not with NODE_ENV=production',
})

export type Environment = z.infer<typeof schema>

export function readEnvironment(): Environment {
  refuseKnownSecrets(process.env)
  const result = schema.safeParse(process.env)
  if (result.success) return result.data
  const problems = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`The environment of the gateway is incomplete:\n${problems.join('\n')}`)
}
