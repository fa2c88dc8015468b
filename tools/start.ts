import { statfsSync } from 'node:fs'
import { demoAccounts, demoPassword, demoUnits } from '@vungxanh/identity/demo'
import { ensureDemoScenario } from './load-scenario.ts'
import { runTarget } from './platform/build.ts'
import { AlreadyRunning, lockDataDir } from './platform/lock.ts'
import { explain, progressLog } from './platform/log.ts'
import { dataDir, root } from './platform/paths.ts'
import { type Platform, readPlatformState, startPlatform } from './platform/platform.ts'

const log = progressLog()
let platform: Platform | undefined
let stopping = false

// A terminal that went away must not keep the processes from being stopped.
process.stdout.on('error', () => {})
process.stderr.on('error', () => {})

const unlock = claim()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop())
process.on('exit', unlock)

try {
  refuseFullDisk()
  log('Building what changed')
  await runTarget('build', log)
  if (!stopping) {
    platform = await startPlatform({
      dataDir,
      ports: 'standard',
      durable: true,
      log,
      seed: (target) => ensureDemoScenario(target, log),
      environment: { gateway: { HOST: process.env.HOST ?? '127.0.0.1' } },
      publicUrl: process.env.PUBLIC_URL,
    })
  }
  if (stopping) await end(0)
  else if (platform) greet(platform)
} catch (error) {
  if (stopping) await end(0)
  process.stderr.write(`\nVùng Xanh could not start: ${explain(error)}\n`)
  await end(1)
}

/** A signal may come while the platform is still being built; the start then ends itself at its next step. */
async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  process.stdout.write('\n')
  log('Stopping')
  if (platform) await end(0)
}

async function end(code: number): Promise<never> {
  await platform?.stop()
  if (code === 0) log('Stopped')
  process.exit(code)
}

function claim(): () => void {
  try {
    return lockDataDir(dataDir)
  } catch (error) {
    if (!(error instanceof AlreadyRunning)) {
      process.stderr.write(`Vùng Xanh could not start: ${explain(error)}\n`)
      process.exit(1)
    }
    const state = readPlatformState(dataDir)
    process.stdout.write(
      `Vùng Xanh is already running${state ? ` at ${state.url}` : ' (still starting)'}: ${error.message}.\n`,
    )
    process.exit(0)
  }
}

function refuseFullDisk(): void {
  const { bavail, bsize } = statfsSync(root)
  const megabytes = Math.floor((Number(bavail) * Number(bsize)) / 1024 ** 2)
  if (megabytes < 300) throw new Error(`The disk is full: ${megabytes} MB are free where ${root} is, 300 are needed`)
}

function greet({ url }: Platform): void {
  const [first, second] = demoUnits
  const accounts = demoAccounts.filter(({ unit }) => unit === first.code)
  const width = Math.max(...accounts.map(({ signInName }) => signInName.length))
  process.stdout.write(`
  Vùng Xanh is ready:  ${url}

  Demo sign-ins of ${first.name}, password ${demoPassword}
${accounts.map(({ signInName, post }) => `    ${signInName.padEnd(width)}  ${post}`).join('\n')}

  With @${second.code} behind the name (chair@${second.code}): the same posts of ${second.name}, which has no data yet.

  Ctrl-C stops everything. Logs are in .data/logs.
`)
}
