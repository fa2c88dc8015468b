import { readFileSync } from 'node:fs'
import type { Role } from '@vungxanh/access'
import { mintDemoToken } from '@vungxanh/identity/demo'
import { signingKeysFile } from '@vungxanh/tools/secrets'
import { inject } from 'vitest'

export interface GraphAnswer<T> {
  status: number
  bytes: number
  requestId: string
  text: string
  data: T
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string; subgraph?: string } }[]
}

/** Asks the gateway with the bearer token of a demo role, as a script of an analyst or an outside check would. */
export async function ask<T = Record<string, unknown>>(
  role: Role,
  query: string,
  variables: Record<string, unknown> = {},
  unit = '00121',
): Promise<GraphAnswer<T>> {
  const url = inject('platformUrl')
  const token = await mintDemoToken({
    keysFile: signingKeysFile(inject('dataDir')),
    issuer: `${url}/identity`,
    role,
    unit,
  })
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  })
  const text = await response.text()
  const requestId = response.headers.get('x-request-id') ?? ''
  return { status: response.status, bytes: Buffer.byteLength(text), requestId, text, ...JSON.parse(text) }
}

export function acceptanceDocument(name: string): string {
  return readFileSync(new URL(`../acceptance/${name}.graphql`, import.meta.url), 'utf8')
}
