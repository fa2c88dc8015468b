import { SignatureCheck, signatureHeader } from '@vungxanh/access/gateway-signature'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fileLimits } from './file-routes.ts'
import {
  type Platform,
  type RunningSubgraph,
  residents,
  startPlatform,
  startSubgraph,
  testSigningKey,
} from './testing.ts'

let department: RunningSubgraph
let platform: Platform

beforeAll(async () => {
  department = await startSubgraph(residents)
  platform = await startPlatform([department])
  await platform.ask({ query: '{ __typename }' })
})
afterAll(async () => {
  await platform.stop()
  await department.stop()
})

async function send(path: string, init: RequestInit = {}, role: 'REGISTRAR' | 'INSPECTOR' = 'REGISTRAR') {
  const { headers, ...rest } = init
  const response = await fetch(`${platform.url}${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await platform.token(role)}`,
      'content-type': 'application/octet-stream',
      ...headers,
    },
    ...rest,
  })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

test('a file goes to its department with the viewer’s token and a signature over every byte', async () => {
  const bytes = Buffer.from([0, 1, 2, 255, 254])
  const { status } = await send('/files/residents/imports?name=a.xlsx', { body: bytes })
  expect(status).toBe(200)
  const request = department.asked.at(-1)
  expect(request?.body).toEqual(bytes)
  expect(request?.url).toBe('/files/imports?name=a.xlsx')
  const { authorization = '', [signatureHeader]: signature } = request?.headers ?? {}
  expect(authorization).toMatch(/^Bearer /)
  const signed = { method: 'POST', path: '/files/imports?name=a.xlsx', authorization }
  expect(new SignatureCheck(testSigningKey).accepts({ ...signed, body: bytes }, signature)).toBe(true)
  expect(new SignatureCheck(testSigningKey).accepts({ ...signed, body: 'other' }, signature)).toBe(false)
})

test('a file comes back with its name and type, and nothing else of what the department says in headers', async () => {
  const { headers, text } = await send('/files/residents/imports/1/errors', { method: 'GET' })
  expect(text).toBe('Họ tên;1\n')
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(headers.get('content-disposition')).toBe('attachment; filename="a.csv"')
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('x-inside')).toBeNull()
  expect(headers.get('set-cookie')).toBeNull()
})

test.for([
  ['nobody', '/files/residents/imports', { headers: { authorization: '' } }, 401],
  ['no such department', '/files/elsewhere/imports', {}, 404],
  ['a way out', '/files/residents/..%2fgraphql', {}, 404],
  ['dots', '/files/residents/a/./b', {}, 200],
  ['too much', '/files/residents/imports', { body: Buffer.alloc(fileLimits.bytes + 1) }, 413],
] as const)('%s', async ([, path, init, status]) => {
  const asked = department.asked.length
  const answer = await send(path, init as RequestInit)
  expect(answer.status).toBe(status)
  expect(department.asked.length).toBe(status === 200 ? asked + 1 : asked)
  if (status === 413) expect(answer.text).toContain('10 MB')
})

test('one account sends so many files a minute, and another is not hindered by it', async () => {
  const statuses = await Promise.all(
    Array.from(
      { length: fileLimits.perMinute + 2 },
      async () => (await send('/files/residents/x', {}, 'INSPECTOR')).status,
    ),
  )
  expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(fileLimits.perMinute)
  expect(statuses.some((status) => status === 429 || status === 503)).toBe(true)
  expect((await send('/files/residents/x')).status).toBe(200)
})
