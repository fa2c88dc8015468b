import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { Migration } from '@mikro-orm/migrations'
import type { SqlEntityManager } from '@mikro-orm/postgresql'

const CIPHER = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16

/** What an installation keeps outside the database: the keys that wrap the data keys, newest last, and the key of the indexes. */
export interface VaultKeys {
  wrapping: readonly { id: number; key: Buffer }[]
  index: Buffer
  /** What the departments have in common. Only a running service sends letters to another. */
  letters?: Buffer
}

/** Third migration of every service: the data keys, each wrapped by a key that the database never sees. */
export class InstallVault extends Migration {
  override name = '20260103000000-install-vault'

  override up(): void {
    this.addSql(`
create table app.data_key (
  id integer generated always as identity primary key,
  wrapped_by integer not null,
  wrapped bytea not null,
  created_at timestamptz not null default now()
)`)
  }
}

/** Bytes, or what Node makes of them once: with bytes each call would look anew at what kind of key it was given, which costs more than the cipher. */
type Key = Buffer | KeyObject

const ivs = { pool: Buffer.alloc(0), used: 0 }

/** Random bytes, fetched for many values at once: asking for twelve costs as much as enciphering a name. */
function freshIv(): Buffer {
  if (ivs.used === ivs.pool.length) Object.assign(ivs, { pool: randomBytes(IV_BYTES * 256), used: 0 })
  ivs.used += IV_BYTES
  return ivs.pool.subarray(ivs.used - IV_BYTES, ivs.used)
}

/** `<key id, 4 bytes><iv><tag><text>`. The place is authenticated: what is copied into another row or column does not open. */
function encrypt(key: Key, keyId: number, text: Buffer, place: string, iv = freshIv()): Buffer {
  const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(place))
  const sealed = Buffer.concat([cipher.update(text), cipher.final()])
  const head = Buffer.alloc(4)
  head.writeUInt32BE(keyId)
  return Buffer.concat([head, iv, cipher.getAuthTag(), sealed])
}

function decrypt(key: Key, sealed: Buffer, place: string): Buffer {
  const iv = sealed.subarray(4, 4 + IV_BYTES)
  const tag = sealed.subarray(4 + IV_BYTES, 4 + IV_BYTES + TAG_BYTES)
  const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(place))
    .setAuthTag(tag)
  return Buffer.concat([decipher.update(sealed.subarray(4 + IV_BYTES + TAG_BYTES)), decipher.final()])
}

function keyIdOf(sealed: Buffer): number {
  return sealed.readUInt32BE(0)
}

interface DataKeyRow {
  id: number
  wrapped_by: number
  wrapped: Buffer
}

const wrapPlace = (id: number): string => `app.data_key/${id}`

/**
 * Envelope encryption of single values: identity numbers, telephones. Values are sealed with a data key, data keys are
 * wrapped by keys outside the database, and equality is searched over a keyed hash beside the value.
 */
export class Vault {
  #dataKeys = new Map<number, KeyObject>()
  #newest = 0
  readonly #keys: VaultKeys
  readonly #index: KeyObject
  readonly #hiding: KeyObject
  readonly #letters: KeyObject | undefined

  constructor(keys: VaultKeys) {
    this.#keys = keys
    this.#index = createSecretKey(keys.index)
    this.#hiding = createSecretKey(createHmac('sha256', keys.index).update('hidden').digest())
    this.#letters = keys.letters && createSecretKey(createHmac('sha256', keys.letters).update('enclosed').digest())
  }

  /** Reads the data keys; new ones appear when keys are rotated while the service runs. */
  async load(em: SqlEntityManager): Promise<this> {
    const rows = await em.execute<DataKeyRow[]>(`select id, wrapped_by, wrapped from app.data_key order by id`)
    for (const row of rows) {
      if (!this.#dataKeys.has(row.id)) this.#dataKeys.set(row.id, createSecretKey(unwrap(row, this.#keys)))
      this.#newest = row.id
    }
    return this
  }

  /** @param place table, column and row, as `person.phone/<id>`. */
  seal(text: string, place: string): Buffer {
    const key = this.#dataKeys.get(this.#newest)
    if (!key) throw new Error('no data key is loaded')
    return encrypt(key, this.#newest, Buffer.from(text), place)
  }

  async open(sealed: Buffer, place: string, em: SqlEntityManager): Promise<string> {
    const id = keyIdOf(sealed)
    if (!this.#dataKeys.has(id)) await this.load(em)
    const key = this.#dataKeys.get(id)
    if (!key) throw new Error(`the data key ${id} is unknown`)
    try {
      return decrypt(key, sealed, place).toString()
    } catch (cause) {
      throw new Error(`${place} was not sealed here`, { cause })
    }
  }

  /** What equal texts have in common, and what tells nothing of them to whoever lacks the key. */
  index(text: string): Buffer {
    return createHmac('sha256', this.#index).update(text.normalize('NFC').toUpperCase()).digest()
  }

  /** A text that clients carry back to us, and neither read nor make; the same each time, so that answers stay equal. */
  hide(text: string, place: string): string {
    const iv = createHmac('sha256', this.#hiding)
      .update(JSON.stringify([place, text]))
      .digest()
      .subarray(0, IV_BYTES)
    return encrypt(this.#hiding, 0, Buffer.from(text), place, iv).toString('base64url')
  }

  /** What was hidden for this place; undefined for anything else. */
  show(hidden: string, place: string): string | undefined {
    try {
      return decrypt(this.#hiding, Buffer.from(hidden, 'base64url'), place).toString()
    } catch {
      return undefined
    }
  }

  /** What one department writes for another in an event, and nobody reads in the outbox. */
  enclose(text: string, place: string): string {
    if (!this.#letters) throw new Error('only a running service writes to another department')
    return encrypt(this.#letters, 0, Buffer.from(text), place).toString('base64url')
  }

  /** What was enclosed for this place; undefined for anything else, as after a change of keys. */
  disclose(enclosed: string, place: string): string | undefined {
    try {
      return this.#letters && decrypt(this.#letters, Buffer.from(enclosed, 'base64url'), place).toString()
    } catch {
      return undefined
    }
  }
}

function unwrap({ id, wrapped_by, wrapped }: DataKeyRow, { wrapping }: VaultKeys): Buffer {
  const known = wrapping.find((candidate) => candidate.id === wrapped_by)
  if (!known) throw new Error(`the data key ${id} is wrapped by the key ${wrapped_by}, which DATA_KEYS does not name`)
  return decrypt(known.key, wrapped, wrapPlace(id))
}

/** Makes the first data key, and wraps again what an older key wraps. Runs as the migrator, with every start. */
export async function wrapDataKeys(em: SqlEntityManager, keys: VaultKeys): Promise<void> {
  const newest = keys.wrapping.at(-1)
  if (!newest) throw new Error('DATA_KEYS names no key')
  const rows = await em.execute<DataKeyRow[]>(`select id, wrapped_by, wrapped from app.data_key order by id`)
  if (rows.length === 0) return addDataKey(em, keys)
  for (const row of rows) {
    if (row.wrapped_by === newest.id) continue
    const wrapped = encrypt(newest.key, newest.id, unwrap(row, keys), wrapPlace(row.id))
    await em.execute(`update app.data_key set wrapped = ?, wrapped_by = ? where id = ?`, [wrapped, newest.id, row.id])
  }
}

async function addDataKey(em: SqlEntityManager, { wrapping }: VaultKeys): Promise<void> {
  const newest = wrapping.at(-1)
  if (!newest) throw new Error('DATA_KEYS names no key')
  const [next] = await em.execute<{ id: number }[]>(
    `select nextval(pg_get_serial_sequence('app.data_key', 'id'))::int as id`,
  )
  const id = next?.id ?? 0
  const wrapped = encrypt(newest.key, newest.id, randomBytes(32), wrapPlace(id))
  await em.execute(`insert into app.data_key (id, wrapped_by, wrapped) overriding system value values (?, ?, ?)`, [
    id,
    newest.id,
    wrapped,
  ])
}

/** A column of sealed values: table and column as PostgreSQL calls them. */
export interface SealedColumn {
  table: string
  column: string
}

export function placeOf({ table, column }: SealedColumn, id: string): string {
  return `${table}.${column}/${id}`
}

const SWEEP = 1_000

/**
 * Makes a new data key and seals every value with it, in steps that each commit, while the service runs: it reads both.
 * Runs past row security, as a role that may. @returns how many values were sealed anew.
 */
export async function rotateDataKey(
  em: SqlEntityManager,
  keys: VaultKeys,
  columns: readonly SealedColumn[],
): Promise<number> {
  await addDataKey(em, keys)
  const vault = await new Vault(keys).load(em)
  const [{ id: newest } = { id: 0 }] = await em.execute<{ id: number }[]>(`select max(id) as id from app.data_key`)
  const head = Buffer.alloc(4)
  head.writeUInt32BE(newest)
  let swept = 0
  for (const sealedColumn of columns) {
    const { table, column } = sealedColumn
    for (;;) {
      const rows = await em.execute<{ id: string; sealed: Buffer }[]>(
        `select id, "${column}" as sealed from "${table}" where "${column}" is not null and substr("${column}", 1, 4) <> ? limit ${SWEEP}`,
        [head],
      )
      if (rows.length === 0) break
      await em.transactional(async (inner) => {
        for (const { id, sealed } of rows) {
          const place = placeOf(sealedColumn, id)
          const anew = vault.seal(await vault.open(sealed, place, inner), place)
          await inner.execute(`update "${table}" set "${column}" = ? where id = ? and "${column}" = ?`, [
            anew,
            id,
            sealed,
          ])
        }
      })
      swept += rows.length
    }
  }
  // A service may seal with a key until it hears of the next one, within a minute: what is deleted was followed long ago.
  await em.execute(
    `delete from app.data_key old where exists
     (select from app.data_key next where next.id > old.id and next.created_at < now() - interval '10 minutes')`,
  )
  return swept
}
