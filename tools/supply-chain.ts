import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './platform/paths.ts'
import { billFile, makeBill, printBill, staleBill } from './supply-chain/bill.ts'
import { lockfiles, readLockfile } from './supply-chain/lockfile.ts'
import {
  advised,
  idleExceptions,
  type Manifest,
  misused,
  readAdvisories,
  readPackageRules,
  unpinned,
  unsound,
} from './supply-chain/rules.ts'
import { findSecrets } from './supply-chain/secret-scan.ts'

// Checks everything we take from others, without a network. `--write` renews the bill of materials.

if (process.argv.includes('--write')) writeFileSync(join(root, billFile), printBill(makeBill()))

const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
  .split('\0')
  .filter((path) => path && existsSync(join(root, path)))
const texts = files.flatMap((path) => {
  const content = readFileSync(join(root, path))
  return content.includes(0) ? [] : [{ path, text: content.toString('utf8') }]
})
const manifests = texts
  .filter(({ path }) => path.endsWith('package.json'))
  .map(({ path, text }): Manifest => ({ ...JSON.parse(text), path }))
const locked = lockfiles.map(readLockfile)
const advisories = readAdvisories()
const rules = readPackageRules()

const findings = [
  ...unpinned(manifests),
  ...locked.flatMap((lockfile) => unsound(lockfile, rules)),
  ...locked.flatMap((lockfile) => advised(lockfile, advisories)),
  ...idleExceptions(locked, rules),
  ...misused(
    texts.filter(({ path }) => /\.(ts|tsx|mjs)$/.test(path)),
    advisories,
  ),
  ...staleBill(JSON.parse(readFileSync(join(root, billFile), 'utf8')), locked),
  ...(await Promise.all(texts.map(({ path, text }) => findSecrets(path, text)))).flat(),
]
for (const finding of findings) process.stderr.write(`${finding}\n`)
process.stdout.write(`${texts.length} files and ${locked.length} lockfiles: ${findings.length} findings\n`)
process.exit(findings.length > 0 ? 1 : 0)
