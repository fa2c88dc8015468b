import { Entity, Index, Property } from '@mikro-orm/decorators/legacy'
import { type Context, localDateOf, placeOf, UnitRow } from '@vungxanh/subgraph'
import { rows } from '../access.ts'
import { newKeyPair, type Signer } from './confirmation-token.ts'
import { IssuerKey } from './issuer-key.ts'

/** The private half of a ward's key, sealed like an identity number. Its public half is an `IssuerKey`. */
@Entity(rows.ofSigningKeys)
@Index({
  name: 'signing_key_in_use',
  expression: 'create unique index signing_key_in_use on signing_key (unit_code) where retired_at is null',
})
export class SigningKey extends UnitRow {
  @Property({ type: 'text' })
  keyId!: string

  @Property({ type: 'text' })
  publicKey!: string

  @Property({ type: 'blob' })
  privateSealed!: Buffer

  @Property({ type: 'datetime', length: 3 })
  createdAt!: Date

  @Property({ type: 'datetime', length: 3, nullable: true })
  retiredAt?: Date | null
}

export const privateKeyColumn = { table: 'signing_key', column: 'private_sealed' }

/** The ward's key, made when it first signs something, and anew when an administrator has ended the one before. */
export async function signerOf(unit: string, { em, vault, now }: Context): Promise<Signer> {
  await em.execute(`select pg_advisory_xact_lock(hashtextextended(?, 0))`, [`signing key of ${unit}`])
  const key = await em.findOne(SigningKey, { unitCode: unit, retiredAt: null })
  const isEnded =
    key && (await em.count(IssuerKey, { issuerCode: unit, keyId: key.keyId, validUntil: { $lte: now } })) > 0
  if (key && isEnded) {
    key.retiredAt = now
    await em.flush()
  } else if (key) {
    const d = await vault.open(key.privateSealed, placeOf(privateKeyColumn, key.id), em)
    return { keyId: key.keyId, x: key.publicKey, d }
  }
  const { d, x } = await newKeyPair()
  const id = crypto.randomUUID()
  const keyId = `${unit}-${localDateOf(now)}-${id.slice(0, 4)}`
  const privateSealed = vault.seal(d, placeOf(privateKeyColumn, id))
  em.create(SigningKey, { id, unitCode: unit, keyId, publicKey: x, privateSealed, createdAt: now })
  em.create(IssuerKey, {
    issuerCode: unit,
    keyId,
    publicKey: x,
    validFrom: now,
    isHere: true,
  })
  return { keyId, x, d }
}
