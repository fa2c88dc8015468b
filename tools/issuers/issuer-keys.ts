import { withClient } from '@vungxanh/postgres'
import { z } from 'zod'

/** A public key as wards hand it to each other. */
const handedKey = z.strictObject({
  issuerCode: z.string().regex(/^\d{5}$/, 'five digits'),
  issuerName: z.string().min(1),
  keyId: z.string().min(1).max(100),
  publicKey: z.string().regex(/^[\w-]{43}$/, 'the x of an Ed25519 key'),
  validFrom: z.iso.datetime({ offset: true }),
  validUntil: z.iso.datetime({ offset: true }).nullish(),
})

export type HandedKey = z.infer<typeof handedKey>

/** As the other installation lists it. What it says of its own trust counts nothing here. */
const listedThere = handedKey.extend({ isHere: z.boolean().optional(), source: z.string().nullish() })

/** @throws Error that names each field that is wrong. */
export function readHandedKey(text: string): HandedKey {
  const read = listedThere.safeParse(JSON.parse(text))
  if (read.success) {
    const { isHere: _isHere, source: _source, ...key } = read.data
    return key
  }
  throw new Error(read.error.issues.map(({ path, message }) => `${path.join('.') || '(file)'}: ${message}`).join('\n'))
}

export interface ListedKey extends Pick<HandedKey, 'issuerCode' | 'keyId' | 'publicKey'> {
  issuerName: string | null
  validFrom: Date
  validUntil: Date | null
  isHere: boolean
  source: string | null
}

/** Each as another installation is handed it: wards of this one are named as its register of units names them. */
export async function listKeys(migratorUrl: string, residentsUrl: string): Promise<ListedKey[]> {
  const keys = await withClient(migratorUrl, async (client) => {
    const { rows } = await client.query<ListedKey>(
      `select issuer_code as "issuerCode", issuer_name as "issuerName", key_id as "keyId", public_key as "publicKey",
         valid_from as "validFrom", valid_until as "validUntil", is_here as "isHere", source
       from issuer_key order by issuer_code, valid_from`,
    )
    return rows
  })
  const names = await withClient(residentsUrl, async (client) => {
    const { rows } = await client.query<{ code: string; name: string }>(
      `select code, name from admin_unit where code = any ($1)`,
      [keys.map(({ issuerCode }) => issuerCode)],
    )
    return new Map(rows.map(({ code, name }) => [code, name]))
  })
  return keys.map((key) => ({ ...key, issuerName: key.issuerName ?? names.get(key.issuerCode) ?? null }))
}

/** Believes a ward of another installation from now on. @throws Error for a ward of this one, or a key that is there. */
export function trustKey(migratorUrl: string, key: HandedKey, source: string): Promise<void> {
  return withClient(migratorUrl, async (client) => {
    const { rows } = await client.query(
      `select key_id = $2 as same from issuer_key where issuer_code = $1 and (is_here or key_id = $2)`,
      [key.issuerCode, key.keyId],
    )
    if (rows.length > 0)
      throw new Error(rows[0].same ? 'this key is there already' : 'this ward is on this installation')
    await client.query(
      `insert into issuer_key (id, issuer_code, issuer_name, key_id, public_key, valid_from, valid_until, is_here, source)
       values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, false, $7)`,
      [key.issuerCode, key.issuerName, key.keyId, key.publicKey, key.validFrom, key.validUntil ?? null, source],
    )
  })
}

/**
 * Ends a key now: nothing that it signed is accepted any more. A ward here signs its next paper with a new one. @returns whether there was such a key in force.
 */
export function endKey(migratorUrl: string, issuerCode: string, keyId: string): Promise<boolean> {
  return withClient(migratorUrl, async (client) => {
    const { rowCount } = await client.query(
      `update issuer_key set valid_until = now()
       where issuer_code = $1 and key_id = $2 and (valid_until is null or valid_until > now())`,
      [issuerCode, keyId],
    )
    return rowCount === 1
  })
}
