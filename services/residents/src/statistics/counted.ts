import { type RawQueryFragment, raw, sql } from '@mikro-orm/core'
import type { LocalDate } from '@vungxanh/subgraph'
import { awayOn, homesOn } from '../movements/presence.ts'
import { all } from '../search/person-search.ts'
import { agesOf } from './age-law.ts'

// What is counted and what is listed: each statistic and the rows behind it read the same relation, with the same columns.

export interface Place {
  /** One commune, or all that are counted of a district or a city. */
  units: readonly string[]
  residentialGroup: string | null
  selfManagementGroup: string | null
}

/** The last band is open: a hundred years and more. */
export const OLDEST_BAND = 100
export const BAND_YEARS = 5

/** That a row is of one of these units; of one alone PostgreSQL knows best how many rows that are. */
function ofUnits(units: readonly string[], column = 'unit_code'): RawQueryFragment {
  const [only = '', ...others] = units
  return others.length === 0
    ? sql`${raw(column)} = ${only}`
    : sql`${raw(column)} = any (${`{${units.join(',')}}`}::text[])`
}

function inPlace(
  { units, residentialGroup, selfManagementGroup }: Place,
  household: string,
  on: LocalDate,
): RawQueryFragment {
  const column = raw(household)
  const conditions = [sql`true`]
  if (residentialGroup)
    conditions.push(sql`${column} in (select id from household where residential_group_id = ${residentialGroup})`)
  if (selfManagementGroup)
    conditions.push(
      sql`${column} in (select household_id from (${membershipsOn(units, on)}) as membership where group_id = ${selfManagementGroup})`,
    )
  return all(conditions)
}

/** Which self-management group a household is in on a day. The day on which one ends is the first of the next. */
export function membershipsOn(units: readonly string[], on: LocalDate): RawQueryFragment {
  return sql`select distinct on (household_id) household_id, group_id from self_management_member
    where ${ofUnits(units)} and from_on <= ${on} and (to_on is null or to_on > ${on})
    order by household_id, from_on desc, id`
}

/**
 * Completed years on a day: a birthday counts, who was born on 29 February is a year older on 1 March of common years. Of whom
 * only the year is known, the difference of the years, as if born on 1 January. Null when unknown, or when the birth is said to come later.
 */
function yearsOn(on: LocalDate): RawQueryFragment {
  return sql`case
    when person.born_on <= ${on} then date_part('year', age(${on}::date::timestamp, person.born_on::timestamp))::int
    when person.born_on is null and person.birth_year <= date_part('year', ${on}::date) then date_part('year', ${on}::date)::int - person.birth_year
    end`
}

/**
 * Everybody who lives in a place on a day, a row each: where they sleep, whether they are away, how old they are. The dead and who
 * was entered by mistake or twice live nowhere, whatever residences say. Each table is read once, for the unit: joined as they are, PostgreSQL
 * takes them for a few rows and goes from one to the other row by row.
 */
export function residentsOn(place: Place, on: LocalDate): RawQueryFragment {
  const units = ofUnits(place.units)
  const [child, elderly] = [agesOf('CHILD'), agesOf('ELDERLY')]
  return sql`
    select lived.*, case when years is not null then
        least(years / ${raw(String(BAND_YEARS))} * ${raw(String(BAND_YEARS))}, ${raw(String(OLDEST_BAND))}) end as age_band,
      coalesce(years between ${child.from} and ${child.to}, false) as is_child,
      coalesce(years between ${elderly.from} and ${elderly.to}, false) as is_elderly
    from (
      with home as materialized (${raw(homesOn(units.sql), [...units.params, on, on])}),
        away as materialized (${raw(awayOn(units.sql), [...units.params, on, on])}),
        dwelling as materialized (select id, residential_group_id from household where ${units} and ${inPlace(place, 'id', on)}),
        living as materialized (
          select id, sex, sort_key, ${yearsOn(on)} as years from person
          where ${units} and annulled_on is null and (died_on is null or died_on > ${on}))
      select home.id, home.person_id, home.household_id, dwelling.residential_group_id, home.kind as residence_kind,
        away.person_id is not null as is_away, living.sex, living.sort_key, living.years
      from home
      join dwelling on dwelling.id = home.household_id
      join living on living.id = home.person_id
      left join away on away.person_id = home.person_id
    ) as lived`
}

/** That a resident has no paper in use on a day. Since when they have one is not written down: a paper that is known counts before too. */
export function withoutPapers({ units }: Place, on: LocalDate): RawQueryFragment {
  return sql`not exists (select from identity_document as document
    where ${ofUnits(units, 'document.unit_code')} and document.person_id = resident.person_id
      and document.ended_as is distinct from 'WRONG' and (document.ended_on is null or document.ended_on > ${on}))`
}

/** Which circumstances stand on a day: whoever has one, and whoever lives in a household that has one. */
export function standingOn({ units }: Pick<Place, 'units'>, on: LocalDate): RawQueryFragment {
  return sql`select kind, person_id, household_id from circumstance
    where ${ofUnits(units)} and annulled_at is null and from_on <= ${on} and (to_on is null or to_on > ${on})`
}

/** That a resident is of a circumstance on a day, themselves or by their household. */
export function ofCircumstance(kind: string, place: Place, on: LocalDate): RawQueryFragment {
  return sql`exists (select from (${standingOn(place, on)}) as standing
    where kind = ${kind} and resident.person_id = standing.person_id) or exists (select from (${standingOn(place, on)}) as standing
    where kind = ${kind} and resident.household_id = standing.household_id)`
}

/** The households that somebody lives in on a day, and how many do. */
export function householdsOn(place: Place, on: LocalDate): RawQueryFragment {
  return sql`select household_id, residential_group_id, count(*)::int as size
    from (${residentsOn(place, on)}) as resident group by household_id, residential_group_id`
}

export interface Period {
  from: LocalDate
  on: LocalDate
}

/** Persons in life events of a period, a row for each person and event. What was taken back did not happen. */
export function movementsIn(place: Place, { from, on }: Period): RawQueryFragment {
  return sql`select participant.id, person.sort_key, event.kind, event.occurred_on
    from life_event as event
    join life_event_person as participant on participant.event_id = event.id
    join person on person.id = participant.person_id
    where ${ofUnits(place.units, 'event.unit_code')} and event.undone_at is null and event.occurred_on between ${from} and ${on}
      and participant.part = 'SUBJECT' and person.annulled_on is null
      and (${inPlace(place, 'event.household_id', on)} or ${inPlace(place, 'event.to_household_id', on)})`
}

export const unknownProvince = 'Chưa rõ tỉnh, thành phố'

/**
 * Arrivals of a period. Who comes twice arrives twice. Counted by the province of the unit they came from: what they said of the
 * place is theirs, and who sees numbers only does not read it.
 */
export function arrivalsIn(place: Place, { from, on }: Period): RawQueryFragment {
  return sql`select arrival.id, arrival.arrived_on, person.sort_key,
      coalesce(province.name, above.name, origin.name, ${unknownProvince}) as province
    from arrival join person on person.id = arrival.person_id
    left join admin_unit as origin on origin.code = arrival.origin_code
    left join admin_unit as above on above.code = origin.parent_code
    left join admin_unit as province on province.code = above.parent_code
    where ${ofUnits(place.units, 'arrival.unit_code')} and arrival.arrived_on between ${from} and ${on}
      and arrival.withdrawn_at is null and person.annulled_on is null and ${inPlace(place, 'arrival.household_id', on)}`
}
