import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { seed } from '@vungxanh/residents/seed'
import { generateWorld, readScenario, type World } from '@vungxanh/scenario'
import { vaultKeysFrom } from '@vungxanh/subgraph'
import { root } from '@vungxanh/tools/paths'
import type { Platform } from '@vungxanh/tools/platform'
import pg from 'pg'

export const personsPerWard = 20_000
const householdsPerWard = 5_200
const groupsPerWard = 60

export type Target = Pick<Platform['databases']['residents'], 'migratorUrl' | 'contextKey' | 'keys'>

export const unitOf = (ward: number): string => String(80_000 + ward)

const streets = ['Nguyễn Văn Cừ', 'Ngô Gia Tự', 'Trường Lâm', 'Hoa Lâm', 'Đặng Vũ Hỷ', 'Lý Thường Kiệt', 'Mai Chí Thọ']

/** A ward of its own seed: other people, as many; the same ones each time. */
export function worldOf(ward: number): World {
  const file = readScenario(readFileSync(join(root, 'packages/scenario/scenarios/duc-giang.json'), 'utf8'))
  file.randomSeed = ward
  file.unit = { ...file.unit, code: unitOf(ward), name: `Phường ${ward}` }
  file.population = {
    ...file.population,
    residentialGroups: groupsPerWard,
    households: householdsPerWard,
    persons: personsPerWard,
  }
  const nobody = { id: crypto.randomUUID(), name: 'Không ai' }
  const world = generateWorld(file, {
    welfareOfficer: nobody,
    approver: nobody,
    deputyApprover: nobody,
    cashier: nobody,
  })
  world.households.forEach((household, index) => {
    household.address = household.address.replace(', Tổ', `, đường ${streets[index % streets.length]}, Tổ`)
  })
  return world
}

export async function loadWard({ migratorUrl, contextKey, keys }: Target, ward: number): Promise<void> {
  const load = await seed(worldOf(ward), {
    migratorUrl,
    contextKey: Buffer.from(contextKey, 'hex'),
    vaultKeys: vaultKeysFrom(keys),
  })
  await load.commit()
}

/** Work as the superuser in the residents' database. */
export async function inResidents<T>({ superuserUrl, databases }: Platform, work: (client: pg.Client) => Promise<T>) {
  const url = new URL(superuserUrl)
  url.pathname = `/${databases.residents.name}`
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Loads the wards 1 to `wards` that are not there yet, two at a time. @returns how many, and in how many seconds of each. */
export async function ensureWards(platform: Platform, wards: number): Promise<{ added: number; seconds: number }> {
  const { migratorUrl, contextKey, keys } = platform.databases.residents
  const loaded = await inResidents(platform, async (client) => {
    const { rows } = await client.query<{ unit_code: string }>('select unit_code from app.scenario')
    return new Set(rows.map((row) => row.unit_code))
  })
  const missing = Array.from({ length: wards }, (_, index) => index + 1).filter((ward) => !loaded.has(unitOf(ward)))
  const queue = [...missing]
  const started = performance.now()
  await Promise.all(
    Array.from({ length: Math.min(2, queue.length) }, async () => {
      const loader = fork(join(import.meta.dirname, 'load-ward.ts'), [
        JSON.stringify({ migratorUrl, contextKey, keys }),
      ])
      try {
        for (let ward = queue.shift(); ward !== undefined; ward = queue.shift()) await askLoader(loader, ward)
      } finally {
        loader.disconnect()
      }
    }),
  )
  return { added: missing.length, seconds: (performance.now() - started) / 1000 }
}

async function askLoader(loader: ChildProcess, ward: number): Promise<void> {
  loader.send(ward)
  const [message] = await Promise.race([once(loader, 'message'), once(loader, 'exit')])
  if (message !== ward) throw new Error(`ward ${ward} could not be loaded`)
}
