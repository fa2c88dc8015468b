import { gql, type TypedDocumentNode, useAction, useMay, useMessages } from '@vungxanh/remote'
import { ActDialog } from '@vungxanh/remote/act-dialog'
import { Button, TextField, tidy, useForm, useNotify } from '@vungxanh/ui'
import { useState } from 'react'
import type {
  AcknowledgeBroadcastMutation,
  AcknowledgeBroadcastMutationVariables,
  DeliveryState,
  TakeBackAcknowledgementMutation,
  TakeBackAcknowledgementMutationVariables,
} from '../operations.generated.ts'
import { messages } from './messages.ts'

const ACKNOWLEDGE: TypedDocumentNode<AcknowledgeBroadcastMutation, AcknowledgeBroadcastMutationVariables> = gql`
  mutation AcknowledgeBroadcast($input: AcknowledgeBroadcastInput!) {
    acknowledgeBroadcast(input: $input) {
      __typename
      ... on UserError {
        message
      }
      ... on InvalidInput {
        field
      }
      ... on AcknowledgeBroadcastSuccess {
        recipient {
          id
          state
        }
      }
    }
  }
`

const TAKE_BACK: TypedDocumentNode<TakeBackAcknowledgementMutation, TakeBackAcknowledgementMutationVariables> = gql`
  mutation TakeBackAcknowledgement($input: TakeBackAcknowledgementInput!) {
    takeBackAcknowledgement(input: $input) {
      __typename
      ... on UserError {
        message
      }
      ... on InvalidInput {
        field
      }
      ... on AcknowledgeBroadcastSuccess {
        recipient {
          id
          state
        }
      }
    }
  }
`

const stale = ['broadcasts', 'broadcast', 'awaitingAcknowledgement', 'selfManagementGroup', 'residentialGroup']

export interface Acknowledgeable {
  id: string
  state: DeliveryState
  acknowledgers: readonly string[]
  mayAcknowledge: boolean
  mayTakeBack: boolean
}

interface AcknowledgementProps {
  recipient: Acknowledgeable
  group: string
}

/** What the viewer may do about a group's word: give it, write it down for somebody, take their own back, or know whose it is. */
export function Acknowledgement({ recipient, group }: AcknowledgementProps) {
  const t = useMessages(messages)
  const isForOthers = useMay('CHAIR', 'CLERK')
  const [opened, setOpened] = useState<'behalf' | 'back'>()
  const { id, state, acknowledgers, mayAcknowledge, mayTakeBack } = recipient
  if (state === 'ACKNOWLEDGED' && !mayTakeBack) return null
  return (
    <>
      {state === 'ACKNOWLEDGED' ? (
        <Button size="small" label={`${t('takeBack')}: ${group}`} onClick={() => setOpened('back')}>
          {t('takeBack')}
        </Button>
      ) : isForOthers ? (
        <Button size="small" label={`${t('recordBehalf')}: ${group}`} onClick={() => setOpened('behalf')}>
          {t('recordBehalf')}
        </Button>
      ) : (
        mayAcknowledge && <AcknowledgeButton recipientId={id} group={group} />
      )}
      {state !== 'ACKNOWLEDGED' && acknowledgers.length > 0 && (
        <span className="vx-option-note">{t('acknowledgedBy', { who: acknowledgers.join(', ') })}</span>
      )}
      {opened === 'behalf' && <BehalfDialog {...{ recipient, group }} onClose={() => setOpened(undefined)} />}
      {opened === 'back' && <TakeBackDialog {...{ recipient, group }} onClose={() => setOpened(undefined)} />}
    </>
  )
}

/** One tap of who leads the group. */
function AcknowledgeButton({ recipientId, group }: { recipientId: string; group: string }) {
  const t = useMessages(messages)
  const notify = useNotify()
  const [acknowledge, { busy, failure }] = useAction(ACKNOWLEDGE, { stale })
  return (
    <>
      <Button
        size="small"
        kind="primary"
        busy={busy}
        label={`${t('acknowledge')}: ${group}`}
        onClick={async () => {
          const result = (await acknowledge({ input: { recipientId } }))?.acknowledgeBroadcast
          if (!result) return
          if ('message' in result) notify({ tone: 'danger', title: result.message })
          else notify({ tone: 'success', title: t('acknowledged', { group }), text: t('takeBackHint') })
        }}
      >
        {t('acknowledgeShort')}
      </Button>
      {failure && <span role="alert">{failure}</span>}
    </>
  )
}

interface DialogProps extends AcknowledgementProps {
  onClose: () => void
}

function BehalfDialog({ recipient, group, onClose }: DialogProps) {
  const t = useMessages(messages)
  const notify = useNotify()
  const form = useForm({ onBehalfOf: recipient.acknowledgers.join(', ') })
  const [acknowledge, acting] = useAction(ACKNOWLEDGE, { stale })
  return (
    <ActDialog
      title={`${t('recordBehalf')}: ${group}`}
      label={t('recordBehalf')}
      consequence={t('behalfText')}
      form={form}
      {...acting}
      act={async ({ onBehalfOf }) =>
        (await acknowledge({ input: { recipientId: recipient.id, onBehalfOf: tidy(onBehalfOf) } }))
          ?.acknowledgeBroadcast
      }
      onDone={() => notify({ tone: 'success', title: t('acknowledged', { group }) })}
      onClose={onClose}
    >
      <TextField name="onBehalfOf" label={t('behalfOf')} description={t('behalfHint')} required span={12} autoFocus />
    </ActDialog>
  )
}

function TakeBackDialog({ recipient, group, onClose }: DialogProps) {
  const t = useMessages(messages)
  const notify = useNotify()
  const form = useForm({ reason: '' })
  const [takeBack, acting] = useAction(TAKE_BACK, { stale })
  return (
    <ActDialog
      title={`${t('takeBack')}: ${group}`}
      label={t('takeBack')}
      consequence={t('takeBackText')}
      form={form}
      {...acting}
      act={async ({ reason }) =>
        (await takeBack({ input: { recipientId: recipient.id, reason: tidy(reason) } }))?.takeBackAcknowledgement
      }
      onDone={() => notify({ tone: 'success', title: t('takenBack', { group }) })}
      onClose={onClose}
    >
      <TextField name="reason" label={t('reason')} required span={12} autoFocus />
    </ActDialog>
  )
}
