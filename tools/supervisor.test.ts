import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '@vungxanh/postgres'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Supervised, supervise } from './platform/supervisor.ts'

let folder: string
let running: Supervised[]
let lines: string[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vungxanh-supervisor-'))
  running = []
  lines = []
})

afterEach(async () => {
  await Promise.all(running.map((process) => process.stop()))
  rmSync(folder, { recursive: true, force: true })
})

async function start(source: string): Promise<Supervised> {
  const port = await freePort(0)
  writeFileSync(join(folder, 'main.mjs'), source)
  const supervised = supervise(
    {
      name: 'sample',
      cwd: folder,
      command: ['main.mjs'],
      environment: { PORT: String(port) },
      readyUrl: `http://127.0.0.1:${port}/readyz`,
    },
    { logsDir: join(folder, 'logs'), log: (line) => lines.push(line) },
  )
  running.push(supervised)
  return supervised
}

const server = `
  import { createServer } from 'node:http'
  createServer((_, response) => response.end('ok')).listen(process.env.PORT, '127.0.0.1')
  console.log('listening')
  process.on('SIGTERM', () => { console.log('bye'); process.exit(0) })
`

test('brings back a process that was killed, and says how it ended', async () => {
  const sample = await start(server)
  await sample.ready()
  const first = sample.pid
  sample.kill('SIGKILL')
  while (sample.pid === first || sample.pid === undefined) await sleep(20)
  await sample.ready()
  expect(sample.restarts).toBe(1)
  expect(lines.join('\n')).toMatch(/sample ended unexpectedly \(SIGKILL\).*listening/s)
})

test('gives up on a process that never gets ready, with the last lines it wrote', async () => {
  const sample = await start(`console.error('DATABASE_URL: not a URL'); process.exit(3)`)
  await expect(sample.ready()).rejects.toThrow(/sample does not start \(code 3\).*DATABASE_URL: not a URL/s)
})

test('asks a process to stop and keeps what it wrote', async () => {
  const sample = await start(server)
  await sample.ready()
  const { pid } = sample
  await sample.stop()
  expect(() => process.kill(pid ?? 0, 0)).toThrow(/ESRCH/)
  expect(readFileSync(join(folder, 'logs/sample.log'), 'utf8')).toBe('listening\nbye\n')
})

test('a restart on demand is not called a crash', async () => {
  const sample = await start(server)
  await sample.ready()
  const first = sample.pid
  await sample.restart()
  expect(sample.pid).not.toBe(first)
  expect(lines).toEqual([])
})

test('shows the errors of structured logs and leaves out the quiet lines', async () => {
  const sample = await start(`
    console.log(JSON.stringify({ level: 30, msg: 'quiet' }))
    console.log(JSON.stringify({ level: 60, msg: 'no database', err: { message: 'refused', stack: 'Error: refused' } }))
    process.exit(1)
  `)
  await expect(sample.ready()).rejects.toThrow(/no database: Error: refused/)
  expect(lines.join('\n')).not.toContain('quiet')
})
