import { gql, Link, ReadingView, type TypedDocumentNode, useMessages, useReading } from '@vungxanh/remote'
import {
  Button,
  Columns,
  DataTable,
  EmptyState,
  formatDate,
  Notice,
  Page,
  Panel,
  Rows,
  StatTile,
  StatusBadge,
  Tiles,
  useFormat,
} from '@vungxanh/ui'
import type { ReactNode } from 'react'
import { messages as circumstances } from '../circumstances/messages.ts'
import type { StatisticsPageQuery, StatisticsPageQueryVariables } from '../operations.generated.ts'
import { AgesPanel } from './ages-panel.tsx'
import { type Chosen, ChosenDayPicker, useStatisticsAddress } from './chosen-day.tsx'
import { LineagePanel } from './lineage-panel.tsx'
import { messages } from './messages.ts'
import { QuietPeriod } from './quiet-period.tsx'
import { type Narrowing, statisticsPaths } from './statistics-paths.ts'
import { TrendPanel } from './trend-panel.tsx'

const STATISTICS: TypedDocumentNode<StatisticsPageQuery, StatisticsPageQueryVariables> = gql`
  query StatisticsPage(
    $unit: ID!
    $residentialGroup: ID
    $selfManagementGroup: ID
    $asOf: DateTime!
    $from: LocalDate!
    $withPapers: Boolean!
  ) {
    adminUnit(code: $unit) {
      code
      name
      validFrom
      validTo
      predecessors {
        ...UnitLineage @unmask
      }
      successors {
        ...UnitLineage @unmask
      }
      residentialGroups {
        id
        name
        number
        selfManagementGroups {
          id
          name
        }
      }
    }
    statistics(
      unit: $unit
      residentialGroup: $residentialGroup
      selfManagementGroup: $selfManagementGroup
      asOf: $asOf
      from: $from
    ) {
      withoutPapers @include(if: $withPapers)
      residents {
        persons
        present
        absent
        children
        elderly
        byAge {
          from
          male
          female
          unknownSex
        }
        byResidenceKind {
          kind
          persons
        }
      }
      households {
        households
        bySize {
          size
          households
        }
      }
      movements {
        figure
        persons
      }
      circumstances {
        kind
        households
        persons
      }
      arrivals {
        arrivals
        byOrigin {
          place
          arrivals
        }
      }
      byUnit {
        households
        persons
        present
        children
        elderly
        unit {
          code
          name
        }
      }
      byResidentialGroup {
        households
        persons
        present
        children
        elderly
        residentialGroup {
          id
          name
          number
        }
      }
      bySelfManagementGroup {
        households
        persons
        present
        children
        elderly
        selfManagementGroup {
          id
          name
          residentialGroup {
            id
            name
          }
        }
      }
      ageRules {
        code
        from
        to
        source
        verified
      }
    }
  }
  fragment UnitLineage on UnitLineage {
    unit {
      code
      name
    }
    kind
    fromOn
    document
    verified
  }
`

type Figures = NonNullable<StatisticsPageQuery['statistics']>

const isQuiet = ({ movements, arrivals }: Figures): boolean =>
  arrivals.arrivals === 0 && movements.every(({ persons }) => persons === 0)

/** A number that opens its rows, for who may see them. */
function useCounted(chosen: Chosen) {
  const format = useFormat()
  return (what: Parameters<typeof statisticsPaths.counted>[0], value: number, narrowing?: Narrowing): ReactNode =>
    chosen.mayOpen && value > 0 ? (
      <Link to={statisticsPaths.counted(what, chosen, narrowing)}>{format.number(value)}</Link>
    ) : (
      format.number(value)
    )
}

function FigureTiles({ chosen, figures }: { chosen: Chosen; figures: Figures }) {
  const t = useMessages(messages)
  const format = useFormat()
  const { residents, households, arrivals, withoutPapers, ageRules } = figures
  const rule = (code: string) => ageRules.find((one) => one.code === code)
  const tile = (
    label: string,
    value: number | null | undefined,
    note: string,
    what: Parameters<typeof statisticsPaths.counted>[0],
    narrowing?: Narrowing,
  ) => (
    <StatTile
      key={label}
      label={label}
      value={typeof value === 'number' ? format.number(value) : undefined}
      missing={t('missing')}
      note={note}
      {...(chosen.mayOpen && {
        link: (look) => <Link to={statisticsPaths.counted(what, chosen, narrowing)} {...look} />,
      })}
    />
  )
  return (
    <Tiles columns={4}>
      {tile(t('households'), households.households, t('note.households'), 'households')}
      {tile(t('persons'), residents.persons, t('note.persons'), 'residents', { loai: 'PERSONS' })}
      {tile(t('present'), residents.present, t('note.present'), 'residents', { loai: 'PRESENT' })}
      {tile(t('absent'), residents.absent, t('note.absent'), 'residents', { loai: 'ABSENT' })}
      {tile(
        t('children'),
        residents.children,
        t('note.children', { to: String((rule('CHILD')?.to ?? 0) + 1) }),
        'residents',
        { loai: 'CHILDREN' },
      )}
      {tile(
        t('elderly'),
        residents.elderly,
        t('note.elderly', { from: String(rule('ELDERLY')?.from ?? '') }),
        'residents',
        { loai: 'ELDERLY' },
      )}
      {chosen.mayOpen &&
        tile(t('withoutPapers'), withoutPapers, t('note.withoutPapers'), 'residents', { loai: 'WITHOUT_PAPERS' })}
      {tile(t('arrivals'), arrivals.arrivals, t('note.period', { from: formatDate(chosen.from) }), 'arrivals')}
    </Tiles>
  )
}

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
function PartPanels({ chosen, figures }: { chosen: Chosen; figures: Figures }) {
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

function BreakdownPanels({ chosen, figures }: { chosen: Chosen; figures: Figures }) {
  const t = useMessages(messages)
  const counted = useCounted(chosen)
  const { residents, households, movements, arrivals } = figures
  return (
    <Columns shape="halves">
      <Rows>
        <Panel title={t('movements')} note={t('note.period', { from: formatDate(chosen.from) })} flush>
          <DataTable
            caption={t('movements')}
            rows={movements}
            rowKey={({ figure }) => figure}
            empty={null}
            columns={[
              { key: 'movement', label: t('movement'), render: ({ figure }) => t(`movement.${figure}`) },
              {
                key: 'persons',
                label: t('movedPersons'),
                align: 'end',
                render: ({ figure, persons }) => counted('movements', persons, { loai: figure }),
              },
            ]}
          />
        </Panel>
        <Panel title={t('origins')} note={t('note.period', { from: formatDate(chosen.from) })} flush>
          <DataTable
            caption={t('origins')}
            rows={arrivals.byOrigin}
            rowKey={({ place }) => place}
            empty={<EmptyState>{t('noArrivals')}</EmptyState>}
            columns={[
              { key: 'origin', label: t('origin'), render: ({ place }) => place },
              {
                key: 'arrivals',
                label: t('arrivals'),
                align: 'end',
                render: ({ place, arrivals: count }) => counted('arrivals', count, { noi: place }),
              },
            ]}
          />
        </Panel>
      </Rows>
      <Rows>
        <Panel title={t('residenceKinds')} flush>
          <DataTable
            caption={t('residenceKinds')}
            rows={residents.byResidenceKind}
            rowKey={({ kind }) => kind}
            empty={null}
            columns={[
              { key: 'kind', label: t('kind'), render: ({ kind }) => t(`kind.${kind}`) },
              {
                key: 'persons',
                label: t('persons'),
                align: 'end',
                render: ({ kind, persons }) => counted('residents', persons, { loai: 'PERSONS', cutru: kind }),
              },
            ]}
          />
        </Panel>
        <Panel title={t('householdSizes')} flush>
          <DataTable
            caption={t('householdSizes')}
            rows={households.bySize}
            rowKey={({ size }) => String(size)}
            empty={<EmptyState>{t('noResidents')}</EmptyState>}
            columns={[
              { key: 'size', label: t('size'), render: ({ size }) => String(size) },
              {
                key: 'households',
                label: t('households'),
                align: 'end',
                render: ({ size, households: count }) => counted('households', count, { co: size }),
              },
            ]}
          />
        </Panel>
      </Rows>
    </Columns>
  )
}

/** Whom the ward has to look after, by why; each number opens its people. */
function CircumstancesPanel({ chosen, figures }: { chosen: Chosen; figures: Figures }) {
  const word = useMessages(circumstances)
  const counted = useCounted(chosen)
  const format = useFormat()
  return (
    <Panel title={word('title')} note={word('countNote')} flush>
      <DataTable
        caption={word('title')}
        rows={figures.circumstances}
        rowKey={({ kind }) => kind}
        empty={null}
        columns={[
          { key: 'kind', label: word('kind'), render: ({ kind }) => word(`kind.${kind}`) },
          {
            key: 'households',
            label: word('households'),
            align: 'end',
            render: ({ households }) => format.number(households),
          },
          {
            key: 'persons',
            label: word('persons'),
            align: 'end',
            render: ({ kind, persons }) => counted('residents', persons, { loai: 'PERSONS', dien: kind }),
          },
        ]}
      />
    </Panel>
  )
}

/** By which ages children and the elderly are counted, with the mark of what nobody has compared with the law yet. */
function AgeLaw({ figures }: { figures: Figures }) {
  const t = useMessages(messages)
  return (
    <p className="vx-page-subtitle">
      {t('ageLaw', { source: figures.ageRules.map(({ source }) => source).join(' · ') })}{' '}
      {figures.ageRules.some(({ verified }) => !verified) && (
        <StatusBadge tone="warning">{t('unverified')}</StatusBadge>
      )}
    </p>
  )
}

/** A figure of a city is one of the communes that somebody works for, and says so. */
function CoverageNotice({ figures }: { figures: Figures }) {
  const t = useMessages(messages)
  const names = figures.byUnit.map(({ unit }) => unit.name).join(', ')
  return <Notice tone="info" title={t('coverage', { count: figures.byUnit.length, names })} />
}

export function StatisticsPage() {
  const t = useMessages(messages)
  const chosen = useStatisticsAddress()
  const reading = useReading(STATISTICS, { variables: { ...chosen.variables, withPapers: chosen.mayOpen } })
  const groups = reading.data?.adminUnit?.residentialGroups ?? []
  const unitName = reading.data?.adminUnit?.name ?? chosen.unit.name ?? chosen.unit.code
  const inGroup = groups.find(({ id, selfManagementGroups: teams }) =>
    chosen.team ? teams.some((team) => team.id === chosen.team) : id === chosen.group,
  )
  const team = inGroup?.selfManagementGroups.find(({ id }) => id === chosen.team)
  const place = [team?.name, inGroup?.name].filter(Boolean).join(', ')
  return (
    <Page
      title={t('statistics')}
      subtitle={t('statisticsOf', {
        place: place ? `${place}, ${unitName}` : unitName,
        day: formatDate(chosen.day),
        from: formatDate(chosen.from),
      })}
      actions={<Button onClick={() => window.print()}>{t('print')}</Button>}
    >
      <ChosenDayPicker chosen={chosen} groups={groups} />
      <ReadingView reading={reading} select={(data) => data.statistics} skeletonRows={16}>
        {(figures) => (
          <Rows>
            {chosen.area && figures.byUnit.some(({ unit }) => unit.code !== chosen.area) && (
              <CoverageNotice figures={figures} />
            )}
            <FigureTiles chosen={chosen} figures={figures} />
            {isQuiet(figures) && <QuietPeriod chosen={chosen} />}
            <AgeLaw figures={figures} />
            <Columns shape="halves">
              <AgesPanel chosen={chosen} bands={figures.residents.byAge} />
              <TrendPanel chosen={chosen} />
            </Columns>
            <BreakdownPanels chosen={chosen} figures={figures} />
            <CircumstancesPanel chosen={chosen} figures={figures} />
            {!chosen.team && <PartPanels chosen={chosen} figures={figures} />}
          </Rows>
        )}
      </ReadingView>
      {/* Beside the refusal of a day after the last of the unit as well: it says where to look. */}
      {reading.data?.adminUnit && <LineagePanel unit={reading.data.adminUnit} />}
    </Page>
  )
}
