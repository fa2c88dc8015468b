import { gql, type TypedDocumentNode, useAction, useMessages } from '@vungxanh/remote'
import { ActDialog } from '@vungxanh/remote/act-dialog'
import { ChoiceField, SelectField, TextField, tidy, useForm, useNotify } from '@vungxanh/ui'
import { useRef } from 'react'
import type {
  BroadcastChannel,
  IssueBroadcastMutation,
  IssueBroadcastMutationVariables,
  RecordDeliveriesMutation,
  RecordDeliveriesMutationVariables,
  WithdrawBroadcastMutation,
  WithdrawBroadcastMutationVariables,
} from '../operations.generated.ts'
import type { Told } from './broadcast-reading.ts'
import { messages } from './messages.ts'

const ISSUE: TypedDocumentNode<IssueBroadcastMutation, IssueBroadcastMutationVariables> = gql`
  mutation IssueBroadcast($input: IssueBroadcastInput!) {
    issueBroadcast(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`

const WITHDRAW: TypedDocumentNode<WithdrawBroadcastMutation, WithdrawBroadcastMutationVariables> = gql`
  mutation WithdrawBroadcast($input: WithdrawBroadcastInput!) {
    withdrawBroadcast(input: $input) {
      __typename
      ... on UserError {
        message
      }
      ... on InvalidInput {
        field
      }
    }
  }
`

const RECORD: TypedDocumentNode<RecordDeliveriesMutation, RecordDeliveriesMutationVariables> = gql`
  mutation RecordDeliveries($input: RecordDeliveriesInput!) {
    recordDeliveries(input: $input) {
      __typename
      ... on UserError {
        message
      }
      ... on InvalidInput {
        field
      }
    }
  }
`

const stale = ['broadcasts', 'broadcast', 'awaitingAcknowledgement', 'selfManagementGroup', 'document']

interface DialogProps {
  broadcast: Told
  onClose: () => void
}

export function IssueDialog({ broadcast, count, onClose }: DialogProps & { count: number }) {
  const t = useMessages(messages)
  const notify = useNotify()
  const form = useForm({})
  const [issue, acting] = useAction(ISSUE, { stale })
  return (
    <ActDialog
      title={t('issue.title', { count })}
      consequence={t('issue.consequence', { count })}
      form={form}
      {...acting}
      act={async () => (await issue({ input: { id: broadcast.id, recipients: count } }))?.issueBroadcast}
      onDone={() => notify({ tone: 'success', title: t('issued', { count }) })}
      onClose={onClose}
    />
  )
}

export function WithdrawDialog({ broadcast, onClose }: DialogProps) {
  const t = useMessages(messages)
  const notify = useNotify()
  const form = useForm({ reason: '' })
  const [withdraw, acting] = useAction(WITHDRAW, { stale })
  return (
    <ActDialog
      title={t(broadcast.state === 'DRAFT' ? 'discard' : 'withdraw')}
      consequence={t('withdraw.consequence')}
      form={form}
      {...acting}
      danger
      act={async ({ reason }) =>
        (await withdraw({ input: { id: broadcast.id, reason: tidy(reason) } }))?.withdrawBroadcast
      }
      onDone={() => notify({ tone: 'success', title: t('withdrawn') })}
      onClose={onClose}
    >
      <TextField name="reason" label={t('reason')} required autoFocus span={12} />
    </ActDialog>
  )
}

export function RecordDialog({
  broadcast,
  recipientIds,
  onClose,
  onDone,
}: DialogProps & { recipientIds: string[]; onDone: () => void }) {
  const t = useMessages(messages)
  const notify = useNotify()
  const form = useForm<{ channel: BroadcastChannel; outcome: 'sent' | 'failed'; failedBecause: string }>({
    channel: broadcast.channels[0] ?? 'ZALO',
    outcome: 'sent',
    failedBecause: '',
  })
  // Pressed again after an accident it is the same record.
  const deliveries = useRef(recipientIds.map((recipientId) => ({ id: crypto.randomUUID(), recipientId })))
  const [record, acting] = useAction(RECORD, { stale })
  const count = recipientIds.length
  return (
    <ActDialog
      title={t('record')}
      consequence={t('record.consequence', { count })}
      form={form}
      {...acting}
      act={async ({ channel, outcome, failedBecause }) => {
        const input = {
          broadcastId: broadcast.id,
          channel,
          failedBecause: outcome === 'failed' ? tidy(failedBecause) : null,
          deliveries: deliveries.current,
        }
        return (await record({ input }))?.recordDeliveries
      }}
      onDone={() => {
        notify({ tone: 'success', title: t('recorded', { count }) })
        onDone()
      }}
      onClose={onClose}
    >
      <SelectField
        name="channel"
        label={t('channel')}
        required
        autoFocus
        span={6}
        options={broadcast.channels.map((value) => ({ value, label: t(`channel.${value}`) }))}
      />
      <ChoiceField
        name="outcome"
        label={t('outcome')}
        span={6}
        options={[
          { value: 'sent', label: t('outcome.sent') },
          { value: 'failed', label: t('outcome.failed') },
        ]}
      />
      {form.watch('outcome') === 'failed' && <TextField name="failedBecause" label={t('why')} required span={12} />}
    </ActDialog>
  )
}
