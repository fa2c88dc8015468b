import { LockMode } from '@mikro-orm/core'
import { type Context, InvalidInput, isUuid, UserError } from '@vungxanh/subgraph'
import { Field, ID, InputType, ObjectType } from 'type-graphql'
import { ResidentialGroup } from '../groups/residential-group.ts'
import { refuseAddress } from '../people/person-rules.ts'
import { tidyText } from '../people/search-key.ts'
import { Household } from './household.ts'

@ObjectType({ implements: UserError, description: 'Không có hộ này trong phường/xã.' })
export class HouseholdNotFound extends UserError {
  readonly code = 'HouseholdNotFound'

  constructor() {
    super('Không tìm thấy hộ đã chọn. Hãy tìm lại hộ hoặc lập hộ mới.')
  }
}

@InputType({ description: 'Hộ đang có, hoặc tổ dân phố và địa chỉ của một hộ mới.' })
export class HouseholdChoice {
  @Field(() => ID, { nullable: true, description: 'Hộ đang có; để trống để lập hộ mới.' })
  householdId?: string | null

  @Field(() => ID, { nullable: true, description: 'Tổ dân phố của hộ mới; cần khi không chọn hộ đang có.' })
  residentialGroupId?: string | null

  @Field(() => String, { nullable: true, description: 'Địa chỉ của hộ mới; cần khi không chọn hộ đang có.' })
  address?: string | null
}

/** `T07-0123`: the residential group and a running number within it. */
export function householdCode(groupNumber: number, place: number): string {
  return `${codePrefix(groupNumber)}${String(place).padStart(4, '0')}`
}

/** Codes are counted by it and not by the group: households go to another group, groups get another number, codes stay. */
export function codePrefix(groupNumber: number): string {
  return `T${String(groupNumber).padStart(2, '0')}-`
}

/** A household that still exists, locked, so that nobody becomes its second head meanwhile. */
export async function lockHousehold(id: string, { em }: Context): Promise<Household | null> {
  return isUuid(id)
    ? em.findOne(Household, { id, dissolvedOn: null }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true })
    : null
}

/** Several at once, in one order: of two clerks who move people in opposite directions, one waits for the other. */
export async function lockHouseholds(ids: readonly (string | null | undefined)[], { em }: Context): Promise<void> {
  await em.find(
    Household,
    { id: { $in: ids.filter(isUuid) } },
    { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
  )
}

/** The household chosen, locked, or a new one. */
export async function householdFor(
  unitCode: string,
  choice: HouseholdChoice,
  context: Context,
): Promise<Household | HouseholdNotFound | InvalidInput> {
  if (choice.householdId) {
    const household = await lockHousehold(choice.householdId, context)
    return household?.unitCode === unitCode ? household : new HouseholdNotFound()
  }
  return openHousehold(unitCode, choice, context)
}

/** A new household with the group's next code; under the given id, when whoever asks made one. */
export async function openHousehold(
  unitCode: string,
  place: { residentialGroupId?: string | null; address?: string | null; id?: string },
  { em }: Context,
): Promise<Household | InvalidInput> {
  const address = tidyText(place.address ?? '')
  const refusal = refuseAddress(address)
  if (refusal) return refusal
  // Locked: two clerks may open a household in one group at once, and each would take the same code.
  const group = isUuid(place.residentialGroupId)
    ? await em.findOne(
        ResidentialGroup,
        { id: place.residentialGroupId, unitCode, closedOn: null },
        { lockMode: LockMode.PESSIMISTIC_WRITE },
      )
    : null
  if (!group) return new InvalidInput('residentialGroupId', 'Hãy chọn tổ dân phố của hộ mới.')
  const count = await em.count(Household, { unitCode, code: { $like: `${codePrefix(group.number)}%` } })
  return em.create(Household, {
    ...(place.id ? { id: place.id } : {}),
    unitCode,
    residentialGroup: group,
    code: householdCode(group.number, count + 1),
    address,
  })
}
