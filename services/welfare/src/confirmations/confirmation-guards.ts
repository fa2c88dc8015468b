import type { SqlEntityManager } from '@mikro-orm/postgresql'
import { InvalidInput, samePersons } from '@vungxanh/subgraph'
import { DecisionKind } from '../dossiers/decision.ts'
import type { Dossier } from '../dossiers/dossier.ts'
import { Confirmation, ConfirmationAnswer } from './confirmation.ts'
import { ConfirmedElsewhere, ReceivedElsewhere } from './confirmation-rules.ts'

/** The other ward has said that this dossier's person had the programme there. */
export async function receivedElsewhere(em: SqlEntityManager, dossier: Dossier): Promise<Confirmation | null> {
  return em.findOne(
    Confirmation,
    { answer: ConfirmationAnswer.RECEIVED, unitCode: dossier.unitCode, request: { dossier: dossier.id } },
    { orderBy: { answeredAt: 'desc' } },
  )
}

/** At each approval: whoever goes on all the same says so, and writes why. */
export async function refuseReceived(
  em: SqlEntityManager,
  dossier: Dossier,
  { inSpite, note }: { inSpite: boolean; note?: string | null },
): Promise<ReceivedElsewhere | InvalidInput | undefined> {
  const said = await receivedElsewhere(em, dossier)
  if (!said) return undefined
  if (!inSpite) return new ReceivedElsewhere(said.askedUnit, said.answeredAt)
  if (!note?.trim()) return new InvalidInput('note', 'Hãy ghi vì sao vẫn duyệt dù nơi kia xác nhận người này đã hưởng.')
}

/** At payment: what came after the last approval was seen by no approver. */
export async function refuseReceivedSince(
  em: SqlEntityManager,
  dossier: Dossier,
): Promise<ReceivedElsewhere | undefined> {
  const said = await receivedElsewhere(em, dossier)
  if (!said) return undefined
  const decisions = await dossier.decisions.loadItems()
  const approval = decisions.find(({ kind }) => kind === DecisionKind.SECOND_APPROVAL)
  const isKnown = approval && (said.enteredAt ?? said.answeredAt) <= approval.decidedAt
  return isKnown ? undefined : new ReceivedElsewhere(said.askedUnit, said.answeredAt)
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
