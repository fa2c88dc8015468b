import { ensureDemoScenario } from './load-scenario.ts'
import { type Platform, type PlatformOptions, startPlatform } from './platform/platform.ts'

/** The platform on the demo data, on free ports, for as long as a test run or a measurement lasts. */
export function startDemoPlatform(
  options: Pick<PlatformOptions, 'dataDir' | 'log'> & Partial<PlatformOptions>,
): Promise<Platform> {
  return startPlatform({
    ports: 'free',
    durable: false,
    seed: (target) => ensureDemoScenario(target, options.log),
    ...options,
  })
}
