import { type RawQueryFragment, raw, sql } from '@mikro-orm/core'
import { permits } from '@vungxanh/access'
import { badUserInput, type Context, isUuid, localDateOf } from '@vungxanh/subgraph'
import { registerEnumType } from 'type-graphql'
import { readRounds } from '../access.ts'
import type { CircumstanceKind } from '../circumstances/circumstance.ts'
import { awayOn, homesOn } from '../movements/presence.ts'
import { standingOn } from '../statistics/counted.ts'

export enum HouseholdLack {
  VISIT = 'VISIT',
  PRESENCE = 'PRESENCE',
  HEAD = 'HEAD',
  SELF_MANAGEMENT_GROUP = 'SELF_MANAGEMENT_GROUP',
  PLACE = 'PLACE',
  COMMITMENT = 'COMMITMENT',
}
registerEnumType(HouseholdLack, {
  name: 'HouseholdLack',
  description:
    'Hộ còn thiếu gì. VISIT: chưa ai đến thăm. PRESENCE: tối nay không ai có mặt. HEAD: chưa có chủ hộ. SELF_MANAGEMENT_GROUP: chưa vào tổ tự quản. PLACE: chưa có trên bản đồ. COMMITMENT: không có bản cam kết nào đang hiệu lực.',
})

export enum HouseholdOrder {
  CODE = 'CODE',
  HEAD = 'HEAD',
  MEMBERS = 'MEMBERS',
  LAST_VISIT = 'LAST_VISIT',
}
registerEnumType(HouseholdOrder, {
  name: 'HouseholdOrder',
  description:
    'CODE: mã hộ. HEAD: tên chủ hộ. MEMBERS: đông người trước. LAST_VISIT: chưa ai đến, rồi lâu chưa ai đến, đứng trước.',
})

/** Row security shows nobody else a visit, nor who has signed: every household would look like one that nobody has called on. */
function requireVisits({ viewer }: Context, argument: string): void {
  if (!permits(readRounds, viewer))
    throw badUserInput(
      'Vai trò của bạn không xem được các lượt thăm và cam kết. Hãy chọn cách lọc hoặc sắp xếp khác.',
      {
        argument,
      },
    )
}

/** The condition of a household that lacks something. */
export function lackingHouseholds(lack: HouseholdLack, unit: string, context: Context): RawQueryFragment {
  const today = localDateOf(context.now)
  switch (lack) {
    case HouseholdLack.VISIT:
      requireVisits(context, 'lacking')
      return sql`not exists (select from visit where visit.household_id = household.id and visit.annulled_at is null)`
    case HouseholdLack.PRESENCE:
      return sql`household.id not in (
        select household_id from (${raw(homesOn('unit_code = ?'), [unit, today, today])}) as home
        where person_id not in (${raw(awayOn('unit_code = ?'), [unit, today, today])}))`
    case HouseholdLack.HEAD:
      return sql`not exists (select from household_member as head
        where head.unit_code = ${unit} and head.household_id = household.id and head.left_on is null and head.relation = 'HEAD')`
    case HouseholdLack.SELF_MANAGEMENT_GROUP:
      return sql`not exists (select from self_management_member as membership
        where membership.household_id = household.id and membership.to_on is null)`
    case HouseholdLack.PLACE:
      return sql`household.latitude is null`
    case HouseholdLack.COMMITMENT:
      requireVisits(context, 'lacking')
      return sql`not exists (select from signed_commitment as commitment
        where commitment.household_id = household.id and not commitment.is_ended)`
  }
}

/** The condition of a household that is of a circumstance today, itself or by somebody who lives there. */
export function householdsOf(kind: CircumstanceKind, unit: string, { now }: Context): RawQueryFragment {
  const standing = standingOn({ units: [unit] }, localDateOf(now))
  return sql`household.id in (select household_id from (${standing}) as standing where kind = ${kind}
    union select member.household_id from (${standing}) as standing
      join household_member as member on member.person_id = standing.person_id and member.left_on is null
      where kind = ${kind})`
}

/** What each order sorts by, as text that PostgreSQL compares byte by byte, and the tables it takes. */
function keyOf(
  orderBy: HouseholdOrder,
  unit: string,
  context: Context,
): { key: RawQueryFragment; of: RawQueryFragment } {
  switch (orderBy) {
    case HouseholdOrder.CODE:
      return { key: sql`household.code`, of: sql`` }
    case HouseholdOrder.HEAD:
      // Without a head last: there is no name to look under.
      return {
        key: sql`coalesce(head.sort_key, '~')`,
        of: sql`left join (
          select member.household_id, min(person.sort_key collate "C") as sort_key
          from household_member as member join person on person.id = member.person_id
          where member.unit_code = ${unit} and member.left_on is null and member.relation = 'HEAD'
          group by member.household_id) as head on head.household_id = household.id`,
      }
    case HouseholdOrder.MEMBERS:
      return {
        key: sql`lpad((9999 - coalesce(size.members, 0))::text, 4, '0')`,
        of: sql`left join (
          select household_id, count(*)::int as members from household_member
          where unit_code = ${unit} and left_on is null group by household_id) as size on size.household_id = household.id`,
      }
    case HouseholdOrder.LAST_VISIT:
      requireVisits(context, 'orderBy')
      return {
        key: sql`coalesce(to_char(called.visited_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS'), '')`,
        of: sql`left join (
          select household_id, max(visited_at) as visited_at from visit
          where unit_code = ${unit} and annulled_at is null group by household_id) as called on called.household_id = household.id`,
      }
  }
}

interface Sorting {
  unit: string
  residentialGroup: string | null
  orderBy: HouseholdOrder
  /** Of the table `household`. */
  condition: RawQueryFragment | undefined
}

/** The households of a list with what they are sorted by; of equals the code decides. */
export function sortedHouseholds(
  { unit, residentialGroup, orderBy, condition }: Sorting,
  context: Context,
): RawQueryFragment {
  const { key, of } = keyOf(orderBy, unit, context)
  const inGroup = residentialGroup
    ? isUuid(residentialGroup)
      ? sql`household.residential_group_id = ${residentialGroup}`
      : sql`false`
    : sql`true`
  return sql`select household.id, ${key} || ' ' || household.code as sort_key
    from household ${of}
    where household.unit_code = ${unit} and household.dissolved_on is null and ${inGroup} and ${condition ?? sql`true`}`
}
