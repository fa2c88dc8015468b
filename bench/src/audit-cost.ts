import 'reflect-metadata'
import { type Role, rolePurposes } from '@vungxanh/access'
import { apolloFor, Context, connect, type Database, type Subgraph, Vault, vaultKeysFrom } from '@vungxanh/subgraph'
import type { Department } from '@vungxanh/tools/paths'
import type { Platform } from '@vungxanh/tools/platform'
import { treeCpu } from './processes.ts'

const unit = '00121'

/** A page's part of each department: fifty rows with what the page shows of them. */
const questions: { department: Department; role: Role; name: string; query: string }[] = [
  {
    department: 'residents',
    role: 'REGISTRAR',
    name: '50 people with address and masked numbers',
    query: `query ($unit: ID!) { people(unit: $unit, first: 50) { edges { node { id fullName bornOn birthYear sex phoneMasked household { id address } identityDocuments { numberMasked } } } } }`,
  },
  {
    department: 'residents',
    role: 'REGISTRAR',
    name: '1 household with its members',
    query: `query ($unit: ID!) { households(unit: $unit, first: 1) { edges { node { code address members { relation person { fullName birthYear } } } } } }`,
  },
  {
    department: 'health',
    role: 'HEALTH_STAFF',
    name: '50 tests',
    query: `query ($unit: ID!) { tests(unit: $unit, first: 50) { edges { node { id method outcome sampledAt sampleCode person { id } residentialGroup { id } } } } }`,
  },
  {
    department: 'welfare',
    role: 'WELFARE_OFFICER',
    name: '50 dossiers with their lines',
    query: `query ($unit: ID!) { dossiers(unit: $unit, first: 50) { edges { node { id code status amount submittedAt person { id } programme { code } lines { label units rate amount } decisions { kind decidedByName } } } } }`,
  },
]

const modules: Record<string, () => Promise<{ subgraph: Subgraph; database: Database }>> = {
  residents: async () => ({
    ...(await import('@vungxanh/residents/schema')),
    ...(await import('@vungxanh/residents/database')),
  }),
  health: async () => ({
    ...(await import('@vungxanh/health/schema')),
    ...(await import('@vungxanh/health/database')),
  }),
  welfare: async () => ({
    ...(await import('@vungxanh/welfare/schema')),
    ...(await import('@vungxanh/welfare/database')),
  }),
}

/**
 * What the audit costs a department: CPU-milliseconds per request of the department and of PostgreSQL, with the audit as
 * it is and with a trail that notes and writes nothing, in turns. HTTP, tokens and the gateway are left out on both sides,
 * so that the share of a whole request is smaller than the one printed.
 */
export async function auditCost(platform: Platform, seconds: number): Promise<void> {
  for (const { department, role, name, query } of questions) {
    const { subgraph, database } = await (modules[department] as (typeof modules)[string])()
    const { appUrl, contextKey, keys } = platform.databases[department]
    const orm = await connect(database, appUrl)
    const vault = await new Vault(vaultKeysFrom(keys)).load(orm.em.fork())
    const server = apolloFor(subgraph, (error) => {
      throw error
    })
    const ask = async (isAudited: boolean) => {
      const contextValue = new Context(orm, Buffer.from(contextKey, 'hex'), {
        viewer: {
          accountId: crypto.randomUUID(),
          name: 'Bench',
          role,
          post: 'Bench',
          organisation: 'Bench',
          assignmentId: crypto.randomUUID(),
          units: [unit],
          purpose: rolePurposes[role],
          kin: [],
        },
        requestId: crypto.randomUUID(),
        now: new Date(),
        vault,
      })
      if (!isAudited) Object.assign(contextValue.trail, { entered() {}, delivered() {}, refused() {} })
      const { body } = await server.executeOperation({ query, variables: { unit } }, { contextValue })
      if (body.kind !== 'single' || body.singleResult.errors) throw new Error(JSON.stringify(body))
    }
    const cpu = { with: 0, without: 0 }
    const requests = { with: 0, without: 0 }
    const postgres = platform.pids().postgres ?? 0
    for (let turn = 0; turn < 10; turn++) {
      for (const how of turn % 2 ? (['with', 'without'] as const) : (['without', 'with'] as const)) {
        const isCounted = turn > 1
        const before = process.cpuUsage()
        const databaseBefore = treeCpu(postgres) ?? 0
        const until = performance.now() + (seconds * 1000) / 4
        while (performance.now() < until) {
          await Promise.all(Array.from({ length: 8 }, () => ask(how === 'with')))
          if (isCounted) requests[how] += 8
        }
        const used = process.cpuUsage(before)
        if (isCounted) cpu[how] += (used.user + used.system) / 1000 + (treeCpu(postgres) ?? 0) - databaseBefore
      }
    }
    await server.stop()
    await orm.close()
    const per = (how: 'with' | 'without'): number => cpu[how] / requests[how]
    process.stdout.write(
      `${department.padEnd(10)} ${name.padEnd(42)} ${per('without').toFixed(2)} → ${per('with').toFixed(2)} CPU-ms per request, ` +
        `${(per('with') - per('without')).toFixed(2)} more, ${((per('with') / per('without') - 1) * 100).toFixed(0)} % of the department's own\n`,
    )
  }
}
