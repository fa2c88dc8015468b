import { InvalidInput } from '@vungxanh/subgraph'
import type { IdentityNumber } from '../people/person-rules.ts'

/** Two members with one number: a card was scanned twice. */
export function refuseSameNumbers(
  members: readonly (IdentityNumber & { fullName: string })[],
  index: number,
): InvalidInput | undefined {
  const own = members[index]
  if (!own?.identityNumber) return undefined
  const earlier = members
    .slice(0, index)
    .find((one) => one.identityKind === own.identityKind && one.identityNumber === own.identityNumber)
  if (earlier) return new InvalidInput('identityNumber', `Số giấy tờ này đã ghi cho ${earlier.fullName} ở trên.`)
}
