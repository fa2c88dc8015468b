import type { SqlEntityManager } from '@mikro-orm/postgresql'
import { placeOf, type SealedColumn, type Vault } from '@vungxanh/subgraph'
import type { CheckpointEntry } from './checkpoint-entry.ts'

const phoneColumn = { table: 'checkpoint_entry', column: 'phone_sealed' }
const identityColumn = { table: 'checkpoint_entry', column: 'identity_sealed' }

/** Where this department keeps numbers that identify people: what was said or shown at a checkpoint. */
export const sealedColumns: readonly SealedColumn[] = [phoneColumn, identityColumn]

export function sealEntryNumbers(
  { id, phone, identityNumber }: { id: string; phone?: string | null; identityNumber?: string | null },
  vault: Vault,
): Pick<CheckpointEntry, 'phoneSealed' | 'identitySealed'> {
  return {
    phoneSealed: phone ? vault.seal(phone, placeOf(phoneColumn, id)) : null,
    identitySealed: identityNumber ? vault.seal(identityNumber, placeOf(identityColumn, id)) : null,
  }
}

interface Opening {
  vault: Vault
  em: SqlEntityManager
}

export async function openEntryPhone(
  { id, phoneSealed }: CheckpointEntry,
  { vault, em }: Opening,
): Promise<string | null> {
  return phoneSealed ? vault.open(phoneSealed, placeOf(phoneColumn, id), em) : null
}

export async function openEntryIdentity(
  { id, identitySealed }: CheckpointEntry,
  { vault, em }: Opening,
): Promise<string | null> {
  return identitySealed ? vault.open(identitySealed, placeOf(identityColumn, id), em) : null
}

/** Enough to recognise a number that somebody says, too little to call it. */
export const masked = (number: string | null): string | null =>
  number && `${number.slice(0, 3)}${'x'.repeat(Math.max(0, number.length - 6))}${number.slice(-3)}`
