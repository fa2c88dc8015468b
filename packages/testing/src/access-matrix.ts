import { auditedClasses, permits, rolePurposes, roles, type TypeAccess } from '@vungxanh/access'
import { type Database, type Subgraph, signedContext } from '@vungxanh/subgraph'
import pg from 'pg'
import { describe, expect } from 'vitest'
import { fieldText, follow, literal, type Path, pathsOf, rolesThat, type World } from './access-paths.ts'
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
      const paths = pathsOf(schema, access, await world(given, unit), unit)
      const audit = await openAudit(appUrl)
      const delivered = new Set<string>()
      const faults: string[] = []
      for (const path of paths) {
        const fields = [...(access.get(path.type)?.fields ?? [])]
        if (path.isBehindDoor && fields.every(([name]) => delivered.has(`${path.type}.${name}`))) continue
        // All roles at once: most of the time goes into waiting for the database.
        const perRole = roles.map(async (role) => {
          const viewer = { role, purpose: rolePurposes[role] }
          const requestId = `${role}-${crypto.randomUUID()}`
          const asking = as(role, { requestId })
          const where = `${role} by ${path.door} at ${path.type}`
          const closedAt = path.grants.findIndex((grant) => !permits(grant, viewer))
          // Behind a refused field there is no object to ask: the way that ends at it says all of those that go on.
          if (closedAt >= 0 && closedAt < path.grants.length - 1) return
          if (closedAt >= 0) {
            const seen = await look(
              asking,
              path,
              unit,
              fields.map(([name]) => name),
            )
            for (const name of seen.delivered) faults.push(`${where}: ${name} came through a closed way`)
            if (!seen.codes.has('FORBIDDEN')) faults.push(`${where}: not refused, ${[...seen.codes]}`)
            return
          }
          const open = fields.filter(([, entry]) => permits(entry, viewer)).map(([name]) => name)
          const seen = await look(asking, path, unit, open)
          if (seen.codes.size > 0) faults.push(`${where}: ${[...seen.codes]}`)
          for (const name of seen.delivered) delivered.add(`${path.type}.${name}`)
          faults.push(
            ...(await audit.missing(requestId, path.type, seen.delivered, access.get(path.type))).map(
              (name) => `${where}: ${name} left no audit row that says of whom`,
            ),
          )
          for (const [name, entry] of fields) {
            if (permits(entry, viewer)) continue
            const refused = await look(asking, path, unit, [name])
            if (refused.delivered.size > 0) faults.push(`${where}: ${name} is not theirs`)
            if (refused.objects > 0 && !refused.codes.has('FORBIDDEN')) faults.push(`${where}: ${name} was not refused`)
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
      const paths = pathsOf(schema, access, rows, unit)
      const faults: string[] = []
      for (const path of paths) {
        // What the asker has sent comes back to them.
        const sent = ['id', 'code', ...Object.keys(rows.required?.[path.type] ?? {})]
        const keys = path.door === `reference ${path.type}` ? sent : []
        const perRole = rolesThat(path.grants).map(async (role) => {
          const viewer = { role, purpose: rolePurposes[role] }
          const inside = [...(access.get(path.type)?.fields ?? [])].filter(
            ([name, entry]) => permits(entry, viewer) && entry.class !== 'PUBLIC' && !keys.includes(name),
          )
          const seen = await look(
            as(role, { units: [NOBODY] }),
            path,
            unit,
            inside.map(([name]) => name),
            isSomething,
          )
          for (const name of seen.delivered) faults.push(`${role} by ${path.door}: ${path.type}.${name}`)
          if (seen.codes.has('INTERNAL_SERVER_ERROR')) faults.push(`${role} by ${path.door}: fails`)
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
        for (const role of roles) {
          const { mutations, own } = await world(given, unit)
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

  /** Asks for fields at the end of a path: plainly, under aliases, and through a fragment, in one document. */
  async function look(
    asking: Asking,
    path: Path,
    unit: string,
    names: string[],
    counts: (value: unknown) => boolean = (value) => value !== null && value !== undefined,
  ): Promise<{ delivered: Set<string>; codes: Set<string>; objects: number }> {
    if (names.length === 0) return { delivered: new Set(), codes: new Set(), objects: 0 }
    const texts = names.map((name) => fieldText(schema, path.type, name, unit))
    const plain = path.wrap(`{ ${texts.join(' ')} }`)
    const aliased = path.wrap(`{ ${texts.map((text, index) => `x${index}: ${text}`).join(' ')} }`)
    const [first = ''] = path.steps
    const document = `query Matrix { ${plain} a: ${aliased} b: ${path.wrap('{ ...Asked }')} } fragment Asked on ${path.type} { ${texts.join(' ')} }`
    const { data, errors } = await asking.ask(document)
    const delivered = new Set<string>()
    let objects = 0
    for (const root of [first, 'a', 'b']) {
      for (const found of follow(data, [root, ...path.steps.slice(1)])) {
        objects++
        names.forEach((name, index) => {
          if (counts(found[root === 'a' ? `x${index}` : name])) delivered.add(name)
        })
      }
    }
    return { delivered, codes: new Set(errors.map(({ code }) => String(code))), objects }
  }
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
    /** The audited fields among those delivered that no row of the request names; all of them when none says of whom. */
    missing: async (
      request: string,
      type: string,
      delivered: Set<string>,
      access: TypeAccess | undefined,
    ): Promise<string[]> => {
      // In one message, because several requests are asked after at once.
      const scope = pg.escapeLiteral(signedContext(contextScope([], 'SEALING'), testContextKey))
      const answers = (await client.query(
        `begin; select set_config('app.context', ${scope}, true);
         select content from audit.event where request = ${pg.escapeLiteral(request)}; rollback`,
      )) as unknown as pg.QueryResult<{
        content: { reads?: { type: string; fields: string[]; subjects: string[] }[] }
      }>[]
      const rows = answers[2]?.rows ?? []
      const reads = rows.flatMap(({ content }) => content.reads ?? []).filter((read) => read.type === type)
      // A row may be nobody's, as the examination of a pool is; not every row of a type that speaks of persons.
      const isNamed = !access?.subject || reads.some(({ subjects }) => subjects.length > 0)
      const noted = new Set(isNamed ? reads.flatMap(({ fields }) => fields) : [])
      return [...delivered].filter((name) => {
        const dataClass = access?.fields.get(name)?.class
        return dataClass !== undefined && auditedClasses.has(dataClass) && !noted.has(name)
      })
    },
  }
}
