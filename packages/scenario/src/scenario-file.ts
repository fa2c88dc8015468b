import { z } from 'zod'
import { dayBefore } from './days.ts'

// Six digits are the running part of the synthetic identity and telephone numbers.
const count = z.int().min(0).max(999_999)
const MOST_DONG = 1_000_000_000_000
const dong = z.int().min(0).max(MOST_DONG)
const rate = z.int().min(1).max(MOST_DONG)
// No quarantine order of the epidemic was longer.
const quarantineDays = z.int().min(1).max(60)
const day = z.iso.date()
const text = z.string().regex(/^[^\0]*$/, 'holds U+0000, which no database keeps')

interface Unit {
  code: string
  name: string
  level: 'PROVINCE' | 'DISTRICT' | 'COMMUNE'
  validFrom?: string | null | undefined
  validTo?: string | null | undefined
  parent?: Unit | null | undefined
  /** What it became, wholly or in part, and by which document. */
  successors?: Succession[] | null | undefined
  /** What it stands for, wholly or in part; the unit named there is the one that ended. */
  predecessors?: Succession[] | null | undefined
}

interface Succession {
  unit: Unit
  kind: 'MERGED' | 'SPLIT' | 'RENAMED'
  /** The first day of the new; the old ended on the day before. */
  on: string
  document: string
  /** Said of nothing that was not read in the document itself. */
  verified: boolean
}

const unit: z.ZodType<Unit> = z.object({
  code: z.string().regex(/^\d{2,5}$/, 'an administrative code of 2 to 5 digits'),
  name: text.min(1),
  level: z.enum(['PROVINCE', 'DISTRICT', 'COMMUNE']),
  validFrom: day.nullish(),
  validTo: day.nullish(),
  get parent() {
    return unit.nullish()
  },
  get successors() {
    return z.array(succession).nullish()
  },
  get predecessors() {
    return z.array(succession).nullish()
  },
})

const succession: z.ZodType<Succession> = z.object({
  get unit() {
    return unit
  },
  kind: z.enum(['MERGED', 'SPLIT', 'RENAMED']),
  on: day,
  document: text.min(1),
  verified: z.boolean().default(false),
})

const funds = ['STATE_BUDGET', 'CITY_BUDGET', 'FATHERLAND_FRONT'] as const

export const establishmentKinds = [
  'MARKET',
  'BOARDING_HOUSE',
  'BUSINESS',
  'FACTORY',
  'CHILDCARE_GROUP',
  'OFFICE',
] as const

const amount = z.union([
  z.strictObject({ once: rate }),
  z.strictObject({ perDay: rate, maxDays: z.int().min(1), childOnce: rate.optional() }),
])

const scenario = z.object({
  scenario: z.string().regex(/^[a-z0-9-]+$/, 'a name of lower-case letters, digits and hyphens'),
  asOf: z.iso.datetime({ offset: true }),
  randomSeed: z.int(),
  unit,
  population: z.object({
    residentialGroups: count,
    households: count,
    persons: count,
    arrivalsFromEpidemicAreas: count.default(0),
  }),
  establishments: z
    .object(Object.fromEntries(establishmentKinds.map((kind) => [kind, count.optional()])))
    .prefault({}) as z.ZodType<Partial<Record<(typeof establishmentKinds)[number], number>>>,
  organisations: z
    .array(z.object({ name: text.min(1), kind: text, perResidentialGroup: z.boolean().optional() }))
    .default([]),
  posts: z.array(z.object({ organisation: text, post: text, holder: text.nullish() })).default([]),
  documents: z
    .array(
      z.object({
        raw: text.min(1),
        type: text,
        issuer: text.min(1),
        issuedOn: day.nullable(),
        issuedOnSource: text.optional(),
        implements: z.array(text).default([]),
        supplements: z.array(text).default([]),
        replaces: z.array(text).default([]),
        foundedOn: z.array(text).default([]),
      }),
    )
    .default([]),
  testing: z.object({ personsTested: count, positive: count }),
  vaccination: z.object({ doses: count, adverseEvents: count }),
  /** Wards whose people are here as well: one on this installation, one that is not. */
  neighbours: z.array(z.object({ code: text, name: text, isHere: z.boolean() })).optional(),
  programmes: z.array(
    z.object({
      code: text.min(1),
      basis: text.nullable(),
      basisNote: text.optional(),
      fund: z.enum(funds),
      beneficiary: z.enum(['PERSON', 'ESTABLISHMENT']),
      countUnit: z.enum(['DOSSIER', 'CASE', 'ESTABLISHMENT', 'HOUSEHOLD']),
      amount,
      requires: z.literal('QUARANTINE_ORDER').optional(),
      excludes: z.array(text).default([]),
    }),
  ),
  payouts: z.array(
    z.object({
      programme: text,
      count,
      amount: dong,
      cases: z.array(z.object({ days: quarantineDays, child: z.boolean().default(false) })).optional(),
    }),
  ),
})

export type ScenarioFile = z.infer<typeof scenario>
export type EstablishmentKind = (typeof establishmentKinds)[number]

/** One thing that is wrong with a scenario file, and where: `payouts[3].amount`. */
export interface Fault {
  path: string
  message: string
}

export class ScenarioRefused extends Error {
  readonly faults: Fault[]

  constructor(faults: Fault[]) {
    super(
      `The scenario file is refused:\n${faults.map(({ path, message }) => `  ${path || '(file)'}: ${message}`).join('\n')}`,
    )
    this.faults = faults
  }
}

/** Reads a scenario and checks that its figures can all be true at once. @throws ScenarioRefused with every fault found. */
export function readScenario(text: string): ScenarioFile {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new ScenarioRefused([{ path: '', message: `not JSON: ${error instanceof Error ? error.message : error}` }])
  }
  const parsed = scenario.safeParse(json)
  if (!parsed.success) {
    throw new ScenarioRefused(parsed.error.issues.map(({ path, message }) => ({ path: written(path), message })))
  }
  const faults = contradictions(parsed.data)
  if (faults.length > 0) throw new ScenarioRefused(faults)
  return parsed.data
}

function written(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}${text && '.'}${String(part)}`),
    '',
  )
}

/** A document's number and symbol as references between documents compare them. */
export function symbolKey(raw: string): string {
  return raw.normalize('NFC').replace(/\s+/g, '').toUpperCase()
}

const levels = ['PROVINCE', 'DISTRICT', 'COMMUNE']

/** The codes of a unit and of those above it, up to but not including `above`. */
function codesBelow(unit: Unit, above: Unit): string[] {
  const codes: string[] = []
  for (let each: Unit | null | undefined = unit; each && each !== above; each = each.parent) codes.push(each.code)
  return codes
}

function contradictions(file: ScenarioFile): Fault[] {
  const faults: Fault[] = []
  const check = (holds: boolean, path: string, message: string): void => {
    if (!holds) faults.push({ path, message })
  }
  const { population, testing, vaccination } = file
  check(file.unit.level === 'COMMUNE', 'unit.level', 'the unit of a scenario is a COMMUNE')
  let path = 'unit.parent'
  for (let unit: Unit = file.unit; unit.parent; unit = unit.parent, path += '.parent') {
    const { level } = unit.parent
    check(
      levels.indexOf(level) < levels.indexOf(unit.level),
      `${path}.level`,
      `no ${level} stands above a ${unit.level}`,
    )
    check(!codesBelow(file.unit, unit.parent).includes(unit.parent.code), `${path}.code`, 'a unit is not above itself')
  }
  check(Date.parse(file.asOf) <= Date.now(), 'asOf', 'lies in the future')
  check(
    population.households === 0 || population.residentialGroups > 0,
    'population.residentialGroups',
    'households need a residential group',
  )
  check(
    Object.values(file.establishments).every((number) => !number) || population.residentialGroups > 0,
    'population.residentialGroups',
    'establishments need a residential group',
  )
  check(population.persons >= population.households, 'population.persons', 'fewer persons than households')
  check(population.households > 0 || population.persons === 0, 'population.households', 'persons need a household')
  check(
    population.arrivalsFromEpidemicAreas <= population.persons - population.households,
    'population.arrivalsFromEpidemicAreas',
    'more arrivals than persons beside the heads of households',
  )
  check(testing.personsTested <= population.persons, 'testing.personsTested', 'more persons tested than there are')
  check(testing.positive <= testing.personsTested, 'testing.positive', 'more positive than tested')
  check(vaccination.adverseEvents <= vaccination.doses, 'vaccination.adverseEvents', 'more adverse events than doses')

  check(vaccination.doses <= 2 * population.persons, 'vaccination.doses', 'more than two doses a person')

  const symbols = new Set(file.documents.map(({ raw }) => symbolKey(raw)))
  const today = dayBefore(new Date(file.asOf), 0)
  file.documents.forEach((document, index) => {
    const { raw, issuedOn } = document
    const isFirst = file.documents.findIndex((other) => symbolKey(other.raw) === symbolKey(raw)) === index
    check(isFirst, `documents[${index}].raw`, 'two documents have one symbol')
    check(!issuedOn || issuedOn <= today, `documents[${index}].issuedOn`, 'issued after asOf')
    for (const kind of ['implements', 'supplements', 'replaces', 'foundedOn'] as const) {
      document[kind].forEach((symbol, place) => {
        check(
          symbols.has(symbolKey(symbol)),
          `documents[${index}].${kind}[${place}]`,
          `no document ${symbol} in the file`,
        )
      })
    }
  })
  const organisations = new Set(file.organisations.map(({ name }) => name))
  file.posts.forEach(({ organisation }, index) => {
    check(
      organisations.has(organisation),
      `posts[${index}].organisation`,
      `no organisation ${organisation} in the file`,
    )
  })
  const programmes = new Map(file.programmes.map((programme) => [programme.code, programme]))
  check(programmes.size === file.programmes.length, 'programmes', 'two programmes have one code')
  file.programmes.forEach(({ code: own, basis, excludes }, index) => {
    check(
      basis === null || symbols.has(symbolKey(basis)),
      `programmes[${index}].basis`,
      `no document ${basis} in the file`,
    )
    excludes.forEach((code, place) => {
      const path = `programmes[${index}].excludes[${place}]`
      check(programmes.has(code), path, `no programme ${code} in the file`)
      check(code !== own, path, 'a programme does not exclude itself')
    })
  })
  let persons = 0
  let establishments = 0
  const childcare = file.establishments.CHILDCARE_GROUP ?? 0
  file.payouts.forEach(({ programme: code, count: payouts, amount: total, cases }, index) => {
    const path = `payouts[${index}]`
    const programme = programmes.get(code)
    if (!programme) {
      faults.push({ path: `${path}.programme`, message: `no programme ${code} in the file` })
      return
    }
    check(
      file.payouts.findIndex((line) => line.programme === code) === index,
      `${path}.programme`,
      'one line per programme',
    )
    const basis = file.documents.find(({ raw }) => programme.basis && symbolKey(raw) === symbolKey(programme.basis))
    const inForce = !basis?.issuedOn || Date.parse(`${basis.issuedOn}T00:00:00+07:00`) < Date.parse(file.asOf)
    check(payouts === 0 || inForce, `${path}.programme`, `paid before its basis ${programme.basis} was issued`)
    if (programme.beneficiary === 'PERSON') persons += payouts
    else establishments += payouts
    const isByQuarantine = 'perDay' in programme.amount || programme.requires !== undefined
    check(isByQuarantine || !cases, `${path}.cases`, 'only a programme for quarantine has cases')
    check(
      !isByQuarantine || (cases?.length ?? 0) === payouts,
      `${path}.cases`,
      `${cases?.length ?? 0} cases for ${payouts} payouts: a programme for quarantine needs the days of each`,
    )
    if ('once' in programme.amount) {
      const due = programme.amount.once * payouts
      check(due === total, `${path}.amount`, `${payouts} × ${programme.amount.once} is ${due}`)
      return
    }
    if (!cases) return
    const { perDay, maxDays, childOnce = 0 } = programme.amount
    const due = cases.reduce(
      (sum, { days, child }) => sum + Math.min(days, maxDays) * perDay + (child ? childOnce : 0),
      0,
    )
    check(due === total, `${path}.amount`, `the cases come to ${due}`)
  })
  check(persons <= population.persons, 'payouts', 'more persons paid than there are')
  check(establishments <= childcare, 'establishments.CHILDCARE_GROUP', 'fewer childcare groups than are paid')
  return faults
}
