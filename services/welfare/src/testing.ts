import type { Role } from '@vungxanh/access'
import { departmentTest, EnumValue, type Given, type Standing, type World } from '@vungxanh/testing'
import { database } from './database.ts'
import { AmountLine } from './dossiers/amount-line.ts'
import { Decision, DecisionKind } from './dossiers/decision.ts'
import { Dossier } from './dossiers/dossier.ts'
import { dossierCode } from './dossiers/dossier-rules.ts'
import { DossierStatus } from './dossiers/dossier-status.ts'
import { ExclusionClaim } from './dossiers/exclusion-claim.ts'
import { Fund, FundKind } from './funds/fund.ts'
import { Payout, PayoutMethod, payoutCode } from './payouts/payout.ts'
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
  let worlds = 0
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
    /** One of everything, with every field filled, and what to ask for it by. */
    world: () =>
      save(async (em): Promise<World> => {
        const number = ++worlds
        const code = `W${number}`
        const basisDocumentId = crypto.randomUUID()
        const source = em.create(Fund, {
          unitCode,
          code,
          name: 'Ngân sách thành phố',
          kind: FundKind.CITY_BUDGET,
          budget: 1_000_000_000,
          committed: 10_000_000,
        })
        const programmeFor = (beneficiary: BeneficiaryKind, more = '') => {
          const programme = em.create(Programme, {
            unitCode,
            code: `${code}-${beneficiary}${more}`,
            name: 'Hỗ trợ người cách ly',
            place: 1_000 + ++programmes,
            fund: source,
            beneficiary,
            countUnit: CountUnit.DOSSIER,
            requiresQuarantineOrder: true,
            inForceFrom: '2020-01-01',
            inForceTo: '2099-12-31',
            basisDocumentId,
            basisNote: 'Theo đề nghị của trạm y tế',
          })
          const formula = em.create(AmountFormula, {
            unitCode,
            programme,
            inForceFrom: '2020-01-01',
            once: 500_000,
            perDay: 80_000,
            maxDays: 21,
            childOnce: 1_000_000,
            verified: true,
            source: 'Nghị quyết 68/NQ-CP',
          })
          return { programme, formula }
        }
        const ofPersons = programmeFor(BeneficiaryKind.PERSON)
        const ofHouseholds = programmeFor(BeneficiaryKind.HOUSEHOLD)
        const ofEstablishments = programmeFor(BeneficiaryKind.ESTABLISHMENT)
        const ofPersonsToo = programmeFor(BeneficiaryKind.PERSON, '-2')
        const [one, other] = [ofPersons.programme, ofHouseholds.programme].toSorted((a, b) => (a.id < b.id ? -1 : 1))
        if (!one || !other) throw new Error('two programmes')
        const exclusion = em.create(Exclusion, { unitCode, one, other })

        let dossierNumber = 0
        const approvals: Record<DossierStatus, number> = {
          SUBMITTED: 0,
          FIRST_APPROVED: 1,
          APPROVED: 2,
          PAID: 2,
          REFUSED: 0,
        }
        const dossierOf = (
          { programme, formula }: typeof ofPersons,
          status = DossierStatus.SUBMITTED,
          beneficiaryId: string = crypto.randomUUID(),
        ) => {
          const lines = computeLines(formula, { quarantineDays: 21, isChild: true })
          const dossier = em.create(Dossier, {
            unitCode,
            code: dossierCode(code, ++dossierNumber),
            programme,
            formula,
            status,
            amount: sumOf(lines),
            beneficiaryKind: programme.beneficiary,
            beneficiaryId,
            residentialGroupId: crypto.randomUUID(),
            quarantineDays: 21,
            isChild: true,
            statement: 'Tôi thuộc diện được hỗ trợ',
            submittedAt: new Date('2021-09-10T08:00:00+07:00'),
            submittedById: people.officer,
            submittedByName: 'Cán bộ',
            firstApprovedById: approvals[status] > 0 ? people.first : null,
            secondApprovedById: approvals[status] > 1 ? people.second : null,
            paidById: status === DossierStatus.PAID ? people.cashier : null,
          })
          lines.forEach((line, index) => {
            em.create(AmountLine, { unitCode, dossier, place: index + 1, ...line })
          })
          if (approvals[status] > 0) {
            em.create(Decision, {
              unitCode,
              dossier,
              kind: DecisionKind.FIRST_APPROVAL,
              decidedById: people.first,
              decidedByName: 'Lãnh đạo',
              decidedAt: new Date('2021-09-11T08:00:00+07:00'),
              reason: 'Đủ giấy tờ',
            })
          }
          return dossier
        }
        const paid = dossierOf(ofPersons, DossierStatus.PAID)
        const paidAgain = dossierOf(ofPersonsToo, DossierStatus.PAID, paid.beneficiaryId)
        paidAgain.submittedAt = new Date('2021-09-09T08:00:00+07:00')
        dossierOf(ofHouseholds, DossierStatus.APPROVED)
        const establishment = dossierOf(ofEstablishments, DossierStatus.APPROVED)
        const waiting = dossierOf(ofPersons)
        const toRefuse = dossierOf(ofPersons)
        const toPay = dossierOf(ofPersons, DossierStatus.APPROVED)
        em.create(ExclusionClaim, { unitCode, dossier: waiting, exclusion, beneficiaryId: waiting.beneficiaryId })
        // The database lets a payout in once its dossier is there.
        await em.flush()
        for (const dossier of [paid, paidAgain]) {
          em.create(Payout, {
            unitCode,
            code: payoutCode(dossier.code),
            dossier,
            programme: dossier.programme,
            beneficiaryId: dossier.beneficiaryId,
            residentialGroupId: dossier.residentialGroupId,
            amount: dossier.amount,
            paidAt: new Date('2021-09-15T08:00:00+07:00'),
            method: PayoutMethod.CASH,
            receiptNumber: `PC-${dossier.code}`,
            paidById: people.cashier,
            paidByName: 'Cán bộ chi trả',
          })
        }
        // That the two do not go together was decided when both were paid.
        const [first, second] = [ofPersons.programme, ofPersonsToo.programme].toSorted((a, b) => (a.id < b.id ? -1 : 1))
        if (!first || !second) throw new Error('two programmes')
        em.create(Exclusion, { unitCode, one: first, other: second })
        return {
          queries: { dossier: { id: paid.id }, programme: { id: ofPersons.programme.id } },
          mutations: {
            submitDossier: {
              unit: unitCode,
              programmeId: ofPersons.programme.id,
              personId: crypto.randomUUID(),
              quarantineDays: 21,
            },
            approveDossier: { dossierId: waiting.id },
            refuseDossier: { dossierId: toRefuse.id, reason: 'Không đúng đối tượng' },
            confirmPayout: { dossierId: toPay.id, method: new EnumValue('CASH'), receiptNumber: `PC-${code}-2` },
          },
          references: {
            AdminUnit: unitCode,
            Person: paid.beneficiaryId,
            Establishment: establishment.beneficiaryId,
            Document: basisDocumentId,
            Programme: ofPersons.programme.id,
            Dossier: paid.id,
          },
        }
      }),
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
  ... on DossierAlreadyOpen { dossierCode }
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
  ... on DossierAlreadyOpen { dossierCode }
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
