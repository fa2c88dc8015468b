import { auditedClasses, permits, type Role, rolePurposes, roles } from '@vungxanh/access'
import { type Database, type Subgraph, signedContext } from '@vungxanh/subgraph'
import pg from 'pg'
import { describe, expect } from 'vitest'
import {
  documentsOf,
  fieldText,
  follow,
  isRequired,
  literal,
  type Path,
  pathsOf,
  selectionOf,
  type World,
} from './access-paths.ts'
import { type Asking, contextScope, type DepartmentTest } from './department-test.ts'
import { policyFaults, policyMutants } from './policy-probes.ts'
import { testContextKey } from './test-database.ts'

export interface AccessGuard<G> {
  database: Database
  subgraph: Subgraph
  test: DepartmentTest<G>
  /** Stores one row of everything in the test's unit; every table of the department must have one. */
  world: (given: G, unit: string) => Promise<World>
}

/** What somebody is asked for at the end of a way. */
interface Question {
  path: Path
  names: string[]
  /** Which of them must be refused to who asks. */
  refused: string[]
  /** The way's last field must be refused. */
  isClosed: boolean
}

interface Seen {
  question: Question
  /** The names that came with a value. */
  delivered: Set<string>
  /** Where in the answer a refusal is expected. */
  closed: Set<string>
  /** What had an object to be refused on and was not. */
  unrefused: Set<string>
}

interface AuditedRead {
  type: string
  fields: string[]
  subjects: string[]
}

const NOBODY = '99999'

/**
 * The access matrix, generated from the schema: every field and every mutation × every role × in and out of scope × by
 * query, by reference, by alias and by fragment. What a role may see must be delivered and audited; what it may not must not
 * come out on any way. A field that no way leads to fails as well: it would be untested.
 */
export function guardAccess<G>({ database, subgraph, test, world }: AccessGuard<G>): void {
  const { schema, access } = subgraph

  describe('access', () => {
    test('each field is delivered to its roles, refused to the others, and audited', async ({
      as,
      given,
      unit,
      database: { appUrl },
    }) => {
      const rows = await world(given, unit)
      const audit = await openAudit(appUrl)
      const delivered = new Set<string>()
      const faults: string[] = []
      for (const ways of documentsOf(pathsOf(schema, access, rows, unit))) {
        const paths = ways.filter(
          ({ isBehindDoor, type }) => !isBehindDoor || fieldsOf(type).some((name) => !delivered.has(`${type}.${name}`)),
        )
        // All roles at once: most of the time goes into waiting for the database.
        const perRole = roles.map(async (role) => {
          const requestId = `${role}-${crypto.randomUUID()}`
          const asking = as(role, { requestId })
          for (const questions of documentsFor(role, paths)) {
            const { seen, errors } = await look(asking, questions, rows, unit)
            for (const { place, code } of errors) {
              const isExpected = code === 'FORBIDDEN' && seen.some(({ closed }) => closed.has(place))
              if (!isExpected) faults.push(`${role} at ${place}: ${code}`)
            }
            for (const { question, delivered: names, unrefused } of seen) {
              const { path, refused } = question
              const where = `${role} by ${path.door} at ${path.type}`
              for (const name of names) {
                if (refused.includes(name)) faults.push(`${where}: ${name} is not theirs`)
                else delivered.add(`${path.type}.${name}`)
              }
              for (const name of unrefused) faults.push(`${where}: ${name} was not refused`)
            }
            const reads = await audit.readsOf(requestId)
            for (const { question, delivered: names } of seen) {
              const { type, door } = question.path
              for (const name of unaudited(reads, type, names))
                faults.push(`${role} by ${door} at ${type}: ${name} left no audit row that says of whom`)
            }
          }
        })
        await Promise.all(perRole)
      }
      await audit.end()
      expect(faults).toEqual([])
      // Refusals and answers of mutations are behind their mutation; what the audit says has tests of its own.
      const untested = [...access]
        .filter(([type]) => !isAnswerOfMutation(type) && !type.startsWith('AccessRecord') && !isRoot(type))
        .flatMap(([type, { fields }]) => [...fields.keys()].map((name) => `${type}.${name}`))
        .filter((name) => !delivered.has(name))
      expect(untested, 'no way delivers these to anybody: give the world a row that has them').toEqual([])
    }, 240_000)

    test('nothing of another unit comes out, on any way', async ({ as, given, unit }) => {
      const rows = await world(given, unit)
      const faults: string[] = []
      for (const paths of documentsOf(pathsOf(schema, access, rows, unit))) {
        const perRole = roles.map(async (role) => {
          const viewer = { role, purpose: rolePurposes[role] }
          const questions = paths
            .filter(({ grants }) => grants.every((grant) => permits(grant, viewer)))
            .map((path) => {
              // What the asker has sent comes back to them.
              const sent = ['id', 'code', ...Object.keys(rows.required?.[path.type] ?? {})]
              const keys = path.door === `reference ${path.type}` ? sent : []
              const inside = [...(access.get(path.type)?.fields ?? [])].filter(
                ([name, entry]) => permits(entry, viewer) && entry.class !== 'PUBLIC' && !keys.includes(name),
              )
              return { path, names: inside.map(([name]) => name), refused: [], isClosed: false }
            })
            .filter(({ names }) => names.length > 0)
          if (questions.length === 0) return
          const lookAt = (asked: Question[]) => look(as(role, { units: [NOBODY] }), asked, rows, unit, isSomething)
          const together = await lookAt(questions)
          // What fails behind the door may have taken something along that would have come out without it.
          const isSure = together.errors.every(({ place }) => !place.includes('.'))
          const looks = isSure ? [together] : await Promise.all(questions.map((question) => lookAt([question])))
          for (const { seen, errors } of looks) {
            for (const { question, delivered } of seen) {
              for (const name of delivered)
                faults.push(`${role} by ${question.path.door}: ${question.path.type}.${name}`)
            }
            for (const { place, code } of errors)
              if (code === 'INTERNAL_SERVER_ERROR') faults.push(`${role} at ${place}: fails`)
          }
        })
        await Promise.all(perRole)
      }
      expect(faults).toEqual([])
    }, 240_000)

    for (const [name, entry] of access.get('Mutation')?.fields ?? []) {
      test(`Mutation ${name} is done for its roles, in their unit, and for nobody else`, async ({
        as,
        given,
        unit,
      }) => {
        const faults: string[] = []
        // Whoever is refused leaves the world as it was to the next.
        const untouched = await world(given, unit)
        for (const role of roles) {
          const { mutations, own } = entry.roles.has(role) ? await world(given, unit) : untouched
          const input = own?.[role]?.[name] ?? mutations[name]
          if (!input) throw new Error(`the world has no input for ${name}`)
          const run = async (standing: Parameters<typeof as>[1]) => {
            const document = `mutation { one: ${name}(${passed(name, input)}) { ...Answer } } fragment Answer on ${answerOf(name)} { __typename ... on UserError { message } }`
            const { data, errors } = await as(role, standing).ask(document)
            const done = (data.one as { __typename?: string; message?: string } | null) ?? undefined
            return { typename: done?.__typename ?? '', message: done?.message, code: String(errors[0]?.code ?? '') }
          }
          if (!entry.roles.has(role)) {
            const { code, typename } = await run({})
            if (code !== 'FORBIDDEN' || typename) faults.push(`${role}: ${code} ${typename}`)
            continue
          }
          if (entry.stepUp) {
            const late = Math.floor(Date.now() / 1000) - 3_600
            const { code } = await run({ steppedUpAt: late })
            if (code !== 'STEP_UP_REQUIRED') faults.push(`${role} without the second factor: ${code}`)
          }
          const outside = await run({ units: [NOBODY] })
          if (outside.typename.endsWith('Success') || outside.code === 'INTERNAL_SERVER_ERROR')
            faults.push(`${role} out of scope: ${outside.typename} ${outside.code}`)
          const inside = await run({})
          if (!inside.typename.endsWith('Success'))
            faults.push(`${role}: ${inside.typename} ${inside.message} ${inside.code}`)
        }
        expect(faults).toEqual([])
      }, 60_000)
    }

    /** Most mutations take one `input`; the others take what the world gives by name. */
    function passed(mutation: string, given: Record<string, unknown>): string {
      const field = schema.getMutationType()?.getFields()[mutation]
      const named = field?.args.some(({ name }) => name === 'input') ? { input: given } : given
      return Object.entries(named)
        .map(([name, value]) => `${name}: ${literal(value)}`)
        .join(', ')
    }

    function answerOf(mutation: string): string {
      return String(schema.getMutationType()?.getFields()[mutation]?.type).replace('!', '')
    }

    const isRoot = (type: string): boolean => type === 'Query' || type === 'Mutation'

    function isAnswerOfMutation(type: string): boolean {
      const object = schema.getType(type)
      const isRefusal =
        object && 'getInterfaces' in object && object.getInterfaces().some(({ name }) => name === 'UserError')
      return Boolean(isRefusal) || type.endsWith('Success')
    }
  })

  describe('row policies', () => {
    test('let each purpose do what the table says, in its unit', async ({
      given,
      unit,
      database: { superuserUrl, appRole },
    }) => {
      await world(given, unit)
      expect(await policyFaults({ database, superuserUrl, appRole, unit })).toEqual([])
    }, 60_000)

    test('cannot be dropped or opened, any of them, without these tests seeing it', async ({
      given,
      unit,
      database: { superuserUrl, appRole },
    }) => {
      await world(given, unit)
      expect(await policyMutants({ database, superuserUrl, appRole, unit })).toEqual([])
    }, 120_000)
  })

  function fieldsOf(type: string): string[] {
    return [...(access.get(type)?.fields.keys() ?? [])]
  }

  /** What a role is to be asked on these ways: first all that can be asked in one document. */
  function documentsFor(role: Role, paths: readonly Path[]): Question[][] {
    const viewer = { role, purpose: rolePurposes[role] }
    const together: Question[] = []
    const alone: Question[] = []
    for (const path of paths) {
      const fields = [...(access.get(path.type)?.fields ?? [])]
      const names = fields.map(([name]) => name)
      const closedAt = path.grants.findIndex((grant) => !permits(grant, viewer))
      // Behind a refused field there is no object to ask: the way that ends at it says all of those that go on.
      if (closedAt >= 0 && closedAt < path.grants.length - 1) continue
      if (closedAt >= 0) {
        const question = { path, names, refused: names, isClosed: true }
        if (path.isRequired) alone.push(question)
        else together.push(question)
        continue
      }
      const refused = fields.filter(([, entry]) => !permits(entry, viewer)).map(([name]) => name)
      const lonely = refused.filter((name) => isRequired(schema, path.type, name))
      const others = names.filter((name) => !lonely.includes(name))
      together.push({ path, names: others, refused, isClosed: false })
      for (const name of lonely) alone.push({ path, names: [name], refused, isClosed: false })
    }
    const asked = together.filter(({ names }) => names.length > 0)
    return [asked, ...alone.map((question) => [question])].filter(({ length }) => length > 0)
  }

  /** The audited fields among those delivered that no row names; all of them when none says of whom. */
  function unaudited(reads: readonly AuditedRead[], type: string, delivered: Iterable<string>): string[] {
    const own = reads.filter((read) => read.type === type)
    // A row may be nobody's, as the examination of a pool is; not every row of a type that speaks of persons.
    const isNamed = !access.get(type)?.subject || own.some(({ subjects }) => subjects.length > 0)
    const noted = new Set(isNamed ? own.flatMap(({ fields }) => fields) : [])
    return [...delivered].filter((name) => {
      const dataClass = access.get(type)?.fields.get(name)?.class
      return dataClass !== undefined && auditedClasses.has(dataClass) && !noted.has(name)
    })
  }

  /** Asks for fields at the ends of ways from one door: plainly, under aliases, and through fragments, in one document. */
  async function look(
    asking: Asking,
    questions: readonly Question[],
    rows: World,
    unit: string,
    counts: (value: unknown) => boolean = (value) => value !== null && value !== undefined,
  ): Promise<{ seen: Seen[]; errors: { place: string; code: string }[] }> {
    const asked = questions.map(({ path, names }) => ({
      ...path,
      texts: names.map((name) => fieldText(schema, rows, path.type, name, unit)),
    }))
    const plain = selectionOf(asked.map(({ opened, texts }) => [opened, texts.join(' ')]))
    const aliased = selectionOf(
      asked.map(({ opened, texts }) => [opened, texts.map((text, index) => `x${index}: ${text}`).join(' ')]),
    )
    const spread = selectionOf(asked.map(({ opened }, index) => [opened, `...Asked${index}`]))
    const fragments = asked.map(({ type, texts }, index) => `fragment Asked${index} on ${type} { ${texts.join(' ')} }`)
    const { data, errors: all } = await asking.ask(
      `query Matrix { ${plain} a: ${aliased} b: ${spread} } ${fragments.join(' ')}`,
    )
    const errors = all.map(({ code, path = [] }) => ({ place: placeOf(path), code: String(code) }))
    const forbidden = new Set(errors.filter(({ code }) => code === 'FORBIDDEN').map(({ place }) => place))
    const seen = questions.map((question): Seen => {
      const { path, names, refused, isClosed } = question
      const [first = '', ...rest] = path.steps
      const delivered = new Set<string>()
      const closed = new Set<string>()
      const unrefused = new Set<string>()
      for (const root of [first, 'a', 'b']) {
        const way = [root, ...rest]
        const found = follow(data, way)
        if (isClosed) closed.add(placeOf(way))
        for (const [index, name] of names.entries()) {
          const key = root === 'a' ? `x${index}` : name
          if (found.some((object) => counts(object[key]))) delivered.add(name)
          if (isClosed || !refused.includes(name)) continue
          const place = placeOf([...way, key])
          closed.add(place)
          if (found.length > 0 && !forbidden.has(place)) unrefused.add(name)
        }
      }
      if (isClosed && ![...closed].some((place) => forbidden.has(place))) unrefused.add('the way')
      return { question, delivered, closed, unrefused }
    })
    return { seen, errors }
  }
}

/** Where in an answer, wherever lists branch. */
function placeOf(path: readonly (string | number)[]): string {
  return path.filter((step) => typeof step === 'string').join('.')
}

/** Out of scope a count may be zero and a list or its envelope empty: what must not come is anything of the rows. */
function isSomething(value: unknown): boolean {
  if (typeof value === 'object' && value !== null && '__typename' in value)
    return !/(Connection|PageInfo)$/.test(String(value.__typename))
  return (
    value !== null &&
    value !== undefined &&
    value !== 0 &&
    value !== false &&
    !(Array.isArray(value) && value.length === 0)
  )
}

async function openAudit(appUrl: string) {
  const client = new pg.Client({ connectionString: appUrl })
  await client.connect()
  return {
    end: () => client.end(),
    /** What the rows of a request say that was read. */
    readsOf: async (request: string): Promise<AuditedRead[]> => {
      // In one message, because several requests are asked after at once.
      const scope = pg.escapeLiteral(signedContext(contextScope([], 'SEALING'), testContextKey))
      const answers = (await client.query(
        `begin; select set_config('app.context', ${scope}, true);
         select content from audit.event where request = ${pg.escapeLiteral(request)}; rollback`,
      )) as unknown as pg.QueryResult<{ content: { reads?: AuditedRead[] } }>[]
      return answers[2]?.rows.flatMap(({ content }) => content.reads ?? []) ?? []
    },
  }
}
