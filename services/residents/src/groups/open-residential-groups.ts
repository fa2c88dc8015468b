import { type Context, type InvalidInput, UserError } from '@vungxanh/subgraph'
import { ObjectType } from 'type-graphql'
import { tidyText } from '../people/search-key.ts'
import { refuseNumberAndName } from './group-rules.ts'
import { ResidentialGroup } from './residential-group.ts'

@ObjectType({ implements: UserError, description: 'Phường/xã đã có tổ dân phố mang số này, kể cả tổ đã đóng.' })
export class ResidentialGroupNumberTaken extends UserError {
  readonly code = 'ResidentialGroupNumberTaken'

  constructor(name: string) {
    super(`Số này là của ${name}. Số của tổ đã đóng không dùng lại; hãy chọn số khác, hoặc mở lại tổ cũ.`)
  }
}

/** Two who take one number at once: whoever commits later is refused like whoever looked later. */
export const numberIndex = 'residential_group_unit_code_number_unique'

/** All of them or none. A number stays its group's for ever, so that a closed one is in the way as well. */
export async function openResidentialGroups(
  unitCode: string,
  wanted: readonly { number: number; name: string }[],
  context: Context,
): Promise<ResidentialGroup[] | ResidentialGroupNumberTaken | InvalidInput> {
  const { em } = context
  const groups = wanted.map(({ number, name }) => ({ unitCode, number, name: tidyText(name) }))
  for (const group of groups) {
    const refusal = refuseNumberAndName(group)
    if (refusal) return refusal
  }
  const numbers = groups.map(({ number }) => number)
  const holder = await em.findOne(ResidentialGroup, { unitCode, number: { $in: numbers } }, { orderBy: { number: 1 } })
  if (holder) return new ResidentialGroupNumberTaken(holder.name)
  context.onConflict(numberIndex, () => new ResidentialGroupNumberTaken('một tổ vừa mở'))
  return groups.map((group) => em.create(ResidentialGroup, group))
}
