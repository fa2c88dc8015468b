import 'reflect-metadata'
import { randomUUID } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { roleNames, rolePurposes } from '@vungxanh/access'
import { ensureDatabase, startCluster } from '@vungxanh/postgres'
import { database } from '@vungxanh/residents/database'
import { filesOf } from '@vungxanh/residents/files'
import { importJobs } from '@vungxanh/residents/imports'
import { subgraph } from '@vungxanh/residents/schema'
import { seed } from '@vungxanh/residents/seed'
import { generateWorld, type PersonFact, readScenario, type World } from '@vungxanh/scenario'
import { writeWorkbook } from '@vungxanh/sheets'
import {
  analyzeTables,
  apolloFor,
  Context,
  connect,
  contextVariables,
  departmentLog,
  migrate,
  runOneJob,
  statementCount,
  Vault,
} from '@vungxanh/subgraph'
import { root } from '@vungxanh/tools/paths'
import { treeCpu } from './processes.ts'

const unit = '00121'
const rows = 20_000
const known = 5_000
const contextKey = Buffer.alloc(32, 1)
const vaultKeys = { wrapping: [{ id: 1, key: Buffer.alloc(32, 2) }], index: Buffer.alloc(32, 3) }
const jobScope = {
  units: [],
  purpose: 'JOBS',
  role: 'REGISTRAR',
  actor: 'bench',
  request: 'bench',
  assignment: 'bench',
}

const headers = [
  ...['STT', 'Số hộ', 'Họ và tên', 'Ngày sinh', 'Giới tính', 'Số CCCD', 'Số điện thoại', 'Quan hệ với chủ hộ'],
  ...['Tổ dân phố', 'Địa chỉ', 'Tình trạng cư trú', 'Dân tộc', 'Nghề nghiệp', 'Quê quán', 'Ghi chú'],
]

/**
 * What a list of 20,000 rows and 15 columns costs on its way into the register and out again: the department in this
 * process, its real migrations, row security and triggers on a PostgreSQL of its own. The gateway's door is left out.
 */
export async function importCost(): Promise<void> {
  const dataDir = join(tmpdir(), `vungxanh-bench-${randomUUID()}`)
  const cluster = await startCluster({ dataDir, port: 0, durable: true })
  const passwords = { migrator: randomUUID(), app: randomUUID() }
  const { migratorUrl, appUrl, appRole } = await ensureDatabase(cluster, 'residents', passwords)
  await migrate(database, {
    MIGRATION_DATABASE_URL: migratorUrl,
    APPLICATION_ROLE: appRole,
    CONTEXT_KEY: contextKey,
    DATA_KEYS: vaultKeys.wrapping,
    DATA_INDEX_KEY: vaultKeys.index,
  })
  const register = worldOf(1, known)
  await (await seed(register, { migratorUrl, contextKey, vaultKeys })).commit()
  const orm = await connect(database, appUrl)
  const vault = await new Vault(vaultKeys).load(orm.em.fork())
  const server = apolloFor(subgraph, (error) => console.error(error))
  await server.start()
  const files = filesOf(new URL('../../services/residents/src/sheet-reader.ts', import.meta.url))
  const account = randomUUID()
  const context = () =>
    new Context(orm, contextKey, {
      viewer: {
        accountId: account,
        assignmentId: account,
        name: 'Bench',
        post: 'Bench',
        organisation: roleNames.REGISTRAR.vi,
        role: 'REGISTRAR',
        purpose: rolePurposes.REGISTRAR,
        units: [unit],
        kin: [],
      },
      requestId: randomUUID(),
      now: new Date(),
      vault,
    })
  const ask = async (query: string, id: unknown): Promise<Record<string, unknown>> => {
    const { body } = await server.executeOperation({ query, variables: { id } }, { contextValue: context() })
    if (body.kind !== 'single' || body.singleResult.errors) throw new Error(JSON.stringify(body))
    return (body.singleResult.data ?? {}) as Record<string, unknown>
  }
  const queue = async (name: string): Promise<void> => {
    const em = orm.em.fork({ session: contextVariables(jobScope, contextKey) })
    const waiting = await em.transactional((inner) =>
      inner.execute<{ id: string }[]>(`select id from jobs.job where state = 'WAITING' and name = ?`, [name]),
    )
    const running = {
      orm,
      contextKey,
      vault,
      clock: () => new Date(),
      jobs: [...importJobs, analyzeTables],
      log: departmentLog('bench', 'warn'),
    }
    for (const job of waiting) await runOneJob(running, job.id, new AbortController().signal)
  }
  const work = async (mutation: string, id: unknown): Promise<void> => {
    await ask(`mutation ($id: ID!) { ${mutation}(input: { id: $id }) { __typename } }`, id)
    await queue(mutation)
  }
  const step = async <T>(name: string, act: () => Promise<T>): Promise<T> => {
    const before = { node: process.cpuUsage(), postgres: treeCpu(cluster.pid) ?? 0, statements: statementCount() }
    const started = performance.now()
    const result = await act()
    const seconds = (performance.now() - started) / 1000
    const { user, system } = process.cpuUsage(before.node)
    const postgres = ((treeCpu(cluster.pid) ?? 0) - before.postgres) / 1000
    process.stdout.write(
      `${name.padEnd(28)} ${seconds.toFixed(1).padStart(6)} s; CPU node ${((user + system) / 1e6).toFixed(1)} s, postgres ${postgres.toFixed(1)} s; ` +
        `${statementCount() - before.statements} statements; ${(rows / seconds).toFixed(0)} rows/s\n`,
    )
    return result
  }
  try {
    const bytes = await writeWorkbook({
      title: 'Danh sách',
      columns: headers.map((header) => ({ header })),
      rows: linesOf(register, worldOf(2, rows)),
      conditions: [],
    })
    process.stdout.write(
      `${rows} rows × ${headers.length} columns, ${(bytes.length / 1e6).toFixed(1)} MB, into a register of ${known} people; ` +
        `${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}\n`,
    )
    const door = files.find(({ method, path }) => method === 'POST' && path === 'imports')
    const id = await step('read, judged, kept', async () => {
      const asked = context()
      const query = { unit, sender: 'Bench', name: 'bench.xlsx' }
      const answer = await door?.handle({ params: {}, query, body: Buffer.from(bytes) }, asked, subgraph)
      await asked.unitOfWork.close()
      if (!answer || !('json' in answer)) throw new Error(JSON.stringify(answer))
      return (answer.json as { id: string }).id
    })
    const look = `query ($id: ID!) { importBatch(id: $id) { state counts { verdict rows } progress { hasFailed differing touched } } }`
    const say = async () => process.stdout.write(`  ${JSON.stringify((await ask(look, id)).importBatch)}\n`)
    await say()
    await step('judged anew and written', () => work('commitImport', id))
    await say()
    await step('looked at by PostgreSQL', () => queue('analyzeTables'))
    await step('taken back', () => work('undoImport', id))
    await say()
  } finally {
    await server.stop()
    await orm.close()
    await cluster.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

function worldOf(randomSeed: number, persons: number): World {
  const file = readScenario(readFileSync(join(root, 'packages/scenario/scenarios/duc-giang.json'), 'utf8'))
  file.randomSeed = randomSeed
  file.unit = { ...file.unit, code: unit }
  file.population = { ...file.population, residentialGroups: 30, households: Math.floor(persons / 4), persons }
  const nobody = { id: randomUUID(), name: 'Không ai' }
  return generateWorld(file, { welfareOfficer: nobody, approver: nobody, deputyApprover: nobody, cashier: nobody })
}

/** Mostly people who are new; of every twenty, two are in the book with another telephone, one stands twice and one has an error. */
function linesOf(register: World, newcomers: World): (string | number | null)[][] {
  const lines: (string | number | null)[][] = []
  const old = linesOfPeople(register)
  for (const [index, line] of linesOfPeople(newcomers).entries()) {
    if (lines.length === rows) break
    const [earlier, wrong, one] = [lines.at(-1), [...line], old[Math.floor(index / 10)]]
    if (index % 20 === 19 && earlier) lines.push(earlier)
    else if (index % 20 === 9) {
      wrong[3] = '31/02/1990'
      lines.push(wrong)
    } else if (index % 10 === 4 && one) {
      one[6] = `09${String(10_000_000 + index)}`
      lines.push(one)
    } else lines.push(line)
  }
  return lines.map((line, index) => [index + 1, ...line.slice(1)])
}

function linesOfPeople({ people, households, groups }: World): (string | number | null)[][] {
  const homes = new Map(households.map((household, index) => [household.id, { ...household, number: index + 1 }]))
  const numbers = new Map(groups.map(({ id, number }) => [id, number]))
  return people.map((person: PersonFact) => {
    const home = homes.get(person.householdId)
    const born = person.bornOn?.split('-').reverse().join('/') ?? person.birthYear ?? null
    return [
      ...[0, `${home?.groupId.slice(0, 4)}-${home?.number}`, person.fullName, born],
      ...[person.sex === 'MALE' ? 'Nam' : 'Nữ', person.identity?.number ?? null, person.phone ?? null],
      ...[
        person.relation === 'HEAD' ? 'Chủ hộ' : 'Con',
        `Tổ ${numbers.get(home?.groupId ?? '')}`,
        home?.address ?? null,
      ],
      ...['Thường trú', 'Kinh', 'Tự do', 'Hà Nội', null],
    ]
  })
}
