import type { EntityClass } from '@mikro-orm/core'
import type { DossierFact, ProgrammeFact, World } from '@vungxanh/scenario'
import {
  acceptFact,
  insertMany,
  type Load,
  type LoadTarget,
  localDateOf,
  type Rows,
  replaceUnit,
} from '@vungxanh/subgraph'
import { ConfirmationRule } from './confirmations/confirmation-rule.ts'
import { knownConfirmationRules } from './confirmations/known-confirmation-rules.ts'
import { seedConfirmations } from './confirmations/seed-confirmations.ts'
import { database } from './database.ts'
import { AmountLine } from './dossiers/amount-line.ts'
import { Decision, DecisionKind } from './dossiers/decision.ts'
import { Dossier } from './dossiers/dossier.ts'
import {
  beneficiaryOf,
  dossierCode,
  refuseApproval,
  refuseRefusal,
  refuseSubmission,
  type Standing,
} from './dossiers/dossier-rules.ts'
import { DossierStatus } from './dossiers/dossier-status.ts'
import { ExclusionClaim } from './dossiers/exclusion-claim.ts'
import { Fund, FundKind } from './funds/fund.ts'
import { availableIn } from './funds/fund-rules.ts'
import { Payout, PayoutMethod, payoutCode } from './payouts/payout.ts'
import { refusePayment, refuseReceipt } from './payouts/payout-rules.ts'
import { AmountFormula } from './programmes/amount-formula.ts'
import { Exclusion } from './programmes/exclusion.ts'
import { knownRates } from './programmes/known-rates.ts'
import { BeneficiaryKind, CountUnit, Programme } from './programmes/programme.ts'
import { computeLines, type Rates, sumOf } from './programmes/programme-rules.ts'

/** Loads a scenario's part of this department through its rules; throws on a fact that they refuse. */
export async function seed(world: World, target: LoadTarget): Promise<Load> {
  const books = new Books(world)
  for (const dossier of world.dossiers) books.enter(dossier)
  const tables: [EntityClass<object>, Rows][] = [
    [Fund, books.funds],
    [Programme, books.programmes],
    [AmountFormula, books.formulas],
    [ConfirmationRule, books.rules],
    [Exclusion, books.exclusions],
    [Dossier, books.dossiers],
    [AmountLine, books.lines],
    [Decision, books.decisions],
    [ExclusionClaim, books.claims],
    [Payout, books.payouts],
  ]
  const { unitCode } = world
  return replaceUnit(database, target, world, async (em, vault) => {
    for (const [entity, rows] of tables) {
      const ofUnit = rows.map((row) => ({ ...row, unitCode }))
      await insertMany(em, entity, ofUnit)
    }
    await seedConfirmations(world, em, vault)
    return tables.reduce((sum, [, rows]) => sum + rows.length, 0)
  })
}

/** The department's books while the facts are entered in their order, each checked as the mutations would check it. */
class Books {
  readonly funds: (Pick<Fund, 'id' | 'code' | 'name' | 'kind' | 'budget'> & { committed: number; paid: number })[]
  readonly programmes: (ReturnType<typeof programmeRow> & { id: string; dossiersOpened: number })[]
  readonly formulas: Record<string, unknown>[]
  readonly rules: Record<string, unknown>[]
  readonly exclusions: { id: string; one: string; other: string }[]
  readonly dossiers: Record<string, unknown>[] = []
  readonly lines: Record<string, unknown>[] = []
  readonly decisions: Record<string, unknown>[] = []
  readonly claims: Record<string, unknown>[] = []
  readonly payouts: Record<string, unknown>[] = []
  readonly #facts: Map<string, ProgrammeFact>
  /** `beneficiary/programme` of each dossier that is not refused. */
  readonly #live = new Set<string>()

  constructor({ funds, programmes }: World) {
    this.funds = funds.map(({ id, code, name, kind, budget }) => {
      const known = Object.values(FundKind).find((value) => value === kind)
      if (!known) throw new Error(`funds ${code}: unknown kind ${kind}`)
      return { id, code, name, kind: known, budget, committed: 0, paid: 0 }
    })
    this.#facts = new Map(programmes.map((programme) => [programme.id, programme]))
    this.programmes = programmes.map((fact, index) => ({ ...programmeRow(fact, index + 1), dossiersOpened: 0 }))
    this.formulas = programmes.map((fact) => ({
      id: crypto.randomUUID(),
      programme: fact.id,
      inForceFrom: fact.inForceFrom,
      ...ratesOf(fact),
      ...markOf(fact),
    }))
    this.rules = programmes.flatMap(({ id: programme, code, inForceFrom }) =>
      knownConfirmationRules
        .filter((rule) => rule.programme === code)
        .map((rule) => ({ ...rule, id: crypto.randomUUID(), programme, inForceFrom })),
    )
    const idOf = new Map(programmes.map(({ code, id }) => [code, id]))
    const pairs = programmes.flatMap(({ code, id, excludes }) =>
      excludes.map((excluded) => {
        const other = idOf.get(excluded) ?? (this.#facts.has(excluded) ? excluded : undefined)
        if (!other) throw new Error(`programmes ${code}: excludes the unknown programme ${excluded}`)
        return [id, other].sort().join(' ')
      }),
    )
    this.exclusions = [...new Set(pairs)].map((pair) => {
      const [one = '', other = ''] = pair.split(' ')
      return { id: crypto.randomUUID(), one, other }
    })
  }

  enter(fact: DossierFact): void {
    const where = `dossiers ${fact.id}`
    const programme = this.#facts.get(fact.programmeId)
    const row = this.programmes.find(({ id }) => id === fact.programmeId)
    const fund = this.funds.find(({ id }) => id === programme?.fundId)
    if (!programme || !row || !fund) throw new Error(`${where}: unknown programme or fund`)
    const rates = ratesOf(programme)
    const terms = { ...programme, beneficiary: BeneficiaryKind[programme.beneficiary], rates }
    acceptFact(where, refuseSubmission(terms, fact, localDateOf(fact.submittedAt)))
    const beneficiary = beneficiaryOf(terms.beneficiary, fact)
    if (!beneficiary) throw new Error(`${where}: no beneficiary`)
    const held = this.exclusions.filter(({ one, other }) => one === programme.id || other === programme.id)
    this.#claim(where, beneficiary.id, programme, held, fact.refusal !== null)

    const lines = computeLines(rates, fact)
    const amount = sumOf(lines)
    const code = dossierCode(programme.code, ++row.dossiersOpened)
    const standing = this.#decide(where, fact)
    if (standing.status === DossierStatus.APPROVED || standing.status === DossierStatus.PAID) {
      if (amount > availableIn(fund))
        throw new Error(`${where}: FundExhausted: ${availableIn(fund)} left in ${fund.code}`)
      fund[standing.status === DossierStatus.PAID ? 'paid' : 'committed'] += amount
    }
    this.dossiers.push({
      id: fact.id,
      code,
      programme: programme.id,
      formula: this.formulas.find((formula) => formula.programme === programme.id)?.id,
      amount,
      beneficiaryKind: beneficiary.kind,
      beneficiaryId: beneficiary.id,
      residentialGroupId: fact.groupId,
      otherResidenceCode: fact.otherResidence ?? null,
      quarantineDays: fact.quarantineDays,
      isChild: fact.isChild,
      submittedAt: fact.submittedAt,
      submittedByName: fact.submittedBy.name,
      ...standing,
      paidById: fact.payout?.by.id ?? null,
    })
    lines.forEach((line, index) => {
      this.lines.push({ id: crypto.randomUUID(), dossier: fact.id, place: index + 1, ...line })
    })
    for (const { id: exclusion } of held) {
      const claim = { id: crypto.randomUUID(), dossier: fact.id, exclusion, beneficiaryId: beneficiary.id }
      this.claims.push({ ...claim, releasedAt: fact.refusal?.at ?? null })
    }
    if (fact.payout)
      this.payouts.push({
        id: fact.payout.id,
        code: payoutCode(code),
        dossier: fact.id,
        programme: programme.id,
        beneficiaryId: beneficiary.id,
        residentialGroupId: fact.groupId,
        amount,
        paidAt: fact.payout.at,
        method: PayoutMethod.CASH,
        receiptNumber: fact.payout.receiptNumber,
        paidById: fact.payout.by.id,
        paidByName: fact.payout.by.name,
      })
  }

  #claim(
    where: string,
    beneficiaryId: string,
    { id, code }: ProgrammeFact,
    held: { one: string; other: string }[],
    refused: boolean,
  ): void {
    if (this.#live.has(`${beneficiaryId}/${id}`)) throw new Error(`${where}: DossierAlreadyOpen in ${code}`)
    for (const { one, other } of held) {
      const rival = one === id ? other : one
      if (this.#live.has(`${beneficiaryId}/${rival}`))
        throw new Error(`${where}: ExcludedByOtherProgramme ${this.#facts.get(rival)?.code}`)
    }
    if (!refused) this.#live.add(`${beneficiaryId}/${id}`)
  }

  /** Walks the dossier through its decisions; where it stands at the end. */
  #decide(where: string, { id, submittedAt, submittedBy, approvals, refusal, payout }: DossierFact) {
    const standing: Standing & { firstApprovedById: string | null; secondApprovedById: string | null } = {
      status: DossierStatus.SUBMITTED,
      submittedById: submittedBy.id,
      firstApprovedById: null,
      secondApprovedById: null,
    }
    let before = submittedAt
    const then = (at: Date): void => {
      if (at < before) throw new Error(`${where}: decided or paid before what must come first`)
      before = at
    }
    for (const approval of approvals) {
      then(approval.at)
      acceptFact(where, refuseApproval(standing, approval.by.id))
      const isFirst = standing.status === DossierStatus.SUBMITTED
      standing[isFirst ? 'firstApprovedById' : 'secondApprovedById'] = approval.by.id
      standing.status = isFirst ? DossierStatus.FIRST_APPROVED : DossierStatus.APPROVED
      this.#decided(id, approval, isFirst ? DecisionKind.FIRST_APPROVAL : DecisionKind.SECOND_APPROVAL, null)
    }
    if (refusal) {
      then(refusal.at)
      acceptFact(where, refuseRefusal(standing, refusal.reason))
      standing.status = DossierStatus.REFUSED
      this.#decided(id, refusal, DecisionKind.REFUSAL, refusal.reason)
    }
    if (payout) {
      then(payout.at)
      acceptFact(where, refusePayment(standing, payout.by.id) ?? refuseReceipt(payout.receiptNumber))
      standing.status = DossierStatus.PAID
    }
    return standing
  }

  #decided(
    dossier: string,
    { id, at, by }: DossierFact['approvals'][number],
    kind: DecisionKind,
    reason: string | null,
  ): void {
    this.decisions.push({ id, dossier, kind, decidedById: by.id, decidedByName: by.name, decidedAt: at, reason })
  }
}

function programmeRow(fact: ProgrammeFact, place: number) {
  const { id, code, name, basisDocumentId, basisNote, requiresQuarantineOrder, inForceFrom, inForceTo } = fact
  return {
    id,
    code,
    name,
    place,
    fund: fact.fundId,
    basisDocumentId,
    basisNote,
    beneficiary: BeneficiaryKind[fact.beneficiary],
    countUnit: CountUnit[fact.countUnit],
    requiresQuarantineOrder,
    inForceFrom,
    inForceTo,
  }
}

function ratesOf({ once, perDay, maxDays, childOnce }: Rates): Required<Rates> {
  return { once: once ?? null, perDay: perDay ?? null, maxDays: maxDays ?? null, childOnce: childOnce ?? null }
}

/** Rates count as verified only when they are the very ones that were found in a source. */
function markOf(fact: ProgrammeFact): { verified: boolean; source: string | null } {
  const known = knownRates.find(({ programme }) => programme === fact.code)
  const same = known && JSON.stringify(ratesOf(known)) === JSON.stringify(ratesOf(fact))
  return same ? { verified: known.verified, source: known.source } : { verified: false, source: null }
}
