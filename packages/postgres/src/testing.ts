import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startCluster } from './cluster.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Superuser's address of the PostgreSQL that the whole test run shares. */
    postgresUrl: string
  }
}

/** One cluster per test run, as vitest's global set-up: `inject('postgresUrl')` in a test. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Not mkdtemp: its 0700 folder would shut out the account that runs the server when we are root.
  const dataDir = join(tmpdir(), `vungxanh-test-${randomUUID()}`)
  const cluster = await startCluster({ dataDir, port: 0, durable: false })
  project.provide('postgresUrl', cluster.superuserUrl)
  return async () => {
    await cluster.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
