import { Entity, Property } from '@mikro-orm/decorators/legacy'
import { Migration } from '@mikro-orm/migrations'
import { accessTable, grant, stepUpSeconds } from '@vungxanh/access'
import { buildSubgraph, type Context, defineDatabase, UnitRow, unitRows } from '@vungxanh/subgraph'
import pg from 'pg'
import { Arg, Ctx, Field, ID, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import { describe, expect } from 'vitest'
import { departmentTest, type Given } from './department-test.ts'

// What holds in every department when somebody may look further than usual, and when nobody could say later that they did.

const readers = grant(['HEALTH_STAFF', 'EMERGENCY_READER'])
const nurses = grant(['HEALTH_STAFF'])

@ObjectType()
@Entity(unitRows(readers, nurses))
class Chart extends UnitRow {
  @Field(() => String)
  @Property({ type: 'text' })
  diagnosis!: string

  @Property({ type: 'integer' })
  place!: number
}

@Resolver()
class ChartResolver {
  @Query(() => [Chart])
  charts(
    @Arg('unit', () => ID) unitCode: string,
    @Arg('from', () => Number) from: number,
    @Arg('count', () => Number) limit: number,
    @Ctx() { em }: Context,
  ): Promise<Chart[]> {
    return em.find(Chart, { unitCode, place: { $gte: from } }, { orderBy: { place: 'asc' }, limit })
  }

  @Query(() => Chart, { nullable: true })
  chart(@Arg('id', () => ID) id: string, @Ctx() { em }: Context): Promise<Chart | null> {
    return em.findOne(Chart, { id })
  }

  @Query(() => Number)
  howMany(@Arg('unit', () => ID) unitCode: string, @Ctx() { em }: Context): Promise<number> {
    return em.count(Chart, { unitCode })
  }

  @Mutation(() => Boolean)
  open(@Arg('unit', () => ID) unitCode: string, @Ctx() { em }: Context): boolean {
    em.create(Chart, { unitCode, diagnosis: 'F1', place: 0 })
    return true
  }
}

class CreateCharts extends Migration {
  override name = '20260105000000-create-charts'

  override up(): void {
    this.addSql(
      `create table chart (id uuid primary key, unit_code text not null, diagnosis text not null, place int not null)`,
    )
    this.addSql(`alter table chart enable row level security`)
    this.addSql(`alter table chart force row level security`)
    for (const purpose of ['CARE', 'BREAK_GLASS', 'LOADING']) {
      this.addSql(
        `create policy ${purpose} on chart using (unit_code = any ((select app.units_for('{${purpose}}'))::text[]))`,
      )
    }
  }
}

const database = defineDatabase({
  name: 'charts',
  entities: [Chart],
  migrations: [CreateCharts],
  migrationsPath: '/nowhere',
  publicTables: [],
})
const subgraph = buildSubgraph({
  name: 'charts',
  resolvers: [ChartResolver],
  references: [],
  access: accessTable({
    Query: [
      ['SENSITIVE_HEALTH', readers, 'chart charts'],
      ['INTERNAL', readers, 'howMany'],
    ],
    Mutation: [['SENSITIVE_HEALTH', nurses, 'open', { stepUp: true }]],
    Chart: {
      subject: 'id',
      rules: [
        ['INTERNAL', readers, 'id'],
        ['SENSITIVE_HEALTH', readers, 'diagnosis'],
      ],
    },
  }),
})

const test = departmentTest({
  database,
  subgraph,
  given: ({ unit: unitCode, save }: Given) => ({
    charts: (count: number) =>
      save((em) => Array.from({ length: count }, (_, place) => em.create(Chart, { unitCode, diagnosis: 'F1', place }))),
  }),
})

const CHARTS = `query ($unit: ID!, $from: Float!, $count: Float!) { charts(unit: $unit, from: $from, count: $count) { id diagnosis } }`
const CHART = `query ($id: ID!) { chart(id: $id) { diagnosis } }`
const HOW_MANY = `query ($unit: ID!) { howMany(unit: $unit) }`
const OPEN = `mutation ($unit: ID!) { open(unit: $unit) }`

type Charts = { charts: ({ id: string; diagnosis: string } | null)[] | null }

const assignment = () => crypto.randomUUID()

describe('an emergency', () => {
  test('shows fifty persons over all of its requests, and none after', async ({ as, given, unit }) => {
    await given.charts(60)
    const reader = as('EMERGENCY_READER', { account: assignment() })
    const look = (from: number, count: number) => reader.ask(CHARTS, { unit, from, count })
    for (const from of [0, 20]) expect((await look(from, 20)).errors).toEqual([])
    // Whom they have seen they may see again.
    expect((await look(0, 40)).errors).toEqual([])
    expect((await look(40, 10)).errors).toEqual([])
    const further = await look(50, 1)
    expect(JSON.stringify(further.data)).not.toContain('F1')
    expect(further.errors).toMatchObject([{ code: 'FORBIDDEN', message: expect.stringContaining('50') }])
    expect((await look(0, 50)).errors).toEqual([])
  })

  test('is cut within one request as well', async ({ as, given, unit }) => {
    await given.charts(60)
    const reader = as('EMERGENCY_READER', { account: assignment() })
    const { data, errors } = await reader.ask(CHARTS, { unit, from: 0, count: 51 })
    expect(data).toEqual({})
    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }])
  })

  test('does not take for seen whom one has only asked for', async ({ as, given, unit }) => {
    const charts = await given.charts(60)
    const reader = as('EMERGENCY_READER', { account: assignment() })
    expect((await reader.ask(CHARTS, { unit, from: 0, count: 50 })).errors).toEqual([])
    const further = charts[55]?.id
    for (let time = 0; time < 2; time++) {
      const { data, errors } = await reader.ask(CHART, { id: further })
      expect(data).toEqual({ chart: null })
      expect(errors).toMatchObject([{ code: 'FORBIDDEN' }])
    }
  })

  test('shows no more to many requests at once', async ({ as, given, unit }) => {
    await given.charts(60)
    // Connections that are open already, so that the requests do run beside each other.
    await Promise.all([0, 0, 0].map((from) => as('HEALTH_STAFF').run(CHARTS, { unit, from, count: 60 })))
    for (let round = 0; round < 5; round++) {
      const reader = as('EMERGENCY_READER', { account: assignment() })
      const answers = await Promise.all([0, 20, 40].map((from) => reader.ask(CHARTS, { unit, from, count: 20 })))
      const seen = answers.flatMap(({ data }) => (data as Charts).charts ?? [])
      expect(new Set(seen.map((chart) => chart?.id)).size).toBe(40)
      expect(answers.flatMap(({ errors }) => errors.map(({ code }) => code))).toEqual(['FORBIDDEN'])
    }
  })

  test('begins anew with another assignment, and an ordinary duty has no such end', async ({ as, given, unit }) => {
    await given.charts(60)
    for (let time = 0; time < 2; time++) {
      const reader = as('EMERGENCY_READER', { account: assignment() })
      expect((await reader.ask(CHARTS, { unit, from: 10 * time, count: 50 })).errors).toEqual([])
    }
    expect((await as('HEALTH_STAFF').ask(CHARTS, { unit, from: 0, count: 60 })).errors).toEqual([])
  })
})

describe('a door that asks for the second factor', () => {
  const now = new Date('2021-09-27T17:00:00+07:00')
  const seconds = now.getTime() / 1000

  test('is open for the minutes after it, and shut before and later', async ({ as, unit }) => {
    const late = await as('HEALTH_STAFF', { now, steppedUpAt: seconds - stepUpSeconds - 1 }).ask(OPEN, { unit })
    expect(late).toMatchObject({ data: {}, errors: [{ code: 'STEP_UP_REQUIRED' }] })
    const without = as('HEALTH_STAFF', { now, steppedUpAt: Number.NEGATIVE_INFINITY })
    expect((await without.ask(OPEN, { unit })).errors).toMatchObject([{ code: 'STEP_UP_REQUIRED' }])
    expect(await as('HEALTH_STAFF').run(HOW_MANY, { unit })).toEqual({ howMany: 0 })
    await as('HEALTH_STAFF', { now, steppedUpAt: seconds - stepUpSeconds }).run(OPEN, { unit })
    expect(await as('HEALTH_STAFF').run(HOW_MANY, { unit })).toEqual({ howMany: 1 })
  })

  test('is not opened by it for those whom it is not for', async ({ as, unit }) => {
    expect((await as('EMERGENCY_READER').ask(OPEN, { unit })).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  })
})

describe('while the audit cannot be written', () => {
  test('nothing is delivered and nothing is done; afterwards everything is as before', async ({
    as,
    given,
    unit,
    database: { superuserUrl, appRole },
  }) => {
    await given.charts(2)
    const superuser = new pg.Client({ connectionString: superuserUrl })
    await superuser.connect()
    await superuser.query(`revoke insert on audit.event from "${appRole}"`)
    try {
      for (const [document, variables] of [
        [CHARTS, { unit, from: 0, count: 2 }],
        [OPEN, { unit }],
      ] as const) {
        const { data, errors } = await as('HEALTH_STAFF').ask(document, variables)
        expect(data).toEqual({})
        expect(errors).toMatchObject([{ code: 'INTERNAL_SERVER_ERROR' }])
        expect(JSON.stringify(errors)).not.toMatch(/audit|permission|F1/)
      }
      // What leaves no row in the audit needs none.
      expect(await as('HEALTH_STAFF').run(HOW_MANY, { unit })).toEqual({ howMany: 2 })
    } finally {
      await superuser.query(`grant insert on audit.event to "${appRole}"`)
      await superuser.end()
    }
    expect((await as('HEALTH_STAFF').run<Charts>(CHARTS, { unit, from: 0, count: 2 })).charts).toHaveLength(2)
    await as('HEALTH_STAFF').run(OPEN, { unit })
    expect(await as('HEALTH_STAFF').run(HOW_MANY, { unit })).toEqual({ howMany: 3 })
  })
})
