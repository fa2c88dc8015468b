import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, existsSync, mkdirSync, renameSync, statSync, type WriteStream } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import type { Log } from './log.ts'

export interface ProcessDefinition {
  name: string
  cwd: string
  /** What follows `node`. */
  command: string[]
  environment: Record<string, string>
  /** Answers 200 when the process can serve. */
  readyUrl: string
}

export interface Supervised {
  name: string
  readonly pid: number | undefined
  readonly restarts: number
  /** Resolves when the process answers on its ready address; rejects with its last lines when it cannot be brought up. */
  ready(): Promise<void>
  /** Sends a signal to the process without telling the supervisor, as a crash would. */
  kill(signal?: NodeJS.Signals): void
  /** Stops the process as asked and starts it anew, which does not count as a crash. */
  restart(): Promise<void>
  stop(): Promise<void>
}

const graceMs = 10_000
const logLimit = 20 * 1024 * 1024
const loader = pathToFileURL(join(import.meta.dirname, 'end-with-parent.mjs')).href

/** Keeps one process running: restarted with a growing pause when it ends by itself, its output in a file. */
export function supervise(
  definition: ProcessDefinition,
  { logsDir, log, changed = () => {} }: { logsDir: string; log: Log; changed?: () => void },
): Supervised {
  const { name } = definition
  const output = openLog(logsDir, name)
  const lastLines: string[] = []
  let child: ChildProcess | undefined
  let stopping = false
  let restarting = false
  let restarts = 0
  let everReady = false
  let failure: Error | undefined
  let wake = () => {}
  const finished = keepRunning()

  async function keepRunning(): Promise<void> {
    for (let failures = 0; !stopping; ) {
      const started = Date.now()
      const ending = await runOnce()
      if (stopping) return
      if (restarting) {
        restarting = false
        continue
      }
      failures = Date.now() - started > 30_000 ? 1 : failures + 1
      log(`${name} ended unexpectedly (${ending}); its last lines:\n${indent(lastLines)}`)
      if (!everReady && failures >= 3) {
        failure = new Error(`${name} does not start (${ending}); its last lines:\n${indent(lastLines)}`)
        return
      }
      const pause = Math.min(250 * 2 ** (failures - 1), 10_000)
      await Promise.race([sleep(pause), new Promise<void>((resolve) => (wake = resolve))])
      if (stopping) return
      restarts += 1
      void back()
    }
  }

  async function back(): Promise<void> {
    await ready().then(
      () => {
        changed()
        log(`${name} is back`)
      },
      () => {},
    )
  }

  async function ready(): Promise<void> {
    for (const deadline = Date.now() + 120_000; ; await sleep(40)) {
      if (failure) throw failure
      if (stopping) throw new Error(`${name} is stopping`)
      if (await answers(definition.readyUrl)) {
        everReady = true
        return
      }
      if (Date.now() > deadline) {
        throw new Error(`${name} does not get ready at ${definition.readyUrl}; its last lines:\n${indent(lastLines)}`)
      }
    }
  }

  function runOnce(): Promise<string> {
    lastLines.length = 0
    // Its own group: a Ctrl-C at the terminal reaches only us, and we stop everybody in order.
    const running = spawn(process.execPath, ['--import', loader, ...definition.command], {
      cwd: definition.cwd,
      env: { ...inherited(), ...definition.environment },
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    })
    child = running
    running.stdin?.on('error', () => {})
    for (const stream of [running.stdout, running.stderr]) {
      let rest = ''
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output.write(text)
        const lines = (rest + text).split('\n')
        rest = lines.pop() ?? ''
        lastLines.push(...lines.filter(Boolean))
        lastLines.splice(0, lastLines.length - 15)
      })
    }
    return new Promise((resolve) => {
      running.once('error', (error) => {
        lastLines.push(error.message)
        resolve('cannot be run')
      })
      running.once('close', (code, signal) => resolve(signal ?? `code ${code}`))
    })
  }

  return {
    name,
    get pid() {
      return child?.exitCode === null && child.signalCode === null ? child.pid : undefined
    },
    get restarts() {
      return restarts
    },
    ready,
    kill(signal = 'SIGKILL') {
      child?.kill(signal)
    },
    async restart() {
      restarting = true
      const old = child
      old?.kill('SIGTERM')
      while (child === old && !stopping) await sleep(20)
      await ready()
      changed()
    },
    async stop() {
      stopping = true
      wake()
      child?.kill('SIGTERM')
      const hard = setTimeout(() => {
        log(`${name} does not stop within ${graceMs / 1000} s; killing it`)
        child?.kill('SIGKILL')
      }, graceMs)
      await finished
      clearTimeout(hard)
      await new Promise<void>((resolve) => output.end(resolve))
    },
  }
}

/** Only what the machine must give: the platform's own settings come from its definition. */
function inherited(): Record<string, string> {
  const wanted = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ', 'SystemRoot', 'NODE_EXTRA_CA_CERTS']
  return Object.fromEntries(wanted.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
}

function openLog(logsDir: string, name: string): WriteStream {
  mkdirSync(logsDir, { recursive: true })
  const file = join(logsDir, `${name}.log`)
  if (existsSync(file) && statSync(file).size > logLimit) renameSync(file, `${file}.1`)
  return createWriteStream(file, { flags: 'a' })
}

export async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) })
    await response.body?.cancel()
    return response.ok
  } catch {
    return false
  }
}

/** A few lines for a person: of structured lines their message and error; the quiet ones only when nothing else was said. */
function indent(lines: string[]): string {
  const read = lines.map(readable)
  const loud = read.filter(({ level }) => level >= 40)
  const shown = (loud.length > 0 ? loud : read.slice(-3)).flatMap(({ text }) => text.split('\n')).slice(-12)
  return shown.length === 0 ? '  (it wrote nothing)' : shown.map((line) => `  ${line}`).join('\n')
}

function readable(line: string): { level: number; text: string } {
  try {
    const { level, msg, err } = JSON.parse(line) as {
      level: number
      msg?: string
      err?: { stack?: string; message?: string }
    }
    return { level, text: [msg, err?.stack ?? err?.message].filter(Boolean).join(': ') }
  } catch {
    return { level: 50, text: line }
  }
}
