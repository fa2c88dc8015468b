import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildOf, publishRemote, type Registry, rollBackRemote } from '@vungxanh/tools/portals'
import { publisherOf } from '@vungxanh/tools/publisher'
import { expect, inject } from 'vitest'
import { signIn, test } from './browser.ts'
import { platform } from './platform.ts'

async function registry(): Promise<Registry> {
  return (await (await fetch(`${platform().url}/remotes.json`)).json()) as Registry
}

async function statusOf(path: string): Promise<number> {
  const response = await fetch(new URL(path, platform().url))
  await response.body?.cancel()
  return response.status
}

test('a remote is published and rolled back while everything runs', async ({ onTestFinished }) => {
  const build = mkdtempSync(join(tmpdir(), 'vungxanh-build-'))
  onTestFinished(() => rmSync(build, { recursive: true, force: true }))
  cpSync(buildOf('health'), build, { recursive: true })
  writeFileSync(join(build, 'another.txt'), 'another build')

  const { health: before } = (await registry()).remotes
  const published = publishRemote(inject('portalsDir'), 'health', publisherOf(inject('dataDir'), undefined), build)
  expect(published.version).not.toBe(before?.version)
  await expect.poll(async () => (await registry()).remotes.health?.version).toBe(published.version)
  expect(await statusOf(published.entry)).toBe(200)
  expect(await statusOf(published.entry.replace('remoteEntry.js', 'another.txt'))).toBe(200)

  expect(rollBackRemote(inject('portalsDir'), 'health').version).toBe(before?.version)
  await expect.poll(async () => (await registry()).remotes.health?.version).toBe(before?.version)
})

test('a person signs in on the provider’s page and is greeted by name; no token is within reach of a script', async ({
  page,
  context,
}) => {
  await signIn(page, 'registrar')
  await page.getByText('Phạm Thu Thuỷ').first().waitFor()
  expect(await page.evaluate(() => document.cookie)).toBe('')
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toMatch(/eyJ/)
  const cookies = await context.cookies()
  expect(cookies.filter(({ httpOnly }) => !httpOnly)).toEqual([])
})
