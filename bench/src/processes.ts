import { readdirSync, readFileSync } from 'node:fs'

const TICK_MS = 10

/** CPU milliseconds that a process and its children have used, from /proc; undefined where the system has none. */
export function treeCpu(pid: number): number | undefined {
  try {
    const children = readdirSync('/proc')
      .filter((entry) => /^\d+$/.test(entry))
      .map(statOf)
      .filter((stat) => stat?.parent === pid)
    const own = statOf(String(pid))
    if (!own) return undefined
    return own.cpu + own.reaped + children.reduce((sum, child) => sum + (child?.cpu ?? 0), 0)
  } catch {
    return undefined
  }
}

function statOf(pid: string): { parent: number; cpu: number; reaped: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [, parent = 0] = fields
    const ticks = (index: number): number => (fields[index] ?? 0) * TICK_MS
    return { parent, cpu: ticks(11) + ticks(12), reaped: ticks(13) + ticks(14) }
  } catch {
    // It ended between the listing and the look.
    return undefined
  }
}
