import { gql, type TypedDocumentNode, useMessages, useReading, useUnit } from '@vungxanh/remote'
import { ChoiceField, type Picked, PickerField, SelectField, TextField, tidy } from '@vungxanh/ui'
import { useState } from 'react'
import { messages } from '../messages.ts'
import type { HouseholdChoiceQuery, HouseholdChoiceQueryVariables } from '../operations.generated.ts'
import { NoGroups } from './no-groups.tsx'

const CHOICES: TypedDocumentNode<HouseholdChoiceQuery, HouseholdChoiceQueryVariables> = gql`
  query HouseholdChoice($unit: ID!, $search: String!, $searching: Boolean!) {
    adminUnit(code: $unit) {
      code
      residentialGroups {
        id
        name
        number
      }
    }
    households(unit: $unit, search: $search, first: 8) @include(if: $searching) {
      edges {
        node {
          id
          code
          address
          head {
            id
            fullName
          }
        }
      }
    }
  }
`

/** The part of a form's values that says which household somebody goes into. */
export interface HouseholdValues {
  placing: 'existing' | 'founding'
  household: Picked | undefined
  residentialGroupId: string
  address: string
}

export const noHousehold: HouseholdValues = {
  placing: 'existing',
  household: undefined,
  residentialGroupId: '',
  address: '',
}

export function chosenHousehold(values: HouseholdValues) {
  return values.placing === 'existing'
    ? { householdId: values.household?.id ?? null }
    : { residentialGroupId: values.residentialGroupId, address: tidy(values.address) }
}

/** A household of the register found by typing, or the place of a new one; without `founding` there is no choice. */
export function HouseholdFields({ founding, except }: { founding?: boolean; except?: string }) {
  const t = useMessages(messages)
  const unit = useUnit()
  const [search, setSearch] = useState('')
  const choices = useReading(CHOICES, { variables: { unit: unit.code, search, searching: search !== '' } })
  return (
    <>
      {founding !== undefined && (
        <ChoiceField
          name="placing"
          label={t('placing')}
          span={12}
          options={[
            { value: 'existing', label: t('existing') },
            { value: 'founding', label: t('founding') },
          ]}
        />
      )}
      {founding && choices.data?.adminUnit?.residentialGroups.length === 0 && <NoGroups />}
      {founding ? (
        <>
          <SelectField
            name="residentialGroupId"
            label={t('group')}
            required
            span={4}
            options={[
              { value: '', label: '' },
              ...(choices.data?.adminUnit?.residentialGroups ?? []).map((group) => ({
                value: group.id,
                label: group.name,
              })),
            ]}
          />
          <TextField name="address" label={t('newAddress')} required span={8} />
        </>
      ) : (
        <PickerField
          name="household"
          label={t('findHousehold')}
          placeholder={t('searchHousehold')}
          required
          span={8}
          searching={choices.loading}
          onSearch={setSearch}
          options={(choices.data?.households?.edges ?? [])
            .filter(({ node }) => node.id !== except)
            .map(({ node }) => ({
              id: node.id,
              label: `${node.code} · ${node.head?.fullName ?? '—'}`,
              note: node.address,
            }))}
        />
      )}
    </>
  )
}
