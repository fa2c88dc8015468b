import type { Role } from '@vungxanh/access'
import { departmentTest, type Given, type Standing } from '@vungxanh/testing'
import { database } from './database.ts'
import { AmountLine } from './dossiers/amount-line.ts'
import { Dossier } from './dossiers/dossier.ts'
import { dossierCode } from './dossiers/dossier-rules.ts'
import { DossierStatus } from './dossiers/dossier-status.ts'
import { Fund, FundKind } from './funds/fund.ts'
import { AmountFormula } from './programmes/amount-formula.ts'
import { Exclusion } from './programmes/exclusion.ts'
import { BeneficiaryKind, CountUnit, Programme } from './programmes/programme.ts'
import { computeLines, type Rates, sumOf } from './programmes/programme-rules.ts'
import { subgraph } from './schema.ts'

/** Accounts of the people of a test, by what they do. */
export const people = {
  officer: '00000000-0000-4000-8000-0000000000a1',
  first: '00000000-0000-4000-8000-0000000000b1',
  second: '00000000-0000-4000-8000-0000000000b2',
  third: '00000000-0000-4000-8000-0000000000b3',
  cashier: '00000000-0000-4000-8000-0000000000c1',
}

export interface ProgrammeSetting extends Rates {
  fund?: Fund
  code?: string
  beneficiary?: BeneficiaryKind
  countUnit?: CountUnit
  requiresQuarantineOrder?: boolean
  basisDocumentId?: string
  inForceFrom?: string
  inForceTo?: string
  excludes?: Programme[]
}

export interface DossierSetting {
  beneficiaryId?: string
  status?: DossierStatus
}

function builders({ unit: unitCode, save }: Given) {
  let funds = 0
  let programmes = 0
  let dossiers = 0
  const fund = (budget: number) =>
    save((em) =>
      em.create(Fund, {
        unitCode,
        code: `FUND-${++funds}`,
        name: `Nguồn ${funds}`,
        kind: FundKind.CITY_BUDGET,
        budget,
      }),
    )
  return {
    fund,
    programme: async ({
      fund: given,
      code,
      beneficiary = BeneficiaryKind.PERSON,
      countUnit = CountUnit.DOSSIER,
      requiresQuarantineOrder = false,
      inForceFrom = '2020-01-01',
      inForceTo,
      basisDocumentId,
      excludes = [],
      ...rates
    }: ProgrammeSetting) => {
      const source = given ?? (await fund(1_000_000_000))
      return save((em) => {
        const programme = em.create(Programme, {
          unitCode,
          code: code ?? `P${programmes + 1}`,
          name: `Chương trình ${++programmes}`,
          place: programmes,
          fund: em.getReference(Fund, source.id),
          beneficiary,
          countUnit,
          requiresQuarantineOrder,
          inForceFrom,
          inForceTo,
          basisDocumentId,
        })
        em.create(AmountFormula, { unitCode, programme, inForceFrom, verified: true, ...rates })
        for (const { id } of excludes) {
          const [one, other] = [em.getReference(Programme, id), programme]
          em.create(Exclusion, { unitCode, ...(one.id < other.id ? { one, other } : { one: other, other: one }) })
        }
        return programme
      })
    },
    /** Another version of a programme's rates. */
    rates: ({ id }: Programme, inForceFrom: string, rates: Rates) =>
      save((em) =>
        em.create(AmountFormula, {
          unitCode,
          programme: em.getReference(Programme, id),
          inForceFrom,
          verified: false,
          ...rates,
        }),
      ),
    exclusion: (first: Programme, second: Programme) =>
      save((em) => {
        const [one, other] = first.id < second.id ? [first, second] : [second, first]
        return em.create(Exclusion, {
          unitCode,
          one: em.getReference(Programme, one.id),
          other: em.getReference(Programme, other.id),
        })
      }),
    /** A dossier past the rules: no claim on exclusions, nothing committed in the fund. */
    dossier: (
      { id: programmeId }: Programme,
      { beneficiaryId, status = DossierStatus.SUBMITTED }: DossierSetting = {},
    ) =>
      save(async (em) => {
        const formula = await em.findOneOrFail(AmountFormula, { programme: programmeId }, { populate: ['programme'] })
        const lines = computeLines(formula, { quarantineDays: formula.perDay ? 1 : null, isChild: false })
        const approvals = { SUBMITTED: 0, FIRST_APPROVED: 1, APPROVED: 2, PAID: 2, REFUSED: 0 }[status]
        const dossier = em.create(Dossier, {
          unitCode,
          code: dossierCode('GIVEN', ++dossiers),
          programme: formula.programme,
          formula,
          status,
          amount: sumOf(lines),
          beneficiaryKind: formula.programme.$.beneficiary,
          beneficiaryId: beneficiaryId ?? crypto.randomUUID(),
          quarantineDays: formula.perDay ? 1 : null,
          isChild: false,
          submittedAt: new Date('2021-09-10T08:00:00+07:00'),
          submittedById: people.officer,
          submittedByName: 'Cán bộ',
          firstApprovedById: approvals > 0 ? people.first : null,
          secondApprovedById: approvals > 1 ? people.second : null,
        })
        lines.forEach((line, index) => {
          em.create(AmountLine, { unitCode, dossier, place: index + 1, ...line })
        })
        return dossier
      }),
    /** Changes rows as the application's role could, past the program. */
    change: (sql: string, values: unknown[]) => save((em) => em.execute<unknown[]>(sql, values as never)),
  }
}

export const test = departmentTest({ database, subgraph, given: builders })

export const SUBMIT = `mutation ($input: SubmitDossierInput!) { submitDossier(input: $input) {
  __typename
  ... on SubmitDossierSuccess { dossier { id code status amount lines { label units rate amount } submittedByName person { id } establishment { id } } }
  ... on ExcludedByOtherProgramme { programme { code } dossierCode }
  ... on DossierAlreadyOpen { dossierCode }
  ... on BeneficiaryKindMismatch { expected }
  ... on ProgrammeNotInForce { inForceFrom inForceTo }
  ... on InvalidInput { field }
  ... on UserError { message }
} }`

export const APPROVE = `mutation ($input: ApproveDossierInput!) { approveDossier(input: $input) {
  __typename
  ... on ApproveDossierSuccess { dossier { id status decisions { kind decidedByName reason } programme { fund { committed paid available } } } }
  ... on DossierNotAwaitingApproval { status }
  ... on ExcludedByOtherProgramme { programme { code } dossierCode }
  ... on FundExhausted { available }
  ... on UserError { message }
} }`

export const REFUSE = `mutation ($input: RefuseDossierInput!) { refuseDossier(input: $input) {
  __typename
  ... on RefuseDossierSuccess { dossier { status decisions { kind reason } programme { fund { committed paid available } } } }
  ... on DossierAlreadyClosed { status }
  ... on InvalidInput { field }
  ... on UserError { message }
} }`

export const PAY = `mutation ($input: ConfirmPayoutInput!) { confirmPayout(input: $input) {
  __typename
  ... on ConfirmPayoutSuccess { payout { id code amount receiptNumber paidByName dossier { status payout { code } } programme { code } } }
  ... on PayoutAlreadyConfirmed { payout { id code receiptNumber dossier { status } } }
  ... on DossierNotApproved { status }
  ... on ExcludedByOtherProgramme { programme { code } dossierCode }
  ... on FundExhausted { available }
  ... on InvalidInput { field }
  ... on UserError { message }
} }`

export interface Answered {
  __typename: string
  field?: string
  status?: string
  available?: number
  dossier?: { id: string; code: string; status: string; amount: number }
  payout?: { id: string; code: string }
}

export type As = (
  role: Role,
  standing?: Standing,
) => { run<T>(document: string, variables: Record<string, unknown>): Promise<T> }

/** The mutations as the people of a test do them; each answers with the member of the result union. */
export function desk(as: As, unit: string) {
  let receipts = 0
  const act = async (role: Role, account: string, document: string, input: object): Promise<Answered> => {
    const data = await as(role, { account }).run<Record<string, Answered>>(document, { input })
    return Object.values(data)[0] as Answered
  }
  return {
    submit: (programme: { id: string }, input: object = {}, account = people.officer) =>
      act('WELFARE_OFFICER', account, SUBMIT, {
        unit,
        programmeId: programme.id,
        ...('establishmentId' in input || 'householdId' in input ? {} : { personId: crypto.randomUUID() }),
        ...input,
      }),
    approve: (dossierId: string, account: string, note?: string) =>
      act('APPROVER', account, APPROVE, { dossierId, note }),
    refuse: (dossierId: string, reason = 'Không đúng đối tượng', account = people.first) =>
      act('APPROVER', account, REFUSE, { dossierId, reason }),
    pay: (dossierId: string, input: object = {}, account = people.cashier) =>
      act('CASHIER', account, PAY, { dossierId, method: 'CASH', receiptNumber: `PC-${++receipts}`, ...input }),
  }
}

/** A dossier that was submitted and approved by two persons, through the mutations. */
export async function approved(
  at: ReturnType<typeof desk>,
  programme: { id: string },
  input: object = {},
): Promise<string> {
  const { dossier } = await at.submit(programme, input)
  if (!dossier) throw new Error('refused')
  await at.approve(dossier.id, people.first)
  const { __typename } = await at.approve(dossier.id, people.second)
  if (__typename !== 'ApproveDossierSuccess') throw new Error(__typename)
  return dossier.id
}
