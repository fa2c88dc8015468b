import { errorInLog } from '@vungxanh/access/error-in-log'
import { pino } from 'pino'
import { refuseDemoPasswords } from './accounts/known-passwords.ts'
import { connect } from './database.ts'
import { readEnvironment } from './environment.ts'
import { buildIdentity } from './server.ts'
import { createSigningKeys } from './tokens/signing-keys.ts'

const environment = readEnvironment()
const log = pino({ name: 'identity', level: environment.LOG_LEVEL, serializers: { err: errorInLog } })
const orm = await connect(environment.DATABASE_URL)
if (!environment.DEMO_ACCOUNTS) await refuseDemoPasswords(orm.em.fork())
const app = await buildIdentity({
  orm,
  issuer: environment.IDENTITY_ISSUER,
  publicUrl: environment.PUBLIC_URL,
  clientSecret: environment.GATEWAY_CLIENT_SECRET,
  cookieKeys: environment.COOKIE_KEYS,
  signingKeys: await createSigningKeys(environment.SIGNING_KEYS_FILE),
  totpKey: environment.TOTP_KEY,
  hasDemoAccounts: environment.DEMO_ACCOUNTS,
  logger: log,
})
const url = await app.listen({ host: environment.HOST, port: environment.PORT })
log.info({ url }, 'ready')

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, async () => {
    log.info({ signal }, 'stopping')
    setTimeout(() => process.exit(1), 9_000).unref()
    await app.close()
    await orm.close()
    process.exit(0)
  })
}
