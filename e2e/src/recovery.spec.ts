import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { test } from './browser.ts'
import { ask } from './graph.ts'
import { platform } from './platform.ts'

const twoDepartments = `{
  adminUnit(code: "00121") { name support(asOf: "2021-09-27T23:59:59+07:00") { count } }
}`

test('a department that is killed takes only its own fields along, and comes back by itself', async () => {
  const before = await ask('CHAIR', twoDepartments)
  expect(before.errors).toBeUndefined()

  const pid = platform().pids.welfare ?? 0
  process.kill(pid, 'SIGKILL')
  const during = await ask('CHAIR', twoDepartments)
  expect(during.data.adminUnit).toEqual({ name: 'Phường Giang Biên', support: null })
  expect(during.errors?.[0]?.extensions).toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'welfare' })

  let after = during
  for (let waited = 0; after.errors && waited < 20_000; waited += 200) {
    await sleep(200)
    after = await ask('CHAIR', twoDepartments)
  }
  expect(after.data).toEqual(before.data)
  await expect.poll(() => platform().pids.welfare, { timeout: 10_000 }).not.toBe(pid)
})

test('without a session nothing is answered, and nothing internal is told', async () => {
  const response = await fetch(`${platform().url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: twoDepartments }),
  })
  const { data, errors } = (await response.json()) as { data?: unknown; errors: { extensions: { code: string } }[] }
  expect(data ?? null).toBeNull()
  expect(errors[0]?.extensions.code).toBe('UNAUTHENTICATED')
})
