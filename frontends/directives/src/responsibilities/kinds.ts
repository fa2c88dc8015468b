import type { ResponsibilityKind } from '../operations.generated.ts'

export const kinds: readonly ResponsibilityKind[] = [
  'GENERAL',
  'EPIDEMIC_CONTROL',
  'MOVEMENT_CONTROL',
  'SOCIAL_PROTECTION',
]

/** Who answers for everything first. */
export function byKind<Row extends { kind: ResponsibilityKind }>(rows: readonly Row[] | null): Row[] {
  return (rows ?? []).toSorted((one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind))
}
