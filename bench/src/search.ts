import { readdirSync, readFileSync } from 'node:fs'
import type { World } from '@vungxanh/scenario'
import type { Platform } from '@vungxanh/tools/platform'
import { Client } from './load.ts'
import { ensureWards, inResidents, personsPerWard, unitOf, worldOf } from './wards.ts'

const asked = 60

const PEOPLE = `query ($unit: ID!, $search: String, $first: Int = 20, $after: String) {
  people(unit: $unit, search: $search, first: $first, after: $after) {
    edges { node { id fullName bornOn birthYear sex household { id code address residentialGroup { id name number } } } }
    pageInfo { hasNextPage endCursor } totalCount } }`
const HOUSEHOLDS = `query ($unit: ID!, $search: String, $first: Int = 20, $after: String) {
  households(unit: $unit, search: $search, first: $first, after: $after) {
    edges { node { id code address head { id fullName } residentialGroup { id name } } } pageInfo { hasNextPage endCursor } totalCount } }`
const POPULATION = `query ($unit: ID!) { adminUnit(code: $unit) { population(asOf: "2021-09-27T17:00:00+07:00") { households persons byResidentialGroup { residentialGroup { id } households persons } } } }`

// What is asked of a city in one request, and what of a district.
const DISTRICT = `query ($unit: ID!) { statistics(unit: $unit, asOf: "2021-09-27T17:00:00+07:00", from: "2021-01-01") {
  residents { persons present absent children elderly byAge { from male female } } households { households } byUnit { unit { code } households persons present } } }`
const [cityCode, districtCode, wardsOfDistrict] = ['01', '004', 14]

interface Question {
  kind: string
  query: string
  variables: Record<string, unknown>
  /** Whom the asker works for, when that is not the unit alone. */
  units?: string[]
}

interface Size {
  wards: number
  loaded: string
  costs: Cost[]
}

/**
 * What searching, paging and counting cost as a city grows: CPU-milliseconds of the department's process and of PostgreSQL
 * for each request by itself, read to the nanosecond from the scheduler. The gateway is on the way and not counted.
 */
export async function searchCost(platform: Platform, wardCounts: readonly number[]): Promise<void> {
  const client = new Client(`${platform.urls.gateway}/graphql`, 1)
  const measured: Size[] = []
  for (const wards of wardCounts) {
    const { added, seconds } = await ensureWards(platform, wards)
    const loaded = added > 0 ? `${added} wards in ${seconds.toFixed(0)} s, two at a time` : 'loaded before'
    await settle(platform)
    process.stdout.write(
      `\n${(wards * personsPerWard).toLocaleString('en')} people in ${wards} wards (${loaded}; ${await sizes(platform)})\n`,
    )
    const most = Math.min(wards, 6)
    const asking = Array.from({ length: most }, (_, index) => 1 + Math.floor((index * wards) / most))
    const questions = asking.flatMap((ward) => questionsOf(worldOf(ward)))
    const pages = await pagesOf(platform, client, unitOf(asking.at(-1) ?? 1))
    const everyWard = Array.from({ length: wards }, (_, index) => ({
      kind: 'statistics of each ward of the city',
      query: POPULATION,
      variables: { unit: unitOf(index + 1) },
    }))
    const units = everyWard.map(({ variables }) => variables.unit)
    const above = [
      { kind: 'population of the city, one request', query: POPULATION, variables: { unit: cityCode }, units },
      {
        kind: `statistics of a district of ${wardsOfDistrict}, one request`,
        query: DISTRICT,
        variables: { unit: districtCode },
        units: units.slice(0, wardsOfDistrict),
      },
    ]
    const costs = await ask(platform, client, [...questions, ...pages, ...everyWard, ...above, ...above, ...above])
    report(costs)
    measured.push({ wards, loaded, costs })
  }
  growth(measured)
  await client.close()
}

/** Page 1, 10 and 100 of what somebody may leaf through. A cursor is of its list, not of its length: a hundred rows at a time find it. */
async function pagesOf(platform: Platform, client: Client, unit: string): Promise<Question[]> {
  const lists = {
    households: { query: HOUSEHOLDS, variables: { unit } },
    people: { query: PEOPLE, variables: { unit } },
    'search “nguyen”': { query: PEOPLE, variables: { unit, search: 'nguyen' } },
  }
  const tokens = [await platform.token('REGISTRAR', unit)]
  const questions: Question[] = []
  for (const [name, { query, variables }] of Object.entries(lists)) {
    const cursors = new Map<number, string | undefined>([[0, undefined]])
    for (let row = 0; row < 2_000; row += 20) {
      const after = cursors.get(row)
      const { body } = await client.ask({ name, query, variables: { ...variables, first: 20, after }, tokens })
      const [list] = Object.values(body.data as Record<string, { pageInfo: { endCursor: string } }>)
      cursors.set(row + 20, list?.pageInfo.endCursor)
    }
    for (const page of [1, 10, 100]) {
      const question = {
        kind: `${name}, page ${page}`,
        query,
        variables: { ...variables, first: 20, after: cursors.get((page - 1) * 20) },
      }
      questions.push(...Array.from({ length: 20 }, () => question))
    }
  }
  return questions
}

/** As after a night: autovacuum would come by itself, and in the middle of the measurement. */
function settle(platform: Platform): Promise<unknown> {
  return inResidents(platform, (client) => client.query('vacuum analyze'))
}

function sizes(platform: Platform): Promise<string> {
  return inResidents(platform, async (client) => {
    const { rows } = await client.query(
      `select relname, pg_size_pretty(pg_total_relation_size(oid)) as size from pg_class
       where relname in ('person', 'person_word', 'household_word') order by relname`,
    )
    return rows.map(({ relname, size }) => `${relname} ${size}`).join(', ')
  })
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .toLowerCase()
}

/** Letter by letter, as a search box asks while somebody types. */
function typed(text: string): string[] {
  return Array.from({ length: text.length }, (_, index) => text.slice(0, index + 1)).filter(
    (part) => !part.endsWith(' '),
  )
}

function questionsOf({ unitCode: unit, people, households }: World): Question[] {
  const addresses = new Map(households.map(({ id, address }) => [id, address]))
  const some = Array.from({ length: asked }, (_, index) => people[(index * 331) % people.length]).filter(
    (person) => person !== undefined,
  )
  const search = (kind: string, text: string): Question => ({ kind, query: PEOPLE, variables: { unit, search: text } })
  return some.flatMap(({ fullName, bornOn, birthYear, phone, identity, householdId }, index) => {
    const words = plain(fullName).split(' ')
    const address = plain(addresses.get(householdId) ?? '')
    const [, lane = ''] = /(ngo \d+)/.exec(address) ?? []
    const all: Question[][] = [
      typed(plain(fullName)).map((text) => search('name, letter by letter', text)),
      [search('name with diacritics', fullName)],
      [search('given name and family name, swapped', `${words.at(-1)} ${words[0]}`)],
      [search('given name and year', `${words.at(-1)} ${birthYear}`)],
      typed(`${words.at(-1)} ${lane}`).map((text) => search('given name and lane, letter by letter', text)),
      [search('year', String(birthYear))],
      [search('address', address.slice(0, 40))],
      phone ? [search('telephone', phone)] : [],
      identity && bornOn
        ? [
            search(
              'card',
              `${identity.number}||${fullName}|${bornOn.split('-').reverse().join('')}|Nam|${address}|01012021`,
            ),
          ]
        : [],
      [{ kind: 'list, first page of 50', query: PEOPLE, variables: { unit, first: 50 } }],
      typed(`${words[0]} ${words.at(-1)}`).map((text) => ({
        kind: 'household, letter by letter',
        query: HOUSEHOLDS,
        variables: { unit, search: text },
      })),
      [{ kind: 'statistics of the unit', query: POPULATION, variables: { unit } }],
    ]
    return [...(all[index % all.length] ?? []), ...(all[(index + 5) % all.length] ?? [])]
  })
}

interface Cost {
  kind: string
  search: unknown
  service: number
  postgres: number
  statements: number
}

async function ask(platform: Platform, client: Client, questions: Question[]): Promise<Cost[]> {
  const tokens = new Map<unknown, string[]>()
  const { postgres = 0, residents = 0 } = platform.pids()
  const costs: Cost[] = []
  const one = async ({ kind, query, variables, units }: Question, isCounted: boolean): Promise<void> => {
    const { unit } = variables
    if (!tokens.has(unit)) tokens.set(unit, [await platform.token('REGISTRAR', ...(units ?? [String(unit)]))])
    const statements = await statementsOf(platform)
    const before = [threadsCpu(residents), serverCpu(postgres)] as const
    const { body } = await client.ask({ name: kind, query, variables, tokens: tokens.get(unit) ?? [] })
    if (body.errors) throw new Error(`${kind} ${JSON.stringify(variables)}: ${body.errors[0]?.message}`)
    const [service, database] = [threadsCpu(residents) - before[0], serverCpu(postgres) - before[1]]
    if (isCounted)
      costs.push({
        kind,
        search: variables.after ? undefined : variables.search,
        service,
        postgres: database,
        statements: (await statementsOf(platform)) - statements,
      })
  }
  // The department's code is compiled by what it does often; an hour after a start is what is of interest.
  for (let turn = 0; turn < 3; turn++) for (const question of questions.slice(0, 300)) await one(question, false)
  for (const question of questions) await one(question, true)
  return costs
}

async function statementsOf({ urls }: Platform): Promise<number> {
  const response = await fetch(`${urls.residents}/metrics`)
  return ((await response.json()) as { statements: number }).statements
}

/** CPU milliseconds of all threads of a process. */
function threadsCpu(pid: number): number {
  return readdirSync(`/proc/${pid}/task`).reduce((sum, task) => sum + cpuOf(`/proc/${pid}/task/${task}`), 0)
}

/** CPU milliseconds of a server and of its children, which for PostgreSQL are its connections. */
function serverCpu(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')
  return [String(pid), ...children].reduce((sum, child) => sum + cpuOf(`/proc/${child}`), 0)
}

function cpuOf(folder: string): number {
  try {
    return Number(readFileSync(`${folder}/schedstat`, 'utf8').split(' ')[0]) / 1e6
  } catch {
    return 0
  }
}

function report(costs: Cost[]): void {
  const isSearch = ({ search }: Cost): boolean => search !== undefined
  line('every search together', costs.filter(isSearch))
  for (const [kind, ofKind] of Map.groupBy(costs, ({ kind }) => kind)) line(kind, ofKind)
  const worst = costs.toSorted((one, other) => total(other) - total(one)).slice(0, 5)
  process.stdout.write(
    `  dearest: ${worst.map((cost) => `${cost.kind} ${JSON.stringify(cost.search)} ${total(cost).toFixed(0)}`).join('; ')}\n`,
  )
}

function total({ service, postgres }: Cost): number {
  return service + postgres
}

function sorted(costs: Cost[], of: (cost: Cost) => number): number[] {
  return costs.map(of).sort((one, other) => one - other)
}

function at(values: number[], share: number): string {
  return (values[Math.floor((values.length - 1) * share)] ?? 0).toFixed(1)
}

function line(name: string, costs: Cost[]): void {
  const [all, service, postgres] = [
    sorted(costs, total),
    sorted(costs, (c) => c.service),
    sorted(costs, (c) => c.postgres),
  ]
  const statements = sorted(costs, (c) => c.statements)
  process.stdout.write(
    `  ${name.padEnd(40)} ${String(costs.length).padStart(5)} × p50 ${at(all, 0.5).padStart(5)} p95 ${at(all, 0.95).padStart(5)} CPU-ms ` +
      `(service ${at(service, 0.5)} / ${at(service, 0.95)}, PostgreSQL ${at(postgres, 0.5)} / ${at(postgres, 0.95)}), ` +
      `${statements[0]} to ${at(statements, 0.95).replace('.0', '')} statements\n`,
  )
}

/** How each kind of request grows with the city, as a table to copy into the decision. */
function growth(sizes: Size[]): void {
  const people = sizes.map(({ wards }) => (wards * personsPerWard).toLocaleString('en'))
  process.stdout.write(
    `\n| CPU-ms p50 / p95, statements | ${people.join(' | ')} |\n|${' --- |'.repeat(people.length + 1)}\n`,
  )
  const kinds = new Set(sizes.flatMap(({ costs }) => costs.map(({ kind }) => kind)))
  const row = (name: string, isOf: (cost: Cost) => boolean): void => {
    const cells = sizes.map(({ costs }) => {
      const of = costs.filter(isOf)
      const all = sorted(of, total)
      return `${at(all, 0.5)} / ${at(all, 0.95)}, ${at(
        sorted(of, (cost) => cost.statements),
        0.5,
      ).replace('.0', '')}`
    })
    process.stdout.write(`| ${name} | ${cells.join(' | ')} |\n`)
  }
  row('every search', ({ search }) => search !== undefined)
  for (const kind of kinds) row(kind, (cost) => cost.kind === kind)
  process.stdout.write(`| loaded | ${sizes.map(({ loaded }) => loaded).join(' | ')} |\n`)
}
