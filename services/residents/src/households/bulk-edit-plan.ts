import {
  type Connection,
  type Context,
  InvalidInput,
  isUuid,
  type LocalDate,
  LocalDateScalar,
  localDateOf,
  type PageArgs,
  refuse,
  refuseText,
} from '@vungxanh/subgraph'
import { Field, ID, InputType, ObjectType } from 'type-graphql'
import { CircumstanceKind } from '../circumstances/circumstance.ts'
import { refuseEventDate } from '../movements/life-event-rules.ts'
import { AbsenceUnchanged } from '../movements/refusals.ts'
import { type Residence, ResidenceKind } from '../movements/residence.ts'
import { absenceOn, absenceToEnd, readSubjects, type Subject } from '../movements/subjects.ts'
import { listPeople } from '../people/person-resolver.ts'
import { BulkEditKind } from './bulk-edit.ts'
import { type HouseholdRow, isOfHouseholds, planHouseholds } from './bulk-edit-households.ts'
import { HouseholdRelation } from './household.ts'
import { HouseholdLack } from './household-list.ts'
import { listHouseholds } from './household-resolver.ts'

/** More is not looked through row by row by anybody before they press the button. */
export const MOST_ROWS = 2_000
const PAGE = 100

@InputType({ description: 'Mọi dòng của danh sách theo cùng điều kiện lọc.' })
export class BulkEditMatching {
  @Field(() => String, { nullable: true })
  search?: string | null

  @Field(() => ID, { nullable: true })
  residentialGroup?: string | null

  @Field(() => HouseholdLack, { nullable: true, description: 'Của danh sách hộ.' })
  lacking?: HouseholdLack | null

  @Field(() => CircumstanceKind, { nullable: true, description: 'Của danh sách hộ.' })
  circumstance?: CircumstanceKind | null
}

@InputType()
export class BulkEditInput {
  @Field(() => ID)
  unit!: string

  @Field(() => BulkEditKind)
  kind!: BulkEditKind

  @Field(() => [ID], {
    nullable: true,
    description: 'Những dòng đã chọn: hộ khi đổi tổ, địa chỉ, tổ tự quản; người khi là việc khác.',
  })
  ids?: string[] | null

  @Field(() => BulkEditMatching, { nullable: true, description: 'Thay cho ids: mọi dòng khớp.' })
  matching?: BulkEditMatching | null

  @Field(() => ID, { nullable: true, description: 'Tổ mới, khi đổi tổ.' })
  residentialGroupId?: string | null

  @Field(() => ID, { nullable: true, description: 'Tổ tự quản mới, khi xếp vào tổ tự quản.' })
  selfManagementGroupId?: string | null

  @Field(() => String, { nullable: true, description: 'Phần địa chỉ đang ghi, khi đổi số nhà, tên đường.' })
  addressFrom?: string | null

  @Field(() => String, { nullable: true, description: 'Phần thay vào.' })
  addressTo?: string | null

  @Field(() => HouseholdRelation, { nullable: true, description: 'Quan hệ mới với chủ hộ.' })
  relation?: HouseholdRelation | null

  @Field(() => ResidenceKind, { nullable: true, description: 'Khi đổi hình thức cư trú.' })
  residenceKind?: ResidenceKind | null

  @Field(() => LocalDateScalar, { description: 'Có giá trị từ ngày.' })
  on!: LocalDate

  @Field(() => String, { nullable: true, description: 'Nơi đến, khi ghi tạm vắng.' })
  place?: string | null
}

@ObjectType({ description: 'Một dòng sẽ đổi: từ giá trị nào sang giá trị nào.' })
export class BulkEditChange {
  @Field(() => ID)
  id!: string

  @Field(() => String, { description: 'Mã hộ, hoặc họ tên.' })
  name!: string

  @Field(() => String, {
    description:
      'Tên tổ (UNGROUPED khi chưa vào tổ tự quản), địa chỉ, quan hệ, hình thức cư trú, hoặc PRESENT, ABSENT.',
  })
  from!: string

  @Field(() => String)
  to!: string

  @Field(() => String, { nullable: true, description: 'Tổ tự quản mà hộ ra khỏi từ ngày đó, vì đổi tổ dân phố.' })
  leaves?: string | null
}

@ObjectType({ description: 'Một dòng không đổi được, và vì sao.' })
export class BulkEditRefusal {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  name!: string

  @Field(() => String)
  reason!: string
}

export interface Row<Target> {
  target: Target
  change?: BulkEditChange
  refusal?: BulkEditRefusal
}

export type PersonRow = Row<Subject>
export interface Plan {
  households: HouseholdRow[]
  persons: PersonRow[]
}

export const changesOf = ({ households, persons }: Plan): BulkEditChange[] =>
  [...households, ...persons].flatMap(({ change }) => change ?? [])

export const refusalsOf = ({ households, persons }: Plan): BulkEditRefusal[] =>
  [...households, ...persons].flatMap(({ refusal }) => refusal ?? [])

/** What would happen to each row. With `lock` it is about to: nobody changes these rows meanwhile. */
export async function planOf(input: BulkEditInput, lock: boolean, context: Context): Promise<Plan | InvalidInput> {
  const { kind, on } = input
  const refusal = refuse(
    refuseEventDate(on, localDateOf(context.now)),
    refuseText('place', 'Địa danh', input.place, 200),
    kind === BulkEditKind.RESIDENCE_KIND && (!input.residenceKind || input.residenceKind === ResidenceKind.ABSENT)
      ? new InvalidInput('residenceKind', 'Hãy chọn thường trú, tạm trú hoặc lưu trú.')
      : undefined,
    kind === BulkEditKind.RELATION && (!input.relation || input.relation === HouseholdRelation.HEAD)
      ? new InvalidInput('relation', 'Hãy chọn quan hệ với chủ hộ. Đổi chủ hộ thì làm ở trang của hộ.')
      : undefined,
  )
  if (refusal) return refusal
  const ids = await chosen(input, context)
  if (ids.length === 0) return new InvalidInput('ids', 'Hãy chọn ít nhất một dòng.')
  if (ids.length > MOST_ROWS)
    return new InvalidInput('ids', `Một lần sửa được tối đa ${MOST_ROWS} dòng. Hãy lọc theo tổ rồi làm từng phần.`)
  if (isOfHouseholds(kind)) {
    const households = await planHouseholds(ids, { ...input, kind }, lock, context)
    return Array.isArray(households) ? { households, persons: [] } : households
  }
  const subjects = await readSubjects(ids, { on, unit: input.unit, lock }, context)
  return { households: [], persons: subjects.map((subject) => planPerson(subject, input)) }
}

function planPerson(target: Subject, { kind, on, residenceKind, relation }: BulkEditInput): PersonRow {
  const { person, member, residences } = target
  const { id, fullName: name } = person
  const refused = (reason: string): PersonRow => ({ target, refusal: { id, name, reason } })
  if (target.refusal) return refused(target.refusal.message)
  if (!member) return refused(`${name} không ở hộ nào của phường/xã.`)
  switch (kind) {
    case BulkEditKind.ABSENCE:
      if (absenceOn(residences, on)) return refused(new AbsenceUnchanged(name, true).message)
      return { target, change: { id, name, from: 'PRESENT', to: 'ABSENT' } }
    case BulkEditKind.RETURN:
      if (!absenceToEnd(residences, on)) return refused(new AbsenceUnchanged(name, false).message)
      return { target, change: { id, name, from: 'ABSENT', to: 'PRESENT' } }
    case BulkEditKind.RELATION:
      if (member.relation === HouseholdRelation.HEAD)
        return refused(`${name} là chủ hộ. Để đổi chủ hộ, hãy dùng việc “Đổi chủ hộ” ở trang của hộ.`)
      if (!relation || member.relation === relation) return refused('Sổ đang ghi đúng quan hệ này.')
      return { target, change: { id, name, from: member.relation, to: relation } }
    default: {
      const home = homeOf(target, on)
      if (!home) return refused(`Sổ không ghi ${name} cư trú ở hộ này vào ngày đó.`)
      if (!residenceKind || home.kind === residenceKind) return refused('Sổ đang ghi đúng hình thức này.')
      return { target, change: { id, name, from: home.kind, to: residenceKind } }
    }
  }
}

/** The residence in the household that somebody is a member of. */
export function homeOf({ member, residences }: Subject, on: LocalDate): Residence | undefined {
  return residences.find(
    ({ kind, household, fromOn, toOn }) =>
      kind !== ResidenceKind.ABSENT && household.id === member?.household.id && fromOn <= on && (!toOn || toOn >= on),
  )
}

/** Page after page of the same list that the screen shows, so that "all that match" are those. */
async function chosen({ unit, kind, ids, matching }: BulkEditInput, context: Context): Promise<string[]> {
  if (!matching) return [...new Set(ids ?? [])].filter(isUuid)
  const { search = null, residentialGroup = null, lacking, circumstance } = matching
  const filter = { unit, search, residentialGroup, lacking: lacking ?? null, circumstance: circumstance ?? null }
  const read = (page: PageArgs): Promise<Connection<{ id: string }>> =>
    isOfHouseholds(kind) ? listHouseholds(filter, page, context) : listPeople(filter, page, context)
  const found: string[] = []
  let after: string | null = null
  do {
    const { edges, pageInfo }: Connection<{ id: string }> = await read({ first: PAGE, after } as PageArgs)
    found.push(...edges.map(({ node }) => node.id))
    after = pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null
  } while (after && found.length <= MOST_ROWS)
  return found
}
