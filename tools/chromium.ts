import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Log } from './platform/log.ts'

export interface Chromium {
  executablePath: string
  args: string[]
  from: string
}

const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A Chromium that runs here: the system's, one that apt can install, any other found, else the one npm carries. */
export async function findChromium(log: Log = () => {}): Promise<Chromium> {
  const reasons: string[] = []
  const tried = (executablePath: string, from: string): Chromium | undefined => {
    const fault = faultOf(executablePath)
    if (!fault) return { executablePath, args, from }
    reasons.push(`${executablePath}: ${fault}`)
    return undefined
  }

  const system = onPath(['chromium', 'chromium-browser'], ['/usr/bin'])
  const found = system && tried(system, 'system')
  if (found) return found

  if (process.getuid?.() === 0 && existsSync('/etc/debian_version') && onPath(['apt-get'])) {
    log('Installing chromium with apt-get')
    const run = (...parameters: string[]) =>
      spawnSync('apt-get', parameters, {
        encoding: 'utf8',
        timeout: 300_000,
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      })
    run('update', '-q')
    const { status, stderr } = run('install', '-y', '-q', '--no-install-recommends', 'chromium')
    if (status !== 0) reasons.push(`apt-get install chromium: ${stderr?.trim().split('\n').at(-1)}`)
    const installed = existsSync('/usr/bin/chromium') && tried('/usr/bin/chromium', 'apt-get')
    if (installed) return installed
  }

  const other = onPath(
    ['google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'],
    [
      '/opt/google/chrome',
      '/Applications/Google Chrome.app/Contents/MacOS',
      '/Applications/Chromium.app/Contents/MacOS',
    ],
    ['Google Chrome', 'Chromium'],
  )
  const foundOther = other && tried(other, 'system')
  if (foundOther) return foundOther

  log('Using the Chromium that npm carries, since the system has none')
  // Makes the package add the libraries that a bare machine lacks; it reads this while it is imported.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs22.x'
  const { default: carried } = await import('@sparticuz/chromium')
  const fromNpm = tried(await carried.executablePath(), 'npm')
  if (fromNpm) return { ...fromNpm, args: [...new Set([...args, ...carried.args])] }
  throw new Error(`No Chromium runs on this machine:\n${reasons.map((reason) => `  ${reason}`).join('\n')}`)
}

function faultOf(executable: string): string | undefined {
  const { status, error, stderr } = spawnSync(executable, ['--version'], { encoding: 'utf8', timeout: 30_000 })
  if (status === 0) return undefined
  return error?.message ?? (stderr.trim().split('\n')[0] || `ends with ${status}`)
}

function onPath(names: string[], extra: string[] = [], extraNames: string[] = []): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...extra]
  const candidates = folders.flatMap((folder) => [...names, ...extraNames].map((name) => join(folder, name)))
  return candidates.find((path) => existsSync(path))
}
