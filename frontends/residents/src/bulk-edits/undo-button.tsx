import { gql, type TypedDocumentNode, useAction, useMessages } from '@vungxanh/remote'
import { Button, Notice, useNotify } from '@vungxanh/ui'
import { useState } from 'react'
import type { UndoBulkEditMutation, UndoBulkEditMutationVariables } from '../operations.generated.ts'
import { messages } from './messages.ts'

export const stale = ['people', 'households', 'household', 'person', 'bulkEdits', 'bulkEditPreview']

const UNDO: TypedDocumentNode<UndoBulkEditMutation, UndoBulkEditMutationVariables> = gql`
  mutation UndoBulkEdit($id: ID!) {
    undoBulkEdit(id: $id) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`

interface UndoButtonProps {
  id: string
  changed: number
  onUndone?: () => void
}

/** Takes a whole batch back; a refusal stays beside the button, with the names that stand in its way. */
export function UndoButton({ id, changed, onUndone }: UndoButtonProps) {
  const t = useMessages(messages)
  const notify = useNotify()
  const [refusal, setRefusal] = useState<string>()
  const [undo, { busy, failure }] = useAction(UNDO, { stale })

  async function run() {
    setRefusal(undefined)
    const result = (await undo({ id }))?.undoBulkEdit
    if (!result) return
    if (result.__typename === 'BulkEditSuccess') {
      notify({ tone: 'success', title: t('undone', { count: changed }) })
      onUndone?.()
    } else setRefusal(result.message)
  }

  return (
    <>
      <Button size="small" busy={busy} onClick={run}>
        {t('undo')}
      </Button>
      {(refusal ?? failure) && <Notice tone="danger" urgent title={refusal ?? failure} />}
    </>
  )
}
