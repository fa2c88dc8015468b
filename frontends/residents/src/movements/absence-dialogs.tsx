import { gql, type TypedDocumentNode, useAction, useMessages } from '@vungxanh/remote'
import { DateField, formatDate, parseDate, TextField, tidy, today, useForm } from '@vungxanh/ui'
import type {
  RecordAbsenceMutation,
  RecordAbsenceMutationVariables,
  RecordReturnMutation,
  RecordReturnMutationVariables,
} from '../operations.generated.ts'
import { EventDialog, type Member, MemberBoxes, stale, tickAll, tickedOf, tickNone } from './event-dialog.tsx'
import { messages } from './messages.ts'

const RECORD_ABSENCE: TypedDocumentNode<RecordAbsenceMutation, RecordAbsenceMutationVariables> = gql`
  mutation RecordAbsence($input: RecordAbsenceInput!) {
    recordAbsence(input: $input) {
      __typename
      ... on InvalidInput {
        message
        field
      }
      ... on EventOutOfOrder {
        since
      }
    }
  }
`

const RECORD_RETURN: TypedDocumentNode<RecordReturnMutation, RecordReturnMutationVariables> = gql`
  mutation RecordReturn($input: RecordReturnInput!) {
    recordReturn(input: $input) {
      __typename
      ... on InvalidInput {
        message
        field
      }
      ... on EventOutOfOrder {
        since
      }
    }
  }
`

interface DialogProps {
  householdId: string
  members: readonly Member[]
  onClose: () => void
}

export function AbsenceDialog({ householdId, members, onClose }: DialogProps) {
  const t = useMessages(messages)
  const form = useForm({ who: tickNone(members), on: formatDate(today()), until: '', place: '' })
  const [record, { busy, failure }] = useAction(RECORD_ABSENCE, { stale })
  const going = tickedOf(form.watch('who'))
  return (
    <EventDialog
      title={t('absence')}
      consequence={t('absence.consequence', { count: going.length })}
      form={form}
      busy={busy}
      failure={failure}
      onClose={onClose}
      save={async ({ on, until, place }) => {
        const input = {
          householdId,
          personIds: going,
          on: parseDate(on) ?? today(),
          until: parseDate(until) ?? null,
          place: tidy(place) || null,
        }
        return (await record({ input }))?.recordAbsence ?? undefined
      }}
    >
      <MemberBoxes members={members} label={t('whoIsAway')} />
      <DateField name="on" label={t('awayFrom')} required span={4} />
      <DateField name="until" label={t('until')} span={4} />
      <TextField name="place" label={t('awayTo')} span={4} />
    </EventDialog>
  )
}

export function ReturnDialog({ householdId, members, onClose }: DialogProps) {
  const t = useMessages(messages)
  const form = useForm({ who: members.length === 1 ? tickAll(members) : tickNone(members), on: formatDate(today()) })
  const [record, { busy, failure }] = useAction(RECORD_RETURN, { stale })
  const coming = tickedOf(form.watch('who'))
  return (
    <EventDialog
      title={t('return')}
      consequence={t('return.consequence', { count: coming.length })}
      form={form}
      busy={busy}
      failure={failure}
      onClose={onClose}
      save={async ({ on }) =>
        (await record({ input: { householdId, personIds: coming, on: parseDate(on) ?? today() } }))?.recordReturn ??
        undefined
      }
    >
      <MemberBoxes members={members} label={t('whoReturns')} />
      <DateField name="on" label={t('backOn')} required span={6} />
    </EventDialog>
  )
}
