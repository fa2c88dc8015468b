import { gql, type TypedDocumentNode, useAction, useMessages } from '@vungxanh/remote'
import {
  Button,
  DateField,
  Dialog,
  Form,
  FormActions,
  FormGrid,
  type FormRefusal,
  formatDate,
  parseDate,
  TextField,
  tidy,
  today,
  useForm,
  useNotify,
} from '@vungxanh/ui'
import { useState } from 'react'
import type {
  EndCheckpointMutation,
  EndCheckpointMutationVariables,
  ReopenCheckpointMutation,
  ReopenCheckpointMutationVariables,
} from '../operations.generated.ts'
import { messages } from './messages.ts'

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
  const form = useForm<Values>({ on: formatDate(today()), reason: '' })
  const [refusal, setRefusal] = useState<FormRefusal>()
  const [end, { busy, failure }] = useAction(END, { stale: ['checkpoints', 'checkpoint'] })

  async function submit({ on, reason }: Values) {
    setRefusal(undefined)
    const input = { id: checkpoint.id, on: parseDate(on) ?? today(), reason: tidy(reason) || null }
    const result = (await end({ input }))?.endCheckpoint
    if (!result) return
    if (result.__typename === 'InvalidInput') setRefusal({ message: result.message, field: result.field })
    else if (result.__typename !== 'CheckpointSuccess') setRefusal({ message: t(`refusal.${result.__typename}`) })
    else {
      notify({ tone: 'success', title: t('endDone', { name: checkpoint.name }) })
      onClose()
    }
  }

  return (
    <Dialog title={`${t('end')}: ${checkpoint.name}`} opened onClose={onClose}>
      <Form form={form} label={t('end')} onSubmit={submit} refusal={refusal} failure={failure}>
        <FormGrid>
          <DateField name="on" label={t('endOn')} required span={4} autoFocus />
          <TextField name="reason" label={t('endReason')} span={8} />
        </FormGrid>
        <p className="vx-form-hint">{t('endText')}</p>
        <FormActions>
          <Button type="submit" kind="primary" busy={busy}>
            {t('end')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
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
