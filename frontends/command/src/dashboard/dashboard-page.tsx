import {
  gql,
  Link,
  paths,
  ReadingView,
  type TypedDocumentNode,
  useMessages,
  useReading,
  useUnit,
} from '@vungxanh/remote'
import { Columns, DataTable, EmptyState, formatDate, formatDateTime, Page, Panel, useFormat, useUi } from '@vungxanh/ui'
import { ChartPanel } from '@vungxanh/ui/chart'
import { useCallback, useMemo } from 'react'
import { AsOfPicker, useAsOf } from '../as-of.tsx'
import { FigureTiles } from '../figure-tiles.tsx'
import { figureValues } from '../figures.ts'
import { messages } from '../messages.ts'
import type { CommandDashboardQuery, CommandDashboardQueryVariables } from '../operations.generated.ts'
import { type Report, ReportParagraph } from './report-paragraph.tsx'

const DASHBOARD: TypedDocumentNode<CommandDashboardQuery, CommandDashboardQueryVariables> = gql`
  query CommandDashboard($unit: ID!, $asOf: DateTime!) {
    adminUnit(code: $unit) {
      code
      name
      population(asOf: $asOf) {
        households
        persons
      }
      testing(asOf: $asOf) {
        personsTested
        personsPositive
        byDay {
          day
          personsTested
        }
      }
      vaccination(asOf: $asOf) {
        doses
        adverseEvents
        byDay {
          day
          doses
        }
      }
      support(asOf: $asOf) {
        count
        amount
        lines {
          countUnit
          count
          amount
          programme {
            id
            code
            name
            basisNote
            basis {
              id
              symbol
            }
          }
        }
        payouts(first: 1) {
          edges {
            node {
              id
              paidAt
            }
          }
        }
      }
    }
  }
`

type Unit = NonNullable<CommandDashboardQuery['adminUnit']>

/** The last day of which anything is counted. */
function lastDayOf(unit: Unit): string | undefined {
  const paidAt = unit.support?.payouts?.edges[0]?.node.paidAt
  const paidOn = paidAt ? formatDateTime(paidAt).slice(0, 10).split('/').toReversed().join('-') : undefined
  return [unit.testing?.byDay.at(-1)?.day, unit.vaccination?.byDay.at(-1)?.day, paidOn]
    .filter((day) => day !== undefined)
    .toSorted()
    .at(-1)
}

function reportOf(unit: Unit, asOf: string): Report | undefined {
  const { testing, vaccination, support } = unit
  if (!testing || !vaccination || !support) return undefined
  return {
    unit: unit.name,
    asOf,
    personsTested: testing.personsTested,
    personsPositive: testing.personsPositive,
    doses: vaccination.doses,
    adverseEvents: vaccination.adverseEvents,
    count: support.count,
    amount: support.amount,
    lines: support.lines.map(({ programme, countUnit, count, amount }) => ({
      programme: programme.name,
      basis: programme.basis?.symbol,
      countUnit,
      count,
      amount,
    })),
  }
}

function SupportLines({ support }: { support: NonNullable<Unit['support']> }) {
  const t = useMessages(messages)
  const format = useFormat()
  return (
    <DataTable
      caption={t('lines')}
      rows={support.lines}
      rowKey={(line) => line.programme.id}
      empty={<EmptyState>{t('noLines')}</EmptyState>}
      totals={{ count: format.number(support.count), amount: format.vnd(support.amount) }}
      columns={[
        {
          key: 'programme',
          label: t('programme'),
          render: ({ programme }) => (
            <>
              {programme.name}
              <span className="vx-option-note">{programme.code}</span>
            </>
          ),
        },
        {
          key: 'basis',
          label: t('basis'),
          render: ({ programme }) =>
            programme.basis ? (
              <Link to={paths.document(programme.basis.id)}>{programme.basis.symbol}</Link>
            ) : (
              (programme.basisNote ?? '—')
            ),
        },
        { key: 'count', label: t('count'), align: 'end', render: (line) => format.number(line.count) },
        { key: 'unit', label: t('countUnit'), nowrap: true, render: (line) => t(`unit.${line.countUnit}`) },
        { key: 'amount', label: t('amount'), align: 'end', render: (line) => format.vnd(line.amount) },
      ]}
    />
  )
}

function Trend({ unit }: { unit: Unit }) {
  const t = useMessages(messages)
  const format = useFormat()
  const days = useMemo(() => {
    const tests = new Map(unit.testing?.byDay.map((one) => [one.day, one.personsTested]))
    const doses = new Map(unit.vaccination?.byDay.map((one) => [one.day, one.doses]))
    return [...new Set([...tests.keys(), ...doses.keys()])]
      .toSorted()
      .map((day) => ({ day, tests: tests.get(day) ?? 0, doses: doses.get(day) ?? 0 }))
  }, [unit])
  const series = useMemo(
    () => [
      { name: t('trendTests'), values: days.map((one) => one.tests), tone: 'dark' as const },
      { name: t('trendDoses'), values: days.map((one) => one.doses), tone: 'light' as const },
    ],
    [days, t],
  )
  const categories = useMemo(() => days.map(({ day }) => formatDate(day).slice(0, 5)), [days])
  const sum = (values: readonly number[]) => format.number(values.reduce((total, value) => total + value, 0))
  return (
    <ChartPanel
      title={t('trend')}
      label={t('trend')}
      categories={categories}
      series={series}
      format={format.number}
      empty={<EmptyState>{t('trendEmpty')}</EmptyState>}
      table={
        <DataTable
          caption={t('trend')}
          rows={days}
          rowKey={(row) => row.day}
          empty={null}
          totals={{ tests: sum(days.map((one) => one.tests)), doses: sum(days.map((one) => one.doses)) }}
          columns={[
            { key: 'day', label: t('day'), render: (row) => formatDate(row.day) },
            { key: 'tests', label: t('trendTests'), align: 'end', render: (row) => format.number(row.tests) },
            { key: 'doses', label: t('trendDoses'), align: 'end', render: (row) => format.number(row.doses) },
          ]}
        />
      }
    />
  )
}

function PayoutChart({ support }: { support: NonNullable<Unit['support']> }) {
  const t = useMessages(messages)
  const { language } = useUi()
  const categories = useMemo(() => support.lines.map((line) => line.programme.code), [support])
  const series = useMemo(
    () => [{ name: t('amount'), values: support.lines.map((line) => line.amount), tone: 'dark' as const }],
    [support, t],
  )
  const millions = useCallback(
    (value: number) =>
      `${new Intl.NumberFormat(language).format(value / 1_000_000)}${language === 'vi' ? ' tr' : ' m'}`,
    [language],
  )
  return (
    <ChartPanel
      title={t('payoutsChart')}
      label={t('payoutsChart')}
      categories={categories}
      series={series}
      horizontal
      format={millions}
      empty={<EmptyState>{t('noLines')}</EmptyState>}
      table={<SupportLines support={support} />}
    />
  )
}

/** How things stand as of a time: eight numbers, what was paid, the trend, and the paragraph that goes up. */
export function DashboardPage() {
  const t = useMessages(messages)
  const unit = useUnit()
  const chosen = useAsOf()
  const reading = useReading(DASHBOARD, { variables: { unit: unit.code, asOf: chosen.asOf } })
  const found = reading.data?.adminUnit
  return (
    <Page
      title={t('situation')}
      subtitle={t('subtitle', { unit: found?.name ?? unit.name ?? unit.code, asOf: formatDateTime(chosen.asOf) })}
      actions={<AsOfPicker chosen={chosen} lastDay={found ? lastDayOf(found) : undefined} />}
    >
      <ReadingView reading={reading} select={(data) => data.adminUnit} skeletonRows={12}>
        {(shown) => (
          <>
            <FigureTiles values={figureValues(shown)} query={chosen.query} />
            {shown.support && (
              <Panel title={t('lines')} flush>
                <SupportLines support={shown.support} />
              </Panel>
            )}
            <Columns shape="halves">
              <Trend unit={shown} />
              {shown.support && <PayoutChart support={shown.support} />}
            </Columns>
            <ReportParagraph report={reportOf(shown, chosen.asOf)} />
          </>
        )}
      </ReadingView>
    </Page>
  )
}
