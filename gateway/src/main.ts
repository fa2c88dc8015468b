import { pino } from 'pino'
import { readEnvironment } from './environment.ts'
import { buildGateway } from './server.ts'

const environment = readEnvironment()
const log = pino({ name: 'gateway', level: environment.LOG_LEVEL })
const app = await buildGateway({
  publicUrl: environment.PUBLIC_URL,
  supergraphFile: environment.SUPERGRAPH_FILE,
  subgraphUrls: environment.SUBGRAPH_URLS,
  subgraphTimeoutMs: environment.SUBGRAPH_TIMEOUT_MS,
  operationTimeoutMs: 2 * environment.SUBGRAPH_TIMEOUT_MS,
  issuer: environment.IDENTITY_ISSUER,
  identityUpstream: environment.IDENTITY_UPSTREAM,
  clientSecret: environment.GATEWAY_CLIENT_SECRET,
  revocationsUrl: environment.REVOCATIONS_URL || undefined,
  hasDemoAccounts: environment.DEMO_ACCOUNTS,
  sessionKey: environment.SESSION_KEY,
  signingKey: environment.GATEWAY_SIGNING_KEY,
  portalsFolder: environment.PORTALS_DIR,
  publisherKey: environment.PUBLISHER_PUBLIC_KEY,
  trustedProxies: environment.TRUSTED_PROXIES,
  freeDocuments: environment.FREE_DOCUMENTS === '1',
  accessCatalogueFile: environment.ACCESS_CATALOGUE_FILE,
  logger: log,
})
const url = await app.listen({ host: environment.HOST, port: environment.PORT })
log.info({ url }, 'ready')

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, async () => {
    log.info({ signal }, 'stopping')
    setTimeout(() => process.exit(1), 9_000).unref()
    await app.close()
    process.exit(0)
  })
}
