import { gql, type TypedDocumentNode, useAction, useMessages, useUnit } from '@vungxanh/remote'
import { ActDialog } from '@vungxanh/remote/act-dialog'
import { DateField, formatDate, parseDate, tidy, today, useForm, useNotify } from '@vungxanh/ui'
import type { OpenCheckpointMutation, OpenCheckpointMutationVariables } from '../operations.generated.ts'
import { CheckpointFields, type CheckpointValues, fields, useCheckpointFacts, valuesOf } from './checkpoint-fields.tsx'
import { messages } from './messages.ts'
import { useInWords } from './refusal-words.ts'

const OPEN: TypedDocumentNode<OpenCheckpointMutation, OpenCheckpointMutationVariables> = gql`
  mutation OpenCheckpoint($input: OpenCheckpointInput!) {
    openCheckpoint(input: $input) {
      __typename
      ... on CheckpointSuccess {
        checkpoint {
          id
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

interface Values extends CheckpointValues {
  activeFrom: string
  activeTo: string
}

export function OpenCheckpointDialog({ onClose }: { onClose: () => void }) {
  const t = useMessages(messages)
  const unit = useUnit()
  const notify = useNotify()
  const inWords = useInWords()
  const read = useCheckpointFacts()
  const form = useForm<Values>({ ...valuesOf(), activeFrom: formatDate(today()), activeTo: '' })
  const [open, acting] = useAction(OPEN, { stale: ['checkpoints'] })
  return (
    <ActDialog
      title={t('open')}
      form={form}
      fields={fields}
      {...acting}
      act={async (values) => {
        const said = read(values)
        if ('refusal' in said) return said.refusal
        const activeFrom = parseDate(values.activeFrom) ?? today()
        const input = { ...said.facts, unit: unit.code, activeFrom, activeTo: parseDate(values.activeTo) ?? null }
        return inWords((await open({ input }))?.openCheckpoint)
      }}
      onDone={() => notify({ tone: 'success', title: t('opened', { name: tidy(form.getValues('name')) }) })}
      onClose={onClose}
    >
      <CheckpointFields />
      <DateField name="activeFrom" label={t('activeFrom')} required span={6} />
      <DateField name="activeTo" label={t('activeTo')} description={t('activeToHint')} span={6} />
    </ActDialog>
  )
}
