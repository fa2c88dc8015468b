import type { LocalDate } from '@vungxanh/subgraph'
import { CorrectedField } from '../movements/life-event.ts'
import type { LifeEventRecorder } from '../movements/life-event-recorder.ts'
import type { Person, Sex } from '../people/person.ts'
import { searchKey, sortKey } from '../people/search-key.ts'
import { CorrectableField } from './subject-request.ts'

/** What the register says in a field that a request may correct. */
export function currentValue(person: Person, field: CorrectableField): string | null {
  const values: Record<CorrectableField, string | null> = {
    FULL_NAME: person.fullName,
    BORN_ON: person.bornOn ?? null,
    BIRTH_YEAR: person.birthYear == null ? null : String(person.birthYear),
    SEX: person.sex,
  }
  return values[field]
}

/** Writes a value that the rules have accepted, and what it was before into the history. */
export function correctPerson(
  recorder: LifeEventRecorder,
  person: Person,
  field: CorrectableField,
  newValue: string,
): void {
  const oldValue = currentValue(person, field)
  setValue(person, field, newValue)
  recorder.corrected({ about: person.id, field: CorrectedField[field], oldValue, newValue })
}

/** Writes a value that the rules have accepted, with everything that follows from it. */
function setValue(person: Person, field: CorrectableField, value: string): void {
  switch (field) {
    case CorrectableField.FULL_NAME:
      person.fullName = value
      person.nameKey = searchKey(value)
      person.sortKey = sortKey(value)
      return
    case CorrectableField.BORN_ON:
      person.bornOn = value as LocalDate
      person.birthYear = Number(value.slice(0, 4))
      return
    case CorrectableField.BIRTH_YEAR:
      // A day of birth in another year would contradict it.
      if (person.bornOn && !person.bornOn.startsWith(value)) person.bornOn = null
      person.birthYear = Number(value)
      return
    case CorrectableField.SEX:
      person.sex = value as Sex
      return
  }
}
