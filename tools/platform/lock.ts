import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export class AlreadyRunning extends Error {}

/** One platform per data folder. Returns what gives the folder free again; a lock left by a killed run does not count. */
export function lockDataDir(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true })
  const file = join(dataDir, 'start.lock')
  for (let attempt = 0; ; attempt += 1) {
    try {
      writeFileSync(file, `${process.pid}\n${identityOf(process.pid) ?? ''}\n`, { flag: 'wx' })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 3) throw error
    }
    const holder = readHolder(file)
    if (holder && identityOf(holder.pid) === holder.identity)
      throw new AlreadyRunning(`process ${holder.pid} has the data folder ${dataDir}`)
    rmSync(file, { force: true })
  }
}

function readHolder(file: string): { pid: number; identity: string } | undefined {
  try {
    const [pid = '', identity = ''] = readFileSync(file, 'utf8').split('\n')
    return Number(pid) > 0 ? { pid: Number(pid), identity } : undefined
  } catch {
    return undefined
  }
}

/** Tells a process from a later one with the same number: its start time where the system says it, else that it lives. */
function identityOf(pid: number): string | undefined {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return undefined
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}
