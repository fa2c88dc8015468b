import type { Role } from '@vungxanh/access'
import { localDateOf } from '@vungxanh/subgraph/business-time'
import { Kind, parse, print } from 'graphql'
import { asClientSends, type PortalOperation, portalOperations } from './operations.ts'

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

/** A panel is opened by those of the page that it is on; a page that shows more to some, by one of them. */
const roleOfPanel: Record<string, Role> = {
  DirectivesHouseholdPanel: 'REGISTRAR',
  DirectivesGroupPanel: 'TEAM_LEADER',
  DirectivesPersonTimeline: 'REGISTRAR',
  DirectivesResidentialGroup: 'TEAM_LEADER',
  BroadcastsWaiting: 'TEAM_LEADER',
  BroadcastPage: 'INSPECTOR',
  Accountability: 'CHAIR',
  CheckpointPage: 'HEALTH_STAFF',
  CommitmentPileChoices: 'REGISTRAR',
  CommitmentWalkResidentialGroup: 'REGISTRAR',
}

/** Every query of every portal, with variables that find something: what budgets and the bench run. */
export async function portalQueries(ask: Ask, pageSize = 50, unit = '00121'): Promise<AskedOperation[]> {
  const ids = await findIds(ask, unit)
  const queries = portalOperations().filter(({ kind }) => kind === 'query')
  return Promise.all(
    queries.map(async (operation) => {
      const role = roleOfPanel[operation.name] ?? roleOf[operation.portal]
      if (!role) throw new Error(`say in ${import.meta.filename} who opens the portal ${operation.portal}`)
      const query = print(await asClientSends(operation.query))
      return { ...operation, query, role, variables: variablesFor(operation, ids, { pageSize, unit }) }
    }),
  )
}

interface Ids {
  person: string
  household: string
  document: string
  dossier: string
  product: string
  request: string
  round: string
  selfManagementGroup: string
  residentialGroup: string
  establishment: string
  importBatch: string
  broadcast: string
  checkpoint: string
  stayReport: string
  confirmation: string
  responsibility: string
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
  const { checkpoints } = await ask<{ checkpoints: { id: string }[] }>(
    'CLERK',
    `query ($unit: ID!) { checkpoints(unit: $unit) { id } }`,
    { unit },
  )
  const { stayReports } = await ask<{ stayReports: { edges: { node: { id: string } }[] } }>(
    'REGISTRAR',
    `query ($unit: ID!) { stayReports(unit: $unit, state: WAITING, first: 1) { edges { node { id } } } }`,
    { unit },
  )
  const { confirmationRequests } = await ask<{ confirmationRequests: { edges: { node: { id: string } }[] } }>(
    'WELFARE_OFFICER',
    `query ($unit: ID!) { confirmationRequests(unit: $unit, incoming: true, answered: true, first: 1) { edges { node { id } } } }`,
    { unit },
  )
  const { rounds } = await ask<{ rounds: { edges: { node: { id: string } }[] } }>(
    'REGISTRAR',
    `query ($unit: ID!) { rounds(unit: $unit, first: 1) { edges { node { id } } } }`,
    { unit },
  )
  const { importBatches } = await ask<{ importBatches: { edges: { node: { id: string; state: string } }[] } }>(
    'REGISTRAR',
    `query ($unit: ID!) { importBatches(unit: $unit, first: 50) { edges { node { id state } } } }`,
    { unit },
  )
  const { broadcasts } = await ask<{ broadcasts: { edges: { node: { id: string; state: string } }[] } }>(
    'INSPECTOR',
    `query ($unit: ID!) { broadcasts(unit: $unit, first: 50) { edges { node { id state } } } }`,
    { unit },
  )
  const { adminUnit } = await ask<{ adminUnit: { residentialGroups: { responsibilities: { id: string }[] }[] } }>(
    'CLERK',
    `query ($unit: ID!) { adminUnit(code: $unit) { residentialGroups { responsibilities { id } } } }`,
    { unit },
  )
  const person = people.edges[0]?.node
  const dossier = dossiers.edges[0]?.node
  if (!person || !dossier || !products[0]) throw new Error('the demo data are not loaded')
  return {
    person: person.id,
    household: person.household.id,
    document: documentBySymbol.id,
    dossier: dossier.id,
    product: products[0].id,
    // A ward of the bench has no round and no list; what is not there is asked for in vain.
    round: rounds.edges[0]?.node.id ?? person.id,
    checkpoint: checkpoints[0]?.id ?? person.id,
    responsibility: adminUnit.residentialGroups.flatMap((group) => group.responsibilities)[0]?.id ?? person.id,
    confirmation: confirmationRequests.edges[0]?.node.id ?? person.id,
    stayReport: stayReports.edges[0]?.node.id ?? person.id,
    ...(await groups(ask, unit)),
    // One that is being looked at: the most there is to show.
    importBatch: importBatches.edges.find(({ node }) => node.state === 'READY')?.node.id ?? person.id,
    broadcast: broadcasts.edges.findLast(({ node }) => node.state === 'ISSUED')?.node.id ?? person.id,
    request: await subjectRequest(ask, { unit, personId: person.id }),
    establishment: await boardingHouse(ask, unit),
  }
}

/** One of the last, which have rooms. */
async function boardingHouse(ask: Ask, unit: string): Promise<string> {
  const { establishments } = await ask<{
    establishments: { edges: { node: { id: string; rooms: { id: string }[] } }[] }
  }>(
    'INSPECTOR',
    `query ($unit: ID!) { establishments(unit: $unit, kind: BOARDING_HOUSE, first: 100) { edges { node { id rooms { id } } } } }`,
    { unit },
  )
  const withRooms = establishments.edges.findLast(({ node }) => node.rooms.length > 0)
  return withRooms?.node.id ?? ''
}

/** The self-management group with the most households, and the residential group around it. */
async function groups(ask: Ask, unit: string): Promise<Pick<Ids, 'residentialGroup' | 'selfManagementGroup'>> {
  const { adminUnit } = await ask<{
    adminUnit: {
      residentialGroups: { id: string; selfManagementGroups: { id: string; householdCount: number }[] }[]
    } | null
  }>(
    'REGISTRAR',
    `query ($unit: ID!) { adminUnit(code: $unit) { code residentialGroups { id selfManagementGroups { id householdCount } } } }`,
    { unit },
  )
  const all = (adminUnit?.residentialGroups ?? []).flatMap(({ id, selfManagementGroups }) =>
    selfManagementGroups.map((team) => ({ ...team, around: id })),
  )
  const [largest] = all.toSorted((one, other) => other.householdCount - one.householdCount)
  return { residentialGroup: largest?.around ?? '', selfManagementGroup: largest?.id ?? '' }
}

/** The demo wards have none; the first who asks takes one down. */
async function subjectRequest(ask: Ask, { unit, personId }: { unit: string; personId: string }): Promise<string> {
  const { subjectRequests } = await ask<{ subjectRequests: { edges: { node: { id: string } }[] } }>(
    'REGISTRAR',
    `query ($unit: ID!) { subjectRequests(unit: $unit, list: OPEN, first: 1) { edges { node { id } } } }`,
    { unit },
  )
  const known = subjectRequests.edges[0]?.node.id
  if (known) return known
  const input = {
    unit,
    personId,
    kind: 'ACCESS',
    requester: 'SUBJECT',
    identityChecked: true,
    method: 'VERBAL',
    receivedOn: localDateOf(new Date()),
    sharedWithThirdParties: false,
    detail: 'Xin biết phường giữ dữ liệu gì về tôi',
  }
  const { receiveSubjectRequest } = await ask<{ receiveSubjectRequest: { request: { id: string } } }>(
    'REGISTRAR',
    `mutation ($input: ReceiveSubjectRequestInput!) { receiveSubjectRequest(input: $input) { ... on SubjectRequestSuccess { request { id } } } }`,
    { input },
  )
  return receiveSubjectRequest.request.id
}

function variablesFor(
  { portal, name, query }: PortalOperation,
  ids: Ids,
  { pageSize, unit }: { pageSize: number; unit: string },
): Record<string, unknown> {
  const subject = /^Establishment/.test(name)
    ? 'establishment'
    : /Household/.test(name)
      ? 'household'
      : /Document/.test(name)
        ? 'document'
        : /Dossier/.test(name)
          ? 'dossier'
          : /^Subject/.test(name)
            ? 'request'
            : /^Round/.test(name)
              ? 'round'
              : /ResidentialGroup/.test(name)
                ? 'residentialGroup'
                : /^SelfManagement|GroupPanel$/.test(name)
                  ? 'selfManagementGroup'
                  : /^Import/.test(name)
                    ? 'importBatch'
                    : /^Broadcast/.test(name)
                      ? 'broadcast'
                      : /^Checkpoint/.test(name)
                        ? 'checkpoint'
                        : /^ReportedStay/.test(name)
                          ? 'stayReport'
                          : /^ConfirmationPage/.test(name)
                            ? 'confirmation'
                            : /^AccountHistory/.test(name)
                              ? 'responsibility'
                              : 'person'
  const values: Record<string, unknown> = {
    unit,
    id: ids[subject],
    code: unit,
    product: ids.product,
    person: ids.person,
    subjects: [ids.person],
    orderBy: 'CODE',
    list: name === 'ArrivalsPage' ? 'DECLARED' : name === 'FollowUpsPage' ? 'TO_CONTACT' : 'OPEN',
    state: 'OPEN',
    certainty: null,
    input: { unit, fullName: 'Nguyễn Thị Đào', birthYear: 1999 },
    asOf: '2021-09-27T17:00:00+07:00',
    on: '2021-09-27',
    from: portal === 'residents' ? '2021-01-01' : null,
    figure: name === 'CountedMovements' ? 'MOVES_IN' : 'PERSONS',
    edit: { unit, kind: 'ABSENCE', ids: [ids.person], on: '2021-09-27' },
    search:
      name === 'DocumentChoices' ? 'UBND' : portal === 'directives' ? null : /Units$/.test(name) ? 'bac' : 'nguyen',
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
        isFlag
          ? !['adverse', 'withTests', 'withQuarantine'].includes(variableName)
          : (values[variableName] ?? (type.kind === Kind.NON_NULL_TYPE ? '' : null)),
      ]
    }),
  )
}
