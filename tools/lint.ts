import { check, runProgram, type Tally } from './platform/checks.ts'

// Biome for form and faults, oxlint for the walls between projects. `--write` repairs what can be repaired.

const write = process.argv.includes('--write')
const tallies: Tally[] = [
  await check('biome', () => runProgram('biome', ['check', ...(write ? ['--write'] : []), '--error-on-warnings'])),
  await check('oxlint', () => runProgram('oxlint', ['--deny-warnings'])),
]
process.exit(tallies.some(({ failed }) => failed > 0) ? 1 : 0)
