import { gql, type TypedDocumentNode } from '@apollo/client'
import { formatDate, type Picked, PickerField } from '@vungxanh/ui'
import { useEffect, useState } from 'react'
import { useSearchParams } from 'react-router'
import { defineMessages, useMessages } from './language.tsx'
import type {
  PersonPickerChosenQuery,
  PersonPickerChosenQueryVariables,
  PersonPickerQuery,
  PersonPickerQueryVariables,
} from './operations.generated.ts'
import { useReading } from './reading.tsx'
import { useUnit } from './session.tsx'

const messages = defineMessages('person-picker', {
  vi: { find: 'Tìm người', hint: 'Tên, không cần dấu' },
  en: { find: 'Find the person', hint: 'Name, with or without diacritics' },
})

const PEOPLE: TypedDocumentNode<PersonPickerQuery, PersonPickerQueryVariables> = gql`
  query PersonPicker($unit: ID!, $search: String!) {
    people(unit: $unit, search: $search, first: 8) {
      edges {
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

const CHOSEN: TypedDocumentNode<PersonPickerChosenQuery, PersonPickerChosenQueryVariables> = gql`
  query PersonPickerChosen($id: ID!) {
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

type Found = NonNullable<PersonPickerChosenQuery['person']>

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

/** Hands over, once, the person whose page led here: they are named in the address. */
export function useLinkedPerson(take: (person: PickedPerson) => void): void {
  const [address] = useSearchParams()
  const id = address.get('nguoi')
  const { data } = useReading(CHOSEN, { variables: { id: id ?? '' }, skip: id === null })
  // biome-ignore lint/correctness/useExhaustiveDependencies: taken once, when the person is known
  useEffect(() => {
    if (data?.person) take(picked(data.person))
  }, [data?.person?.id])
}

/** A resident of the viewer's unit, found by name. The form's value is a `PickedPerson`. */
export function PersonPicker({
  name,
  autoFocus,
  required = true,
}: {
  name: string
  autoFocus?: boolean
  required?: boolean
}) {
  const t = useMessages(messages)
  const unit = useUnit()
  const [search, setSearch] = useState('')
  const people = useReading(PEOPLE, { variables: { unit: unit.code, search }, skip: search === '' })
  return (
    <PickerField
      name={name}
      label={t('find')}
      placeholder={t('hint')}
      required={required}
      span={8}
      autoFocus={autoFocus ?? false}
      searching={people.loading}
      onSearch={setSearch}
      options={(people.data?.people.edges ?? []).map(({ node }) => picked(node))}
    />
  )
}
