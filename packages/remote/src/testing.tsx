import { ApolloLink, Observable } from '@apollo/client'
import { ApolloProvider } from '@apollo/client/react'
import { cleanup, configure, render } from '@testing-library/react'
import type { Role } from '@vungxanh/access'
import { type Language, NotificationsProvider, UiProvider } from '@vungxanh/ui'
import { GraphQLError } from 'graphql'
import type { ReactNode } from 'react'
import { MemoryRouter, Route, Routes, useLocation } from 'react-router'
import { afterEach } from 'vitest'
import { createGraph } from './graph.ts'
import { LanguageProvider, type Messages } from './language.tsx'
import { SessionScopeProvider, type SessionViewer } from './session.tsx'

/** Says what the graph answers: data, errors with their codes, or no answer at all (`'offline'`). */
export type Answer =
  | { data: Record<string, unknown> | null; errors?: readonly { message: string; code: string; subgraph?: string }[] }
  | 'offline'

export type Answers = (operation: string, variables: Record<string, unknown>) => Answer

export interface Asked {
  operation: string
  variables: Record<string, unknown>
}

function transportOf(answers: Answers, asked: Asked[]): ApolloLink {
  return new ApolloLink(
    (operation) =>
      new Observable((observer) => {
        const name = operation.operationName ?? ''
        asked.push({ operation: name, variables: operation.variables })
        const answer = answers(name, operation.variables)
        // Like a network, it never answers within the same turn.
        setTimeout(() => {
          if (answer === 'offline') {
            observer.error(new TypeError('Failed to fetch'))
            return
          }
          const errors = answer.errors?.map(({ message, ...extensions }) =>
            new GraphQLError(message, { extensions }).toJSON(),
          )
          observer.next(errors ? { data: answer.data, errors } : { data: answer.data })
          observer.complete()
        }, 0)
      }),
  )
}

// What components measure themselves by, which a browser without a screen lacks.
function completeBrowser() {
  window.matchMedia ??= (query) =>
    ({
      matches: false,
      media: query,
      addEventListener: () => {},
      removeEventListener: () => {},
      addListener: () => {},
      removeListener: () => {},
    }) as unknown as MediaQueryList
  window.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  Element.prototype.scrollIntoView ??= () => {}
}

function Address() {
  const { pathname, search } = useLocation()
  return <output data-testid="address">{pathname + search}</output>
}

export interface RenderOptions {
  answers?: Answers
  role?: Role
  language?: Language
  /** Where the page is opened, and the route pattern that it stands under. */
  at?: string
  path?: string
}

// Generous, because a shared machine may be slow; nothing is asserted about time.
configure({ asyncUtilTimeout: 8_000 })
afterEach(cleanup)

/** Renders a page as the shell would, with a graph that answers as told. */
export function renderPage(page: ReactNode, options: RenderOptions = {}) {
  completeBrowser()
  const { answers = () => 'offline' as const, role = 'INSPECTOR', language = 'vi', at = '/', path = '*' } = options
  const asked: Asked[] = []
  const viewer: SessionViewer = {
    accountId: '00000000-0000-4000-8000-000000000001',
    name: 'Nguyễn Thị Minh',
    role,
    post: 'Công chức',
    units: [{ code: '00121', name: 'Phường Giang Biên' }],
    purpose: 'INSPECTION',
  }
  const client = createGraph({ onSignedOut: () => {}, transport: transportOf(answers, asked) })
  const result = render(
    <LanguageProvider initial={language}>
      <UiProvider language={language}>
        <NotificationsProvider>
          <MemoryRouter initialEntries={[at]}>
            <ApolloProvider client={client}>
              <SessionScopeProvider
                value={{ viewer, unit: { code: '00121', name: 'Phường Giang Biên' }, chooseUnit: () => {} }}
              >
                <Routes>
                  <Route path={path} element={page} />
                  <Route path="*" element={null} />
                </Routes>
                <Address />
              </SessionScopeProvider>
            </ApolloProvider>
          </MemoryRouter>
        </NotificationsProvider>
      </UiProvider>
    </LanguageProvider>,
  )
  return { ...result, asked, client }
}

function placeholders(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)[,}]/g)].map((match) => match[1] ?? ''))].toSorted()
}

/** Texts that are empty, or that speak of other values in one language than in the other. */
export function unevenTexts<Key extends string>({ keys, texts }: Messages<Key>): Key[] {
  return keys.filter((key) => {
    const vi = texts.vi[key]
    const en = texts.en[key]
    const same = placeholders(vi).join() === placeholders(en).join()
    return vi.trim() === '' || en.trim() === '' || !same
  })
}

/** A page of a connection, as a department answers it. */
export function connection<Node>(typename: string, nodes: readonly Node[]) {
  return {
    __typename: `${typename}Connection`,
    edges: nodes.map((node, index) => ({ __typename: `${typename}Edge`, cursor: String(index), node })),
    pageInfo: {
      __typename: 'PageInfo',
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: null,
      endCursor: null,
    },
    totalCount: nodes.length,
  }
}
