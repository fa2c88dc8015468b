import { gql, type TypedDocumentNode, useAction, useMessages } from '@vungxanh/remote'
import {
  Button,
  Dialog,
  Form,
  FormActions,
  FormGrid,
  type FormRefusal,
  formatDateTime,
  TextField,
  tidy,
  useForm,
  useNotify,
} from '@vungxanh/ui'
import { useState } from 'react'
import type { AnnulCheckpointEntryMutation, AnnulCheckpointEntryMutationVariables } from '../operations.generated.ts'
import type { EntryRow } from './checkpoint-reading.ts'
import { isStay } from './entry-values.ts'
import { messages } from './messages.ts'

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
  const form = useForm<{ reason: string }>({ reason: '' })
  const [refusal, setRefusal] = useState<FormRefusal>()
  const [annul, { busy, failure }] = useAction(ANNUL, { stale: ['checkpoints', 'checkpoint', 'checkpointEntries'] })
  const who = entry.person?.fullName ?? entry.saidName ?? entry.plate
  const about = [formatDateTime(String(entry.at)), t(`direction.${entry.direction}`), who].filter(Boolean).join(' · ')

  async function submit({ reason }: { reason: string }) {
    setRefusal(undefined)
    const data = await annul({ input: { id: entry.id, reason: tidy(reason) } })
    const result = data?.annulCheckpointEntry
    if (!result) return
    if (result.__typename === 'InvalidInput') setRefusal({ message: result.message, field: result.field })
    else if (result.__typename !== 'CheckpointEntrySuccess') setRefusal({ message: t(`refusal.${result.__typename}`) })
    else {
      notify({ tone: 'success', title: t('annulDone') })
      onClose()
    }
  }

  return (
    <Dialog title={t('annulTitle')} opened onClose={onClose}>
      <p>{about}</p>
      <Form form={form} label={t('annulTitle')} onSubmit={submit} refusal={refusal} failure={failure}>
        <FormGrid>
          <TextField name="reason" label={t('annulReason')} required span={12} autoFocus />
        </FormGrid>
        <p className="vx-form-hint">{t('annulText')}</p>
        {isStay(entry) && <p className="vx-form-hint">{t('annulStay')}</p>}
        <FormActions>
          <Button type="submit" kind="primary" busy={busy}>
            {t('annul')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
