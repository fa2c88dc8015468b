import { useMessages } from '@vungxanh/remote'
import { DataTable, formatDate, Panel, StatusBadge } from '@vungxanh/ui'
import type { StatisticsPageQuery } from '../operations.generated.ts'
import { messages } from './messages.ts'

type Unit = NonNullable<StatisticsPageQuery['adminUnit']>

/** Of a unit that stands where others stood, or others where it stood: whose the numbers of earlier and later days are. */
export function LineagePanel({ unit }: { unit: Unit }) {
  const t = useMessages(messages)
  const { validFrom, validTo, predecessors, successors } = unit
  const rows = [
    ...predecessors.map((one) => ({ ...one, side: 'predecessor' as const })),
    ...successors.map((one) => ({ ...one, side: 'successor' as const })),
  ]
  if (rows.length === 0) return null
  const validity = validTo
    ? t(validFrom ? 'lineage.between' : 'lineage.until', {
        from: formatDate(validFrom ?? validTo),
        to: formatDate(validTo),
      })
    : undefined
  return (
    <Panel title={t('lineage')} note={validity && t('lineage.of', { unit: unit.name, validity })} flush>
      <DataTable
        caption={t('lineage')}
        rows={rows}
        rowKey={(row) => `${row.side} ${row.unit.code}`}
        empty={null}
        columns={[
          { key: 'side', label: t('lineage.side'), render: ({ side }) => t(`lineage.${side}`) },
          { key: 'unit', label: t('lineage.unit'), render: (row) => `${row.unit.name} (${row.unit.code})` },
          { key: 'how', label: t('lineage.how'), render: ({ kind }) => t(`lineage.${kind}`) },
          { key: 'from', label: t('lineage.fromOn'), nowrap: true, render: ({ fromOn }) => formatDate(fromOn) },
          {
            key: 'document',
            label: t('lineage.document'),
            render: ({ document, verified }) => (
              <>
                {document} {!verified && <StatusBadge tone="warning">{t('lineage.unverified')}</StatusBadge>}
              </>
            ),
          },
        ]}
      />
    </Panel>
  )
}
