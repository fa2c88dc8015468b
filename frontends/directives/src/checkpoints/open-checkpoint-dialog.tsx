import { gql, type TypedDocumentNode, useAction, useMessages, useReading, useUnit } from '@vungxanh/remote'
import {
  Button,
  DateField,
  Dialog,
  Form,
  FormActions,
  FormGrid,
  type FormRefusal,
  formatDate,
  type Picked,
  PickerField,
  parseDate,
  SelectField,
  TextField,
  tidy,
  today,
  useForm,
  useNotify,
} from '@vungxanh/ui'
import { useState } from 'react'
import type {
  CheckpointDocumentsQuery,
  CheckpointDocumentsQueryVariables,
  CheckpointGroupsQuery,
  CheckpointGroupsQueryVariables,
  CheckpointKind,
  OpenCheckpointMutation,
  OpenCheckpointMutationVariables,
} from '../operations.generated.ts'
import { messages } from './messages.ts'

const GROUPS: TypedDocumentNode<CheckpointGroupsQuery, CheckpointGroupsQueryVariables> = gql`
  query CheckpointGroups($unit: ID!) {
    adminUnit(code: $unit) {
      code
      residentialGroups {
        id
        name
      }
    }
  }
`

const DOCUMENTS: TypedDocumentNode<CheckpointDocumentsQuery, CheckpointDocumentsQueryVariables> = gql`
  query CheckpointDocuments($unit: ID!, $search: String!) {
    documents(unit: $unit, search: $search, first: 8) {
      edges {
        node {
          id
          symbol
          subject
        }
      }
    }
  }
`

const OPEN: TypedDocumentNode<OpenCheckpointMutation, OpenCheckpointMutationVariables> = gql`
  mutation OpenCheckpoint($input: OpenCheckpointInput!) {
    openCheckpoint(input: $input) {
      __typename
      ... on CheckpointSuccess {
        checkpoint {
          id
          name
        }
      }
      ... on UserError {
        message
      }
      ... on InvalidInput {
        field
      }
    }
  }
`

const kinds: readonly CheckpointKind[] = ['WARD_GATE', 'LOCKED_AREA', 'RESIDENTIAL_AREA', 'MARKET', 'OTHER']

interface Values {
  name: string
  kind: CheckpointKind
  place: string
  group: string
  document: Picked | undefined
  activeFrom: string
  activeTo: string
}

export function OpenCheckpointDialog({ onClose }: { onClose: () => void }) {
  const t = useMessages(messages)
  const unit = useUnit()
  const notify = useNotify()
  const [search, setSearch] = useState('')
  const [refusal, setRefusal] = useState<FormRefusal>()
  const groups = useReading(GROUPS, { variables: { unit: unit.code } })
  const documents = useReading(DOCUMENTS, { variables: { unit: unit.code, search }, skip: search === '' })
  const [open, { busy, failure }] = useAction(OPEN, { stale: ['checkpoints'] })
  const form = useForm<Values>({
    name: '',
    kind: 'WARD_GATE',
    place: '',
    group: '',
    activeFrom: formatDate(today()),
    activeTo: '',
  })

  async function save(values: Values) {
    setRefusal(undefined)
    const data = await open({
      input: {
        unit: unit.code,
        name: tidy(values.name),
        kind: values.kind,
        place: tidy(values.place),
        residentialGroup: values.group || null,
        documentId: values.document?.id ?? null,
        activeFrom: parseDate(values.activeFrom) ?? today(),
        activeTo: parseDate(values.activeTo) ?? null,
      },
    })
    const result = data?.openCheckpoint
    if (!result) return
    if (result.__typename === 'CheckpointSuccess') {
      notify({ tone: 'success', title: t('opened', { name: result.checkpoint.name }) })
      onClose()
    } else if (result.__typename === 'InvalidInput') setRefusal({ message: result.message, field: result.field })
    else setRefusal({ message: t(`refusal.${result.__typename}`) })
  }

  return (
    <Dialog title={t('open')} opened onClose={onClose}>
      <Form form={form} label={t('open')} onSubmit={save} refusal={refusal} failure={failure}>
        <FormGrid>
          <TextField name="name" label={t('name')} required span={8} autoFocus />
          <SelectField
            name="kind"
            label={t('kind')}
            span={4}
            options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          />
          <TextField name="place" label={t('place')} required span={8} />
          <SelectField
            name="group"
            label={t('group')}
            span={4}
            options={[
              { value: '', label: t('noGroup') },
              ...(groups.data?.adminUnit?.residentialGroups ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <PickerField
            name="document"
            label={t('documentSymbol')}
            placeholder={t('documentHint')}
            required={false}
            span={12}
            searching={documents.loading}
            onSearch={setSearch}
            options={(documents.data?.documents.edges ?? []).map(({ node }) => ({
              id: node.id,
              label: node.symbol,
              note: node.subject ?? '',
            }))}
          />
          <DateField name="activeFrom" label={t('activeFrom')} required span={6} />
          <DateField name="activeTo" label={t('activeTo')} description={t('activeToHint')} span={6} />
        </FormGrid>
        <FormActions>
          <Button type="submit" kind="primary" busy={busy}>
            {t('save')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
