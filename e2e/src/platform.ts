import { join } from 'node:path'
import type { Role } from '@vungxanh/access'
import { mintDemoToken } from '@vungxanh/identity/demo'
import { type PlatformState, readPlatformState } from '@vungxanh/tools/platform'
import { inject } from 'vitest'
import type {} from './platform-setup.ts'

/** The running platform as another process sees it. */
export function platform(): PlatformState {
  const state = readPlatformState(inject('dataDir'))
  if (!state) throw new Error('The platform does not run')
  return state
}

export interface Answer {
  data?: Record<string, unknown> | null
  errors?: { message: string; path?: (string | number)[]; extensions?: Record<string, unknown> }[]
}

/** Asks the gateway as a program would: with a bearer token of the demo issuer. */
export async function ask(role: Role, query: string, variables?: object, unit = '00121'): Promise<Answer> {
  const { url, issuer } = platform()
  const keysFile = join(inject('dataDir'), 'identity/signing-keys.json')
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await mintDemoToken({ keysFile, issuer, role, unit })}`,
    },
    body: JSON.stringify({ query, variables }),
  })
  return (await response.json()) as Answer
}
