import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { check, runProgram, runTool, runVitest, type Tally } from './platform/checks.ts'
import { root } from './platform/paths.ts'

// Everything that must hold, in the order in which a fault is cheapest to find. Ends with the line `N passed, N failed`.

const stages: Record<string, { title: string; run: () => Promise<Tally[]> }> = {
  lint: {
    title: 'Lint: form, faults, walls between projects',
    run: async () => [
      await check('biome', () => runProgram('biome', ['check', '--error-on-warnings'])),
      await check('oxlint', () => runProgram('oxlint', ['--deny-warnings'])),
    ],
  },
  stale: {
    title: 'Committed artifacts are what their sources give',
    run: async () => [
      await check('gateway/supergraph.graphql', () => runTool('compose.ts', ['--check'])),
      await check('gateway/trusted-documents.json', () => runTool('codegen.ts', ['--check'])),
    ],
  },
  supply: {
    title: 'What we take from others: versions, advisories, licences, secrets',
    run: async () => [await check('supply chain', () => runTool('supply-chain.ts'))],
  },
  typecheck: {
    title: 'Types',
    run: async () => [await check('typecheck', () => runTool('typecheck.ts'))],
  },
  unit: {
    title: 'Rules, departments, access, supergraph, components',
    run: async () => [await runVitest('unit', positionals)],
  },
  e2e: {
    title: 'The whole platform in a real browser',
    run: async () => [
      await check('build', () => runProgram('nx', ['run-many', '-t', 'build', '--outputStyle=static'])),
      await runVitest('e2e', positionals, join(root, 'e2e')),
    ],
  },
}

const { values, positionals } = parseArgs({ options: { only: { type: 'string' } }, allowPositionals: true })
const chosen = values.only?.split(',') ?? Object.keys(stages)
const unknown = chosen.filter((name) => !stages[name])
if (unknown.length > 0) {
  process.stderr.write(`There is no stage ${unknown.join(', ')}. Stages: ${Object.keys(stages).join(' ')}\n`)
  process.exit(2)
}

let interrupted = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => (interrupted = true))

const total: Tally = { passed: 0, failed: 0, failures: [] }
for (const name of chosen) {
  const stage = stages[name]
  if (!stage || interrupted) continue
  process.stdout.write(`\n=== ${stage.title} ===\n`)
  for (const { passed, failed, failures } of await stage.run()) {
    total.passed += passed
    total.failed += failed
    total.failures.push(...failures.map((failure) => `${name}: ${failure}`))
  }
}

if (interrupted) process.exit(130)
process.stdout.write('\n')
for (const failure of total.failures) process.stdout.write(`failed  ${failure}\n`)
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`)
process.exit(total.failed > 0 ? 1 : 0)
