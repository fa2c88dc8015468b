import {
  ApolloClient,
  ApolloLink,
  CombinedGraphQLErrors,
  type FieldPolicy,
  HttpLink,
  InMemoryCache,
  ServerError,
} from '@apollo/client'
import { ErrorLink } from '@apollo/client/link/error'
import { RetryLink } from '@apollo/client/link/retry'
import type { GraphQLCodegenDataMasking } from '@apollo/client/masking'
import { type DocumentNode, OperationTypeNode } from 'graphql'
import { tap } from 'rxjs'
import { trustedDocument } from './trusted-document.ts'

declare module '@apollo/client' {
  export interface TypeOverrides extends GraphQLCodegenDataMasking.TypeOverrides {}
}

interface Pages {
  edges: readonly object[]
  pageInfo: { endCursor?: string | null }
}

/**
 * A list that is read page after page, forward only; asked by anything else than its page it is another list. The page after
 * what is there is put behind it, the first page begins anew. The client's own policy goes both ways, at the cost of a
 * kilobyte of the first route.
 */
const paged: FieldPolicy<Pages> = {
  keyArgs: (args) =>
    Object.keys(args ?? {})
      .filter((name) => name !== 'first' && name !== 'after')
      .toSorted(),
  merge: (known, page, { args }) => {
    if (!args?.after || !known) return { ...known, ...page }
    // The list was begun anew while this page was on its way.
    if (known.pageInfo.endCursor !== args.after) return known
    return { ...known, ...page, edges: [...known.edges, ...page.edges] }
  },
}

const pagedQueries = [
  'arrivals',
  'broadcasts',
  'bulkEdits',
  'cases',
  'changeProposals',
  'checkpointEntries',
  'consents',
  'confirmationRequests',
  'countedArrivals',
  'countedHouseholds',
  'countedMovements',
  'countedResidents',
  'directivesAudit',
  'documents',
  'doses',
  'dossiers',
  'duplicatePairs',
  'establishments',
  'followUps',
  'healthAudit',
  'households',
  'householdsByPlace',
  'importBatches',
  'payouts',
  'people',
  'personMerges',
  'pools',
  'quarantineOrders',
  'residentsAudit',
  'rounds',
  'selfManagementGroups',
  'stayReports',
  'subjectRequests',
  'tests',
  'ungroupedHouseholds',
  'welfareAudit',
] as const

function createCache(): InMemoryCache {
  return new InMemoryCache({
    typePolicies: {
      Query: { fields: Object.fromEntries(pagedQueries.map((name) => [name, paged])) },
      AdminUnit: { keyFields: ['code'] },
      // Each department numbers its own: the same id in two of them is two records.
      AccessRecord: { keyFields: false },
      Person: { fields: { tests: paged, dossiers: paged } },
      Establishment: { fields: { dossiers: paged } },
      // Parts of a unit as of a time: no identity of their own, told apart by the field's arguments.
      Population: { merge: true },
      TestingSummary: { merge: true, fields: { records: paged } },
      VaccinationSummary: { merge: true, fields: { records: paged } },
      SupportSummary: { merge: true, fields: { payouts: paged } },
    },
  })
}

export interface GraphOptions {
  /** Called when the session has ended, so that the page asks to sign in again instead of showing errors. */
  onSignedOut: () => void
  /** Called when something was refused to this session: the assignment it acts in may have been taken away. */
  onForbidden?: () => void
  /** What carries a request to the gateway; tests answer it themselves. */
  transport?: ApolloLink
}

function saysSignedOut(error: unknown): boolean {
  return (ServerError.is(error) && error.statusCode === 401) || says(error, 'UNAUTHENTICATED')
}

function says(error: unknown, code: string): boolean {
  return CombinedGraphQLErrors.is(error) && error.errors.some((one) => one.extensions?.code === code)
}

/** The link writes what it prints under `query`; what travels is the document's name. */
const sendDocumentId: typeof fetch = (address, init) => {
  const { query: documentId, ...asked } = JSON.parse(String(init?.body))
  return fetch(address, { ...init, body: JSON.stringify({ documentId, ...asked }) })
}

/**
 * A page may run only documents that were published with its portal, and sends their names. While a portal is worked on
 * (`npm run dev`) its documents change under the page and are sent as they are.
 */
function gateway(): ApolloLink {
  // oxlint-disable-next-line node/no-process-env -- the bundler's constant, not an environment
  const isPublished = process.env.NODE_ENV === 'production'
  return new HttpLink({
    uri: '/graphql',
    credentials: 'same-origin',
    headers: { 'apollo-require-preflight': 'true' },
    ...(isPublished && { print: (document) => trustedDocument(document as DocumentNode).id, fetch: sendDocumentId }),
  })
}

/**
 * A refusal's words are asked for on the interface that all refusals share. The cache, which gives each component what its
 * own document asks for, must know whose interface it is: that of whatever answers a mutation with a message.
 */
function learnRefusals(cache: InMemoryCache): ApolloLink {
  return new ApolloLink((operation, forward) =>
    forward(operation).pipe(
      tap(({ data }) => {
        if (operation.operationType !== OperationTypeNode.MUTATION) return
        for (const answer of Object.values(data ?? {})) {
          if (typeof answer?.message === 'string')
            cache.policies.addPossibleTypes({ UserError: [String(answer.__typename)] })
        }
      }),
    ),
  )
}

/** The page's one client and cache. Remotes get it through the hooks of this package. */
export function createGraph({ onSignedOut, onForbidden, transport = gateway() }: GraphOptions): ApolloClient {
  const cache = createCache()
  return new ApolloClient({
    cache,
    dataMasking: true,
    link: ApolloLink.from([
      new ErrorLink(({ error }) => {
        if (saysSignedOut(error)) onSignedOut()
        else if (says(error, 'FORBIDDEN')) onForbidden?.()
      }),
      new RetryLink({
        delay: { initial: 300, max: 2_000, jitter: true },
        attempts: (count, operation, error) => {
          // Only reading is repeated: a mutation that got no answer may have been done.
          if (operation.operationType !== OperationTypeNode.QUERY || count > 2) return false
          return !ServerError.is(error) || error.statusCode >= 502
        },
      }),
      learnRefusals(cache),
      transport,
    ]),
  })
}
