import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { roles } from '@vungxanh/access'
import { mintDemoToken } from '@vungxanh/identity/demo'
import { dataDir, standardPorts } from './platform/paths.ts'
import { demoUnit, readPlatformState, roleNamed } from './platform/platform.ts'
import { signingKeysFile } from './platform/secrets.ts'

// Prints a bearer token of the demo issuer and nothing else, for use in scripts.

try {
  const { values, positionals } = parseArgs({ options: { unit: { type: 'string' } }, allowPositionals: true })
  const [slug, extra] = positionals
  if (!slug || extra) throw new Error('Usage: npm run -s token -- ROLE [--unit CODE]')
  const unit = values.unit ?? demoUnit
  if (!/^[0-9]{2,5}$/.test(unit)) throw new Error(`Not the code of an administrative unit: ${unit}`)
  const role = roleNamed(slug, roles)
  const keysFile = signingKeysFile(dataDir)
  if (!existsSync(keysFile))
    throw new Error(`There is no demo issuer here: ${keysFile} is missing. Run npm start first`)
  const issuer = readPlatformState(dataDir)?.issuer ?? `http://localhost:${standardPorts.gateway}/identity`
  process.stdout.write(`${await mintDemoToken({ keysFile, issuer, role, unit })}\n`)
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exit(1)
}
