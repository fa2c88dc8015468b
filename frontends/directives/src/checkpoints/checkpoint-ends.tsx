import { gql, type TypedDocumentNode, useAction, useMessages } from '@vungxanh/remote'
import { ActDialog } from '@vungxanh/remote/act-dialog'
import { Button, DateField, formatDate, parseDate, TextField, tidy, today, useForm, useNotify } from '@vungxanh/ui'
import type {
  EndCheckpointMutation,
  EndCheckpointMutationVariables,
  ReopenCheckpointMutation,
  ReopenCheckpointMutationVariables,
} from '../operations.generated.ts'
import { messages } from './messages.ts'
import { useInWords } from './refusal-words.ts'

const END: TypedDocumentNode<EndCheckpointMutation, EndCheckpointMutationVariables> = gql`
  mutation EndCheckpoint($input: EndCheckpointInput!) {
    endCheckpoint(input: $input) {
      __typename
      ... on CheckpointSuccess {
        checkpoint {
          id
          activeTo
          endReason
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

const REOPEN: TypedDocumentNode<ReopenCheckpointMutation, ReopenCheckpointMutationVariables> = gql`
  mutation ReopenCheckpoint($input: ReopenCheckpointInput!) {
    reopenCheckpoint(input: $input) {
      __typename
      ... on CheckpointSuccess {
        checkpoint {
          id
          activeTo
          endReason
        }
      }
      ... on UserError {
        message
      }
    }
  }
`

interface Values {
  on: string
  reason: string
}

export function EndCheckpointDialog({
  checkpoint,
  onClose,
}: {
  checkpoint: { id: string; name: string }
  onClose: () => void
}) {
  const t = useMessages(messages)
  const notify = useNotify()
  const inWords = useInWords()
  const form = useForm<Values>({ on: formatDate(today()), reason: '' })
  const [end, acting] = useAction(END, { stale: ['checkpoints', 'checkpoint'] })
  return (
    <ActDialog
      title={`${t('end')}: ${checkpoint.name}`}
      label={t('end')}
      consequence={t('endText')}
      form={form}
      {...acting}
      act={async ({ on, reason }) => {
        const input = { id: checkpoint.id, on: parseDate(on) ?? today(), reason: tidy(reason) || null }
        return inWords((await end({ input }))?.endCheckpoint)
      }}
      onDone={() => notify({ tone: 'success', title: t('endDone', { name: checkpoint.name }) })}
      onClose={onClose}
    >
      <DateField name="on" label={t('endOn')} required span={4} autoFocus />
      <TextField name="reason" label={t('endReason')} span={8} />
    </ActDialog>
  )
}

export function ReopenButton({ id }: { id: string }) {
  const t = useMessages(messages)
  const notify = useNotify()
  const [reopen, { busy, failure }] = useAction(REOPEN, { stale: ['checkpoints', 'checkpoint'] })
  async function act() {
    const result = (await reopen({ input: { id } }))?.reopenCheckpoint
    if (!result) return
    if (result.__typename === 'CheckpointSuccess') notify({ tone: 'success', title: t('reopened') })
    else notify({ tone: 'warning', title: t(`refusal.${result.__typename}`) })
  }
  return (
    <>
      {failure && <span role="alert">{failure}</span>}
      <Button busy={busy} onClick={act}>
        {t('reopen')}
      </Button>
    </>
  )
}
