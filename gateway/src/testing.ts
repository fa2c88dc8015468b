import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { composeServices } from '@apollo/composition'
import { buildSubgraphSchema } from '@apollo/subgraph'
import type { Role } from '@vungxanh/access'
import { mintDemoToken } from '@vungxanh/identity/demo'
import { identityDatabase, startIdentity, testClientSecret } from '@vungxanh/identity/testing'
import { freePort } from '@vungxanh/postgres'
import Fastify, { type FastifyRequest } from 'fastify'
import { type GraphQLFormattedError, graphql, parse } from 'graphql'
import type { JWK } from 'jose'
import { pino } from 'pino'
import { buildGateway, type GatewayOptions } from './server.ts'
import { integrityOf } from './signed-builds.ts'

const publisher = generateKeyPairSync('ec', { namedCurve: 'P-256' })

/** Puts files into the portals' folder as a publisher does, under its signature or somebody else's. */
export async function publish(
  portals: string,
  build: { folder: string; remote: string; version: string; files: Record<string, string> },
  key = publisher.privateKey,
): Promise<void> {
  const { folder, files, ...named } = build
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(portals, folder, path)), { recursive: true })
    await writeFile(join(portals, folder, path), content)
  }
  const hashes = Object.entries(files).map(([path, content]) => [path, integrityOf(Buffer.from(content))])
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${part({ alg: 'ES256' })}.${part({ ...named, files: Object.fromEntries(hashes) })}`
  const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' })
  await writeFile(join(portals, folder, 'manifest.jws'), `${signed}.${signature.toString('base64url')}`)
}

export const testSigningKey = randomBytes(32)

type Resolver = (source: never, args: never, request: FastifyRequest) => unknown

export interface FakeSubgraph {
  name: string
  typeDefs: string
  resolvers: Record<string, Record<string, Resolver>>
}

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\n`

/** A department over HTTP with made-up answers; what it is asked is kept. */
export async function startSubgraph({ name, typeDefs, resolvers }: FakeSubgraph) {
  const document = parse(link + typeDefs)
  const schema = buildSubgraphSchema([{ typeDefs: document, resolvers: resolvers as never }])
  const asked: FastifyRequest[] = []
  const app = Fastify({ forceCloseConnections: true })
  const state: { isHanging: boolean; answer?: unknown } = { isHanging: false }
  app.get('/readyz', async () => ({ status: 'ready' }))
  app.post(
    '/graphql',
    async (request: FastifyRequest<{ Body: { query: string; variables?: Record<string, unknown> } }>) => {
      asked.push(request)
      if (state.isHanging) await new Promise(() => {})
      if (state.answer !== undefined) return state.answer
      const { query: source, variables: variableValues } = request.body
      return graphql({ schema, source, variableValues, contextValue: request })
    },
  )
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )
  app.route({
    method: ['GET', 'POST'],
    url: '/files/*',
    bodyLimit: 20 * 1024 * 1024,
    handler: async (request, reply) => {
      asked.push(request)
      return reply
        .type('text/csv; charset=utf-8')
        .headers({ 'content-disposition': 'attachment; filename="a.csv"', 'x-inside': 'secret', 'set-cookie': 'a=b' })
        .send(Buffer.from('Họ tên;1\n'))
    },
  })
  const origin = await app.listen({ host: '127.0.0.1', port: 0 })
  return {
    name,
    document,
    url: `${origin}/graphql`,
    asked,
    state,
    stop: () => app.close(),
    server: app.server as Server,
  }
}

export type RunningSubgraph = Awaited<ReturnType<typeof startSubgraph>>

export function supergraphOf(subgraphs: Pick<RunningSubgraph, 'name' | 'document' | 'url'>[]): string {
  const composed = composeServices(subgraphs.map(({ name, document, url }) => ({ name, typeDefs: document, url })))
  if (!composed.supergraphSdl) throw new Error(composed.errors?.map(({ message }) => message).join('\n'))
  return composed.supergraphSdl
}

/** The real gateway and the real identity service around made-up departments. */
export async function startPlatform(subgraphs: RunningSubgraph[], overrides: Partial<GatewayOptions> = {}) {
  const port = await freePort(0)
  const publicUrl = `http://localhost:${port}`
  const { appUrl } = await identityDatabase()
  const identity = await startIdentity({ appUrl, publicUrl })
  const folder = await mkdtemp(join(tmpdir(), 'vungxanh-gateway-'))
  const supergraphFile = join(folder, 'supergraph.graphql')
  await writeFile(supergraphFile, supergraphOf(subgraphs))
  await mkdir(join(folder, 'portals'))
  const logs: string[] = []
  const app = await buildGateway({
    publicUrl,
    supergraphFile,
    subgraphUrls: {},
    subgraphTimeoutMs: 500,
    operationTimeoutMs: 1_000,
    issuer: identity.issuer,
    identityUpstream: identity.upstream,
    clientSecret: testClientSecret,
    revocationsUrl: `${identity.upstream}/identity/revocations`,
    hasDemoAccounts: true,
    sessionKey: randomBytes(32),
    signingKey: testSigningKey,
    publisherKey: publisher.publicKey.export({ format: 'jwk' }) as JWK,
    portalsFolder: join(folder, 'portals'),
    logger: pino({ level: 'info' }, { write: (line: string) => void logs.push(line) }),
    ...overrides,
  })
  await app.listen({ host: '127.0.0.1', port })
  const { address } = app.server.address() as AddressInfo
  const url = `http://${address}:${port}`
  const token = (role: Role, unit = '00121') =>
    mintDemoToken({ keysFile: identity.keysFile, issuer: identity.issuer, role, unit })

  const post = async (body: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    return { status: response.status, headers: response.headers, body: (await response.json()) as Answer }
  }

  return {
    url,
    publicUrl,
    app,
    identity,
    supergraphFile,
    portalsFolder: join(folder, 'portals'),
    logs,
    token,
    post,
    ask: async (body: unknown, role: Role = 'INSPECTOR', headers: Record<string, string> = {}) =>
      post(body, { authorization: `Bearer ${await token(role)}`, ...headers }),
    stop: async () => {
      await app.close()
      await identity.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export type Platform = Awaited<ReturnType<typeof startPlatform>>

export interface Answer {
  data?: Record<string, unknown> | null
  errors?: (GraphQLFormattedError & { extensions: Record<string, unknown> })[]
}

/** Two departments with a person between them, and every way to go wrong. */
export const residents: FakeSubgraph = {
  name: 'residents',
  typeDefs: `
    type Query { person(id: ID!): Person people(first: Int, after: String): PersonConnection!
      secret: String broken: String forbidden: String skewed: String missing: String stepUp: String }
    type Mutation { rename(id: ID!, name: String!): Person }
    enum Sex { MALE FEMALE }
    type Person @key(fields: "id") { id: ID! name: String! friend: Person friends: [Person!]! ofSex(sex: Sex!): Person }
    type PersonConnection { edges: [PersonEdge!]! pageInfo: PageInfo! }
    type PersonEdge { cursor: String! node: Person! }
    type PageInfo { hasNextPage: Boolean! }`,
  resolvers: {
    Query: {
      person: (_source: never, { id }: { id: string }) => ({ id, name: `Người ${id}` }),
      people: () => ({
        edges: [{ cursor: 'a', node: { id: '1', name: 'Người 1' } }],
        pageInfo: { hasNextPage: false },
      }),
      secret: () => {
        throw new Error('select * from person where id = 1 failed at 127.0.0.1:5440')
      },
      broken: () => {
        throw Object.assign(new Error('stack at /srv/residents/main.js:12'), {
          extensions: { code: 'INTERNAL_SERVER_ERROR' },
        })
      },
      skewed: () => {
        throw Object.assign(new Error('Cannot query field "x" on type "Hidden"'), {
          extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
        })
      },
      forbidden: () => {
        throw Object.assign(new Error('Vai trò này không được xem.'), {
          extensions: { code: 'FORBIDDEN', http: { status: 500 }, stacktrace: ['at /srv'] },
        })
      },
      stepUp: () => {
        throw Object.assign(new Error('Cần mã xác thực.'), { extensions: { code: 'STEP_UP_REQUIRED', seconds: 600 } })
      },
      missing: () => {
        throw Object.assign(new Error('Không có văn bản này.'), { extensions: { code: 'NOT_FOUND' } })
      },
    },
    Mutation: { rename: (_source: never, { id, name }: { id: string; name: string }) => ({ id, name }) },
    Person: {
      __resolveReference: ({ id }: { id: string }) => ({ id, name: `Người ${id}` }),
      friend: () => ({ id: '2', name: 'Người 2' }),
      friends: () => [],
    },
  } as FakeSubgraph['resolvers'],
}

export const health: FakeSubgraph = {
  name: 'health',
  typeDefs: `
    type Query { products: [String!] }
    type Person @key(fields: "id") { id: ID! doses: [Int!] echo: Echo }
    type Echo { requestId: String authorization: String }`,
  resolvers: {
    Query: { products: () => ['A'] },
    Person: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      doses: () => [1, 2],
      echo: (_source: never, _args: never, { headers }: FastifyRequest) => ({
        requestId: headers['x-request-id'],
        authorization: headers.authorization,
      }),
    },
  } as FakeSubgraph['resolvers'],
}

interface Cookie {
  value: string
  path: string
  attributes: string
}

/** Keeps cookies by path, follows nothing by itself, and says where its requests come from as browsers do. */
export function browserOf(platform: Platform) {
  const jar = new Map<string, Cookie>()
  const visit = async (address: string, init: RequestInit = {}) => {
    const url = new URL(address, platform.publicUrl)
    const cookies = [...jar].filter(([, { path }]) => url.pathname.startsWith(path))
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { cookie: cookies.map(([name, { value }]) => `${name}=${value}`).join('; '), ...init.headers },
    })
    for (const header of response.headers.getSetCookie()) {
      const [, name = '', value = '', attributes = ''] = /^([^=]+)=([^;]*);?(.*)$/.exec(header) ?? []
      const path = /path=([^;]+)/i.exec(attributes)?.[1] ?? '/'
      if (value === '' || /expires=thu, 01 jan 1970/i.test(attributes)) jar.delete(name)
      else jar.set(name, { value, path, attributes })
    }
    return {
      status: response.status,
      location: response.headers.get('location') ?? '',
      headers: response.headers,
      text: await response.text(),
    }
  }
  return { jar, visit }
}

export type Browser = ReturnType<typeof browserOf>

/** Signs in on the provider's page and returns the address that the person is sent back to. */
export async function signInAs(
  { publicUrl }: Platform,
  { visit }: Browser,
  fields: Record<string, string>,
  returnTo = '/',
): Promise<string> {
  const login = await visit(`/auth/login?${new URLSearchParams({ returnTo })}`)
  const form = await visit(login.location)
  const submitted = await visit(form.location, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { origin: publicUrl },
  })
  const resumed = await visit(submitted.location)
  const callback = await visit(resumed.location)
  if (callback.status !== 302) throw new Error(`signing in ended with ${callback.status}`)
  return callback.location
}
