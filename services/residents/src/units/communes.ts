import { sql } from '@mikro-orm/core'
import { badUserInput, type Context, type LocalDate, requireInScope } from '@vungxanh/subgraph'

/**
 * The communes that a figure of this unit counts: itself, or of a district or a city those of the viewer's beneath it that
 * stand on the day, or that nobody succeeded. NOT_FOUND where there are none, BAD_USER_INPUT where there are more than `most`.
 */
export async function communesOf(code: string, on: LocalDate, most: number, context: Context): Promise<string[]> {
  const { viewer, em } = context
  if (viewer.units.includes(code)) return [code]
  if (code.includes('\0')) requireInScope(code, context)
  const beneath = await em.execute<{ code: string }[]>(
    sql`with recursive beneath as (
        select code, name, valid_to from admin_unit where code = ${code}
        union select child.code, child.name, child.valid_to
          from admin_unit as child join beneath on child.parent_code = beneath.code)
      select code from beneath where code = any (${`{${viewer.units.join(',')}}`}::text[])
        and (valid_to is null or valid_to >= ${on}
          or not exists (select from unit_succession where predecessor_code = beneath.code)) order by name, code`,
  )
  if (beneath.length === 0) requireInScope(code, context)
  if (beneath.length > most)
    throw badUserInput(
      `Mỗi lần chỉ cộng được ${most} phường, xã; ở đây có ${beneath.length}. Hãy hỏi từng quận, từng nơi.`,
      { argument: 'unit', most },
    )
  return beneath.map((unit) => unit.code)
}
