import { gql, type TypedDocumentNode, useMessages, useReading, useUnit } from '@vungxanh/remote'
import { formatDate, type Picked, PickerField } from '@vungxanh/ui'
import { useState } from 'react'
import { messages } from '../messages.ts'
import type {
  HealthPersonPickerChosenQuery,
  HealthPersonPickerChosenQueryVariables,
  HealthPersonPickerQuery,
  HealthPersonPickerQueryVariables,
} from '../operations.generated.ts'

const PEOPLE: TypedDocumentNode<HealthPersonPickerQuery, HealthPersonPickerQueryVariables> = gql`
  query HealthPersonPicker($unit: ID!, $search: String!) {
    people(unit: $unit, search: $search, first: 8) {
      edges {
        cursor
        node {
          id
          fullName
          bornOn
          birthYear
          household {
            id
            address
            residentialGroup {
              id
              name
            }
          }
        }
      }
    }
  }
`

const CHOSEN: TypedDocumentNode<HealthPersonPickerChosenQuery, HealthPersonPickerChosenQueryVariables> = gql`
  query HealthPersonPickerChosen($id: ID!) {
    person(id: $id) {
      id
      fullName
      bornOn
      birthYear
      household {
        id
        address
        residentialGroup {
          id
          name
        }
      }
    }
  }
`

type Found = NonNullable<HealthPersonPickerChosenQuery['person']>

/** A person as a form keeps them: with the group, because statistics are counted by it. */
export interface PickedPerson extends Picked {
  residentialGroupId: string | undefined
}

function picked(person: Found): PickedPerson {
  const born = person.bornOn ? formatDate(person.bornOn) : person.birthYear
  return {
    id: person.id,
    label: person.fullName,
    note: [born, person.household?.address, person.household?.residentialGroup?.name].filter(Boolean).join(' · '),
    residentialGroupId: person.household?.residentialGroup?.id,
  }
}

/** The person that a link from their page names. */
export function useChosenPerson(id: string | null): PickedPerson | undefined {
  const chosen = useReading(CHOSEN, { variables: { id: id ?? '' }, skip: id === null })
  return chosen.data?.person ? picked(chosen.data.person) : undefined
}

export function PersonPicker({ name, autoFocus }: { name: string; autoFocus?: boolean }) {
  const t = useMessages(messages)
  const unit = useUnit()
  const [search, setSearch] = useState('')
  const people = useReading(PEOPLE, { variables: { unit: unit.code, search }, skip: search === '' })
  return (
    <PickerField
      name={name}
      label={t('findPerson')}
      placeholder={t('findPersonHint')}
      required
      span={8}
      autoFocus={autoFocus ?? false}
      searching={people.loading}
      onSearch={setSearch}
      options={(people.data?.people.edges ?? []).map(({ node }) => picked(node))}
    />
  )
}
