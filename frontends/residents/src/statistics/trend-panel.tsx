import { gql, ReadingView, type TypedDocumentNode, useMessages, useReading } from '@vungxanh/remote'
import { DataTable, EmptyState, formatDate, Panel, useFormat } from '@vungxanh/ui'
import { ChartPanel } from '@vungxanh/ui/chart'
import { useMemo } from 'react'
import type { StatisticsTrendQuery, StatisticsTrendQueryVariables } from '../operations.generated.ts'
import { messages } from './messages.ts'
import type { Chosen } from './place-and-day.tsx'

// By itself: it counts seven days, and nobody waits for it to see one.
const TREND: TypedDocumentNode<StatisticsTrendQuery, StatisticsTrendQueryVariables> = gql`
  query StatisticsTrend(
    $unit: ID!
    $residentialGroup: ID
    $selfManagementGroup: ID
    $asOf: DateTime!
    $from: LocalDate!
  ) {
    statistics(
      unit: $unit
      residentialGroup: $residentialGroup
      selfManagementGroup: $selfManagementGroup
      asOf: $asOf
      from: $from
    ) {
      trend {
        on
        persons
        present
      }
    }
  }
`

type Point = NonNullable<StatisticsTrendQuery['statistics']>['trend'][number]

export function TrendPanel({ chosen }: { chosen: Chosen }) {
  const t = useMessages(messages)
  const reading = useReading(TREND, { variables: { ...chosen.variables, from: chosen.day } })
  if (!reading.data?.statistics) {
    return (
      <Panel title={t('trend')} flush>
        <ReadingView reading={reading} select={(data) => data.statistics} skeletonRows={8}>
          {() => null}
        </ReadingView>
      </Panel>
    )
  }
  return <TrendChart points={reading.data.statistics.trend} />
}

function TrendChart({ points }: { points: readonly Point[] }) {
  const t = useMessages(messages)
  const format = useFormat()
  const categories = useMemo(() => points.map(({ on }) => formatDate(on)), [points])
  const series = useMemo(
    () => [
      { name: t('persons'), values: points.map(({ persons }) => persons), tone: 'dark' as const },
      { name: t('present'), values: points.map(({ present }) => present), tone: 'light' as const },
    ],
    [points, t],
  )
  return (
    <ChartPanel
      title={t('trend')}
      label={t('trend')}
      categories={categories}
      series={series}
      format={format.number}
      empty={<EmptyState>{t('noResidents')}</EmptyState>}
      table={
        <DataTable
          caption={t('trend')}
          rows={points}
          rowKey={({ on }) => on}
          empty={null}
          columns={[
            { key: 'on', label: t('day'), nowrap: true, render: ({ on }) => formatDate(on) },
            { key: 'persons', label: t('persons'), align: 'end', render: ({ persons }) => format.number(persons) },
            { key: 'present', label: t('present'), align: 'end', render: ({ present }) => format.number(present) },
          ]}
        />
      }
    />
  )
}
