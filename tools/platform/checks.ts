import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './paths.ts'

export interface Tally {
  passed: number
  failed: number
  /** What failed, for the summary. */
  failures: string[]
}

const tsx = ['--import', pathToFileURL(join(root, 'node_modules/tsx/dist/loader.mjs')).href]
const programs = {
  biome: ['node_modules/@biomejs/biome/bin/biome'],
  oxlint: ['node_modules/oxlint/bin/oxlint'],
  nx: ['node_modules/nx/dist/bin/nx.js'],
  vitest: ['node_modules/vitest/vitest.mjs'],
}

/** Runs a program of node_modules with this Node, its output shown. */
export function runProgram(name: keyof typeof programs, args: string[], cwd = root): Promise<number> {
  return runNode([...programs[name].map((path) => join(root, path)), ...args], cwd)
}

/** Runs one of the files beside this folder. */
export function runTool(file: string, args: string[] = []): Promise<number> {
  return runNode([...tsx, join(root, 'tools', file), ...args])
}

function runNode(args: string[], cwd = root): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, stdio: 'inherit', env: { ...process.env, NX_DAEMON: 'false' } })
    const forward = (signal: NodeJS.Signals) => child.kill(signal)
    const signals = ['SIGINT', 'SIGTERM'] as const
    for (const signal of signals) process.on(signal, forward)
    child.once('error', reject)
    child.once('close', (code, signal) => {
      for (const name of signals) process.off(name, forward)
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0))
    })
  })
}

export async function check(name: string, run: () => Promise<number>): Promise<Tally> {
  const code = await run()
  return code === 0 ? { passed: 1, failed: 0, failures: [] } : { passed: 0, failed: 1, failures: [name] }
}

interface VitestReport {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  success: boolean
  testResults: { name: string; status: string; assertionResults: { status: string; fullName: string }[] }[]
}

/** Runs vitest and counts its tests; a file that cannot even be loaded counts as one failure. */
export async function runVitest(name: string, args: string[], cwd = root): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'vungxanh-report-'))
  try {
    const file = join(folder, 'report.json')
    const code = await runProgram(
      'vitest',
      ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args],
      cwd,
    )
    if (!existsSync(file)) return { passed: 0, failed: 1, failures: [`${name}: vitest did not finish`] }
    const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport
    const failures = report.testResults.flatMap(({ name: path, status, assertionResults }) => {
      const failed = assertionResults.filter((result) => result.status === 'failed')
      const place = path.replace(`${root}/`, '')
      if (failed.length === 0 && status === 'failed') return [`${place} cannot be run`]
      return failed.map(({ fullName }) => `${place} > ${fullName}`)
    })
    if (code !== 0 && failures.length === 0) failures.push(`${name}: vitest ended with ${code}`)
    return { passed: report.numPassedTests, failed: failures.length, failures }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
