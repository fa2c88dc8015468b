import {
  gql,
  type TypedDocumentNode,
  useAction,
  useMay,
  useMessages,
  useReading,
  useServiceReading,
  useUnit,
} from '@vungxanh/remote'
import type { Acted } from '@vungxanh/remote/act-dialog'
import {
  DateField,
  ListField,
  optionMeant,
  type Picked,
  parseDate,
  SelectField,
  TextField,
  tidy,
  today,
} from '@vungxanh/ui'
import { useRef } from 'react'
import { DocumentField } from '../document-field.tsx'
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
  /** With which the holder signs in; empty for most. */
  account?: string
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

export interface GroupAccount {
  id: string
  fullName: string
  post: string
}

/** Who signs in for the ward's groups. Where accounts are kept elsewhere nobody is listed, and nobody is needed. */
export function useGroupAccounts(): readonly GroupAccount[] {
  const may = useMay('CLERK', 'REGISTRAR')
  const reading = useServiceReading<{ accounts: readonly GroupAccount[] }>(may ? '/auth/api/group-accounts' : undefined)
  return reading.data?.accounts ?? []
}

/** Records who answers for an area. Pressed again after an accident it is the same assignment. */
export function useAssigning(accounts: readonly GroupAccount[] = []) {
  const unit = useUnit()
  const capacities = useCapacities()
  const [assign, acting] = useAction(ASSIGN, { stale })
  const id = useRef(crypto.randomUUID())
  return {
    acting,
    capacities,
    assign: async (values: AssignmentValues, area: Area): Promise<Acted | undefined> => {
      const [what, chosen] = optionMeant(capacities, values.capacity)?.value.split(':') ?? []
      const account = accounts.find((one) => one.id === values.account)
      const data = await assign({
        input: {
          id: id.current,
          unit: unit.code,
          kind: values.kind,
          ...area,
          holderName: tidy(values.holderName) || account?.fullName || null,
          holderAccountId: account?.id ?? null,
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

export const accountOptions = (accounts: readonly GroupAccount[]) =>
  accounts.map(({ id, fullName, post }) => ({ value: id, label: `${fullName}, ${post}` }))

interface AssignmentFieldsProps {
  capacities: { value: string; label: string }[]
  /** Of whoever may be told to acknowledge for a group; none for a household. */
  accounts?: readonly GroupAccount[]
}

/** What is asked of an assignment beside its area. */
export function AssignmentFields({ capacities, accounts = [] }: AssignmentFieldsProps) {
  const t = useMessages(messages)
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
      {accounts.length > 0 && (
        <SelectField
          name="account"
          label={t('account')}
          description={t('accountHint')}
          span={12}
          options={[{ value: '', label: t('noAccount') }, ...accountOptions(accounts)]}
        />
      )}
      <DocumentField label={t('document')} placeholder={t('documentHint')} />
    </>
  )
}
