import { Link, useMessages } from '@vungxanh/remote'
import { DataTable, EmptyState, useFormat } from '@vungxanh/ui'
import { ChartPanel } from '@vungxanh/ui/chart'
import { useMemo } from 'react'
import type { StatisticsPageQuery } from '../operations.generated.ts'
import { messages } from './messages.ts'
import type { Chosen } from './place-and-day.tsx'
import { statisticsPaths } from './statistics-paths.ts'

type Band = NonNullable<StatisticsPageQuery['statistics']>['residents']['byAge'][number]

const OLDEST = 100

const sexes = { male: 'MALE', female: 'FEMALE', unknownSex: 'UNKNOWN' } as const

/** Men to the left, women to the right; the table beside it also has whose sex or age nobody knows. */
export function AgesPanel({ chosen, bands }: { chosen: Chosen; bands: readonly Band[] }) {
  const t = useMessages(messages)
  const format = useFormat()
  const label = ({ from }: Band) => {
    if (from === null) return t('age.unknown')
    if (from === OLDEST) return t('age.oldest', { from: String(from) })
    return t('age.band', { from: String(from), to: String(from + 4) })
  }
  const known = bands.filter(({ from }) => from !== null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the language, which makes the page anew
  const categories = useMemo(() => known.map(label), [bands])
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const series = useMemo(
    () => [
      { name: t('male'), values: known.map(({ male }) => male), tone: 'dark' as const },
      { name: t('female'), values: known.map(({ female }) => female), tone: 'light' as const },
    ],
    [bands],
  )
  const counted = (band: Band, key: keyof typeof sexes) => {
    const value = format.number(band[key])
    if (!chosen.mayOpen || band[key] === 0) return value
    const narrowing = {
      ...(band.from === null ? { loai: 'AGE_UNKNOWN' } : { loai: 'PERSONS', tuoi: band.from }),
      gioi: sexes[key],
    }
    return <Link to={statisticsPaths.counted('residents', chosen, narrowing)}>{value}</Link>
  }
  const keys = Object.keys(sexes) as (keyof typeof sexes)[]
  return (
    <ChartPanel
      title={t('ages')}
      label={`${t('ages')}. ${t('agesRule')}`}
      categories={categories}
      series={series}
      horizontal
      mirrored
      format={format.number}
      empty={<EmptyState>{t('noResidents')}</EmptyState>}
      table={
        <>
          <p className="vx-panel-body">{t('agesRule')}</p>
          <DataTable
            caption={t('ages')}
            rows={bands}
            rowKey={({ from }) => String(from)}
            empty={null}
            totals={Object.fromEntries(
              keys.map((key) => [key, format.number(bands.reduce((sum, band) => sum + band[key], 0))]),
            )}
            columns={[
              { key: 'age', label: t('age'), nowrap: true, render: label },
              ...keys.map((key) => ({
                key,
                label: t(key),
                align: 'end' as const,
                render: (band: Band) => counted(band, key),
              })),
            ]}
          />
        </>
      }
    />
  )
}
