import { LockMode } from '@mikro-orm/core'
import type { SqlEntityManager } from '@mikro-orm/postgresql'
import { isUuid } from '@vungxanh/subgraph'
import { Exclusion } from '../programmes/exclusion.ts'
import { Dossier } from './dossier.ts'
import { DossierAlreadyOpen, ExcludedByOtherProgramme } from './dossier-rules.ts'
import { DossierStatus } from './dossier-status.ts'

/** The dossier for a decision: two who decide at once would each see it undecided. Null when row security hides it. */
export async function lockDossier(em: SqlEntityManager, id: string): Promise<Dossier | null> {
  return isUuid(id) ? em.findOne(Dossier, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE }) : null
}

/**
 * Until the transaction ends, nobody else opens a dossier for this beneficiary: two submissions at once would each see none,
 * and there is no row yet that could be locked.
 */
export async function lockBeneficiary(em: SqlEntityManager, beneficiaryId: string): Promise<void> {
  await em.execute(`select pg_advisory_xact_lock(hashtextextended(?, 0))`, [beneficiaryId.toLowerCase()])
}

export function exclusionsOf(em: SqlEntityManager, programmeId: string): Promise<Exclusion[]> {
  return em.find(Exclusion, { $or: [{ one: programmeId }, { other: programmeId }] })
}

export async function refuseSecondDossier(
  em: SqlEntityManager,
  programmeId: string,
  beneficiaryId: string,
): Promise<DossierAlreadyOpen | undefined> {
  const open = await em.findOne(Dossier, {
    beneficiaryId,
    programme: programmeId,
    status: { $ne: DossierStatus.REFUSED },
  })
  return open ? new DossierAlreadyOpen(open.code) : undefined
}

/** Asked at submission, at each approval and at payment: the pairs may have changed since the dossier was opened. */
export async function refuseExcluded(
  em: SqlEntityManager,
  { programmeId, beneficiaryId, exclusions }: { programmeId: string; beneficiaryId: string; exclusions: Exclusion[] },
): Promise<ExcludedByOtherProgramme | undefined> {
  if (exclusions.length === 0) return undefined
  const excluded = exclusions.map(({ one, other }) => (one.id === programmeId ? other.id : one.id))
  const rival = await em.findOne(
    Dossier,
    { beneficiaryId, programme: { $in: excluded }, status: { $ne: DossierStatus.REFUSED } },
    { orderBy: { submittedAt: 'asc', id: 'asc' } },
  )
  return rival ? new ExcludedByOtherProgramme(await rival.programme.loadOrFail(), rival.code) : undefined
}

export async function refuseExcludedDossier(
  em: SqlEntityManager,
  { programme, beneficiaryId }: Dossier,
): Promise<ExcludedByOtherProgramme | undefined> {
  const exclusions = await exclusionsOf(em, programme.id)
  return refuseExcluded(em, { programmeId: programme.id, beneficiaryId, exclusions })
}
