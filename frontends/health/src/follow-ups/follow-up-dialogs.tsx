import { gql, type TypedDocumentNode, useAction, useMessages } from '@vungxanh/remote'
import { ActDialog, type Acted } from '@vungxanh/remote/act-dialog'
import { ChoiceField, TextField, tidy, useForm, useNotify } from '@vungxanh/ui'
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

/** Says for whom it was written down, and why it was not. */
function useTelling(work: Work) {
  const t = useMessages(messages)
  const notify = useNotify()
  const name = work.person?.fullName ?? t('unnamed')
  return {
    name,
    saved: () => notify({ tone: 'success', title: t('saved', { name }) }),
    told: (outcome: Acted & { __typename: string }): Acted =>
      outcome.__typename === 'FollowUpClosed' ? { message: t('refusal.FollowUpClosed') } : outcome,
  }
}

export function ContactDialog({ work, onClose }: WorkDialogProps) {
  const t = useMessages(messages)
  const form = useForm<{ outcome: (typeof outcomes)[number]; note: string }>({ outcome: 'WELL', note: '' })
  const [record, acting] = useAction(CONTACT, { stale })
  const { name, saved, told } = useTelling(work)
  return (
    <ActDialog
      title={`${t('contact')}: ${name}`}
      label={t('save')}
      form={form}
      {...acting}
      act={async ({ outcome, note }) => {
        const isReached = outcome === 'WELL' || outcome === 'SICK'
        const data = await record({
          input: {
            followUpId: work.id,
            outcome: isReached ? 'REACHED' : outcome,
            symptoms: isReached ? outcome === 'SICK' : null,
            note: tidy(note) || null,
          },
        })
        return data && told(data.recordContact)
      }}
      onDone={saved}
      onClose={onClose}
    >
      <ChoiceField
        name="outcome"
        label={t('outcome')}
        required
        span={12}
        options={outcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))}
      />
      <TextField name="note" label={t('note')} span={12} />
    </ActDialog>
  )
}

export function CloseDialog({ work, onClose }: WorkDialogProps) {
  const t = useMessages(messages)
  const form = useForm<{ note: string }>({ note: '' })
  const [close, acting] = useAction(CLOSE, { stale })
  const { name, saved, told } = useTelling(work)
  return (
    <ActDialog
      title={`${t('close')}: ${name}`}
      label={t('close')}
      form={form}
      {...acting}
      act={async ({ note }) => {
        const data = await close({ input: { id: work.id, note: tidy(note) } })
        return data && told(data.closeFollowUp)
      }}
      onDone={saved}
      onClose={onClose}
    >
      <TextField name="note" label={t('closeNote')} required span={12} />
    </ActDialog>
  )
}
