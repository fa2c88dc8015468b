import { randomUUID } from 'node:crypto'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureDatabase, freePort } from '@vungxanh/postgres'
import type {} from '@vungxanh/postgres/testing'
import { pino } from 'pino'
import { inject } from 'vitest'
import { connect, migrate } from './database.ts'
import { buildIdentity } from './server.ts'
import { createSigningKeys } from './tokens/signing-keys.ts'

/** An empty, migrated identity database of this test file's own. */
export async function identityDatabase() {
  const name = `identity_${randomUUID().slice(0, 8)}`
  const database = await ensureDatabase({ superuserUrl: inject('postgresUrl') }, name, { migrator: 'm', app: 'a' })
  await migrate(database.migratorUrl, database.appRole)
  return database
}

/** The real service on loopback, over a database that may outlive it. */
export async function startIdentity(options: { appUrl: string; publicUrl: string; port?: number; keysFile?: string }) {
  const keysFile = options.keysFile ?? join(await mkdtemp(join(tmpdir(), 'vungxanh-keys-')), 'signing-keys.json')
  const orm = await connect(options.appUrl)
  const issuer = `${options.publicUrl}/identity`
  const app = await buildIdentity({
    orm,
    issuer,
    publicUrl: options.publicUrl,
    clientSecret: testClientSecret,
    cookieKeys: ['a cookie key of the tests'],
    signingKeys: await createSigningKeys(keysFile),
    totpKey: testTotpKey,
    hasDemoAccounts: true,
    logger: pino({ level: 'silent' }),
  })
  const upstream = await app.listen({ host: '127.0.0.1', port: options.port ?? (await freePort(0)) })
  const count = { tokens: 0 }
  app.server.prependListener('request', ({ url }) => {
    if (url?.startsWith('/identity/token')) count.tokens += 1
  })
  return {
    count,
    issuer,
    upstream,
    keysFile,
    orm,
    stop: async () => {
      await app.close()
      await orm.close()
    },
  }
}

export const testTotpKey = Buffer.alloc(32, 3)

export const testClientSecret = 'the gateway secret of the tests, long enough'
