import { gql, type TypedDocumentNode, useAction, useMessages } from '@vungxanh/remote'
import {
  Button,
  ChoiceField,
  Dialog,
  Form,
  FormActions,
  FormGrid,
  type FormRefusal,
  TextField,
  tidy,
  useForm,
  useNotify,
} from '@vungxanh/ui'
import { useState } from 'react'
import type {
  CloseFollowUpMutation,
  CloseFollowUpMutationVariables,
  RecordContactMutation,
  RecordContactMutationVariables,
} from '../operations.generated.ts'
import type { Work } from './follow-ups-page.tsx'
import { messages } from './messages.ts'

const CONTACT: TypedDocumentNode<RecordContactMutation, RecordContactMutationVariables> = gql`
  mutation RecordContact($input: RecordContactInput!) {
    recordContact(input: $input) {
      __typename
      ... on FollowUpSuccess {
        followUp {
          id
          state
          takenByName
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

const CLOSE: TypedDocumentNode<CloseFollowUpMutation, CloseFollowUpMutationVariables> = gql`
  mutation CloseFollowUp($input: CloseFollowUpInput!) {
    closeFollowUp(input: $input) {
      __typename
      ... on FollowUpSuccess {
        followUp {
          id
          state
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

/** Whatever changes a follow-up shows where the person does, and in the arrivals of the register. */
export const stale = ['followUps', 'person', 'arrivals']

const outcomes = ['WELL', 'SICK', 'NOT_REACHED', 'REFUSED'] as const

interface WorkDialogProps {
  work: Work
  onClose: () => void
}

function useSaved(work: Work, onClose: () => void) {
  const t = useMessages(messages)
  const notify = useNotify()
  return () => {
    notify({ tone: 'success', title: t('saved', { name: work.person?.fullName ?? t('unnamed') }) })
    onClose()
  }
}

export function ContactDialog({ work, onClose }: WorkDialogProps) {
  const t = useMessages(messages)
  const form = useForm<{ outcome: (typeof outcomes)[number]; note: string }>({ outcome: 'WELL', note: '' })
  const [refusal, setRefusal] = useState<FormRefusal>()
  const [record, { busy, failure }] = useAction(CONTACT, { stale })
  const saved = useSaved(work, onClose)
  async function submit(values: { outcome: (typeof outcomes)[number]; note: string }) {
    const isReached = values.outcome === 'WELL' || values.outcome === 'SICK'
    const data = await record({
      input: {
        followUpId: work.id,
        outcome: values.outcome === 'WELL' || values.outcome === 'SICK' ? 'REACHED' : values.outcome,
        symptoms: isReached ? values.outcome === 'SICK' : null,
        note: tidy(values.note) || null,
      },
    })
    const result = data?.recordContact
    if (!result) return
    if (result.__typename === 'FollowUpSuccess') saved()
    else if (result.__typename === 'InvalidInput') setRefusal({ message: result.message, field: result.field })
    else setRefusal({ message: t('refusal.FollowUpClosed') })
  }
  return (
    <Dialog title={`${t('contact')}: ${work.person?.fullName ?? t('unnamed')}`} opened onClose={onClose}>
      <Form form={form} label={t('contact')} onSubmit={submit} refusal={refusal} failure={failure}>
        <FormGrid>
          <ChoiceField
            name="outcome"
            label={t('outcome')}
            required
            span={12}
            options={outcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))}
          />
          <TextField name="note" label={t('note')} span={12} />
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

export function CloseDialog({ work, onClose }: WorkDialogProps) {
  const t = useMessages(messages)
  const form = useForm<{ note: string }>({ note: '' })
  const [refusal, setRefusal] = useState<FormRefusal>()
  const [close, { busy, failure }] = useAction(CLOSE, { stale })
  const saved = useSaved(work, onClose)
  async function submit({ note }: { note: string }) {
    const data = await close({ input: { id: work.id, note: tidy(note) } })
    const result = data?.closeFollowUp
    if (!result) return
    if (result.__typename === 'FollowUpSuccess') saved()
    else if (result.__typename === 'InvalidInput') setRefusal({ message: result.message, field: result.field })
    else setRefusal({ message: t('refusal.FollowUpClosed') })
  }
  return (
    <Dialog title={`${t('close')}: ${work.person?.fullName ?? t('unnamed')}`} opened onClose={onClose}>
      <Form form={form} label={t('close')} onSubmit={submit} refusal={refusal} failure={failure}>
        <FormGrid>
          <TextField name="note" label={t('closeNote')} required span={12} />
        </FormGrid>
        <FormActions>
          <Button type="submit" kind="primary" busy={busy}>
            {t('close')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
