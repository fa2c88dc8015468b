import type { EntityManager } from '@mikro-orm/postgresql'
import { type RevocationList, revocationMemorySeconds, revocationsType } from '@vungxanh/access/revocations'
import { SignJWT } from 'jose'
import { v7 as uuid } from 'uuid'
import { Revocation } from './revocation.ts'
import { type SigningKeys, signer } from './signing-keys.ts'

/** Takes effect wherever tokens are verified within seconds; part of the caller's transaction. */
export function revoke(em: EntityManager, kind: Revocation['kind'], subject: string, at: Date): void {
  em.create(Revocation, { id: uuid(), kind, subject, at })
}

export async function revocationList(em: EntityManager, now: Date): Promise<RevocationList> {
  const since = new Date(now.getTime() - revocationMemorySeconds * 1000)
  const rows = await em.find(Revocation, { at: { $gte: since } }, { orderBy: { at: 'asc' } })
  const of = (kind: Revocation['kind']) => rows.filter((row) => row.kind === kind)
  return {
    assignments: of('ASSIGNMENT').map(({ subject }) => subject),
    sessions: of('SESSION').map(({ subject }) => subject),
    accounts: Object.fromEntries(of('ACCOUNT').map(({ subject, at }) => [subject, Math.floor(at.getTime() / 1000)])),
  }
}

export async function signRevocations(list: RevocationList, keys: SigningKeys, issuer: string): Promise<string> {
  const { key, header } = await signer(keys)
  return new SignJWT({ ...list })
    .setProtectedHeader({ ...header, typ: revocationsType })
    .setIssuer(issuer)
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(key)
}

/** Once every token of the time has run out, nobody needs to know. */
export async function forgetOldRevocations(em: EntityManager): Promise<void> {
  await em.execute('delete from revocation where at < ?', [new Date(Date.now() - 2 * revocationMemorySeconds * 1000)])
}
