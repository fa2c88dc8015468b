import type { Role } from '@vungxanh/access'
import { Kind, parse } from 'graphql'
import { type PortalOperation, portalOperations } from './operations.ts'

/** A portal's query as its page sends it on the demo data: who asks, and with what. */
export interface AskedOperation extends PortalOperation {
  role: Role
  variables: Record<string, unknown>
}

type Ask = <T>(role: Role, query: string, variables: Record<string, unknown>) => Promise<T>

/** Who opens a portal most. */
const roleOf: Record<string, Role> = {
  residents: 'REGISTRAR',
  health: 'HEALTH_STAFF',
  welfare: 'WELFARE_OFFICER',
  directives: 'CLERK',
  command: 'CHAIR',
  identity: 'INSPECTOR',
  shell: 'CHAIR',
  remote: 'HEALTH_STAFF',
}

/** Every query of every portal, with variables that find something: what budgets and the bench run. */
export async function portalQueries(ask: Ask, pageSize = 50, unit = '00121'): Promise<AskedOperation[]> {
  const ids = await findIds(ask, unit)
  return portalOperations()
    .filter(({ kind }) => kind === 'query')
    .map((operation) => {
      const role = roleOf[operation.portal]
      if (!role) throw new Error(`say in ${import.meta.filename} who opens the portal ${operation.portal}`)
      return { ...operation, role, variables: variablesFor(operation, ids, { pageSize, unit }) }
    })
}

interface Ids {
  person: string
  household: string
  document: string
  dossier: string
  product: string
}

async function findIds(ask: Ask, unit: string): Promise<Ids> {
  const { people } = await ask<{ people: { edges: { node: { id: string; household: { id: string } } }[] } }>(
    'INSPECTOR',
    `query ($unit: ID!) { people(unit: $unit, first: 1) { edges { node { id household { id } } } } }`,
    { unit },
  )
  const { documentBySymbol } = await ask<{ documentBySymbol: { id: string } }>(
    'INSPECTOR',
    `query { documentBySymbol(symbol: "54-NQ/ĐU") { id } }`,
    {},
  )
  const { dossiers } = await ask<{ dossiers: { edges: { node: { id: string } }[] } }>(
    'INSPECTOR',
    `query ($unit: ID!) { dossiers(unit: $unit, status: PAID, first: 1) { edges { node { id } } } }`,
    { unit },
  )
  const { products } = await ask<{ products: { id: string }[] }>('HEALTH_STAFF', `query { products { id } }`, {})
  const person = people.edges[0]?.node
  const dossier = dossiers.edges[0]?.node
  if (!person || !dossier || !products[0]) throw new Error('the demo data are not loaded')
  return {
    person: person.id,
    household: person.household.id,
    document: documentBySymbol.id,
    dossier: dossier.id,
    product: products[0].id,
  }
}

function variablesFor(
  { portal, name, query }: PortalOperation,
  ids: Ids,
  { pageSize, unit }: { pageSize: number; unit: string },
): Record<string, unknown> {
  const subject = /Household/.test(name)
    ? 'household'
    : /Document/.test(name)
      ? 'document'
      : /Dossier/.test(name)
        ? 'dossier'
        : 'person'
  const values: Record<string, unknown> = {
    unit,
    id: ids[subject],
    product: ids.product,
    asOf: '2021-09-27T17:00:00+07:00',
    search: portal === 'directives' ? null : 'nguyen',
    raw: 'Số 100- CV/ĐU',
    status: name.endsWith('Page') ? null : 'SUBMITTED',
    first: pageSize,
  }
  const [operation] = parse(query).definitions
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return {}
  return Object.fromEntries(
    (operation.variableDefinitions ?? []).map(({ variable, type }) => {
      const variableName = variable.name.value
      const isFlag =
        type.kind === Kind.NON_NULL_TYPE && type.type.kind === Kind.NAMED_TYPE && type.type.name.value === 'Boolean'
      return [
        variableName,
        isFlag ? variableName !== 'adverse' : (values[variableName] ?? (type.kind === Kind.NON_NULL_TYPE ? '' : null)),
      ]
    }),
  )
}
