import { LockMode } from '@mikro-orm/core'
import type { SqlEntityManager } from '@mikro-orm/postgresql'
import { isUuid, samePersons } from '@vungxanh/subgraph'
import { refuseConfirmedElsewhere } from '../confirmations/confirmation-guards.ts'
import type { ConfirmedElsewhere } from '../confirmations/confirmation-rules.ts'
import { Exclusion } from '../programmes/exclusion.ts'
import { Dossier } from './dossier.ts'
import { DossierAlreadyOpen, ExcludedByOtherProgramme } from './dossier-rules.ts'
import { DossierStatus } from './dossier-status.ts'

/** The dossier for a decision: two who decide at once would each see it undecided. Null when row security hides it. */
export async function lockDossier(em: SqlEntityManager, id: string): Promise<Dossier | null> {
  return isUuid(id) ? em.findOne(Dossier, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE }) : null
}

/** A beneficiary under every id of theirs: two entries of the register that were merged are one person, and claim once. */
async function idsOf(em: SqlEntityManager, beneficiaryId: string): Promise<string[]> {
  return [...(await samePersons([beneficiaryId], em)).keys()]
}

/**
 * Until the transaction ends, nobody else opens a dossier for this beneficiary: two submissions at once would each see none,
 * and there is no row yet that could be locked.
 */
export async function lockBeneficiary(em: SqlEntityManager, beneficiaryId: string): Promise<void> {
  const id = beneficiaryId.toLowerCase()
  const same = await samePersons([id], em)
  await em.execute(`select pg_advisory_xact_lock(hashtextextended(?, 0))`, [same.get(id) ?? id])
}

export function exclusionsOf(em: SqlEntityManager, programmeId: string): Promise<Exclusion[]> {
  return em.find(Exclusion, { $or: [{ one: programmeId }, { other: programmeId }] })
}

interface Claim {
  /** Without: it is being opened. */
  id?: string
  programmeId: string
  beneficiaryId: string
  exclusions: Exclusion[]
}

/** What else this beneficiary claims that this programme does not go with, or claims of it a second time. */
export async function refuseRivals(
  em: SqlEntityManager,
  { id, programmeId, beneficiaryId, exclusions }: Claim,
): Promise<DossierAlreadyOpen | ExcludedByOtherProgramme | undefined> {
  const excluded = exclusions.map(({ one, other }) => (one.id === programmeId ? other.id : one.id))
  const rivals = await em.find(
    Dossier,
    {
      beneficiaryId: { $in: await idsOf(em, beneficiaryId) },
      programme: { $in: [programmeId, ...excluded] },
      status: { $ne: DossierStatus.REFUSED },
      ...(id && { id: { $ne: id } }),
    },
    { orderBy: { submittedAt: 'asc', id: 'asc' } },
  )
  const second = rivals.find(({ programme }) => programme.id === programmeId)
  if (second) return new DossierAlreadyOpen(second.code)
  const [rival] = rivals
  return rival ? new ExcludedByOtherProgramme(await rival.programme.loadOrFail(), rival.code) : undefined
}

/** Asked at each approval and at payment: since the dossier was opened pairs may have changed, and people may have become one. */
async function refuseRivalsOf(
  em: SqlEntityManager,
  { id, programme, beneficiaryId }: Dossier,
): Promise<DossierAlreadyOpen | ExcludedByOtherProgramme | undefined> {
  const exclusions = await exclusionsOf(em, programme.id)
  return refuseRivals(em, { id, programmeId: programme.id, beneficiaryId, exclusions })
}

/** The same, and whether another ward relies on our word that there is no such claim. */
export async function refuseClaim(
  em: SqlEntityManager,
  dossier: Dossier,
  now: Date,
): Promise<DossierAlreadyOpen | ExcludedByOtherProgramme | ConfirmedElsewhere | undefined> {
  const { code: programmeCode } = await dossier.programme.loadOrFail()
  const { unitCode, beneficiaryId } = dossier
  return (
    (await refuseRivalsOf(em, dossier)) ??
    (await refuseConfirmedElsewhere(em, { unitCode, programmeCode, beneficiaryId }, now))
  )
}
