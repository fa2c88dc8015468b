import { type PlatformState, readPlatformState } from '@vungxanh/tools/platform'
import { inject } from 'vitest'
import type {} from './platform-setup.ts'

/** The running platform as another process sees it. */
export function platform(): PlatformState {
  const state = readPlatformState(inject('dataDir'))
  if (!state) throw new Error('The platform does not run')
  return state
}
