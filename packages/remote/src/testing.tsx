import { ApolloLink, Observable } from '@apollo/client'
import { ApolloProvider } from '@apollo/client/react'
import { cleanup, configure, render } from '@testing-library/react'
import { type Role, rolePurposes } from '@vungxanh/access'
import { type Language, NotificationsProvider, UiProvider } from '@vungxanh/ui'
import { GraphQLError } from 'graphql'
import type { ReactNode } from 'react'
import { MemoryRouter, Route, Routes, useLocation } from 'react-router'
import { afterEach, vi } from 'vitest'
import { createGraph } from './graph.ts'
import { LanguageProvider, type Messages } from './language.tsx'
import { type Session, SessionScopeProvider } from './session.tsx'
import { StepUpProvider } from './step-up.tsx'

/** Says what the graph answers: data, errors with their codes, or no answer at all (`'offline'`). */
export type Answer =
  | { data: Record<string, unknown> | null; errors?: readonly { message: string; code: string; subgraph?: string }[] }
  | 'offline'

export type Answers = (operation: string, variables: Record<string, unknown>) => Answer

export interface Asked {
  operation: string
  variables: Record<string, unknown>
}

/** Says what the gateway answers to what is not asked of the graph, in an order of tests' own making. */
export type ServiceAnswers = (
  path: string,
  body: Record<string, unknown> | undefined,
) => { status?: number; body: unknown }

/** Answers every `fetch` of the page as told, and notes what was posted. */
export function answerService(answers: ServiceAnswers): { posted: { path: string; body: unknown }[] } {
  const posted: { path: string; body: unknown }[] = []
  vi.stubGlobal('fetch', async (path: string, { method, body }: RequestInit = {}) => {
    const given = method === 'POST' ? JSON.parse(String(body)) : undefined
    if (given !== undefined) posted.push({ path, body: given })
    const { status = 200, body: answer } = answers(path, given)
    return Response.json(answer, { status })
  })
  return { posted }
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
      onchange: null,
      dispatchEvent: () => false,
    }) satisfies MediaQueryList
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

/** Somebody who acts in the one assignment that they hold, unless more is said. */
export function sessionOf(role: Role, given: Partial<Session> = {}): Session {
  const units = [{ code: '00121', name: 'Phường Giang Biên' }]
  const held = { role, post: 'Công chức', organisation: 'Uỷ ban nhân dân phường Giang Biên', units }
  return {
    viewer: {
      accountId: '00000000-0000-4000-8000-000000000001',
      name: 'Nguyễn Thị Minh',
      assignmentId: 'a1',
      purpose: rolePurposes[role],
      ...held,
    },
    assignments: [{ id: 'a1', kind: 'APPOINTMENT', validTo: null, endsAt: null, ...held }],
    stepUp: { enrolled: true, until: null },
    notices: [],
    resets: [],
    breakGlass: null,
    expiresAt: '2099-01-01T00:00:00Z',
    ...given,
  }
}

export interface RenderOptions {
  answers?: Answers
  role?: Role
  session?: Partial<Session>
  /** Told of a session that the page goes on with. */
  onSession?: (session?: Session) => void
  language?: Language
  /** Where the page is opened, and the route pattern that it stands under. */
  at?: string
  path?: string
}

// Generous, because a shared machine may be slow; nothing is asserted about time.
configure({ asyncUtilTimeout: 8_000 })
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

/** Renders a page as the shell would, with a graph that answers as told. */
export function renderPage(page: ReactNode, options: RenderOptions = {}) {
  completeBrowser()
  const { answers = () => 'offline' as const, role = 'INSPECTOR', language = 'vi', at = '/', path = '*' } = options
  const asked: Asked[] = []
  const session = sessionOf(role, options.session)
  const client = createGraph({ onSignedOut: () => {}, transport: transportOf(answers, asked) })
  const result = render(
    <LanguageProvider initial={language}>
      <UiProvider language={language}>
        <NotificationsProvider>
          <MemoryRouter initialEntries={[at]}>
            <ApolloProvider client={client}>
              <SessionScopeProvider
                value={{
                  viewer: session.viewer,
                  session,
                  unit: { code: '00121', name: 'Phường Giang Biên' },
                  chooseUnit: () => {},
                  renewSession: options.onSession ?? (() => {}),
                }}
              >
                <StepUpProvider onProven={options.onSession ?? (() => {})}>
                  <Routes>
                    <Route path={path} element={page} />
                    <Route path="*" element={null} />
                  </Routes>
                </StepUpProvider>
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
