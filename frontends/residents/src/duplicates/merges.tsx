import {
  ConnectionTable,
  gql,
  Link,
  paths,
  ReadingView,
  type TypedDocumentNode,
  useAction,
  useMessages,
  useReading,
  useUnit,
} from '@vungxanh/remote'
import { Button, EmptyState, formatDateTime, Panel, StatusBadge, useNotify } from '@vungxanh/ui'
import { ExportMenu } from '../exports/export-menu.tsx'
import type {
  MergesPageQuery,
  MergesPageQueryVariables,
  UndoMergeMutation,
  UndoMergeMutationVariables,
} from '../operations.generated.ts'
import { messages } from './messages.ts'
import { stale } from './pair-comparison.tsx'

const MERGES: TypedDocumentNode<MergesPageQuery, MergesPageQueryVariables> = gql`
  query MergesPage($unit: ID!, $first: Int, $after: String) {
    personMerges(unit: $unit, first: $first, after: $after) {
      edges {
        node {
          id
          mergedAt
          byName
          undoUntil
          undoneAt
          undoneByName
          survivor {
            id
            fullName
          }
          absorbed {
            id
            fullName
          }
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
      totalCount
    }
  }
`

const UNDO: TypedDocumentNode<UndoMergeMutation, UndoMergeMutationVariables> = gql`
  mutation UndoMerge($id: ID!) {
    undoMerge(id: $id) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`

const pageSize = 20

export function Merges({ mayUndo }: { mayUndo: boolean }) {
  const t = useMessages(messages)
  const unit = useUnit()
  const notify = useNotify()
  const reading = useReading(MERGES, { variables: { unit: unit.code, first: pageSize } })
  const [undo, { busy }] = useAction(UNDO, { stale })
  async function takeBack(id: string) {
    const result = (await undo({ id }))?.undoMerge
    if (!result) return
    const isDone = result.__typename === 'PersonMergeSuccess'
    notify({ tone: isDone ? 'success' : 'warning', title: isDone ? t('undoDone') : result.message })
  }
  return (
    <Panel title={t('list.MERGED')} flush actions={<ExportMenu list="merges" variables={{ unit: unit.code }} />}>
      <ReadingView reading={reading} select={(data) => data.personMerges} skeletonRows={6}>
        {(connection) => (
          <ConnectionTable
            caption={t('list.MERGED')}
            reading={reading}
            connection={connection}
            empty={<EmptyState>{t('empty.MERGED')}</EmptyState>}
            columns={[
              {
                key: 'kept',
                label: t('kept'),
                render: ({ survivor }) => <Link to={paths.person(survivor.id)}>{survivor.fullName}</Link>,
              },
              { key: 'absorbed', label: t('absorbed'), render: ({ absorbed }) => absorbed.fullName },
              {
                key: 'by',
                label: t('by'),
                render: ({ byName, mergedAt }) => `${byName}, ${formatDateTime(mergedAt)}`,
              },
              {
                key: 'undo',
                label: t('undo'),
                render: ({ id, undoneAt, undoneByName, undoUntil }) => {
                  if (undoneAt) return `${t('undone')}: ${undoneByName ?? ''}, ${formatDateTime(undoneAt)}`
                  if (new Date(undoUntil) < new Date()) return <StatusBadge>{t('undoOver')}</StatusBadge>
                  return mayUndo ? (
                    <Button busy={busy} onClick={() => takeBack(id)}>
                      {t('undo')}
                    </Button>
                  ) : (
                    t('undoUntil', { until: formatDateTime(undoUntil) })
                  )
                },
              },
            ]}
          />
        )}
      </ReadingView>
    </Panel>
  )
}
