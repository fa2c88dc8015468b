import { readFileSync } from 'node:fs'
import { demoUnits } from '@vungxanh/identity/demo'
import { readScenario, ScenarioRefused } from '@vungxanh/scenario'
import { loadScenario } from './load-scenario.ts'
import { explain, progressLog } from './platform/log.ts'
import { dataDir } from './platform/paths.ts'
import { withDatabases } from './platform/platform.ts'

const usage = `Usage: npm run -s scenario -- load FILE     loads a scenario; what its unit held before is replaced
       npm run -s scenario -- check FILE    says what is wrong with a scenario file, and writes nothing`

const [verb, path, extra] = process.argv.slice(2)

try {
  if ((verb !== 'load' && verb !== 'check') || !path || extra) throw new Error(usage)
  const text = readFileSync(path, 'utf8')
  const { unit } = readScenario(text)
  if (verb === 'check') {
    process.stdout.write(`${path} can be loaded: ${unit.name} (${unit.code})\n`)
  } else {
    const log = progressLog()
    await withDatabases({ dataDir, log }, (target) => loadScenario(text, target, log))
    if (!demoUnits.some(({ code }) => code === unit.code)) {
      log(`Nobody signs in for ${unit.code} yet; take a token: npm run -s token -- chair --unit ${unit.code}`)
    }
  }
} catch (error) {
  process.stderr.write(`${error instanceof ScenarioRefused ? error.message : explain(error)}\n`)
  process.exit(1)
}
