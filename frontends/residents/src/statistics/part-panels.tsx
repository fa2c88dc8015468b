import { Link, useMessages } from '@vungxanh/remote'
import { DataTable, EmptyState, Panel, useFormat } from '@vungxanh/ui'
import { messages } from './messages.ts'
import type { Chosen } from './place-and-day.tsx'
import { statisticsPaths } from './statistics-paths.ts'
import type { Figures } from './statistics-reading.ts'

interface Compared {
  /** Empty: those in no group, who have no page of their own. */
  id: string
  name: string
  households: number
  persons: number
  present: number
  children: number
  elderly: number
}

/** Groups or communes beside each other; a name leads to the statistics of it. */
function ComparisonPanel({
  title,
  part,
  rows,
  addressOf,
}: {
  title: string
  /** What one row is. */
  part: string
  rows: readonly Compared[]
  addressOf: (id: string) => string
}) {
  const t = useMessages(messages)
  const format = useFormat()
  const counts = ['households', 'persons', 'present', 'children', 'elderly'] as const
  return (
    <Panel title={title} flush>
      <DataTable
        caption={title}
        rows={rows}
        rowKey={(row) => row.id}
        empty={<EmptyState>{t('noGroups')}</EmptyState>}
        totals={Object.fromEntries(
          counts.map((key) => [key, format.number(rows.reduce((sum, row) => sum + row[key], 0))]),
        )}
        columns={[
          {
            key: 'part',
            label: part,
            nowrap: true,
            render: ({ id, name }) => (id ? <Link to={addressOf(id)}>{name}</Link> : name),
          },
          ...counts.map((key) => ({
            key,
            label: t(key),
            align: 'end' as const,
            render: (row: Compared) => format.number(row[key]),
          })),
        ]}
      />
    </Panel>
  )
}

/** What a unit is made of, or of several the units. */
export function PartPanels({ chosen, figures }: { chosen: Chosen; figures: Figures }) {
  const t = useMessages(messages)
  const { byUnit, byResidentialGroup, bySelfManagementGroup } = figures
  if (byUnit.length > 1)
    return (
      <ComparisonPanel
        title={t('byUnit')}
        part={t('lineage.unit')}
        rows={byUnit.map(({ unit, ...counts }) => ({ ...counts, id: unit.code, name: unit.name }))}
        addressOf={(area) => statisticsPaths.statistics({ ...chosen, area, group: '', team: '' })}
      />
    )
  const teams = bySelfManagementGroup.map(({ selfManagementGroup: team, ...counts }) => ({
    ...counts,
    id: team?.id ?? '',
    name: team ? (chosen.group ? team.name : `${team.name}, ${team.residentialGroup.name}`) : t('ungrouped'),
  }))
  return (
    <>
      {!chosen.group && (
        <ComparisonPanel
          title={t('byGroup')}
          part={t('group')}
          rows={byResidentialGroup.map(({ residentialGroup, ...counts }) => ({ ...counts, ...residentialGroup }))}
          addressOf={(group) => statisticsPaths.statistics({ ...chosen, group, team: '' })}
        />
      )}
      {teams.some(({ id }) => id) && (
        <ComparisonPanel
          title={t('byTeam')}
          part={t('group')}
          rows={teams}
          addressOf={(team) => statisticsPaths.statistics({ ...chosen, group: '', team })}
        />
      )}
    </>
  )
}
