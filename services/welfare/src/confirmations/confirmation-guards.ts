import type { SqlEntityManager } from '@mikro-orm/postgresql'
import { InvalidInput, samePersons } from '@vungxanh/subgraph'
import { DecisionKind } from '../dossiers/decision.ts'
import type { Dossier } from '../dossiers/dossier.ts'
import { Confirmation, ConfirmationAnswer } from './confirmation.ts'
import { ConfirmedElsewhere, ReceivedElsewhere } from './confirmation-rules.ts'

/**
 * Other wards have said that this dossier's person had the programme there; asked about this dossier, or about one that was
 * refused since.
 */
export async function receivedElsewhere(em: SqlEntityManager, dossier: Dossier): Promise<Confirmation[]> {
  const { code: programmeCode } = await dossier.programme.loadOrFail()
  const entries = [...(await samePersons([dossier.beneficiaryId], em)).keys()]
  return em.find(
    Confirmation,
    {
      answer: ConfirmationAnswer.RECEIVED,
      unitCode: dossier.unitCode,
      request: { beneficiaryId: { $in: entries }, programmeCode },
    },
    { orderBy: { answeredAt: 'desc' } },
  )
}

/** At each approval: whoever goes on all the same says so, and writes why. */
export function refuseReceived(
  [said]: readonly Confirmation[],
  { inSpite, note }: { inSpite: boolean; note?: string | null },
): ReceivedElsewhere | InvalidInput | undefined {
  if (!said) return undefined
  if (!inSpite) return new ReceivedElsewhere(said.askedUnit, said.answeredAt)
  if (!note?.trim()) return new InvalidInput('note', 'Hãy ghi vì sao vẫn duyệt dù nơi kia xác nhận người này đã hưởng.')
}

/** At payment: what the last approver did not know of. */
export async function refuseReceivedSince(
  em: SqlEntityManager,
  dossier: Dossier,
): Promise<ReceivedElsewhere | undefined> {
  const received = await receivedElsewhere(em, dossier)
  if (received.length === 0) return undefined
  const decisions = await dossier.decisions.loadItems()
  const approval = decisions.find(({ kind }) => kind === DecisionKind.SECOND_APPROVAL)
  const said = received.find(({ id }) => !approval?.inSpiteOf?.includes(id))
  return said && new ReceivedElsewhere(said.askedUnit, said.answeredAt)
}

interface Claim {
  unitCode: string
  programmeCode: string
  beneficiaryId: string
}

/** Another ward relies on our word that this person has not had this programme here; until it ends we do not make it untrue. */
export async function refuseConfirmedElsewhere(
  em: SqlEntityManager,
  { unitCode, programmeCode, beneficiaryId }: Claim,
  now: Date,
): Promise<ConfirmedElsewhere | undefined> {
  const entries = [...(await samePersons([beneficiaryId], em)).keys()]
  const said = await em.findOne(
    Confirmation,
    {
      answer: ConfirmationAnswer.NOT_RECEIVED,
      askedUnit: unitCode,
      expiresAt: { $gt: now },
      request: { foundId: { $in: entries }, programmeCode },
    },
    { orderBy: { answeredAt: 'desc' } },
  )
  return said ? new ConfirmedElsewhere(said.unitCode, said.expiresAt) : undefined
}
