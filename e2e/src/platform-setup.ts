import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium } from '@vungxanh/tools/chromium'
import { startDemoPlatform } from '@vungxanh/tools/demo-platform'
import { progressLog } from '@vungxanh/tools/log'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The address a browser opens. */
    platformUrl: string
    portalsDir: string
    dataDir: string
    chromium: { executablePath: string; args: string[] }
  }
}

/** The whole platform on the demo data, once for all journeys, and the browser they run in. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const log = progressLog()
  const { executablePath, args, from } = await findChromium(log)
  log(`Browser: ${executablePath} (${from})`)
  const dataDir = join(tmpdir(), `vungxanh-e2e-${randomUUID()}`)
  const platform = await startDemoPlatform({ dataDir, log })
  project.provide('platformUrl', platform.url)
  project.provide('portalsDir', platform.portalsDir)
  project.provide('dataDir', dataDir)
  project.provide('chromium', { executablePath, args })
  return async () => {
    await platform.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
