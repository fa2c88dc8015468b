import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from './platform/log.ts'
import { root } from './platform/paths.ts'
import { type Platform, type PlatformOptions, type SeedTarget, startPlatform } from './platform/platform.ts'

/** Loads the demo scenario when the databases do not hold it yet. */
export async function seedDemo(target: SeedTarget, log: Log): Promise<void> {
  if (!existsSync(join(root, 'tools/scenario.ts'))) return
  const { ensureDemoScenario } = (await import(String('./scenario.ts'))) as {
    ensureDemoScenario: (target: SeedTarget, log: Log) => Promise<void>
  }
  await ensureDemoScenario(target, log)
}

/** The platform on the demo data, on free ports, for as long as a test run or a measurement lasts. */
export function startDemoPlatform(
  options: Pick<PlatformOptions, 'dataDir' | 'log'> & Partial<PlatformOptions>,
): Promise<Platform> {
  return startPlatform({ ports: 'free', durable: false, seed: (target) => seedDemo(target, options.log), ...options })
}
