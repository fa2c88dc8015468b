import type { HouseholdRelation } from '../operations.generated.ts'

/** In the order of the paper form. */
export const relations: readonly HouseholdRelation[] = [
  'HEAD',
  'SPOUSE',
  'CHILD',
  'PARENT',
  'SIBLING',
  'GRANDPARENT',
  'GRANDCHILD',
  'OTHER_RELATIVE',
  'TENANT',
  'OTHER',
]

export const relationsToHead: readonly HouseholdRelation[] = relations.filter((relation) => relation !== 'HEAD')
