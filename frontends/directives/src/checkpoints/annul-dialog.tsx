import { gql, type TypedDocumentNode, useAction, useMessages } from '@vungxanh/remote'
import { ActDialog } from '@vungxanh/remote/act-dialog'
import { formatDateTime, TextField, tidy, useForm, useNotify } from '@vungxanh/ui'
import type { AnnulCheckpointEntryMutation, AnnulCheckpointEntryMutationVariables } from '../operations.generated.ts'
import type { EntryRow } from './checkpoint-reading.ts'
import { isStay } from './entry-values.ts'
import { messages } from './messages.ts'
import { useInWords } from './refusal-words.ts'

const ANNUL: TypedDocumentNode<AnnulCheckpointEntryMutation, AnnulCheckpointEntryMutationVariables> = gql`
  mutation AnnulCheckpointEntry($input: AnnulCheckpointEntryInput!) {
    annulCheckpointEntry(input: $input) {
      __typename
      ... on CheckpointEntrySuccess {
        entry {
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

export function AnnulDialog({ entry, onClose }: { entry: EntryRow; onClose: () => void }) {
  const t = useMessages(messages)
  const notify = useNotify()
  const inWords = useInWords()
  const form = useForm<{ reason: string }>({ reason: '' })
  const [annul, acting] = useAction(ANNUL, { stale: ['checkpoints', 'checkpoint', 'checkpointEntries'] })
  const who = entry.person?.fullName ?? entry.saidName ?? entry.plate
  const about = [formatDateTime(String(entry.at)), t(`direction.${entry.direction}`), who].filter(Boolean).join(' · ')
  return (
    <ActDialog
      title={t('annulTitle')}
      label={t('annul')}
      consequence={[`${about}.`, t('annulText'), isStay(entry) && t('annulStay')].filter(Boolean).join(' ')}
      form={form}
      {...acting}
      act={async ({ reason }) =>
        inWords((await annul({ input: { id: entry.id, reason: tidy(reason) } }))?.annulCheckpointEntry)
      }
      onDone={() => notify({ tone: 'success', title: t('annulDone') })}
      onClose={onClose}
    >
      <TextField name="reason" label={t('annulReason')} required span={12} autoFocus />
    </ActDialog>
  )
}
