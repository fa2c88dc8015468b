import { useMessages } from '@vungxanh/remote'
import { type Column, DataTable, EmptyState, Notice, Panel, useFormat } from '@vungxanh/ui'
import { messages } from '../messages.ts'

export interface GroupCount {
  group: { id: string; name: string; number: number } | null
  value: number
  other?: number
}

export interface GroupCountsProps {
  rows: readonly GroupCount[]
  /** What the tile says; the groups must add up to it. */
  tile: number
  label: string
  otherLabel?: string
  money?: boolean
  otherMoney?: boolean
}

/** The figure by residential group, with a closing line that must equal the tile, and says so when it does not. */
export function GroupCounts({ rows, tile, label, otherLabel, money, otherMoney }: GroupCountsProps) {
  const t = useMessages(messages)
  const format = useFormat()
  const show = (value: number, isMoney: boolean | undefined) => (isMoney ? format.vnd(value) : format.number(value))
  const sum = rows.reduce((total, row) => total + row.value, 0)
  const otherSum = rows.reduce((total, row) => total + (row.other ?? 0), 0)
  const columns: Column<GroupCount>[] = [
    { key: 'group', label: t('group'), nowrap: true, render: (row) => row.group?.name ?? t('groupUnknown') },
    { key: 'value', label, align: 'end', render: (row) => show(row.value, money) },
    ...(otherLabel
      ? [
          {
            key: 'other',
            label: otherLabel,
            align: 'end' as const,
            render: (row: GroupCount) => show(row.other ?? 0, otherMoney),
          },
        ]
      : []),
  ]
  const ordered = rows.toSorted(
    (a, b) => (a.group?.number ?? Number.MAX_SAFE_INTEGER) - (b.group?.number ?? Number.MAX_SAFE_INTEGER),
  )
  return (
    <>
      {sum === tile ? (
        <Notice tone="success">{t('tally', { value: show(tile, money) })}</Notice>
      ) : (
        <Notice tone="danger">{t('tallyOff', { sum: show(sum, money), value: show(tile, money) })}</Notice>
      )}
      <Panel title={t('byGroup')} flush>
        <DataTable
          caption={t('byGroup')}
          rows={ordered}
          rowKey={(row) => row.group?.id ?? 'unknown'}
          empty={<EmptyState>{t('noRows')}</EmptyState>}
          totals={{ value: show(sum, money), other: show(otherSum, otherMoney) }}
          columns={columns}
        />
      </Panel>
    </>
  )
}
