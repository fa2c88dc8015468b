import { gql, Link, ReadingView, type TypedDocumentNode, useMessages, useReading, useUnit } from '@vungxanh/remote'
import { DataTable, EmptyState, formatDateTime, Page, Panel, StatusBadge, today } from '@vungxanh/ui'
import { messages as register } from '../messages.ts'
import type { BulkEditsPageQuery, BulkEditsPageQueryVariables } from '../operations.generated.ts'
import { messages } from './messages.ts'
import { UndoButton } from './undo-button.tsx'

const BATCHES: TypedDocumentNode<BulkEditsPageQuery, BulkEditsPageQueryVariables> = gql`
  query BulkEditsPage($unit: ID!) {
    bulkEdits(unit: $unit) {
      id
      kind
      changed
      recordedAt
      byName
      undoneAt
      undoneByName
    }
  }
`

export function BulkEditsPage() {
  const t = useMessages(messages)
  const word = useMessages(register)
  const unit = useUnit()
  const reading = useReading(BATCHES, { variables: { unit: unit.code } })
  return (
    <Page
      title={t('batches')}
      subtitle={t('batchesOf', { unit: unit.name ?? unit.code })}
      trail={[
        <Link key="households" to="/ho-dan/ho">
          {word('households')}
        </Link>,
      ]}
    >
      <Panel title={t('batches')} flush>
        <ReadingView reading={reading} select={(data) => data.bulkEdits} skeletonRows={6}>
          {(batches) => (
            <DataTable
              caption={t('batches')}
              rows={batches}
              rowKey={({ id }) => id}
              empty={<EmptyState>{t('noBatches')}</EmptyState>}
              columns={[
                { key: 'at', label: t('at'), nowrap: true, render: ({ recordedAt }) => formatDateTime(recordedAt) },
                { key: 'what', label: t('what'), render: ({ kind }) => t(`kind.${kind}`) },
                { key: 'rows', label: t('rows'), align: 'end', render: ({ changed }) => changed },
                { key: 'by', label: t('by'), render: ({ byName }) => byName },
                {
                  key: 'state',
                  label: t('state'),
                  render: ({ id, changed, recordedAt, undoneAt, undoneByName }) =>
                    undoneAt ? (
                      <StatusBadge>
                        {t('undoneBy', { name: undoneByName ?? '', at: formatDateTime(undoneAt) })}
                      </StatusBadge>
                    ) : today(new Date(recordedAt)) === today() ? (
                      <UndoButton id={id} changed={changed} />
                    ) : (
                      t('stands')
                    ),
                },
              ]}
            />
          )}
        </ReadingView>
      </Panel>
    </Page>
  )
}
