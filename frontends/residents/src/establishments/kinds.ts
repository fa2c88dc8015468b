import type { EstablishmentKind } from '../operations.generated.ts'

export const kinds = [
  'MARKET',
  'BOARDING_HOUSE',
  'BUSINESS',
  'FACTORY',
  'CHILDCARE_GROUP',
  'OFFICE',
] as const satisfies readonly EstablishmentKind[]
