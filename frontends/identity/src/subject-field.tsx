import { gql, PersonPicker, type TypedDocumentNode, useMay, useMessages, useReading } from '@vungxanh/remote'
import { type Picked, TextField } from '@vungxanh/ui'
import { messages } from './audit/messages.ts'
import type { AuditPersonQuery, AuditPersonQueryVariables } from './operations.generated.ts'
import { personIdIn } from './person-id.ts'

const PERSON: TypedDocumentNode<AuditPersonQuery, AuditPersonQueryVariables> = gql`
  query AuditPerson($id: ID!) {
    person(id: $id) {
      id
      fullName
    }
  }
`

export interface SubjectValues {
  /** Chosen by name, by who may search. */
  person: Picked | undefined
  personId: string
}

/**
 * Whom a list is asked for. An inspector finds a person by name; the data-protection officer, who may not search residents,
 * is handed the id by the person's request.
 */
export function SubjectField({ hint, required = false }: { hint: string; required?: boolean }) {
  const t = useMessages(messages)
  const maySearch = useMay('INSPECTOR')
  if (maySearch) return <PersonPicker name="person" required={required} />
  return (
    <TextField
      name="personId"
      label={t('personId')}
      description={`${t('personIdHint')}. ${hint}`}
      required={required}
      span={8}
    />
  )
}

export function subjectOf({ person, personId }: SubjectValues): string | undefined {
  return person?.id ?? personIdIn(personId)
}

/** The name of a person, when this role is told it. */
export function usePersonName(id: string | undefined): string | undefined {
  const reading = useReading(PERSON, { variables: { id: id ?? '' }, skip: id === undefined })
  return id === undefined ? undefined : reading.data?.person?.fullName
}
