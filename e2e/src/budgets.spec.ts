import { readFileSync } from 'node:fs'
import type { Role } from '@vungxanh/access'
import { portalQueries } from '@vungxanh/tools/operation-corpus'
import { readPlatformState } from '@vungxanh/tools/platform'
import { expect, inject, test } from 'vitest'
import { acceptanceDocument, ask } from './graph.ts'

interface Cost {
  subrequests: number
  statements: number
  bytes: number
}

const budgets: Record<string, Cost> = JSON.parse(readFileSync(new URL('../budgets.json', import.meta.url), 'utf8'))
const departments = ['residents', 'health', 'welfare', 'directives']

async function total(): Promise<Omit<Cost, 'bytes'>> {
  const urls = readPlatformState(inject('dataDir'))?.urls ?? {}
  const all = await Promise.all(
    ['gateway', ...departments].map(async (name) => {
      const response = await fetch(`${urls[name]}/metrics`)
      return (await response.json()) as { subrequests?: number; statements?: number }
    }),
  )
  return {
    subrequests: all.reduce((sum, { subrequests = 0 }) => sum + subrequests, 0),
    statements: all.reduce((sum, { statements = 0 }) => sum + statements, 0),
  }
}

/** What one request costs others. The least of three: somebody else's health check may fall into one of them. */
async function costOf(role: Role, query: string, variables: Record<string, unknown>): Promise<Cost> {
  const costs: Cost[] = []
  for (let time = 0; time < 3; time++) {
    const before = await total()
    const { bytes, errors } = await ask(role, query, variables)
    expect(errors).toBeUndefined()
    const after = await total()
    costs.push({
      bytes,
      subrequests: after.subrequests - before.subrequests,
      statements: after.statements - before.statements,
    })
  }
  const least = (of: (cost: Cost) => number): number => Math.min(...costs.map(of))
  return {
    subrequests: least((cost) => cost.subrequests),
    statements: least((cost) => cost.statements),
    bytes: least((cost) => cost.bytes),
  }
}

const asking = async <T>(role: Role, query: string, variables: Record<string, unknown>): Promise<T> =>
  (await ask<T>(role, query, variables)).data

test('every query of every portal stays within its budget of sub-requests, SQL statements and bytes', async () => {
  const queries = await portalQueries(asking)
  const costs: Record<string, Cost> = {}
  for (const { name, role, query, variables } of queries) costs[name] = await costOf(role, query, variables)
  expect(Object.keys(costs).sort(), 'a budget for each query, and none for what is gone').toEqual(
    Object.keys(budgets).sort(),
  )
  const kinds = ['subrequests', 'statements', 'bytes'] as const
  const dearer = Object.entries(costs).flatMap(([name, cost]) =>
    kinds.flatMap((kind) => {
      const most = budgets[name]?.[kind] ?? 0
      return cost[kind] > most ? [`${name}: ${cost[kind]} ${kind}, not ${most}`] : []
    }),
  )
  expect(dearer).toEqual([])
})

test('a list of fifty costs as many statements and sub-requests as a list of ten', async () => {
  const [short, long] = [await portalQueries(asking, 10), await portalQueries(asking, 50)]
  const lists = long.filter(({ variables }) => 'first' in variables)
  expect(lists.length).toBeGreaterThan(5)
  for (const { name, role, query, variables } of lists) {
    const few = await costOf(role, query, short.find((other) => other.name === name)?.variables ?? {})
    const many = await costOf(role, query, variables)
    expect(many.statements, `${name}: SQL statements`).toBeLessThanOrEqual(few.statements)
    expect(many.subrequests, `${name}: sub-requests`).toBe(few.subrequests)
  }
})

test('the committee report asks each department once per step of the plan', async () => {
  const variables = { unit: '00121', asOf: '2021-09-27T17:00:00+07:00' }
  const { subrequests } = await costOf('CHAIR', acceptanceDocument('committee-report'), variables)
  // residents, then health and welfare beside each other, then directives for the legal bases.
  expect(subrequests).toBe(4)
})
