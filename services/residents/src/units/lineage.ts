import { batched, type Context, type LocalDate, LocalDateScalar, requireStanding } from '@vungxanh/subgraph'
import { Field, ObjectType } from 'type-graphql'
import { AdminUnit } from './admin-unit.ts'
import { SuccessionKind, UnitSuccession } from './unit-succession.ts'

@ObjectType({ description: 'Đơn vị đứng trước hoặc đứng sau, theo văn bản nào, từ ngày nào.' })
export class UnitLineage {
  @Field(() => AdminUnit)
  unit!: AdminUnit

  @Field(() => SuccessionKind)
  kind!: SuccessionKind

  @Field(() => LocalDateScalar, { description: 'Ngày đầu tiên của đơn vị mới; đơn vị cũ hết vào hôm trước.' })
  fromOn!: LocalDate

  @Field(() => String, { description: 'Nghị quyết hoặc quyết định sắp xếp.' })
  document!: string

  @Field(() => Boolean, { description: 'Đã được đối chiếu với văn bản gốc.' })
  verified!: boolean
}

/** By the code of one end, what stands at the other; one statement for a list of units. */
function lineage(from: 'predecessor' | 'successor', to: 'predecessor' | 'successor') {
  return batched<string, UnitLineage[]>(async (codes, { em }) => {
    const found = await em.find(
      UnitSuccession,
      { [from]: { $in: [...codes] } },
      { populate: [to], orderBy: { fromOn: 'asc', [to]: 'asc' } },
    )
    const byCode = Map.groupBy(found, (succession) => succession[from].code)
    return (code) =>
      (byCode.get(code) ?? []).map(({ [to]: unit, kind, fromOn, document, verified }) =>
        Object.assign(new UnitLineage(), { unit: unit.getEntity(), kind, fromOn, document, verified }),
      )
  })
}

export const successorsOf = lineage('predecessor', 'successor')
export const predecessorsOf = lineage('successor', 'predecessor')

/** `validTo` is the last day. A day that nobody knows bounds nothing. */
export function isStanding({ validFrom, validTo }: AdminUnit, on: LocalDate): boolean {
  return (!validFrom || validFrom <= on) && (!validTo || on <= validTo)
}

/**
 * What is above a unit on a day, when what was above it may have ended meanwhile: the one unit that stands in its place, or, where
 * nothing or more than one does, what was above that, as provinces were above the communes of districts that are no more.
 */
export async function parentOn({ parent }: AdminUnit, on: LocalDate, context: Context): Promise<AdminUnit | null> {
  let above = parent ? await parent.loadOrFail() : null
  while (above?.validTo && above.validTo < on) {
    const [next, ...others] = await successorsOf(above.code, context)
    if (next && others.length === 0) above = next.unit
    else above = above.parent ? await above.parent.loadOrFail() : null
  }
  return above
}

/** Who stands in place of a unit, to be named in a refusal; of one without a last day nothing is asked. */
export async function successorNames({ code, validTo }: AdminUnit, context: Context): Promise<string[]> {
  return validTo ? (await successorsOf(code, context)).map(({ unit }) => `${unit.name} (${unit.code})`) : []
}

/** Refuses a figure of a unit of our own; who stands there now is looked up for days after its last only. */
export async function requireStandingUnit(unit: AdminUnit, on: LocalDate, context: Context): Promise<void> {
  const { code, name, validTo } = unit
  if (validTo && on > validTo)
    requireStanding({ code, name, validTo, successorNames: await successorNames(unit, context) }, on)
}
