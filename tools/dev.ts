import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { RsbuildConfig } from '@rsbuild/core'
import { demoPassword } from '@vungxanh/identity/demo'
import { freePort } from '@vungxanh/postgres'
import { watch } from 'rolldown'
import { ensureDemoScenario } from './load-scenario.ts'
import { runTarget } from './platform/build.ts'
import { AlreadyRunning, lockDataDir } from './platform/lock.ts'
import { explain, progressLog } from './platform/log.ts'
import {
  databaseNames,
  type ProcessName,
  processFolder,
  remoteNames,
  root,
  dataDir as standardDataDir,
} from './platform/paths.ts'
import { type Platform, startPlatform } from './platform/platform.ts'
import { publishChangedPortals, readRegistry } from './platform/portals.ts'
import { publisherOf } from './platform/publisher.ts'
import { serviceBuild } from './platform/service-build.ts'

// `npm run dev` runs the platform and restarts a service when its source changes. `npm run dev -- health` also serves that
// remote and the shell from rsbuild with hot reload; every other remote is the built one. `--data-dir DIR` keeps its data
// elsewhere than `npm start` does, so that both can run.

const log = progressLog()
const watched = [...databaseNames, 'gateway'] as ProcessName[]
const children: ChildProcess[] = []
let platform: Platform | undefined
let stopping = false

try {
  const { values, positionals } = parseArgs({ options: { 'data-dir': { type: 'string' } }, allowPositionals: true })
  const dataDir = resolve(values['data-dir'] ?? standardDataDir)
  const remote = remoteNames.find((known) => known === positionals[0])
  if (positionals.length > 0 && !remote)
    throw new Error(`There is no remote "${positionals[0]}". Remotes: ${remoteNames.join(' ')}`)
  const unlock = lockDataDir(dataDir)
  process.on('exit', unlock)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0))

  log('Building what changed')
  await runTarget('build', log)
  const portalsDir = join(dataDir, 'dev-portals')
  publishChangedPortals(portalsDir, publisherOf(dataDir))
  const shellPort = remote ? await devPort('shell') : undefined
  const remotePort = remote ? await devPort(remote) : undefined
  if (remote && remotePort) await pointAtDevServer(portalsDir, remote, remotePort)

  platform = await startPlatform({
    dataDir,
    ports: 'standard',
    durable: true,
    log,
    seed: (target) => ensureDemoScenario(target, log),
    // A portal's documents change while it is worked on; they are published with it later.
    environment: { gateway: { PORTALS_DIR: portalsDir, NODE_ENV: 'development', FREE_DOCUMENTS: '1' } },
    ...(shellPort && { publicUrl: `http://localhost:${shellPort}` }),
  })
  if (remote) {
    serve('shell', platform.urls.gateway)
    serve(remote, platform.urls.gateway)
  }
  for (const name of watched) watchService(name, platform)
  log(`Ready: ${platform.url}   (demo sign-ins: chair, registrar, health-staff … password ${demoPassword})`)
} catch (error) {
  process.stderr.write(
    `\n${error instanceof AlreadyRunning ? 'The platform runs already from these data; stop it first, or give --data-dir' : explain(error)}\n`,
  )
  await stop(1)
}

async function pointAtDevServer(portalsDir: string, name: string, port: number): Promise<void> {
  const registry = readRegistry(portalsDir)
  const source = (await import(join(root, 'frontends', name, 'src/manifest.ts'))) as { manifest: object }
  const entry = {
    version: 'dev',
    entry: `http://localhost:${port}/mf-manifest.json`,
    publishedAt: new Date().toISOString(),
    history: registry.remotes[name]?.history ?? [],
    manifest: source.manifest,
  }
  writeFileSync(
    join(portalsDir, 'remotes.json'),
    JSON.stringify({ ...registry, remotes: { ...registry.remotes, [name]: entry } }, null, 2),
  )
  // The next start of this folder must publish the built one again.
  writeFileSync(join(portalsDir, 'seen-builds.json'), '{}')
}

/** The port that a frontend's own configuration names: its built addresses contain it, so another one will not do. */
async function devPort(frontend: string): Promise<number> {
  const file = join(root, 'frontends', frontend, 'rsbuild.config.ts')
  const { default: config } = (await import(file)) as { default: RsbuildConfig }
  const port = config.server?.port
  if (port === undefined) throw new Error(`${file} names no port`)
  if ((await freePort(port)) !== port) throw new Error(`Port ${port} of ${frontend} is taken`)
  return port
}

function serve(frontend: string, gateway: string): void {
  const child = spawn(process.execPath, [join(root, 'node_modules/@rsbuild/core/bin/rsbuild.js'), 'dev'], {
    cwd: join(root, 'frontends', frontend),
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_ENV: 'development', GATEWAY_URL: gateway },
    detached: true,
  })
  children.push(child)
}

function watchService(name: ProcessName, running: Platform): void {
  const { options, output } = serviceBuild(processFolder(name))
  let first = true
  let restarting = false
  watch({ ...options, output }).on('event', async (event) => {
    if (event.code === 'ERROR') log(`${name} does not build: ${event.error.message}`)
    if (event.code !== 'BUNDLE_END') return
    await event.result.close()
    // The watcher begins with a build of what already runs.
    if (!first && !stopping && !restarting) {
      restarting = true
      log(`${name} changed; restarting it`)
      await running.restart(name).catch((error: Error) => log(error.message))
      restarting = false
    }
    first = false
  })
}

async function stop(code: number): Promise<void> {
  if (stopping) return
  stopping = true
  log('Stopping')
  await Promise.all(
    children.map(async (child) => {
      if (child.exitCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    }),
  )
  await platform?.stop()
  process.exit(code)
}
