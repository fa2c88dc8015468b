import { InvalidInput, type LocalDate, refuse, refuseText } from '@vungxanh/subgraph'
import type { ConsentAct } from './consent.ts'
import { LegalBasis, type PurposeLaw } from './legal-data.ts'

/** How a purpose stands with one person. */
export type ConsentStanding = 'NOT_NEEDED' | 'NOT_ASKED' | 'GIVEN' | 'WITHDRAWN'

/** The newest act decides; where the law gives the basis, nobody is asked. */
export function consentStanding(law: PurposeLaw, newest: ConsentAct | undefined): ConsentStanding {
  if (law.basis !== LegalBasis.CONSENT) return 'NOT_NEEDED'
  return newest ?? 'NOT_ASKED'
}

export function refuseConsentAct(
  given: { actedOn: LocalDate; evidence?: string | null },
  newest: { act: ConsentAct; actedOn: LocalDate } | undefined,
  today: LocalDate,
): InvalidInput | undefined {
  return refuse(
    given.actedOn > today ? new InvalidInput('actedOn', 'Ngày này nằm trong tương lai.') : undefined,
    newest && given.actedOn < newest.actedOn
      ? new InvalidInput('actedOn', 'Ngày này sớm hơn lần ghi gần nhất.')
      : undefined,
    refuseText('evidence', 'Bằng chứng', given.evidence, 300),
  )
}
