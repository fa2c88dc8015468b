import { type Context, InvalidInput, placeOf, type SealedColumn, type Vault } from '@vungxanh/subgraph'
import type { CorrectPersonInput } from '../people/correct-person-resolver.ts'
import type { Person } from '../people/person.ts'
import { maskNumber, refusePhone } from '../people/person-rules.ts'
import { openPhone } from '../people/sealed-numbers.ts'
import { tidyText } from '../people/search-key.ts'
import { currentValue } from '../privacy/correct-person.ts'
import { refuseCorrection } from '../privacy/request-rules.ts'
import { CorrectableField } from '../privacy/subject-request.ts'
import { type ChangeProposal, ProposedField } from './change-proposal.ts'

const valuesColumn = { table: 'change_proposal', column: 'values_sealed' }

export const proposalColumns: readonly SealedColumn[] = [valuesColumn]

/** What the register said when it was proposed, and what it should say. */
export interface Values {
  from: string | null
  to: string
}

export function sealValues(id: string, values: Values, vault: Vault): Buffer {
  return vault.seal(JSON.stringify(values), placeOf(valuesColumn, id))
}

export async function openValues({ id, valuesSealed }: ChangeProposal, { vault, em }: Context): Promise<Values> {
  return JSON.parse(await vault.open(valuesSealed, placeOf(valuesColumn, id), em))
}

/** What the register says of that now. A year says something of the day as well: either would be written over by the other. */
export async function registered(person: Person, field: ProposedField, context: Context): Promise<string | null> {
  switch (field) {
    case ProposedField.PHONE:
      return openPhone(person, context)
    case ProposedField.BORN_ON:
    case ProposedField.BIRTH_YEAR:
      return currentValue(person, CorrectableField.BORN_ON) ?? currentValue(person, CorrectableField.BIRTH_YEAR)
    default:
      return currentValue(person, field)
  }
}

/** Telephone numbers as everywhere: enough to compare, not enough to use. */
export function shown(field: ProposedField, value: string): string {
  return field === ProposedField.PHONE ? maskNumber(value) : value
}

/** What is proposed is checked like what a registrar would type. */
export function refuseProposed(
  field: ProposedField,
  value: string,
  current: string | null,
  today: string,
): InvalidInput | undefined {
  if (field !== ProposedField.PHONE) return refuseCorrection(field, value, current, today)
  if (value === '') return new InvalidInput('newValue', 'Hãy ghi nội dung đúng.')
  if (value === current) return new InvalidInput('newValue', 'Sổ đang ghi đúng như vậy.')
  const refusal = refusePhone(value)
  return refusal && new InvalidInput('newValue', refusal.message)
}

/** The whole of what is right about the person, as the registrar would fill in the form of a correction. */
export function asCorrection(
  { id, fullName, bornOn, birthYear, sex }: Person,
  field: ProposedField,
  value: string,
): Omit<CorrectPersonInput, 'reason'> {
  const now = { personId: id, fullName, bornOn, birthYear, sex }
  switch (field) {
    case ProposedField.FULL_NAME:
      return { ...now, fullName: tidyText(value) }
    case ProposedField.BORN_ON:
      return { ...now, bornOn: value, birthYear: null }
    case ProposedField.BIRTH_YEAR:
      return { ...now, bornOn: null, birthYear: Number(value) }
    case ProposedField.SEX:
      return { ...now, sex: value as Person['sex'] }
    case ProposedField.PHONE:
      return { ...now, phone: value }
  }
}
