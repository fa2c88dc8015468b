import { departmentRole, type Purpose, purposes, type Role, roles } from '@vungxanh/access'
import {
  Arg,
  Args,
  type ClassType,
  Ctx,
  Directive,
  Field,
  ID,
  Int,
  ObjectType,
  Query,
  Resolver,
  registerEnumType,
} from 'type-graphql'
import { type Connection, connectionOf, connectionOfRows, decodeCursor, PageArgs } from '../connection.ts'
import type { Context } from '../context.ts'
import { isUuid, requireInScope } from '../doors.ts'
import { DateTime } from '../scalars.ts'

export enum AccessAction {
  READ = 'READ',
  WRITE = 'WRITE',
  REFUSED = 'REFUSED',
}
registerEnumType(AccessAction, {
  name: 'AccessAction',
  description: 'READ: xem hoặc tra cứu. WRITE: ghi. REFUSED: bị từ chối.',
})

const named = <T extends string>(values: readonly T[]) => Object.fromEntries(values.map((value) => [value, value]))
export const RoleEnum = named([...roles, departmentRole.code])
registerEnumType(RoleEnum, { name: 'Role', description: 'Vai trò mà một vị trí công tác mang.' })
export const PurposeEnum = named(purposes)
registerEnumType(PurposeEnum, { name: 'Purpose', description: 'Mục đích làm việc với dữ liệu.' })

@Directive('@shareable')
@ObjectType({ description: 'Những trường đã xem của một loại, và của những ai.' })
export class AccessRecordRead {
  @Field(() => String)
  type!: string

  @Field(() => [String])
  fields!: string[]

  @Field(() => [ID], { description: 'Người, hộ hoặc cơ sở.' })
  subjects!: string[]
}

@Directive('@shareable')
@ObjectType({ description: 'Một lần hỏi hoặc yêu cầu; với tra cứu là điều được hỏi, số giấy tờ và điện thoại đã che.' })
export class AccessRecordDoor {
  @Field(() => String)
  door!: string

  @Field(() => String, { nullable: true })
  search!: string | null

  @Field(() => String, { nullable: true, description: 'Lý do đã nêu, với những việc đòi lý do.' })
  reason!: string | null
}

@Directive('@shareable')
@ObjectType({ description: 'Những dòng dữ liệu đã ghi như nhau; chỉ tên trường, không có giá trị.' })
export class AccessRecordChange {
  @Field(() => String)
  table!: string

  @Field(() => ID, {
    nullable: true,
    description: 'Trống khi ghi nhiều dòng một lúc; nhật ký giữ đủ mã của từng dòng.',
  })
  id!: string | null

  @Field(() => Int)
  rows!: number

  @Field(() => String)
  op!: string

  @Field(() => [String])
  fields!: string[]
}

@Directive('@shareable')
@ObjectType({ description: 'Một lần dữ liệu cá nhân được xem, ghi hoặc bị từ chối, ở một bộ phận.' })
export class AccessRecord {
  @Field(() => ID)
  id!: string

  @Field(() => DateTime)
  at!: Date

  @Field(() => AccessAction)
  action!: AccessAction

  @Field(() => ID)
  accountId!: string

  @Field(() => String)
  name!: string

  @Field(() => RoleEnum)
  role!: Role | typeof departmentRole.code

  @Field(() => String, { description: 'Vị trí công tác lúc đó.' })
  post!: string

  @Field(() => String)
  organisation!: string

  @Field(() => PurposeEnum)
  purpose!: Purpose

  @Field(() => String)
  requestId!: string

  @Field(() => String, { nullable: true, description: 'Tên thao tác của trang; trống khi không đặt tên.' })
  operation!: string | null

  @Field(() => [AccessRecordRead])
  reads!: AccessRecordRead[]

  @Field(() => [AccessRecordDoor])
  doors!: AccessRecordDoor[]

  @Field(() => [AccessRecordChange])
  changes!: AccessRecordChange[]

  @Field(() => [String])
  refusals!: string[]
}

const AccessRecordConnection = connectionOf(AccessRecord, 'AccessRecord', 'shareable')

interface EventRow extends Omit<AccessRecord, 'at' | 'reads' | 'doors' | 'changes' | 'refusals'> {
  /** Milliseconds since 1970. */
  at: number
  content: {
    reads?: AccessRecordRead[]
    doors?: { door: string; args: unknown; reason?: string }[]
    changes?: { table: string; op: string; fields: string[]; id?: string; ids?: string[] }[]
    refusals?: string[]
  }
}

function recordOf({ content, ...row }: EventRow): AccessRecord {
  const { reads = [], doors = [], changes = [], refusals = [] } = content
  return {
    ...row,
    at: new Date(row.at),
    reads,
    doors: doors.map(({ door, args, reason = null }) => ({ door, search: searchIn(args), reason })),
    changes: changes.map(({ table, op, fields, id, ids = id === undefined ? [] : [id] }) => ({
      ...{ table, op, fields, rows: ids.length },
      id: ids.length === 1 ? (ids[0] ?? null) : null,
    })),
    refusals,
  }
}

function searchIn(args: unknown): string | null {
  const search = typeof args === 'object' && args !== null && 'search' in args ? args.search : null
  return typeof search === 'string' ? search : null
}

/** The department's audit as a field of its own: a name shared by four departments would be answered by one of them. */
export function auditResolver(department: string): ClassType {
  @Resolver()
  class AuditResolver {
    @Query(() => AccessRecordConnection, {
      name: `${department}Audit`,
      description: 'Ai đã xem, ghi hoặc bị từ chối với dữ liệu ở bộ phận này, mới nhất trước.',
    })
    async audit(
      @Arg('unit', () => ID) unit: string,
      @Arg('subjects', () => [ID], { nullable: true, description: 'Người, hộ hoặc cơ sở được hỏi đến.' })
      subjects: string[] | null,
      @Arg('account', () => ID, { nullable: true }) account: string | null,
      @Arg('from', () => DateTime, { nullable: true }) from: Date | null,
      @Arg('to', () => DateTime, { nullable: true }) to: Date | null,
      @Args(() => PageArgs) pageArgs: PageArgs,
      @Ctx() context: Context,
    ): Promise<Connection<AccessRecord>> {
      requireInScope(unit, context)
      const conditions = ['? = any (units)']
      const values: unknown[] = [unit]
      const when = (condition: string, value: unknown) => {
        conditions.push(condition)
        values.push(value)
      }
      if (subjects) when('subjects && ?::uuid[]', `{${subjects.filter(isUuid).join(',')}}`)
      if (account) when('account = ?', account)
      if (from) when('at >= ?', from)
      if (to) when('at < ?', to)
      const where = conditions.join(' and ')
      const cursor = decodeCursor(pageArgs)
      const rows = await context.em.execute<EventRow[]>(
        `select id::text, (extract(epoch from at) * 1000)::float8 as at, action, account as "accountId", name, role, post, organisation, purpose, request as "requestId",
           operation, content
         from audit.event where ${where} ${cursor ? 'and id < ?' : ''} order by event.id desc limit ?`,
        [...values, ...(cursor ? [cursor] : []), pageArgs.first + 1],
      )
      return connectionOfRows(rows.map(recordOf), pageArgs, async () => {
        const [count] = await context.em.execute<{ n: number }[]>(
          `select count(*)::int as n from audit.event where ${where}`,
          values,
        )
        return count?.n ?? 0
      })
    }
  }
  return AuditResolver
}
