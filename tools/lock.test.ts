import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AlreadyRunning, lockDataDir } from './platform/lock.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vungxanh-lock-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('one platform per data folder, until it is given free', () => {
  const unlock = lockDataDir(folder)
  expect(() => lockDataDir(folder)).toThrow(AlreadyRunning)
  unlock()
  lockDataDir(folder)()
})

test.each([
  ['of a process that is gone', `${2 ** 22 - 1}\n1\n`],
  ['whose number belongs to a later process', `${process.pid}\n1\n`],
  ['that was written half', ''],
])('a lock %s does not count', (_, content) => {
  writeFileSync(join(folder, 'start.lock'), content)
  lockDataDir(folder)()
})
