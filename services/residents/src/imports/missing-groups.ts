import { batched } from '@vungxanh/subgraph'
import { Field, Int, ObjectType } from 'type-graphql'
import { refuseNumberAndName } from '../groups/group-rules.ts'
import { ResidentialGroup } from '../groups/residential-group.ts'
import { readGroup } from './cell-rules.ts'

/** As many as are opened together, and shown. A ward has a few dozen: more are a column that is something else. */
export const MOST_GROUPS = 200

@ObjectType({ description: 'Một tổ dân phố mà danh sách nêu và sổ không có.' })
export class ImportGroup {
  @Field(() => Int, { nullable: true, description: 'Trống khi ô tổ không đọc ra một số tổ.' })
  number!: number | null

  @Field(() => String, { description: 'Tên như danh sách ghi; chỉ có số thì là Tổ dân phố với số đó.' })
  name!: string

  @Field(() => Int, { description: 'Số dòng nêu tổ này.' })
  rows!: number

  @Field(() => ResidentialGroup, {
    nullable: true,
    description: 'Tổ đã đóng mang số này: không mở thay bằng tổ mới, chỉ mở lại.',
  })
  closed!: ResidentialGroup | null
}

interface Named {
  text: string
  rows: number
}

/** What lists call one group in many ways, once: as most of its rows do. Those with a number first, by number. */
export function namedGroups(texts: readonly Named[]): Omit<ImportGroup, 'closed'>[] {
  const read = texts
    .toSorted((one, other) => other.rows - one.rows || one.text.localeCompare(other.text, 'vi'))
    .map(({ text, rows }) => ({ ...known(text), rows }))
  const groups = Map.groupBy(read, ({ number, name }) => number ?? name)
  return [...groups.values()]
    .map((alike) => ({
      number: alike[0]?.number ?? null,
      name: alike[0]?.name ?? '',
      rows: alike.reduce((sum, { rows }) => sum + rows, 0),
    }))
    .sort((one, other) => (one.number ?? Number.POSITIVE_INFINITY) - (other.number ?? Number.POSITIVE_INFINITY))
}

/** A number that no group may have, or a name that none may, is none. */
function known(text: string): { number: number | null; name: string } {
  const group = readGroup(text)
  return group && !refuseNumberAndName(group) ? group : { number: null, name: text }
}

/** By batch: what its rows name and the register did not have when they were judged. One more than are opened together, at most. */
export const missingGroupsOf = batched<string, ImportGroup[]>(async (ids, { em }) => {
  const texts = await em.execute<(Named & { batch: string; unit: string })[]>(
    `select batch_id as batch, unit_code as unit, missing_group as text, count(*)::int as rows from import_row
     where batch_id = any (?::uuid[]) and missing_group is not null and decision is distinct from 'SKIP'
     group by batch_id, unit_code, missing_group`,
    [`{${ids.join(',')}}`],
  )
  const units = [...new Set(texts.map(({ unit }) => unit))]
  const closed =
    units.length > 0 ? await em.find(ResidentialGroup, { unitCode: { $in: units }, closedOn: { $ne: null } }) : []
  const byBatch = Map.groupBy(texts, ({ batch }) => batch)
  return (id) => {
    const own = byBatch.get(id) ?? []
    const closedByNumber = new Map(
      closed.filter(({ unitCode }) => unitCode === own[0]?.unit).map((group) => [group.number, group]),
    )
    return namedGroups(own)
      .slice(0, MOST_GROUPS + 1)
      .map((group) =>
        Object.assign(new ImportGroup(), { ...group, closed: closedByNumber.get(group.number ?? 0) ?? null }),
      )
  }
})
