import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Role } from '@vungxanh/access'
import { portalQueries } from '@vungxanh/tools/operation-corpus'
import { root } from '@vungxanh/tools/paths'
import type { Platform } from '@vungxanh/tools/platform'
import type { Operation } from './load.ts'

const TOKENS = 200
const unit = '00121'
const asOf = '2021-09-27T17:00:00+07:00'

/** A page's heaviest question each; the small ones beside it say nothing that these do not. */
const pages = [
  'CommandDashboard',
  'PeoplePage',
  'PersonPage',
  'HouseholdPage',
  'HouseholdsPage',
  'TestsPage',
  'DosesPage',
  'HealthPersonPanel',
  'DossiersPage',
  'DossierPage',
  'ProgrammesPage',
  'DocumentsPage',
  'DocumentPage',
]

/** The acceptance documents and each page's main operation, every one with tokens enough to give each request its own. */
export async function operationsFor(platform: Platform): Promise<Operation[]> {
  const tokens = new Map<Role, string[]>()
  const tokensOf = async (role: Role): Promise<string[]> => {
    const known = tokens.get(role)
    if (known) return known
    const minted = await Promise.all(Array.from({ length: TOKENS }, () => platform.token(role)))
    tokens.set(role, minted)
    return minted
  }
  const ask = async <T>(role: Role, query: string, variables: Record<string, unknown>): Promise<T> => {
    const [token] = await tokensOf(role)
    const response = await fetch(`${platform.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    })
    return ((await response.json()) as { data: T }).data
  }
  const queries = await portalQueries(ask)
  const person = queries.find(({ name }) => name === 'PersonPage')?.variables.id
  const acceptance = (name: string): string => readFileSync(join(root, 'e2e/acceptance', `${name}.graphql`), 'utf8')
  return [
    {
      name: 'committee-report (acceptance)',
      query: acceptance('committee-report'),
      variables: { unit, asOf },
      tokens: await tokensOf('CHAIR'),
    },
    {
      name: 'person-across-departments (acceptance)',
      query: acceptance('person-across-departments'),
      variables: { id: person },
      tokens: await tokensOf('INSPECTOR'),
    },
    {
      name: 'fifty people with every department’s part',
      query: FIFTY_PEOPLE,
      variables: { unit },
      tokens: await tokensOf('INSPECTOR'),
    },
    ...(await Promise.all(
      queries
        .filter(({ name }) => pages.includes(name))
        .map(async ({ name, query, variables, role }) => ({ name, query, variables, tokens: await tokensOf(role) })),
    )),
  ]
}

/** The heaviest thing a page may ask: a full list across four departments. */
const FIFTY_PEOPLE = `query FiftyPeople($unit: ID!) {
  people(unit: $unit, first: 50) {
    edges { node {
      id fullName bornOn
      household { code residentialGroup { name } }
      doses { doseNumber givenOn product { name } }
      tests(first: 3) { edges { node { outcome sampledAt } } }
      quarantineOrders { startsOn endsOn document { symbol } }
      dossiers(first: 3) { edges { node { code status amount programme { code basis { symbol } } } } }
    } }
  }
}`
