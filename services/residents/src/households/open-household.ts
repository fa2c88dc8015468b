import type { SqlEntityManager } from '@mikro-orm/postgresql'
import type { ResidentialGroup } from '../groups/residential-group.ts'
import { Household } from './household.ts'

/** `T07-0123`: the residential group and a running number within it. */
export function householdCode(groupNumber: number, place: number): string {
  return `T${String(groupNumber).padStart(2, '0')}-${String(place).padStart(4, '0')}`
}

/** Opens a household with the group's next code. The caller holds the group's row lock. */
export async function openHousehold(
  em: SqlEntityManager,
  group: ResidentialGroup,
  address: string,
): Promise<Household> {
  const count = await em.count(Household, { residentialGroup: group })
  return em.create(Household, {
    unitCode: group.unitCode,
    residentialGroup: group,
    code: householdCode(group.number, count + 1),
    address,
  })
}
