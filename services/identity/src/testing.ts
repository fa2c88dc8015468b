import { randomUUID } from 'node:crypto'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { claimsOf, tokenAudience } from '@vungxanh/access'
import { ensureDatabase, freePort } from '@vungxanh/postgres'
import type {} from '@vungxanh/postgres/testing'
import { SignJWT } from 'jose'
import { pino } from 'pino'
import { inject } from 'vitest'
import { Account } from './accounts/account.ts'
import { actingAssignment, viewerIn } from './accounts/acting.ts'
import { connect, migrate } from './database.ts'
import { buildIdentity } from './server.ts'
import { createSigningKeys, signer } from './tokens/signing-keys.ts'

/** A database without any table. */
export function emptyDatabase() {
  const name = `identity_${randomUUID().slice(0, 8)}`
  return ensureDatabase({ superuserUrl: inject('postgresUrl') }, name, { migrator: 'm', app: 'a' })
}

/** An empty, migrated identity database of this test file's own. */
export async function identityDatabase() {
  const database = await emptyDatabase()
  await migrate(database.migratorUrl, database.appRole)
  return database
}

export interface TokenWish {
  assignmentId?: string
  isSteppedUp?: boolean
  sid?: string
}

/** The real service on loopback, over a database that may outlive it. */
export async function startIdentity(options: {
  appUrl: string
  publicUrl: string
  port?: number
  keysFile?: string
  hasDemoAccounts?: boolean
}) {
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
    hasDemoAccounts: options.hasDemoAccounts ?? true,
    logger: pino({ level: 'silent' }),
  })
  const upstream = await app.listen({ host: '127.0.0.1', port: options.port ?? (await freePort(0)) })
  const count = { tokens: 0 }
  app.server.prependListener('request', ({ url }) => {
    if (url?.startsWith('/identity/token')) count.tokens += 1
  })
  const tokenOf = async (signInName: string, { assignmentId, isSteppedUp = true, sid }: TokenWish = {}) => {
    const account = await orm.em.fork().findOneOrFail(Account, { signInName })
    const acting = await actingAssignment(orm.em.fork(), account.id, assignmentId, new Date())
    if (!acting) throw new Error(`${signInName} holds nothing`)
    const seconds = Math.floor(Date.now() / 1000)
    const { sub, ...claims } = claimsOf({ ...viewerIn(acting), ...(isSteppedUp && { steppedUpAt: seconds }) })
    const { key, header } = await signer(await createSigningKeys(keysFile))
    return new SignJWT({ ...claims, client_id: 'gateway', ...(sid !== undefined && { sid }) })
      .setProtectedHeader({ ...header, typ: 'at+jwt' })
      .setSubject(sub)
      .setIssuer(issuer)
      .setAudience(tokenAudience)
      .setIssuedAt(seconds)
      .setExpirationTime('5m')
      .sign(key)
  }
  /** Asks the interface for accounts in the name of an account; a body makes it a POST. */
  const ask = async (signInName: string, path: string, body?: unknown, wish?: TokenWish) => {
    const response = await fetch(`${upstream}/identity/api${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${await tokenOf(signInName, wish)}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    // biome-ignore lint/suspicious/noExplicitAny: tests read what they expect.
    return { status: response.status, body: (await response.json()) as any }
  }
  return {
    tokenOf,
    ask,
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
