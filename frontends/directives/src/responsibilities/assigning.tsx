import { gql, type TypedDocumentNode, useAction, useMessages, useReading, useUnit } from '@vungxanh/remote'
import type { Acted } from '@vungxanh/remote/act-dialog'
import {
  DateField,
  ListField,
  optionMeant,
  type Picked,
  PickerField,
  parseDate,
  SelectField,
  TextField,
  tidy,
  today,
} from '@vungxanh/ui'
import { useRef, useState } from 'react'
import { DOCUMENTS } from '../document-choices.ts'
import type {
  AssignResponsibilityMutation,
  AssignResponsibilityMutationVariables,
  CapacityChoicesQuery,
  CapacityChoicesQueryVariables,
  ResponsibilityKind,
} from '../operations.generated.ts'
import { kinds } from './kinds.ts'
import { messages } from './messages.ts'

const ASSIGN: TypedDocumentNode<AssignResponsibilityMutation, AssignResponsibilityMutationVariables> = gql`
  mutation AssignResponsibility($input: AssignResponsibilityInput!) {
    assignResponsibility(input: $input) {
      __typename
      ... on UserError {
        message
      }
      ... on InvalidInput {
        field
      }
    }
  }
`

const CAPACITIES: TypedDocumentNode<CapacityChoicesQuery, CapacityChoicesQueryVariables> = gql`
  query CapacityChoices($unit: ID!) {
    organisations(unit: $unit) {
      id
      name
      unit {
        code
      }
    }
    posts(unit: $unit) {
      id
      title
      organisation {
        id
        name
      }
    }
  }
`

/** What a change of responsibilities changes, wherever it is shown. */
export const stale = ['adminUnit', 'household', 'selfManagementGroup']

export interface AssignmentValues {
  kind: ResponsibilityKind
  holderName: string
  capacity: string
  document: Picked | undefined
  fromOn: string
}

type Area = { residentialGroupId?: string; selfManagementGroupId?: string; householdId?: string }

/** In whose name somebody may answer: the unit's own bodies and the posts in them. */
function useCapacities(): { value: string; label: string }[] {
  const unit = useUnit()
  const { data } = useReading(CAPACITIES, { variables: { unit: unit.code } })
  return [
    ...(data?.organisations ?? [])
      .filter((one) => one.unit)
      .map(({ id, name }) => ({ value: `organisation:${id}`, label: name })),
    ...(data?.posts ?? []).map(({ id, title, organisation }) => ({
      value: `post:${id}`,
      label: `${title}, ${organisation?.name ?? ''}`,
    })),
  ]
}

/** Records who answers for an area. Pressed again after an accident it is the same assignment. */
export function useAssigning() {
  const unit = useUnit()
  const capacities = useCapacities()
  const [assign, acting] = useAction(ASSIGN, { stale })
  const id = useRef(crypto.randomUUID())
  return {
    acting,
    capacities,
    assign: async (values: AssignmentValues, area: Area): Promise<Acted | undefined> => {
      const [what, chosen] = optionMeant(capacities, values.capacity)?.value.split(':') ?? []
      const data = await assign({
        input: {
          id: id.current,
          unit: unit.code,
          kind: values.kind,
          ...area,
          holderName: tidy(values.holderName) || null,
          organisationId: what === 'organisation' ? (chosen ?? null) : null,
          postId: what === 'post' ? (chosen ?? null) : null,
          documentId: values.document?.id ?? null,
          fromOn: parseDate(values.fromOn) ?? today(),
        },
      })
      const outcome = data?.assignResponsibility
      if (outcome && !('message' in outcome)) id.current = crypto.randomUUID()
      return outcome
    },
  }
}

/** What is asked of an assignment beside its area. */
export function AssignmentFields({ capacities }: { capacities: { value: string; label: string }[] }) {
  const t = useMessages(messages)
  const unit = useUnit()
  const [search, setSearch] = useState('')
  const documents = useReading(DOCUMENTS, { variables: { unit: unit.code, search }, skip: search === '' })
  return (
    <>
      <SelectField
        name="kind"
        label={t('kind')}
        required
        span={4}
        options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      <DateField name="fromOn" label={t('from')} required span={4} />
      <TextField name="holderName" label={t('holder')} description={t('holderHint')} span={6} />
      <ListField name="capacity" label={t('capacity')} description={t('capacityHint')} span={6} options={capacities} />
      <PickerField
        name="document"
        label={t('document')}
        placeholder={t('documentHint')}
        span={12}
        searching={documents.loading}
        onSearch={setSearch}
        options={(documents.data?.documents?.edges ?? []).map(({ node }) => ({
          id: node.id,
          label: node.symbol,
          note: node.subject ?? undefined,
        }))}
      />
    </>
  )
}
