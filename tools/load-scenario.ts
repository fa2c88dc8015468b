import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { seed as seedDirectives } from '@vungxanh/directives/seed'
import { seed as seedHealth } from '@vungxanh/health/seed'
import { demoAccounts, demoViewer } from '@vungxanh/identity/demo'
import { seed as seedResidents } from '@vungxanh/residents/seed'
import { generateWorld, type Officers, readScenario, type World } from '@vungxanh/scenario'
import { vaultKeysFrom } from '@vungxanh/subgraph'
import { seed as seedWelfare } from '@vungxanh/welfare/seed'
import pg from 'pg'
import type { PlatformDatabases } from './platform/databases.ts'
import type { Log } from './platform/log.ts'
import { departments, root } from './platform/paths.ts'

const seeds = { residents: seedResidents, health: seedHealth, welfare: seedWelfare, directives: seedDirectives }

/** The wards that `npm start` shows: Giang Biên with its figures, and an empty one beside it. */
const demoScenarios = ['giang-bien', 'duc-giang']

export interface ScenarioTarget {
  databases: PlatformDatabases
  superuserUrl: string
}

/** Loads the demo wards that are not in all four databases yet; what an installation holds is never touched. */
export async function ensureDemoScenario(target: ScenarioTarget, log: Log): Promise<void> {
  for (const name of demoScenarios) {
    const text = readFileSync(join(root, 'packages/scenario/scenarios', `${name}.json`), 'utf8')
    if (!(await isLoaded(target, readScenario(text).unit.code))) await loadScenario(text, target, log)
  }
}

/**
 * Loads a scenario into the four databases through the departments' own rules: all of it or, when a rule refuses a fact,
 * nothing. What the unit held before is replaced.
 * @throws ScenarioRefused with the path of what is wrong, before anything is written.
 */
export async function loadScenario(text: string, { databases }: ScenarioTarget, log: Log): Promise<World> {
  const started = performance.now()
  const file = readScenario(text)
  const world = generateWorld(file, officersOf(file.unit.code))
  log(`Scenario ${world.scenario}: ${count(world.people.length)} people made, loading`)
  const loads = await Promise.allSettled(
    departments.map(async (department) => {
      const { migratorUrl, contextKey, keys } = databases[department]
      const load = await seeds[department](world, {
        migratorUrl,
        contextKey: Buffer.from(contextKey, 'hex'),
        vaultKeys: vaultKeysFrom(keys),
      })
      log(`Scenario ${world.scenario}: ${department} has ${count(load.rows)} rows`)
      return load
    }),
  )
  const failed = loads.find((load) => load.status === 'rejected')
  if (failed) {
    await Promise.all(loads.map((load) => load.status === 'fulfilled' && load.value.rollback()))
    throw failed.reason
  }
  for (const load of loads) if (load.status === 'fulfilled') await load.value.commit()
  log(
    `Scenario ${world.scenario} is loaded for ${file.unit.name} (${((performance.now() - started) / 1000).toFixed(1)} s)`,
  )
  return world
}

function count(number: number): string {
  return number.toLocaleString('en')
}

/** The unit's demo accounts, so that "who decided" on a seeded dossier is somebody who can sign in. */
function officersOf(unit: string): Officers {
  const actor = (role: Parameters<typeof demoViewer>[0]) => {
    const { accountId, name } = demoViewer(role, unit)
    return { id: accountId, name }
  }
  const deputy = demoAccounts.find((account) => account.unit === unit && account.signInName.startsWith('approver-2'))
  const approver = actor('APPROVER')
  return {
    welfareOfficer: actor('WELFARE_OFFICER'),
    approver,
    deputyApprover: deputy ? { id: deputy.id, name: deputy.fullName } : actor('CHAIR'),
    cashier: actor('CASHIER'),
    teamLeader: actor('TEAM_LEADER'),
  }
}

async function isLoaded({ databases, superuserUrl }: ScenarioTarget, unit: string): Promise<boolean> {
  for (const department of departments) {
    const url = new URL(superuserUrl)
    url.pathname = `/${databases[department].name}`
    const client = new pg.Client({ connectionString: url.href })
    await client.connect()
    try {
      const { rowCount } = await client.query('select 1 from app.scenario where unit_code = $1', [unit])
      if (rowCount === 0) return false
    } finally {
      await client.end()
    }
  }
  return true
}
