import { gql, type TypedDocumentNode, useAction, useMessages } from '@vungxanh/remote'
import { Button, useNotify } from '@vungxanh/ui'
import type { AcknowledgeBroadcastMutation, AcknowledgeBroadcastMutationVariables } from '../operations.generated.ts'
import { messages } from './messages.ts'

const ACKNOWLEDGE: TypedDocumentNode<AcknowledgeBroadcastMutation, AcknowledgeBroadcastMutationVariables> = gql`
  mutation AcknowledgeBroadcast($input: AcknowledgeBroadcastInput!) {
    acknowledgeBroadcast(input: $input) {
      __typename
      ... on UserError {
        message
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

/** One tap of who leads the group. */
export function AcknowledgeButton({ recipientId, group }: { recipientId: string; group: string }) {
  const t = useMessages(messages)
  const notify = useNotify()
  const [acknowledge, { busy, failure }] = useAction(ACKNOWLEDGE, {
    stale: ['broadcasts', 'broadcast', 'awaitingAcknowledgement'],
  })
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
          else notify({ tone: 'success', title: t('acknowledged', { group }) })
        }}
      >
        {t('acknowledgeShort')}
      </Button>
      {failure && <span role="alert">{failure}</span>}
    </>
  )
}
