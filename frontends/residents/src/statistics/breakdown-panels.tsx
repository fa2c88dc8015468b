import { Link, useMessages } from '@vungxanh/remote'
import { Columns, DataTable, EmptyState, formatDate, Panel, Rows, useFormat } from '@vungxanh/ui'
import type { ReactNode } from 'react'
import { messages as circumstances } from '../circumstances/messages.ts'
import { messages } from './messages.ts'
import type { Chosen } from './place-and-day.tsx'
import { type Narrowing, statisticsPaths } from './statistics-paths.ts'
import type { Figures } from './statistics-reading.ts'

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

/** What happened in the period, from where people came, and how the residents live. */
export function BreakdownPanels({ chosen, figures }: { chosen: Chosen; figures: Figures }) {
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
export function CircumstancesPanel({ chosen, figures }: { chosen: Chosen; figures: Figures }) {
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
