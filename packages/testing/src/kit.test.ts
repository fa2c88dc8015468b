import { Entity, Property, Unique } from '@mikro-orm/decorators/legacy'
import { Migration } from '@mikro-orm/migrations'
import { accessTable, everyone, grant } from '@vungxanh/access'
import {
  buildSubgraph,
  type Context,
  defineDatabase,
  departmentLog,
  UnitRow,
  UserError,
  unitRows,
} from '@vungxanh/subgraph'
import { Arg, Ctx, createUnionType, Field, ID, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import { describe, expect } from 'vitest'
import { departmentTest } from './department-test.ts'

// The server kit's promises, kept by the smallest department there can be.

const writers = grant(['CLERK'])

@ObjectType()
@Entity(unitRows(everyone, writers))
@Unique({ name: 'note_title', properties: ['unitCode', 'title'] })
class Note extends UnitRow {
  @Field(() => String)
  @Property({ type: 'text' })
  title!: string
}

@ObjectType()
class WriteNoteSuccess {
  @Field(() => Note)
  note!: Note
}

@ObjectType({ implements: UserError })
class TitleTaken extends UserError {
  readonly code = 'TitleTaken'
}

const WriteNoteResult = createUnionType({
  name: 'WriteNoteResult',
  types: () => [WriteNoteSuccess, TitleTaken] as const,
})

@Resolver()
class NoteResolver {
  @Query(() => [String])
  async titles(@Arg('unit', () => ID) unitCode: string, @Ctx() { em }: Context): Promise<string[]> {
    return (await em.find(Note, { unitCode }, { orderBy: { title: 'asc' } })).map(({ title }) => title)
  }

  @Mutation(() => WriteNoteResult)
  write(
    @Arg('unit', () => ID) unitCode: string,
    @Arg('title', () => String) title: string,
    @Ctx() context: Context,
  ): typeof WriteNoteResult {
    const note = context.em.create(Note, { unitCode, title })
    context.onConflict('note_title', () => new TitleTaken(`${title} is taken`))
    if (title === 'refused') return new TitleTaken('refused after it was created')
    if (title === 'accident') throw new Error('password=secret at 10.0.0.1')
    return Object.assign(new WriteNoteSuccess(), { note })
  }
}

class CreateNotes extends Migration {
  override name = '20260101000001-create-notes'

  override up(): void {
    this.addSql(`create table note (id uuid primary key, unit_code text not null, title text not null)`)
    this.addSql(`alter table note add constraint note_title unique (unit_code, title)`)
    this.addSql(`alter table note enable row level security`)
    this.addSql(`alter table note force row level security`)
    const inScope = (purposes: string) => `(unit_code = any ((select app.units_for('{${purposes}}'))::text[]))`
    this.addSql(`create policy read on note for select using ${inScope([...everyone.purposes].join(','))}`)
    this.addSql(`create policy add on note for insert with check ${inScope('COMMAND')}`)
  }
}

const database = defineDatabase({
  name: 'notes',
  entities: [Note],
  migrations: [CreateNotes],
  migrationsPath: '/nowhere',
  publicTables: [],
})
const table: Parameters<typeof accessTable>[0] = {
  Query: [['INTERNAL', everyone, 'titles']],
  Mutation: [['INTERNAL', writers, 'write']],
  Note: [['INTERNAL', everyone, 'id title']],
  WriteNoteSuccess: [['INTERNAL', writers, 'note']],
  TitleTaken: [],
}
const subgraph = buildSubgraph({ name: 'notes', resolvers: [NoteResolver], references: [], access: accessTable(table) })
const test = departmentTest({ database, subgraph, given: () => ({}) })

const WRITE = `mutation ($unit: ID!, $title: String!) { write(unit: $unit, title: $title) { __typename } }`
const TITLES = `query ($unit: ID!) { titles(unit: $unit) }`

describe('a mutation', () => {
  test('commits', async ({ as, unit }) => {
    expect(await as('CLERK').run(WRITE, { unit, title: 'a' })).toEqual({ write: { __typename: 'WriteNoteSuccess' } })
    expect(await as('CHAIR').run(TITLES, { unit })).toEqual({ titles: ['a'] })
  })

  test('that is refused writes nothing, and neither does what comes after it in the document', async ({ as, unit }) => {
    const answer = await as('CLERK').run(
      `mutation ($unit: ID!) {
        one: write(unit: $unit, title: "refused") { __typename }
        two: write(unit: $unit, title: "kept") { __typename }
      }`,
      { unit },
    )
    expect(answer).toEqual({ one: { __typename: 'TitleTaken' }, two: { __typename: 'WriteNoteSuccess' } })
    expect(await as('CHAIR').run(TITLES, { unit })).toEqual({ titles: ['kept'] })
  })

  test('that fails writes nothing and tells nothing of the inside', async ({ as, unit }) => {
    const { errors, data } = await as('CLERK').ask(WRITE, { unit, title: 'accident' })
    expect(errors).toMatchObject([{ code: 'INTERNAL_SERVER_ERROR' }])
    expect(JSON.stringify({ errors, data })).not.toMatch(/password|10\.0\.0\.1/)
    expect(await as('CHAIR').run(TITLES, { unit })).toEqual({ titles: [] })
  })

  test('that loses a race gets the refusal of whoever comes second', async ({ as, unit }) => {
    const answers = await Promise.all(
      [1, 2, 3].map(() => as('CLERK').run<{ write: { __typename: string } }>(WRITE, { unit, title: 'same' })),
    )
    const names = answers.map(({ write }) => write.__typename).sort()
    expect(names).toEqual(['TitleTaken', 'TitleTaken', 'WriteNoteSuccess'])
    expect(await as('CHAIR').run(TITLES, { unit })).toEqual({ titles: ['same'] })
  })

  test('cannot write into another unit, whatever the resolver forgets to check', async ({ as, unit }) => {
    const { errors } = await as('CLERK', { units: ['elsewhere'] }).ask(WRITE, { unit, title: 'a' })
    expect(errors).toMatchObject([{ code: 'INTERNAL_SERVER_ERROR' }])
    expect(await as('CHAIR').run(TITLES, { unit })).toEqual({ titles: [] })
  })

  test('is refused to other roles, which only the audit hears of', async ({ as, unit }) => {
    const { errors, statements } = await as('CHAIR').ask(WRITE, { unit, title: 'a' })
    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }])
    // The signed scope and the audit row.
    expect(statements).toBe(2)
  })
})

test('a query sees its own units only', async ({ as, unit }) => {
  await as('CLERK').run(WRITE, { unit, title: 'a' })
  expect(await as('CHAIR', { units: ['elsewhere'] }).run(TITLES, { unit })).toEqual({ titles: [] })
})

test('a department with a field that has no class cannot be built, nor a table with a field that does not exist', () => {
  const build = (written: Parameters<typeof accessTable>[0]) =>
    buildSubgraph({ name: 'open', resolvers: [NoteResolver], references: [], access: accessTable(written) })
  const { Note: _, ...short } = table
  expect(() => build(short)).toThrow('Note.title has no data class')
  expect(() => build({ ...table, Query: [['INTERNAL', everyone, 'titles more']] })).toThrow(
    'Query.more is not in the schema',
  )
})

test('a text that the database cannot keep is the asker’s fault, wherever it stands', async ({ as, unit }) => {
  for (const [query, variables] of [
    [WRITE, { unit, title: 'a\0b' }],
    [TITLES, { unit: '9\0' }],
  ] as const) {
    const { errors } = await as('CLERK').ask(query, variables)
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', message: expect.stringContaining('U+0000') }])
  }
  expect(await as('CHAIR').run(TITLES, { unit })).toEqual({ titles: [] })
})

test('what the database says of a row that it refuses is not for the log', async ({ orm }) => {
  const lines: string[] = []
  const log = departmentLog('notes', 'info', { write: (line) => void lines.push(line) })
  for (const [statement, code] of [
    [`select '{"title": "Lý Thị Mật" x}'::jsonb`, '22P02'],
    ["select 'Lý Thị Mật'::uuid", '22P02'],
  ] as const) {
    const error: unknown = await orm.em
      .fork()
      .execute(statement)
      .catch((fault: unknown) => fault)
    log.error({ err: error }, 'failed')
    expect(lines.at(-1)).toContain(code)
    expect(lines.at(-1)).not.toContain('Lý Thị Mật')
  }
})
