import type { Role } from '@vungxanh/access'
import { numberDigest, placeOf, type Vault } from '@vungxanh/subgraph'
import { departmentTest, EnumValue, type Given, type Standing, type World } from '@vungxanh/testing'
import { Confirmation, ConfirmationAnswer, ReceivedStage } from './confirmations/confirmation.ts'
import { ConfirmationRequest, sealQuestion, secretOfQuestion } from './confirmations/confirmation-request.ts'
import { ConfirmationRule } from './confirmations/confirmation-rule.ts'
import { type Claims, newKeyPair, type Signer, seconds, signToken } from './confirmations/confirmation-token.ts'
import { IssuerKey } from './confirmations/issuer-key.ts'
import { privateKeyColumn, SigningKey } from './confirmations/signing-key.ts'
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
  otherResidenceCode?: string
  status?: DossierStatus
}

type Manager = Parameters<Parameters<Given['save']>[0]>[0]

export interface Validity {
  validFrom?: Date
  validUntil?: Date
}

/** A ward's whole key: the tests sign for it. */
export interface OtherWard extends Signer {
  issuerCode: string
}

async function trusted(
  em: Manager,
  issuerCode: string,
  { validFrom = new Date('2020-01-01'), validUntil }: Validity = {},
): Promise<OtherWard> {
  const { d, x } = await newKeyPair()
  const keyId = `${issuerCode}-${crypto.randomUUID()}`
  em.create(IssuerKey, {
    issuerCode,
    issuerName: `Phường ${issuerCode}`,
    keyId,
    publicKey: x,
    validFrom,
    validUntil,
    isHere: false,
    source: 'Bàn giao trực tiếp',
  })
  return { issuerCode, keyId, d, x }
}

const MONTH = 30 * 86_400_000

/** The number of whoever a question asks about, as the tests' registers have it. */
export const NUMBER = '001080012345'

const SECRET = Buffer.alloc(32, 9).toString('base64url')

export function questionClaims(from: string, to: string): Claims<'question'> {
  const now = Date.now()
  return {
    iss: from,
    aud: to,
    jti: crypto.randomUUID(),
    prg: 'P1',
    prn: 'Chương trình 1',
    key: SECRET,
    iat: seconds(new Date(now)),
    exp: seconds(new Date(now + MONTH)),
  }
}

export function claimsTo(
  request: Pick<ConfirmationRequest, 'id' | 'unitCode' | 'askedUnit' | 'programmeCode'> & { secret?: string },
): Claims<'answer'> {
  const now = Date.now()
  return {
    iss: request.askedUnit,
    aud: request.unitCode,
    jti: crypto.randomUUID(),
    req: request.id,
    prg: request.programmeCode,
    who: [numberDigest(request.secret ?? SECRET, NUMBER)],
    ans: 'NOT_RECEIVED',
    by: 'Cán bộ nơi kia',
    ask: seconds(new Date(now)),
    iat: seconds(new Date(now)),
    exp: seconds(new Date(now + MONTH)),
  }
}

export const signAnswer = (by: OtherWard, claims: Claims<'answer'>): Promise<string> => signToken('answer', claims, by)

async function questionOf(
  { em, vault, by }: { em: Manager; vault: Vault; by: OtherWard },
  dossier: Dossier,
  { code, name }: Programme,
  askedUnit: string,
): Promise<ConfirmationRequest> {
  const claims = questionClaims(dossier.unitCode, askedUnit)
  const questionSealed = sealQuestion(claims.jti, await signToken('question', claims, by), vault)
  return em.create(ConfirmationRequest, {
    id: claims.jti,
    unitCode: dossier.unitCode,
    askedUnit,
    programmeCode: code,
    programmeName: name,
    dossier,
    beneficiaryId: dossier.beneficiaryId,
    questionSealed,
    digests: [numberDigest(SECRET, NUMBER)],
    indexes: ['aW5kZXg'],
    identifiedAt: new Date(),
    askedAt: new Date(),
    askedById: people.officer,
    askedByName: 'Cán bộ',
    expiresAt: new Date(Date.now() + MONTH),
  })
}

function builders({ unit: unitCode, vault, save }: Given) {
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
      { beneficiaryId, otherResidenceCode, status = DossierStatus.SUBMITTED }: DossierSetting = {},
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
          otherResidenceCode,
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
    /** What was asked of whom and found, as the events said it; the tests' registers are not there to be asked. */
    request: (id: string) =>
      save(async (em) => {
        const request = await em.findOneOrFail(ConfirmationRequest, { id }, { filters: false })
        const { unitCode: asking, askedUnit, programmeCode, searchedAt, foundId } = request
        const secret = await secretOfQuestion(request, { vault, em })
        return { id, unitCode: asking, askedUnit, programmeCode, searchedAt, foundId, secret }
      }),
    /** Whether the programme asks for the other ward's confirmation, from a day on. */
    rule: ({ id }: Programme, inForceFrom: string, required: boolean, validDays = 30) =>
      save((em) =>
        em.create(ConfirmationRule, {
          unitCode,
          programme: em.getReference(Programme, id),
          inForceFrom,
          required,
          validDays,
          verified: false,
        }),
      ),
    /** A ward on another installation, whose key this one was handed. */
    elsewhere: (issuerCode: string, validity?: Validity) => save((em) => trusted(em, issuerCode, validity)),
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
        const [one, two] = [ofPersons.programme, ofHouseholds.programme].toSorted((a, b) => (a.id < b.id ? -1 : 1))
        if (!one || !two) throw new Error('two programmes')
        const exclusion = em.create(Exclusion, { unitCode, one, other: two })

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
            otherResidenceCode: programme.beneficiary === BeneficiaryKind.PERSON ? '00001' : null,
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

        for (const { programme } of [ofPersons, ofPersonsToo])
          em.create(ConfirmationRule, {
            unitCode,
            programme,
            inForceFrom: '2020-01-01',
            required: true,
            validDays: 30,
            verified: false,
            source: 'Quyết định 15/2020/QĐ-TTg',
          })
        // Codes of wards that are no test's own.
        const other = await trusted(em, String(10_000 + number), { validUntil: new Date('2099-12-31') })
        const keyId = crypto.randomUUID()
        const privateSealed = vault.seal('d', placeOf(privateKeyColumn, keyId))
        em.create(SigningKey, {
          ...{ id: keyId, unitCode, keyId, publicKey: 'x', privateSealed, createdAt: new Date() },
          retiredAt: new Date(),
        })
        const asked = (dossier: Dossier) =>
          questionOf({ em, vault, by: other }, dossier, ofPersons.programme, other.issuerCode)
        const answered = await asked(paid)
        const toEnter = await asked(waiting)
        await em.flush()
        const answerTo = (request: ConfirmationRequest) => signAnswer(other, claimsTo(request))
        em.create(Confirmation, {
          unitCode,
          askedUnit: other.issuerCode,
          request: answered,
          answer: ConfirmationAnswer.RECEIVED,
          stage: ReceivedStage.PAID,
          paidOn: '2021-08-12',
          answeredByName: 'Cán bộ nơi kia',
          answeredAt: new Date(),
          expiresAt: answered.expiresAt,
          keyId: other.keyId,
          token: await answerTo(answered),
          enteredAt: new Date(),
          enteredByName: 'Cán bộ',
        })
        const received = async (): Promise<ConfirmationRequest> => {
          const claims = questionClaims(other.issuerCode, unitCode)
          return em.create(ConfirmationRequest, {
            id: claims.jti,
            unitCode: other.issuerCode,
            askedUnit: unitCode,
            programmeCode: ofPersons.programme.code,
            programmeName: claims.prn,
            questionSealed: sealQuestion(claims.jti, await signToken('question', claims, other), vault),
            askedAt: new Date(),
            expiresAt: answered.expiresAt,
            receivedAt: new Date(),
            receivedByName: 'Cán bộ',
            searchedAt: new Date(),
            searchedByName: 'Cán bộ',
            foundAt: new Date(),
            foundId: paid.beneficiaryId,
            foundDigests: ['d'],
          })
        }
        const toAnswer = await received()
        const toSearch = await received()
        em.create(Confirmation, {
          unitCode: other.issuerCode,
          askedUnit: unitCode,
          request: await received(),
          answer: ConfirmationAnswer.NOT_RECEIVED,
          answeredByName: 'Cán bộ',
          answeredAt: new Date(),
          expiresAt: answered.expiresAt,
          keyId,
          token: 'giấy xác nhận',
          againstBooks: 'Hồ sơ đã rút, chờ lãnh đạo từ chối',
        })
        const question = await signToken('question', questionClaims(other.issuerCode, unitCode), other)
        return {
          queries: {
            dossier: { id: paid.id },
            programme: { id: ofPersons.programme.id },
            confirmationRequests: { incoming: true },
            confirmationRequest: { id: answered.id },
          },
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
            askConfirmation: { dossierId: waiting.id, unit: '00002' },
            enterConfirmation: { requestId: toEnter.id, token: await answerTo(toEnter) },
            receiveConfirmationRequest: { unit: unitCode, token: question, personId: crypto.randomUUID() },
            searchForConfirmation: { requestId: toSearch.id, personId: crypto.randomUUID() },
            answerConfirmation: { requestId: toAnswer.id, answer: new EnumValue('RECEIVED') },
          },
          references: {
            AdminUnit: unitCode,
            Person: paid.beneficiaryId,
            Establishment: establishment.beneficiaryId,
            Document: basisDocumentId,
            Programme: ofPersons.programme.id,
            Dossier: paid.id,
            ConfirmationRequest: answered.id,
          },
          required: { AdminUnit: { name: 'Phường Cũ', validTo: '2999-12-31', successorNames: ['Phường Mới'] } },
        }
      }),
  }
}

/** The builders of the test's ward, and of others on the same installation. */
const buildersOfWards = (given: Given) => ({
  ...builders(given),
  neighbour: (code: string) => builders(given.in(code)),
})

export type Wards = ReturnType<typeof buildersOfWards>

export const test = departmentTest({ database, subgraph, given: buildersOfWards })

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
  ... on ReceivedElsewhere { unitCode }
  ... on FundExhausted { available }
  ... on InvalidInput { field }
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
  unitCode?: string
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
    approve: (dossierId: string, account: string, note?: string, more: object = {}) =>
      act('APPROVER', account, APPROVE, { dossierId, note, ...more }),
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
