import type { Chance } from './chance.ts'
import { dayBefore, registryOpening } from './days.ts'
import type { Officers } from './generate.ts'
import type { PopulationFacts } from './generate-population.ts'
import { type ScenarioFile, symbolKey } from './scenario-file.ts'
import type { DossierFact, EstablishmentFact, FundFact, PersonFact, ProgrammeFact } from './world.ts'

/** A person in quarantine whom a programme pays by the day. */
export interface QuarantineCase {
  person: PersonFact
  startsOn: string
  days: number
}

export interface MoneyFacts {
  funds: FundFact[]
  programmes: ProgrammeFact[]
  dossiers: DossierFact[]
  quarantines: QuarantineCase[]
}

interface Setting extends PopulationFacts {
  officers: Officers
  documentId: (symbol: string) => string | null
}

const fundNames: Record<string, string> = {
  STATE_BUDGET: 'Ngân sách nhà nước',
  CITY_BUDGET: 'Ngân sách thành phố',
  FATHERLAND_FRONT: 'Quỹ của Ủy ban MTTQ Việt Nam',
}

const programmeNames: Record<string, string> = {
  'NQ68-FREELANCE': 'Hỗ trợ lao động tự do theo Nghị quyết 68/NQ-CP',
  'NQ15-HANOI': 'Hỗ trợ theo Nghị quyết 15/NQ-HĐND',
  CHILDCARE: 'Hỗ trợ nhóm trẻ, lớp mẫu giáo độc lập',
  'NQ68-F1': 'Hỗ trợ người cách ly y tế (F1) theo Nghị quyết 68/NQ-CP',
  'MTTQ-1371': 'Hỗ trợ của MTTQ theo văn bản 1371/MTTQ-BTT',
}

const PENDING_PER_KIND = 3
const PAYING_DAYS = 16
const CHILD_AGE = 16

export function generateMoney(file: ScenarioFile, asOf: Date, setting: Setting, chance: Chance): MoneyFacts {
  const programmes = file.programmes.map((programme): ProgrammeFact => {
    const { amount } = programme
    return {
      id: chance.id(`programme/${programme.code}`),
      code: programme.code,
      name: programmeNames[programme.code] ?? programme.code,
      fundId: chance.id(`fund/${programme.fund}`),
      basisDocumentId: programme.basis && setting.documentId(programme.basis),
      basisNote: programme.basisNote ?? null,
      beneficiary: programme.beneficiary,
      countUnit: programme.countUnit,
      once: 'once' in amount ? amount.once : null,
      perDay: 'perDay' in amount ? amount.perDay : null,
      maxDays: 'maxDays' in amount ? amount.maxDays : null,
      childOnce: 'childOnce' in amount ? (amount.childOnce ?? null) : null,
      excludes: programme.excludes,
      requiresQuarantineOrder: programme.requires === 'QUARANTINE_ORDER',
      inForceFrom: basisOf(programme.basis, file)?.issuedOn ?? registryOpening(asOf),
      inForceTo: null,
    }
  })
  const dossiers = new DossierMaker(asOf, setting, chance)
  for (const line of file.payouts) {
    const programme = programmes.find(({ code }) => code === line.programme) as ProgrammeFact
    for (let index = 0; index < line.count; index++) dossiers.paid(programme, line.cases?.[index])
  }
  // A desk is never empty: a few applications wait at each step, so that the demonstration has work to do.
  for (const programme of programmes.filter(isSimple).slice(0, 2))
    for (let step = 0; step < PENDING_PER_KIND; step++) dossiers.pending(programme, step)
  return { funds: fundsOf(file, chance), programmes, dossiers: dossiers.all, quarantines: dossiers.quarantines }
}

/** What a person may be given without an order of quarantine that would have to be made up with it. */
function isSimple({ once, beneficiary, requiresQuarantineOrder }: ProgrammeFact): boolean {
  return once !== null && beneficiary === 'PERSON' && !requiresQuarantineOrder
}

function basisOf(basis: string | null, { documents }: ScenarioFile) {
  return documents.find(({ raw }) => basis && symbolKey(raw) === symbolKey(basis))
}

/** Twice what is paid, and at least one application more of each programme, up to whole hundreds of millions. */
function fundsOf(file: ScenarioFile, chance: Chance): FundFact[] {
  const HUNDRED_MILLION = 100_000_000
  return [...new Set(file.programmes.map(({ fund }) => fund))].map((code) => {
    const codes = file.programmes.filter(({ fund }) => fund === code).map((programme) => programme.code)
    const paid = file.payouts
      .filter(({ programme }) => codes.includes(programme))
      .reduce((sum, { amount }) => sum + amount, 0)
    const waiting = file.programmes
      .filter((programme) => programme.fund === code)
      .reduce((sum, { amount }) => sum + ('once' in amount ? amount.once : 0), 0)
    return {
      id: chance.id(`fund/${code}`),
      code,
      name: fundNames[code] ?? code,
      kind: code,
      budget: (Math.ceil((paid + Math.max(paid, waiting)) / HUNDRED_MILLION) + 1) * HUNDRED_MILLION,
    }
  })
}

class DossierMaker {
  readonly all: DossierFact[] = []
  readonly quarantines: QuarantineCase[] = []
  readonly #asOf: Date
  readonly #officers: Officers
  readonly #chance: Chance
  readonly #adults: PersonFact[]
  readonly #children: PersonFact[]
  readonly #childcare: EstablishmentFact[]
  #receipts = 0

  constructor(asOf: Date, { people, establishments, officers }: Setting, chance: Chance) {
    this.#asOf = asOf
    this.#officers = officers
    this.#chance = chance
    const year = Number(dayBefore(asOf, 0).slice(0, 4))
    const shuffled = chance.shuffled(people)
    this.#adults = shuffled.filter(({ birthYear }) => year - birthYear >= CHILD_AGE)
    this.#children = shuffled.filter(({ birthYear }) => year - birthYear < CHILD_AGE)
    this.#childcare = establishments.filter(({ kind }) => kind === 'CHILDCARE_GROUP')
  }

  paid(programme: ProgrammeFact, quarantine?: { days: number; child: boolean }): void {
    const dossier = this.#submitted(programme, quarantine)
    dossier.approvals = [
      { id: this.#id(dossier, 'first'), at: this.#moment(programme, 30, 40), by: this.#officers.deputyApprover },
      { id: this.#id(dossier, 'second'), at: this.#moment(programme, 45, 60), by: this.#officers.approver },
    ]
    dossier.payout = {
      id: this.#id(dossier, 'payout'),
      at: this.#moment(programme, 65, 95),
      by: this.#officers.cashier,
      receiptNumber: `PC-${String(++this.#receipts).padStart(5, '0')}`,
    }
  }

  /** Waiting for the first approval, for the second, or for the cashier. */
  pending(programme: ProgrammeFact, step: number): void {
    if (this.#adults.length === 0) return
    const dossier = this.#submitted(programme)
    const approvers = [this.#officers.deputyApprover, this.#officers.approver]
    dossier.approvals = approvers.slice(0, step).map((by, place) => ({
      id: this.#id(dossier, `approval-${place}`),
      at: this.#moment(programme, 60 + 15 * place, 70 + 15 * place),
      by,
    }))
  }

  #submitted(programme: ProgrammeFact, quarantine?: { days: number; child: boolean }): DossierFact {
    const establishment = programme.beneficiary === 'ESTABLISHMENT' ? this.#childcare.pop() : undefined
    const person = establishment ? undefined : this.#nextPerson(quarantine?.child ?? false)
    const beneficiary = establishment ?? person
    if (!beneficiary) throw new Error(`nobody is left to be paid under ${programme.code}`)
    if (quarantine && person) {
      // Over before the dossier comes in, and as long ago as three weeks of quarantine were still the rule.
      const startsOn = dayBefore(
        this.#asOf,
        Math.max(quarantine.days + PAYING_DAYS + 1, 105 - 2 * this.quarantines.length),
      )
      this.quarantines.push({ person, startsOn, days: quarantine.days })
    }
    const dossier: DossierFact = {
      id: this.#chance.id(`dossier/${programme.code}/${this.all.length + 1}`),
      programmeId: programme.id,
      personId: person?.id ?? null,
      establishmentId: establishment?.id ?? null,
      groupId: beneficiary.groupId,
      submittedAt: this.#moment(programme, 5, 25),
      submittedBy: this.#officers.welfareOfficer,
      quarantineDays: quarantine?.days ?? null,
      isChild: quarantine?.child ?? false,
      approvals: [],
      refusal: null,
      payout: null,
    }
    this.all.push(dossier)
    return dossier
  }

  #nextPerson(child: boolean): PersonFact | undefined {
    const [first, second] = child ? [this.#children, this.#adults] : [this.#adults, this.#children]
    return first.pop() ?? second.pop()
  }

  /** A moment some percent of the way through the fortnight before the report, or since the programme began. */
  #moment({ inForceFrom }: ProgrammeFact, fromPercent: number, toPercent: number): Date {
    const end = this.#asOf.getTime()
    const start = Math.max(end - PAYING_DAYS * 86_400_000, Date.parse(`${inForceFrom}T00:00:00+07:00`))
    const permille = this.#chance.between(fromPercent * 10, toPercent * 10)
    return new Date(Math.floor((start + ((end - start) * permille) / 1000) / 1000) * 1000)
  }

  #id(dossier: DossierFact, what: string): string {
    return this.#chance.id(`${dossier.id}/${what}`)
  }
}
