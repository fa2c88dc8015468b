import type { EntityManager } from '@mikro-orm/postgresql'
import { revoke } from '../tokens/revocations.ts'

/** One sign-in in one browser, as the provider remembers it. */
export interface SignIn {
  id: string
  accountId: string
  signedInAt: Date
  expiresAt: Date
}

interface Row {
  id: string
  account_id: string
  signed_in_at: Date | string
  expires_at: Date | string
}

/** The provider's own session, or a refresh token that outlived it: either lets its holder go on. */
const sessionOf = `case model when 'Session' then payload->>'uid' else payload->>'sessionUid' end`

export async function signInsOf(em: EntityManager, accountIds: readonly string[]): Promise<SignIn[]> {
  const rows = await em.execute<Row[]>(
    `select ${sessionOf} as id, payload->>'accountId' as account_id,
       to_timestamp(min(coalesce(payload->>'loginTs', payload->>'iiat', payload->>'iat')::bigint)) as signed_in_at,
       max(expires_at) as expires_at
     from stored_token
     where model in ('Session', 'RefreshToken') and payload->>'accountId' = any (?::text[]) and expires_at > now()
     group by 1, 2 order by 3 desc`,
    [`{${accountIds.join(',')}}`],
  )
  return rows.map((row) => ({
    id: row.id,
    accountId: row.account_id,
    signedInAt: new Date(row.signed_in_at),
    expiresAt: new Date(row.expires_at),
  }))
}

/** Forgets everything that the sign-in could go on with, and makes its tokens void. Part of the caller's transaction. */
export async function endSignIn(em: EntityManager, id: string, now: Date): Promise<void> {
  await em.execute(
    `delete from stored_token where grant_id in (
       select grant_id from stored_token where payload->>'sessionUid' = ? and grant_id is not null)`,
    [id],
  )
  await em.execute(`delete from stored_token where payload->>'sessionUid' = ? or (model = 'Session' and uid = ?)`, [
    id,
    id,
  ])
  revoke(em, 'SESSION', id, now)
}

export async function endSignInsOf(em: EntityManager, accountId: string, now: Date, except?: string): Promise<void> {
  for (const { id } of await signInsOf(em, [accountId])) if (id !== except) await endSignIn(em, id, now)
}
