import { z } from 'zod'

const count = z.int().min(0)
const dong = z.int().min(0)
const day = z.iso.date()

interface Unit {
  code: string
  name: string
  level: 'PROVINCE' | 'DISTRICT' | 'COMMUNE'
  validTo?: string | null | undefined
  parent?: Unit | null | undefined
}

const unit: z.ZodType<Unit> = z.object({
  code: z.string().regex(/^\d{2,5}$/, 'an administrative code of 2 to 5 digits'),
  name: z.string().min(1),
  level: z.enum(['PROVINCE', 'DISTRICT', 'COMMUNE']),
  validTo: day.nullish(),
  get parent() {
    return unit.nullish()
  },
})

const establishmentKinds = ['MARKET', 'BOARDING_HOUSE', 'BUSINESS', 'FACTORY', 'CHILDCARE_GROUP', 'OFFICE'] as const

const amount = z.union([
  z.strictObject({ once: dong }),
  z.strictObject({ perDay: dong, maxDays: z.int().min(1), childOnce: dong.optional() }),
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
    .array(z.object({ name: z.string().min(1), kind: z.string(), perResidentialGroup: z.boolean().optional() }))
    .default([]),
  posts: z.array(z.object({ organisation: z.string(), post: z.string(), holder: z.string().nullish() })).default([]),
  documents: z
    .array(
      z.object({
        raw: z.string().min(1),
        type: z.string(),
        issuer: z.string().min(1),
        issuedOn: day.nullable(),
        issuedOnSource: z.string().optional(),
        implements: z.array(z.string()).default([]),
        supplements: z.array(z.string()).default([]),
        replaces: z.array(z.string()).default([]),
        foundedOn: z.array(z.string()).default([]),
      }),
    )
    .default([]),
  testing: z.object({ personsTested: count, positive: count }),
  vaccination: z.object({ doses: count, adverseEvents: count }),
  programmes: z.array(
    z.object({
      code: z.string().min(1),
      basis: z.string().nullable(),
      basisNote: z.string().optional(),
      fund: z.string().min(1),
      beneficiary: z.enum(['PERSON', 'ESTABLISHMENT']),
      countUnit: z.enum(['DOSSIER', 'CASE', 'ESTABLISHMENT', 'HOUSEHOLD']),
      amount,
      requires: z.literal('QUARANTINE_ORDER').optional(),
      excludes: z.array(z.string()).default([]),
    }),
  ),
  payouts: z.array(
    z.object({
      programme: z.string(),
      count,
      amount: dong,
      cases: z.array(z.object({ days: z.int().min(1), child: z.boolean().default(false) })).optional(),
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

function contradictions(file: ScenarioFile): Fault[] {
  const faults: Fault[] = []
  const check = (holds: boolean, path: string, message: string): void => {
    if (!holds) faults.push({ path, message })
  }
  const { population, testing, vaccination } = file
  check(file.unit.level === 'COMMUNE', 'unit.level', 'the unit of a scenario is a COMMUNE')
  check(
    population.households === 0 || population.residentialGroups > 0,
    'population.residentialGroups',
    'households need a residential group',
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
  file.documents.forEach((document, index) => {
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
  file.programmes.forEach(({ basis, excludes }, index) => {
    check(
      basis === null || symbols.has(symbolKey(basis)),
      `programmes[${index}].basis`,
      `no document ${basis} in the file`,
    )
    excludes.forEach((code, place) => {
      check(programmes.has(code), `programmes[${index}].excludes[${place}]`, `no programme ${code} in the file`)
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
    if ('once' in programme.amount) {
      const due = programme.amount.once * payouts
      check(due === total, `${path}.amount`, `${payouts} × ${programme.amount.once} is ${due}`)
      return
    }
    if (!cases) {
      check(payouts === 0, `${path}.cases`, 'a programme paid by the day needs the days of each case')
      return
    }
    check(cases.length === payouts, `${path}.cases`, `${cases.length} cases for ${payouts} payouts`)
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
