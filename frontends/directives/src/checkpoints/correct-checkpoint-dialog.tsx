import { gql, type TypedDocumentNode, useAction, useMessages } from '@vungxanh/remote'
import { ActDialog } from '@vungxanh/remote/act-dialog'
import { useForm, useNotify } from '@vungxanh/ui'
import type {
  CheckpointPageQuery,
  CorrectCheckpointMutation,
  CorrectCheckpointMutationVariables,
} from '../operations.generated.ts'
import { CheckpointFields, fields, useCheckpointFacts, valuesOf } from './checkpoint-fields.tsx'
import { messages } from './messages.ts'
import { useInWords } from './refusal-words.ts'

const CORRECT: TypedDocumentNode<CorrectCheckpointMutation, CorrectCheckpointMutationVariables> = gql`
  mutation CorrectCheckpoint($input: CorrectCheckpointInput!) {
    correctCheckpoint(input: $input) {
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

interface CorrectCheckpointDialogProps {
  checkpoint: NonNullable<CheckpointPageQuery['checkpoint']>
  onClose: () => void
}

export function CorrectCheckpointDialog({ checkpoint, onClose }: CorrectCheckpointDialogProps) {
  const t = useMessages(messages)
  const notify = useNotify()
  const inWords = useInWords()
  const read = useCheckpointFacts()
  const form = useForm(valuesOf(checkpoint))
  const [correct, acting] = useAction(CORRECT, { stale: ['checkpoints', 'checkpoint'] })
  return (
    <ActDialog
      title={`${t('correct')}: ${checkpoint.name}`}
      label={t('save')}
      consequence={t('correctText')}
      form={form}
      fields={fields}
      {...acting}
      act={async (values) => {
        const said = read(values)
        if ('refusal' in said) return said.refusal
        return inWords((await correct({ input: { id: checkpoint.id, ...said.facts } }))?.correctCheckpoint)
      }}
      onDone={() => notify({ tone: 'success', title: t('corrected', { name: checkpoint.name }) })}
      onClose={onClose}
    >
      <CheckpointFields />
    </ActDialog>
  )
}
