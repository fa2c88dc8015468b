import { type Role, roleNames, rolePurposes, type Viewer } from '@vungxanh/access'
import {
  apolloFor,
  applyEvent,
  Context,
  connect,
  contextVariables,
  type Database,
  departmentLog,
  type FileDoor,
  fileDoors,
  type Job,
  loadingPurpose,
  runOneJob,
  type Subgraph,
  type Subscription,
  statementCount,
  Vault,
  withAliasesOfKin,
} from '@vungxanh/subgraph'
import Fastify from 'fastify'
import type { FormattedExecutionResult } from 'graphql'
import { test as base } from 'vitest'
import { cloneDatabase, testContextKey, testVaultKeys } from './test-database.ts'

export { testContextKey, testVaultKeys }

type Entity = object
type Manager = Context['em']

/** What builders get: the test's own unit and a way to store rows in it, past the rules but not past row security. */
export interface Given {
  unit: string
  vault: Vault
  save<T extends Entity>(build: (em: Manager) => T | Promise<T>): Promise<T>
  /** The same for another unit of the installation. */
  in(unit: string): Given
}

export interface Answer {
  data: Record<string, unknown>
  errors: { message: string; code: unknown; path?: readonly (string | number)[] }[]
  /** SQL statements that the operation cost, without begin and commit. */
  statements: number
}

export interface Asking {
  /** Runs an operation that must succeed, and returns its data. */
  run<T = Record<string, unknown>>(document: string, variables?: Record<string, unknown>): Promise<T>
  /** Runs an operation whose errors are of interest. */
  ask(document: string, variables?: Record<string, unknown>): Promise<Answer>
  /** Sends to a file door of the department, or fetches from one; the gateway's part of it left out. */
  file(method: 'GET' | 'POST', path: string, body?: Uint8Array | object): Promise<FileReply>
}

export interface FileReply {
  status: number
  headers: Record<string, unknown>
  bytes: Buffer
  /** What came of it, or why it was refused, when that is no file. */
  json: { errors?: { message: string; extensions: { code: string } }[] } & Record<string, unknown>
  statements: number
}

/** Who is asking, where it differs from the role's own account in the test's unit, now, with the second factor just proven. */
export interface Standing {
  units?: string[]
  account?: string
  now?: Date
  kin?: string[]
  steppedUpAt?: number
  requestId?: string
}

/** What PostgreSQL is told of a made-up request. */
export function contextScope(units: string[], purpose: string) {
  return { units, purpose, role: 'REGISTRAR', actor: 'test', request: 'test', assignment: 'test' }
}

export function viewerOf(
  role: Role,
  units: string[],
  account = `00000000-0000-4000-8000-${role.length.toString().padStart(12, '0')}`,
): Viewer {
  return {
    accountId: account,
    name: roleNames[role].vi,
    role,
    post: roleNames[role].vi,
    organisation: 'UBND phường',
    assignmentId: account,
    units,
    purpose: rolePurposes[role],
    kin: [],
    steppedUpAt: Math.floor(Date.now() / 1000),
  }
}

let units = 0

/**
 * vitest's `test` for a department: its real schema on a PostgreSQL of the file's own. Each test gets a unit of its own, so
 * nothing depends on an empty table and nothing is cleaned up.
 */
export function departmentTest<G>(definition: {
  database: Database
  subgraph: Subgraph
  given: (given: Given) => G
  files?: readonly FileDoor[]
  jobs?: readonly Job[]
}) {
  return (
    base
      // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's dependencies from the pattern
      .extend('database', { scope: 'file' }, async ({}, { onCleanup }) => {
        const database = await cloneDatabase(definition.database)
        onCleanup(() => database.drop())
        return database
      })
      .extend('orm', { scope: 'file' }, async ({ database }, { onCleanup }) => {
        const orm = await connect(definition.database, database.appUrl)
        onCleanup(() => orm.close())
        return orm
      })
      // biome-ignore lint/correctness/noEmptyPattern: see above
      .extend('server', { scope: 'file' }, async ({}, { onCleanup }) => {
        const server = apolloFor(definition.subgraph, (error) => console.error(error))
        await server.start()
        onCleanup(() => server.stop())
        return server
      })
      .extend('vault', { scope: 'file' }, ({ orm }) => new Vault(testVaultKeys).load(orm.em.fork()))
      .extend('unit', () => String(90_000 + ++units))
      /** Does what mutations of the test's unit have asked for; nothing else runs the queue here. @returns its statements */
      .extend('jobs', ({ orm, unit, vault }) => async (): Promise<number> => {
        const em = orm.em.fork({ session: contextVariables(contextScope([], 'JOBS'), testContextKey) })
        const { jobs = [] } = definition
        const log = departmentLog('test', 'warn')
        const running = { orm, contextKey: testContextKey, vault, clock: () => new Date(), jobs, log }
        // A job may ask for another.
        for (let statements = 0; ; ) {
          const waiting = await em.transactional((inner) =>
            inner.execute<{ id: string }[]>(
              `select id from jobs.job where state = 'WAITING' and unit_code = ? order by created_at`,
              [unit],
            ),
          )
          if (waiting.length === 0) return statements
          const before = statementCount()
          for (const { id } of waiting) await runOneJob(running, id, new AbortController().signal)
          statements += statementCount() - before
        }
      })
      .extend('given', ({ orm, unit, vault }) => {
        const givenIn = (unitCode: string): Given => {
          const scope = contextScope([unitCode], loadingPurpose)
          const save: Given['save'] = async (build) => {
            const em = orm.em.fork({ session: contextVariables(scope, testContextKey) })
            return em.transactional((inner) => Promise.resolve(build(inner)))
          }
          return { unit: unitCode, vault, save, in: givenIn }
        }
        return definition.given(givenIn(unit))
      })
      .extend('hear', ({ orm, unit, vault }) => {
        const heard = new Map<string, number>()
        /** Applies an event of another department, as its inbox does. */
        return async (
          subscription: Subscription,
          subject: string,
          payload: Record<string, unknown>,
          at = new Date(),
          inUnit = unit,
        ) => {
          const seq = (heard.get(subject) ?? 0) + 1
          heard.set(subject, seq)
          const { type } = subscription
          const event = {
            id: crypto.randomUUID(),
            type,
            subject,
            seq,
            unit: inUnit,
            request: 'test',
            at: at.toISOString(),
            payload,
          }
          const [from = ''] = type.split('.')
          const clock = () => at
          return applyEvent(event, from, subscription, { orm, contextKey: testContextKey, vault, clock })
        }
      })
      .extend('as', ({ orm, server, unit, vault }) => {
        return (
          role: Role,
          { units: scope = [unit], account, now = new Date(), requestId, ...more }: Standing = {},
        ): Asking => {
          const context = async () =>
            new Context(orm, testContextKey, {
              viewer: await withAliasesOfKin({ ...viewerOf(role, scope, account), ...more }, orm.em.fork()),
              requestId: requestId ?? 'test',
              now,
              vault,
            })
          const ask: Asking['ask'] = async (query, variables) => {
            const contextValue = await context()
            const before = statementCount()
            const { body } = await server.executeOperation({ query, variables }, { contextValue })
            const { data, errors } = (body as { singleResult: FormattedExecutionResult }).singleResult
            return {
              // Plain objects: graphql's have no prototype, which matchers take for a difference.
              data: JSON.parse(JSON.stringify(data ?? {})),
              errors: (errors ?? []).map(({ message, extensions, path }) => ({
                message,
                code: extensions?.code,
                path,
              })),
              statements: statementCount() - before,
            }
          }
          const file: Asking['file'] = async (method, path, body) => {
            const app = Fastify()
            app.removeAllContentTypeParsers()
            app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, bytes, done) => done(null, bytes))
            fileDoors(app, {
              subgraph: definition.subgraph,
              doors: definition.files ?? [],
              contextOf: () => Promise.resolve(context()),
              logError: (error) => console.error(error),
            })
            const before = statementCount()
            const payload =
              body === undefined || body instanceof Uint8Array ? Buffer.from(body ?? []) : JSON.stringify(body)
            const reply = await app.inject({
              method,
              url: `/files/${path}`,
              ...(body && { payload, headers: { 'content-type': 'application/octet-stream' } }),
            })
            const isJson = String(reply.headers['content-type']).startsWith('application/json')
            return {
              status: reply.statusCode,
              headers: reply.headers,
              bytes: reply.rawPayload,
              json: isJson ? reply.json() : {},
              statements: statementCount() - before,
            }
          }
          return {
            ask,
            file,
            run: async <T>(query: string, variables?: Record<string, unknown>) => {
              const { data, errors } = await ask(query, variables)
              if (errors.length > 0) throw new Error(JSON.stringify(errors))
              return data as T
            },
          }
        }
      })
  )
}

export type DepartmentTest<G> = ReturnType<typeof departmentTest<G>>
