import { randomBytes } from 'node:crypto'
import type { SqlEntityManager } from '@mikro-orm/postgresql'
import type { World } from '@vungxanh/scenario'
import { insertMany, localDateOf, numberDigest, placeOf, type Vault } from '@vungxanh/subgraph'
import { Confirmation } from './confirmation.ts'
import { ConfirmationRequest, sealQuestion } from './confirmation-request.ts'
import { type Claims, newKeyPair, type Signer, seconds, signToken } from './confirmation-token.ts'
import { IssuerKey } from './issuer-key.ts'
import { privateKeyColumn, SigningKey } from './signing-key.ts'

const DAY = 86_400_000
const HOUR = 3_600_000

/** The demonstration's clock is years after its facts: what it shows as open would have ended long ago. */
const expiry = (): Date => new Date(Date.now() + 366 * DAY)

/**
 * Questions and answers of a scenario. The ward on no installation of ours gets a key made here, whose private half nobody keeps:
 * it can sign nothing after this.
 */
export async function seedConfirmations(world: World, em: SqlEntityManager, vault: Vault): Promise<void> {
  const { unitCode, asOf, confirmations = [] } = world
  // What came to this ward from another belongs to that one, and is not among the rows that were replaced.
  await em.execute(`delete from confirmation where asked_unit = ?`, [unitCode])
  await em.execute(`delete from confirmation_request where asked_unit = ? and dossier_id is null`, [unitCode])
  if (confirmations.length === 0) return
  const wards = new Map(confirmations.map(({ ward }) => [ward.code, ward]))
  const signers = new Map<string, Signer>()
  for (const { code, name: issuerName, isHere } of [{ code: unitCode, name: null, isHere: true }, ...wards.values()]) {
    if (isHere && code !== unitCode) continue
    const { d, x } = await newKeyPair()
    const keyId = `${code}-${localDateOf(asOf)}-${crypto.randomUUID().slice(0, 4)}`
    signers.set(code, { keyId, d, x })
    const validFrom = new Date(asOf.getTime() - 30 * DAY)
    const source = isHere ? null : 'Khóa trình diễn, do kịch bản tạo; không phải khóa của phường này'
    await em.execute(`delete from issuer_key where issuer_code = ?`, [code])
    await insertMany(em, IssuerKey, [
      { id: crypto.randomUUID(), issuerCode: code, issuerName, keyId, publicKey: x, validFrom, isHere, source },
    ])
    if (code !== unitCode) continue
    const id = crypto.randomUUID()
    const privateSealed = vault.seal(d, placeOf(privateKeyColumn, id))
    await insertMany(em, SigningKey, [{ id, unitCode, keyId, publicKey: x, privateSealed, createdAt: validFrom }])
  }
  for (const fact of confirmations) {
    const programme = world.programmes.find(({ id }) => id === fact.programmeId)
    if (!programme) throw new Error(`confirmations ${fact.id}: unknown programme`)
    const [asking, asked] = fact.dossierId ? [unitCode, fact.ward.code] : [fact.ward.code, unitCode]
    const secret = randomBytes(32).toString('base64url')
    const digests = [numberDigest(secret, fact.person.number)]
    const question: Claims<'question'> = {
      ...{ iss: asking, aud: asked, jti: fact.id, prg: programme.code, prn: programme.name, key: secret },
      ...{ iat: seconds(fact.askedAt), exp: seconds(expiry()) },
    }
    const sign = signers.get(asking) as Signer
    const request = {
      ...{ id: fact.id, unitCode: asking, askedUnit: asked, askedAt: fact.askedAt, expiresAt: expiry() },
      ...{ programmeCode: programme.code, programmeName: programme.name },
      questionSealed: sealQuestion(fact.id, await signToken('question', question, sign), vault),
    }
    const at = new Date(fact.askedAt.getTime() + HOUR)
    if (fact.dossierId)
      await insertMany(em, ConfirmationRequest, [
        {
          ...request,
          ...{
            dossier: fact.dossierId,
            beneficiaryId: fact.person.id,
            digests,
            indexes: [],
            identifiedAt: fact.askedAt,
          },
          ...{ askedById: fact.by.id, askedByName: fact.by.name },
        },
      ])
    else
      await insertMany(em, ConfirmationRequest, [
        {
          ...request,
          ...{ receivedAt: at, receivedByName: fact.by.name, searchedAt: at, searchedByName: fact.by.name },
          ...{ foundAt: at, foundId: fact.person.id, foundDigests: digests },
        },
      ])
    if (!fact.answer) continue
    const { kind, paidOn, at: answeredAt, byName } = fact.answer
    const stage = kind === 'RECEIVED' ? ('PAID' as const) : null
    const id = crypto.randomUUID()
    const signer = signers.get(asked) as Signer
    const claims: Claims<'answer'> = {
      ...{ iss: asked, aud: asking, jti: id, req: fact.id, prg: programme.code, who: digests, ans: kind, by: byName },
      ...(stage && { stg: stage }),
      ...(paidOn && { day: paidOn }),
      ...{ ask: seconds(fact.askedAt), iat: seconds(answeredAt), exp: seconds(expiry()) },
    }
    const entered = fact.dossierId
      ? { enteredAt: new Date(answeredAt.getTime() + HOUR), enteredByName: fact.by.name }
      : {}
    await insertMany(em, Confirmation, [
      {
        ...{ id, unitCode: asking, askedUnit: asked, request: fact.id, answer: kind, stage, paidOn },
        ...{ answeredByName: byName, answeredAt, expiresAt: expiry(), keyId: signer.keyId },
        token: await signToken('answer', claims, signer),
        ...entered,
      },
    ])
  }
}
