import { join } from 'node:path'

export const root = join(import.meta.dirname, '../..')
export const dataDir = join(root, '.data')

/** The departments: one folder, one subgraph, one database each. */
export const departments = ['residents', 'health', 'welfare', 'directives'] as const
export type Department = (typeof departments)[number]

/** Everything with a database of its own. */
export const databaseNames = [...departments, 'identity'] as const
export type DatabaseName = (typeof databaseNames)[number]

/** Frontends that the shell loads at run time. */
export const remoteNames = [...departments, 'command', 'analyst', 'identity'] as const
export type RemoteName = (typeof remoteNames)[number]

export const standardPorts = {
  gateway: 4000,
  residents: 4001,
  health: 4002,
  welfare: 4003,
  directives: 4004,
  identity: 4010,
  postgres: 5440,
}
export type ProcessName = Exclude<keyof typeof standardPorts, 'postgres'>

/** The folder whose `dist/main.js` is the process. */
export function processFolder(name: ProcessName): string {
  return name === 'gateway' ? join(root, 'gateway') : join(root, 'services', name)
}

/**
 * What node is told when a process starts. The rows of a list live as long as their request: with more room fewer requests of
 * a department meet a collection, which costs one of them 12 ms (decision 33).
 */
export function nodeOptions(name: ProcessName): string[] {
  return departments.some((department) => department === name) ? ['--max-semi-space-size=128'] : []
}
