import type { SqlEntityManager } from '@mikro-orm/postgresql'
import { placeOf, type SealedColumn, type Vault } from '@vungxanh/subgraph'
import type { Establishment } from '../establishments/establishment.ts'
import type { IdentityDocument } from './identity-document.ts'
import type { Person } from './person.ts'

const phoneColumn = { table: 'person', column: 'phone_sealed' }
const numberColumn = { table: 'identity_document', column: 'number_sealed' }
const contactColumn = { table: 'establishment', column: 'contact_phone_sealed' }

/** Where this department keeps numbers that may be read by few: of telephones and of identity papers. */
export const sealedColumns: readonly SealedColumn[] = [phoneColumn, numberColumn, contactColumn]

export function sealPhone(
  { id, phone }: { id: string; phone?: string | null },
  vault: Vault,
): Pick<Person, 'phoneSealed' | 'phoneIndex'> {
  if (!phone) return { phoneSealed: null, phoneIndex: null }
  return { phoneSealed: vault.seal(phone, placeOf(phoneColumn, id)), phoneIndex: vault.index(phone) }
}

export function sealNumber(
  { id, number }: { id: string; number: string },
  vault: Vault,
): Pick<IdentityDocument, 'numberSealed' | 'numberIndex'> {
  return { numberSealed: vault.seal(number, placeOf(numberColumn, id)), numberIndex: vault.index(number) }
}

export function sealContactPhone(establishment: string, phone: string, vault: Vault): Buffer {
  return vault.seal(phone, placeOf(contactColumn, establishment))
}

interface Opening {
  vault: Vault
  em: SqlEntityManager
}

export async function openPhone(
  person: Pick<Person, 'id' | 'phoneSealed'>,
  { vault, em }: Opening,
): Promise<string | null> {
  return person.phoneSealed ? vault.open(person.phoneSealed, placeOf(phoneColumn, person.id), em) : null
}

export function openNumber(
  document: Pick<IdentityDocument, 'id' | 'numberSealed'>,
  { vault, em }: Opening,
): Promise<string> {
  return vault.open(document.numberSealed, placeOf(numberColumn, document.id), em)
}

export async function openContactPhone(
  { id, contactPhoneSealed }: Establishment,
  { vault, em }: Opening,
): Promise<string | null> {
  return contactPhoneSealed ? vault.open(contactPhoneSealed, placeOf(contactColumn, id), em) : null
}
