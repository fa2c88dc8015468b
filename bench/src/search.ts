import { readdirSync, readFileSync } from 'node:fs'
import type { World } from '@vungxanh/scenario'
import type { Platform } from '@vungxanh/tools/platform'
import { Client } from './load.ts'
import { ensureWards, inResidents, personsPerWard, worldOf } from './wards.ts'

const asked = 60

export const PEOPLE = `query ($unit: ID!, $search: String, $first: Int = 20, $after: String) {
  people(unit: $unit, search: $search, first: $first, after: $after) {
    edges { node { id fullName bornOn birthYear sex household { id code address residentialGroup { id name number } } } }
    pageInfo { hasNextPage endCursor } totalCount } }`
export const HOUSEHOLDS = `query ($unit: ID!, $search: String) {
  households(unit: $unit, search: $search, first: 20) {
    edges { node { id code address head { id fullName } residentialGroup { id name } } } pageInfo { hasNextPage endCursor } totalCount } }`
export const POPULATION = `query ($unit: ID!) { adminUnit(code: $unit) { population(asOf: "2021-09-27T17:00:00+07:00") { households persons byResidentialGroup { residentialGroup { id } households persons } } } }`

interface Question {
  kind: string
  query: string
  variables: Record<string, unknown>
}

/**
 * What a search costs at 20,000, 200,000 and 1,200,000 people: CPU-milliseconds of the department's process and of
 * PostgreSQL for each request by itself, read to the nanosecond from the scheduler. The gateway is on the way and not counted.
 */
export async function searchCost(platform: Platform, wardCounts: readonly number[]): Promise<void> {
  let added = 0
  const client = new Client(`${platform.urls.gateway}/graphql`, 1)
  for (const wards of wardCounts) {
    const started = performance.now()
    while (added < wards) await addWard(platform, ++added)
    await settle(platform)
    const seconds = ((performance.now() - started) / 1000).toFixed(0)
    process.stdout.write(
      `\n${(wards * personsPerWard).toLocaleString('en')} people in ${wards} wards (added in ${seconds} s; ${await sizes(platform)})\n`,
    )
    const most = Math.min(wards, 6)
    const asking = Array.from({ length: most }, (_, index) => 1 + Math.floor((index * wards) / most))
    const questions = asking.flatMap((ward) => questionsOf(worldOf(ward)))
    report(await ask(platform, client, questions))
  }
  await client.close()
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

export function questionsOf({ unitCode: unit, people, households }: World): Question[] {
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
}

async function ask(platform: Platform, client: Client, questions: Question[]): Promise<Cost[]> {
  const tokens = new Map<unknown, string[]>()
  const { postgres = 0, residents = 0 } = platform.pids()
  const costs: Cost[] = []
  const one = async ({ kind, query, variables }: Question, isCounted: boolean): Promise<void> => {
    const { unit } = variables
    if (!tokens.has(unit)) tokens.set(unit, [await platform.token('REGISTRAR', String(unit))])
    const before = [threadsCpu(residents), serverCpu(postgres)] as const
    const { body } = await client.ask({ name: kind, query, variables, tokens: tokens.get(unit) ?? [] })
    if (body.errors) throw new Error(`${kind} ${JSON.stringify(variables)}: ${body.errors[0]?.message}`)
    if (isCounted)
      costs.push({
        kind,
        search: variables.search,
        service: threadsCpu(residents) - before[0],
        postgres: serverCpu(postgres) - before[1],
      })
  }
  // The department's code is compiled by what it does often; an hour after a start is what is of interest.
  for (let turn = 0; turn < 3; turn++) for (const question of questions.slice(0, 300)) await one(question, false)
  for (const question of questions) await one(question, true)
  return costs
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

function line(name: string, costs: Cost[]): void {
  const sorted = (of: (cost: Cost) => number): number[] => costs.map(of).sort((one, other) => one - other)
  const at = (values: number[], share: number): string =>
    (values[Math.floor((values.length - 1) * share)] ?? 0).toFixed(1)
  const [all, service, postgres] = [sorted(total), sorted((c) => c.service), sorted((c) => c.postgres)]
  process.stdout.write(
    `  ${name.padEnd(40)} ${String(costs.length).padStart(5)} × p50 ${at(all, 0.5).padStart(5)} p95 ${at(all, 0.95).padStart(5)} CPU-ms ` +
      `(service ${at(service, 0.5)} / ${at(service, 0.95)}, PostgreSQL ${at(postgres, 0.5)} / ${at(postgres, 0.95)})\n`,
  )
}
