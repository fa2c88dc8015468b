import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type DepartmentEvents, disagreements } from '@vungxanh/subgraph'
import { expect, test } from 'vitest'
import { departments, root } from './platform/paths.ts'

test('what a department publishes is what another takes', async () => {
  const declared: Record<string, DepartmentEvents> = {}
  for (const name of departments) {
    const file = join(root, 'services', name, 'src/events.ts')
    declared[name] = existsSync(file) ? (await import(file)).events : { publishes: [], consumes: [] }
  }
  expect(disagreements(declared)).toEqual([])
})
