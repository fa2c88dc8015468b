import { Link, paths, useMessages } from '@vungxanh/remote'
import { type Column, DataTable, EmptyState, formatDate, StatusBadge } from '@vungxanh/ui'
import type { ResponsibilityKind } from '../operations.generated.ts'
import { messages } from './messages.ts'

/** A responsibility as every page shows it; in whose name is there for who may see it. */
export interface Held {
  id: string
  area: string
  kind: ResponsibilityKind
  responsible: string | null
  organisation?: { name: string } | null
  document?: { id: string; symbol: string } | null
  fromOn: string
  toOn: string | null
  hasAccount?: boolean
  mayHaveAccount?: boolean
  endReason?: string | null
}

export function useHeldColumns<Row extends Held>(): Column<Row>[] {
  const t = useMessages(messages)
  return [
    { key: 'area', label: t('area'), render: ({ area }) => area },
    {
      key: 'responsible',
      label: t('responsible'),
      render: ({ responsible, organisation, hasAccount }) => (
        <>
          {responsible ?? '—'}
          {organisation && organisation.name !== responsible && (
            <span className="vx-option-note">{organisation.name}</span>
          )}
          {hasAccount && <span className="vx-option-note">{t('signsIn')}</span>}
        </>
      ),
    },
    { key: 'kind', label: t('kind'), nowrap: true, render: ({ kind }) => t(`kind.${kind}`) },
    {
      key: 'document',
      label: t('document'),
      nowrap: true,
      render: ({ document }) =>
        document ? <Link to={paths.document(document.id)}>{document.symbol}</Link> : t('noDocument'),
    },
    { key: 'from', label: t('from'), nowrap: true, render: ({ fromOn }) => formatDate(fromOn) },
    {
      key: 'to',
      label: t('to'),
      render: ({ toOn, endReason }) =>
        toOn ? (
          t('endedWhy', { on: formatDate(toOn), reason: endReason ?? '' })
        ) : (
          <StatusBadge tone="success">{t('held')}</StatusBadge>
        ),
    },
  ]
}

/** Those of one place, on a page of another department. */
export function HeldList({ caption, rows, none }: { caption: string; rows: readonly Held[]; none: string }) {
  const columns = useHeldColumns<Held>()
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={({ id }) => id}
      empty={<EmptyState>{none}</EmptyState>}
      columns={columns.filter(({ key }) => key !== 'to')}
    />
  )
}
