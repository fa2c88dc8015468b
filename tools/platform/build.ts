import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Log } from './log.ts'
import { root } from './paths.ts'

const nx = join(root, 'node_modules/nx/dist/bin/nx.js')

/** Runs a target of every project through nx, which skips what has not changed. An error carries what the failed ones wrote. */
export async function runTarget(target: string, log: Log, projects: string[] = []): Promise<void> {
  const selection = projects.length > 0 ? ['-p', projects.join(',')] : []
  const { code, output } = await run([nx, 'run-many', '-t', target, ...selection, '--outputStyle=static'], (line) => {
    const [, project, note] = /^> nx run (\S+?):\S+(.*)$/.exec(line) ?? []
    if (project && !note?.includes('cache')) log(`${target} ${project}`)
  })
  if (code !== 0) throw new Error(`${target} failed\n${failedParts(output)}`)
}

function failedParts(output: string): string {
  const failed = [...output.matchAll(/^- (\S+:\S+)$/gm)].map((match) => match[1])
  const parts = output
    .split(/^(?=> nx run )/m)
    .filter((part) => failed.some((task) => part.startsWith(`> nx run ${task}\n`)))
  return (parts.length > 0 ? parts.map((part) => part.split('\n NX ')[0]?.trim()).join('\n\n') : output).trim()
}

function run(args: string[], onLine: (line: string) => void): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A NODE_ENV of the caller, a test runner's say, must not change what is built.
      env: { ...process.env, NODE_ENV: undefined, NX_DAEMON: 'false', FORCE_COLOR: '0' },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      let rest = ''
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text
        const lines = (rest + text).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) onLine(line)
      })
    }
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? 1, output }))
  })
}
