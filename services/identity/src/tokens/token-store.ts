import type { EntityManager } from '@mikro-orm/postgresql'
import type { Adapter, AdapterPayload } from 'oidc-provider'

interface Row {
  payload: AdapterPayload
  consumed: string | null
}

/** The provider's memory in PostgreSQL: a restart, or a second replica, knows every session. */
export class TokenStore implements Adapter {
  constructor(
    private readonly em: EntityManager,
    private readonly model: string,
  ) {}

  async upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void> {
    const expiresAt = Number.isFinite(expiresIn) ? new Date(Date.now() + expiresIn * 1000) : null
    await this.em.execute(
      `insert into stored_token (model, id, payload, grant_id, uid, expires_at) values (?, ?, ?::jsonb, ?, ?, ?)
       on conflict (model, id) do update set payload = excluded.payload, grant_id = excluded.grant_id,
         uid = excluded.uid, expires_at = excluded.expires_at`,
      [this.model, id, JSON.stringify(payload), payload.grantId ?? null, payload.uid ?? null, expiresAt],
    )
  }

  find(id: string): Promise<AdapterPayload | undefined> {
    return this.findBy('id', id)
  }

  findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.findBy('uid', uid)
  }

  /** The device flow is off; nothing has a user code. */
  async findByUserCode(): Promise<undefined> {
    return undefined
  }

  async consume(id: string): Promise<void> {
    await this.em.execute('update stored_token set consumed_at = now() where model = ? and id = ?', [this.model, id])
  }

  async destroy(id: string): Promise<void> {
    await this.em.execute('delete from stored_token where model = ? and id = ?', [this.model, id])
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    await this.em.execute('delete from stored_token where model = ? and grant_id = ?', [this.model, grantId])
  }

  private async findBy(column: 'id' | 'uid', value: string): Promise<AdapterPayload | undefined> {
    const [row] = await this.em.execute<Row[]>(
      `select payload, extract(epoch from consumed_at)::bigint::text as consumed from stored_token
       where model = ? and ${column} = ? and (expires_at is null or expires_at > now())`,
      [this.model, value],
    )
    if (!row) return undefined
    return row.consumed ? { ...row.payload, consumed: Number(row.consumed) } : row.payload
  }
}

/** What has expired is of no use to anybody; called now and then. */
export async function forgetExpiredTokens(em: EntityManager): Promise<void> {
  await em.execute("delete from stored_token where expires_at < now() - interval '1 hour'")
}
