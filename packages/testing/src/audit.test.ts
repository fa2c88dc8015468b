import { Entity, Property } from '@mikro-orm/decorators/legacy'
import { Migration } from '@mikro-orm/migrations'
import { accessTable, grant } from '@vungxanh/access'
import {
  buildSubgraph,
  type Context,
  defineDatabase,
  InvalidInput,
  type SealedHead,
  seal,
  UnitRow,
  unitRows,
  verifyAudit,
} from '@vungxanh/subgraph'
import pg from 'pg'
import { Arg, Ctx, createUnionType, Field, ID, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import { describe, expect } from 'vitest'
import { departmentTest, type Given, testContextKey } from './department-test.ts'

// What the kit writes down of every request, and what becomes of it.

/** A search that ends its transaction, as one that takes too long does. */
const BREAKS = 'bí quá'

const nurses = grant(['HEALTH_STAFF'])

@ObjectType()
@Entity(unitRows(nurses, nurses))
class Patient extends UnitRow {
  @Field(() => String)
  @Property({ type: 'text' })
  fullName!: string

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  diagnosis?: string | null
}

@ObjectType()
class RenameSuccess {
  @Field(() => Patient)
  patient!: Patient
}

const RenameResult = createUnionType({ name: 'RenameResult', types: () => [RenameSuccess, InvalidInput] as const })

@Resolver()
class PatientResolver {
  @Query(() => [Patient])
  async patients(
    @Arg('unit', () => ID) unitCode: string,
    @Arg('search', () => String, { nullable: true }) search: string | null,
    @Ctx() { em }: Context,
  ): Promise<Patient[]> {
    if (search === BREAKS) await em.execute('select 1 / 0')
    return em.find(Patient, { unitCode }, { orderBy: { fullName: 'asc' } })
  }

  @Mutation(() => RenameResult)
  async rename(
    @Arg('id', () => ID) id: string,
    @Arg('name', () => String) name: string,
    @Ctx() { em }: Context,
  ): Promise<typeof RenameResult> {
    const patient = await em.findOneOrFail(Patient, { id })
    patient.fullName = name
    if (name === '') return new InvalidInput('name', 'Hãy nhập tên.')
    return Object.assign(new RenameSuccess(), { patient })
  }
}

class CreatePatients extends Migration {
  override name = '20260104000000-create-patients'

  override up(): void {
    this.addSql(
      `create table patient (id uuid primary key, unit_code text not null, full_name text not null, diagnosis text)`,
    )
    this.addSql(`alter table patient enable row level security`)
    this.addSql(`alter table patient force row level security`)
    for (const purpose of ['CARE', 'LOADING']) {
      this.addSql(
        `create policy ${purpose} on patient using (unit_code = any ((select app.units_for('{${purpose}}'))::text[]))`,
      )
    }
  }
}

const database = defineDatabase({
  name: 'patients',
  entities: [Patient],
  migrations: [CreatePatients],
  migrationsPath: '/nowhere',
  publicTables: [],
})
const subgraph = buildSubgraph({
  name: 'patients',
  resolvers: [PatientResolver],
  references: [],
  access: accessTable({
    Query: [['SENSITIVE_HEALTH', nurses, 'patients']],
    Mutation: [['SENSITIVE_HEALTH', nurses, 'rename']],
    Patient: {
      subject: 'id',
      rules: [
        ['INTERNAL', nurses, 'id'],
        ['PERSONAL', nurses, 'fullName'],
        ['SENSITIVE_HEALTH', nurses, 'diagnosis'],
      ],
    },
    RenameSuccess: [['PERSONAL', nurses, 'patient']],
  }),
})

function builders({ unit: unitCode, save }: Given) {
  return {
    patient: (fullName: string, diagnosis?: string) =>
      save((em) => em.create(Patient, { unitCode, fullName, diagnosis })),
  }
}

const test = departmentTest({ database, subgraph, given: builders })

const READ = `query Ward($unit: ID!, $search: String) { patients(unit: $unit, search: $search) { id fullName diagnosis } }`
const RENAME = `mutation Rename($id: ID!, $name: String!) { rename(id: $id, name: $name) { __typename } }`
const AUDIT = `query ($unit: ID!, $subjects: [ID!], $first: Int, $after: String) {
  patientsAudit(unit: $unit, subjects: $subjects, first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { node {
    action name role post purpose requestId operation at reads { type fields subjects } doors { door search reason } changes { table id op fields } refusals } } } }`

/** Mutations do everything they should, and then cannot commit. */
const refuseAtCommit = `
  create function refuse_commit() returns trigger language plpgsql as $f$ begin raise exception 'not now'; end $f$;
  create constraint trigger refuse_commit after insert on audit.event deferrable initially deferred
    for each row when (new.action = 'WRITE') execute function refuse_commit()`

interface Record {
  action: string
  requestId: string
  reads: { type: string; fields: string[]; subjects: string[] }[]
}

interface Audit {
  patientsAudit: {
    totalCount: number
    pageInfo: { hasNextPage: boolean; endCursor: string }
    edges: { node: Record }[]
  }
}

describe('a request', () => {
  test('that reads leaves who, for what, of whom and which fields', async ({ as, given, unit }) => {
    const [one, two] = [await given.patient('An', 'F1'), await given.patient('Bình')]
    await as('HEALTH_STAFF', { requestId: 'r-1' }).run(READ, { unit, search: 'binh 001080012345 0912.345.678' })
    const { patientsAudit } = await as('INSPECTOR').run<Audit>(AUDIT, { unit })
    expect(patientsAudit.edges.map(({ node }) => node)).toEqual([
      {
        action: 'READ',
        name: 'Cán bộ trạm y tế',
        role: 'HEALTH_STAFF',
        post: 'Cán bộ trạm y tế',
        purpose: 'CARE',
        requestId: 'r-1',
        operation: 'Ward',
        at: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/),
        reads: [
          { type: 'Patient', fields: ['fullName', 'diagnosis'], subjects: [one.id] },
          { type: 'Patient', fields: ['fullName'], subjects: [two.id] },
        ],
        doors: [{ door: 'Query.patients', search: 'binh ************ ****.***.678', reason: null }],
        changes: [],
        refusals: [],
      },
    ])
  })

  test('is written down, whatever is in its words', async ({ as, given, unit }) => {
    await given.patient('An')
    for (const search of ['\u0000', '\\u0000', '\ud83d', '\udc00 x', `${'x'.repeat(199)}😀`, '{"},'])
      expect((await as('HEALTH_STAFF').ask(READ, { unit, search })).errors, JSON.stringify(search)).toEqual([])
  })

  test('that finds nothing is written down as well', async ({ as, unit }) => {
    await as('HEALTH_STAFF').run(READ, { unit, search: 'khong co ai' })
    const { patientsAudit } = await as('INSPECTOR').run<Audit>(AUDIT, { unit })
    expect(patientsAudit.edges).toMatchObject([{ node: { reads: [], doors: [{ search: 'khong co ai' }] } }])
  })

  test('that breaks delivers nothing, and is written down with whatever else was asked', async ({
    as,
    given,
    unit,
  }) => {
    await given.patient('An', 'F1')
    const { data } = await as('HEALTH_STAFF').ask(
      `query ($unit: ID!, $search: String!) { patients(unit: $unit) { diagnosis } other: patients(unit: $unit, search: $search) { id } }`,
      { unit, search: BREAKS },
    )
    expect(data).toEqual({})
    const { patientsAudit } = await as('INSPECTOR').run<Audit>(AUDIT, { unit })
    expect(patientsAudit.edges).toMatchObject([{ node: { doors: [{ search: null }, { search: BREAKS }] } }])
  })

  test('that writes leaves the row and its fields, and no value', async ({ as, given, unit }) => {
    const { id } = await given.patient('An')
    await as('HEALTH_STAFF').run(RENAME, { id, name: 'Ân bí mật' })
    const { patientsAudit } = await as('INSPECTOR').run<Audit>(AUDIT, { unit, subjects: [id] })
    expect(patientsAudit.edges).toMatchObject([
      {
        node: {
          action: 'WRITE',
          doors: [{ door: 'Mutation.rename' }],
          changes: [{ table: 'patient', id, op: 'update', fields: ['fullName'] }],
        },
      },
    ])
    expect(JSON.stringify(patientsAudit)).not.toContain('bí mật')
  })

  test('that is refused, by role or by rule, is written down and nothing else is', async ({ as, given, unit }) => {
    const { id } = await given.patient('An')
    await as('CLERK').ask(READ, { unit })
    await as('CLERK').ask(RENAME, { id, name: 'B' })
    await as('HEALTH_STAFF').run(RENAME, { id, name: '' })
    const { patientsAudit } = await as('INSPECTOR').run<Audit>(AUDIT, { unit })
    expect(patientsAudit.edges).toMatchObject([
      {
        node: {
          action: 'REFUSED',
          refusals: ['Mutation.rename InvalidInput'],
          changes: [],
          doors: [{ door: 'Mutation.rename' }],
        },
      },
      { node: { action: 'REFUSED', refusals: ['Mutation.rename FORBIDDEN'] } },
      { node: { action: 'REFUSED', refusals: ['Query.patients FORBIDDEN'], reads: [] } },
    ])
  })

  test('that fails is written down, and no change that was taken back', async ({
    as,
    given,
    unit,
    database: { superuserUrl },
  }) => {
    const nobody = crypto.randomUUID()
    expect((await as('HEALTH_STAFF').ask(RENAME, { id: nobody, name: 'B' })).errors).toHaveLength(1)
    const { id } = await given.patient('An')
    const superuser = new pg.Client({ connectionString: superuserUrl })
    await superuser.connect()
    await superuser.query(refuseAtCommit)
    expect((await as('HEALTH_STAFF').ask(RENAME, { id, name: 'B' })).errors).toHaveLength(1)
    await superuser.query(`drop function refuse_commit() cascade`)
    await superuser.end()
    const { patientsAudit } = await as('INSPECTOR').run<Audit>(AUDIT, { unit })
    expect(patientsAudit.edges).toMatchObject([
      { node: { action: 'REFUSED', changes: [], refusals: ['Mutation.rename FAILED'] } },
      { node: { action: 'REFUSED', changes: [], refusals: ['Mutation.rename FAILED'] } },
    ])
  })

  test('for the audit shows each row once, the newest first, however many digits their numbers have', async ({
    as,
    unit,
  }) => {
    const asked = Array.from({ length: 101 }, (_, number) => `r-${number}`)
    for (const requestId of asked) await as('HEALTH_STAFF', { requestId }).run(READ, { unit })
    const seen: string[] = []
    for (let after: string | null = null; ; ) {
      const { patientsAudit }: Audit = await as('INSPECTOR', { requestId: 'audit' }).run<Audit>(AUDIT, {
        unit,
        first: 40,
        after,
      })
      seen.push(...patientsAudit.edges.map(({ node }) => node.requestId).filter((id) => id !== 'audit'))
      after = patientsAudit.pageInfo.endCursor
      if (!patientsAudit.pageInfo.hasNextPage) break
    }
    expect(seen).toEqual(asked.toReversed())
  })

  test('for the audit is paged, kept to the unit and to its readers, and is itself in the audit', async ({
    as,
    given,
    unit,
  }) => {
    await given.patient('An')
    for (let number = 0; number < 3; number++) await as('HEALTH_STAFF').run(READ, { unit })
    const first = (await as('INSPECTOR').run<Audit>(AUDIT, { unit, first: 2 })).patientsAudit
    expect([first.edges.length, first.totalCount, first.pageInfo.hasNextPage]).toEqual([2, 3, true])
    const second = (await as('INSPECTOR').run<Audit>(AUDIT, { unit, first: 2, after: first.pageInfo.endCursor }))
      .patientsAudit
    expect([second.edges.length, second.pageInfo.hasNextPage]).toEqual([1, false])
    expect((await as('INSPECTOR', { units: ['elsewhere'] }).ask(AUDIT, { unit })).errors).toMatchObject([
      { code: 'NOT_FOUND' },
    ])
    for (const role of ['CHAIR', 'HEALTH_STAFF', 'SYSTEM_ADMIN', 'ANALYST'] as const)
      expect((await as(role).ask(AUDIT, { unit })).errors, role).toMatchObject([{ code: 'FORBIDDEN' }])
    const { edges } = (await as('DATA_PROTECTION_OFFICER').run<Audit>(AUDIT, { unit, first: 100 })).patientsAudit
    expect(edges.flatMap(({ node }) => node.reads).map(({ type }) => type)).toContain('AccessRecord')
    const forged = Buffer.from(JSON.stringify(["1' or true"])).toString('base64url')
    expect((await as('INSPECTOR').ask(AUDIT, { unit, after: forged })).errors).toMatchObject([
      { code: 'BAD_USER_INPUT' },
    ])
  })
})

describe('the sealed audit', () => {
  const keys = { contextKey: testContextKey, auditKey: Buffer.alloc(32, 5) }
  const forgery = `insert into audit.event (tx, request, action, account, name, role, post, organisation, assignment, purpose, units, subjects, content)
    select tx, 'forged', action, account, name, role, post, organisation, assignment, purpose, units, subjects, content from audit.event where id = `

  /** Transactions of other tests in the same cluster hold the sealing back, as any open one would. */
  async function settled(client: pg.Client): Promise<void> {
    await expect
      .poll(
        async () =>
          (
            await client.query(
              `select coalesce(max(tx) < pg_snapshot_xmin(pg_current_snapshot()), true) as past from audit.event`,
            )
          ).rows[0],
        { timeout: 60_000 },
      )
      .toEqual({ past: true })
  }

  // Three batches of three events, then what somebody with every right on the database might do.
  const tamperings: [what: string, sql: string, fault: object | undefined][] = [
    ['is whole as it stands', '', undefined],
    [
      'names an event whose reader was changed',
      `update audit.event set name = 'x' where id = 5`,
      { batch: 2, event: '5', what: 'was changed' },
    ],
    [
      'names an event of which one field was taken out',
      `update audit.event set content = '{}' where id = 2`,
      { batch: 1, event: '2' },
    ],
    [
      'names an event that was deleted',
      `delete from audit.event where id = 6`,
      { batch: 2, event: '6', what: 'is missing' },
    ],
    [
      'names an event that was put in afterwards',
      `${forgery} 4`,
      { batch: 2, what: 'was added after the batch was sealed' },
    ],
    [
      'names two events that changed places',
      `update audit.event a set at = b.at from audit.event b where (a.id, b.id) in ((7, 8), (8, 7))`,
      { batch: 3, event: '7' },
    ],
    ['names a batch that was deleted', `delete from audit.batch where seq = 2`, { batch: 2, what: 'is missing' }],
    [
      'names a batch that was cut off at the end, with its events',
      `delete from audit.batch where seq = 3; delete from audit.event where id > 6`,
      { batch: 3, what: 'is missing' },
    ],
    [
      'names a batch whose hashes were changed with its event',
      `update audit.event set name = 'x' where id = 5; update audit.batch set leaves[2] = sha256('x') where seq = 2`,
      { batch: 2, what: 'was changed after it was sealed' },
    ],
    [
      'names a batch that claims another place',
      `update audit.batch set to_tx = (to_tx::text::bigint + 1)::text::xid8 where seq = 1`,
      { batch: 1 },
    ],
  ]

  for (const [what, sql, fault] of tamperings) {
    test(what, async ({ as, orm, unit, database: { superuserUrl } }) => {
      const client = new pg.Client({ connectionString: superuserUrl })
      await client.connect()
      await client.query(`alter table audit.event disable trigger all; alter table audit.batch disable trigger all`)
      await client.query(`truncate audit.event, audit.batch restart identity`)
      const heads: SealedHead[] = []
      for (let batch = 0; batch < 3; batch++) {
        for (let number = 0; number < 3; number++) await as('HEALTH_STAFF').run(READ, { unit })
        await settled(client)
        const head = await seal(orm, keys)
        if (head) heads.push(head)
      }
      expect(heads.map(({ seq }) => seq)).toEqual([1, 2, 3])
      if (sql) await client.query(sql)
      await client.end()
      const found = await verifyAudit(orm, { ...keys, heads })
      if (fault) expect(found.fault).toMatchObject(fault)
      else expect(found).toEqual({ events: 9, batches: 3, unsealed: 0 })
      // Whoever chains it anew has no key to seal it with.
      const { fault: forged } = await verifyAudit(orm, { ...keys, auditKey: Buffer.alloc(32, 6), heads: [] })
      expect(forged).toMatchObject({ batch: 1 })
    })
  }

  test('leaves out nothing that is written late, whatever order it was begun in', async ({
    as,
    orm,
    unit,
    database: { superuserUrl },
  }) => {
    const client = new pg.Client({ connectionString: superuserUrl })
    await client.connect()
    await client.query(`alter table audit.event disable trigger all; alter table audit.batch disable trigger all`)
    await client.query(`truncate audit.event, audit.batch restart identity`)
    await as('HEALTH_STAFF').run(READ, { unit })
    await client.query(`begin; ${forgery.replace('tx, request', 'request').replace('select tx, ', 'select ')} 1`)
    await as('HEALTH_STAFF').run(READ, { unit })
    await seal(orm, keys)
    await client.query('commit')
    await settled(client)
    await client.end()
    await seal(orm, keys)
    expect(await seal(orm, keys)).toBeUndefined()
    expect(await verifyAudit(orm, { ...keys, heads: [] })).toMatchObject({ events: 3, unsealed: 0 })
  })

  test('takes from the service neither a moment nor a transaction of its choosing', async ({
    database: { appUrl },
  }) => {
    const client = new pg.Client({ connectionString: appUrl })
    await client.connect()
    const row = { request: "'r'", action: "'READ'", units: "'{}'", subjects: "'{}'", content: "'{}'" }
    const texts = ['account', 'name', 'role', 'post', 'organisation', 'assignment', 'purpose']
    const insert = (more: { [column: string]: string } = {}) => {
      const all = { ...row, ...Object.fromEntries(texts.map((name) => [name, "'x'"])), ...more }
      return client.query(`insert into audit.event (${Object.keys(all)}) values (${Object.values(all)})`)
    }
    await insert()
    const chosen: { [column: string]: string }[] = [{ at: "'2021-09-01'" }, { tx: "'3'" }, { format: '2' }]
    for (const column of chosen) await expect(insert(column)).rejects.toMatchObject({ code: '42501' })
    await client.end()
  })

  test('is not silently left unsealed where transactions are counted anew, as after a restored dump', async ({
    as,
    orm,
    unit,
    database: { superuserUrl },
  }) => {
    const client = new pg.Client({ connectionString: superuserUrl })
    await client.connect()
    await client.query(`alter table audit.event disable trigger all; alter table audit.batch disable trigger all`)
    await client.query(`truncate audit.event, audit.batch restart identity`)
    await as('HEALTH_STAFF').run(READ, { unit })
    await settled(client)
    await seal(orm, keys)
    await client.query(`update audit.batch set to_tx = '9999999999'`)
    await as('HEALTH_STAFF').run(READ, { unit })
    await expect(seal(orm, keys)).rejects.toThrow(/anew/)
    await client.query(`truncate audit.event, audit.batch restart identity`)
    await client.end()
  })

  test('is sealed by one of several sealers at a time', async ({ as, orm, unit, database: { superuserUrl } }) => {
    await as('HEALTH_STAFF').run(READ, { unit })
    const client = new pg.Client({ connectionString: superuserUrl })
    await client.connect()
    await settled(client)
    await client.end()
    const heads = await Promise.all([seal(orm, keys), seal(orm, keys), seal(orm, keys)])
    expect(heads.filter(Boolean)).toHaveLength(1)
    expect((await verifyAudit(orm, { ...keys, heads: [] })).fault).toBeUndefined()
  })
})
