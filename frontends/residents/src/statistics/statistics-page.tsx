import { ReadingView, useMessages, useReading } from '@vungxanh/remote'
import { Button, Columns, formatDate, Notice, Page, Rows } from '@vungxanh/ui'
import { AgesPanel } from './ages-panel.tsx'
import { BreakdownPanels, CircumstancesPanel } from './breakdown-panels.tsx'
import { AgeLaw, FigureTiles } from './figure-tiles.tsx'
import { LineagePanel } from './lineage-panel.tsx'
import { messages } from './messages.ts'
import { PartPanels } from './part-panels.tsx'
import { PlaceAndDayPicker, placeName, useStatisticsAddress } from './place-and-day.tsx'
import { QuietPeriod } from './quiet-period.tsx'
import { type Figures, STATISTICS } from './statistics-reading.ts'
import { TrendPanel } from './trend-panel.tsx'

const isQuiet = ({ movements, arrivals }: Figures): boolean =>
  arrivals.arrivals === 0 && movements.every(({ persons }) => persons === 0)

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
  const unit = reading.data?.adminUnit
  return (
    <Page
      title={t('statistics')}
      subtitle={t('statisticsOf', {
        place: placeName(chosen, unit),
        day: formatDate(chosen.day),
        from: formatDate(chosen.from),
      })}
      actions={<Button onClick={() => window.print()}>{t('print')}</Button>}
    >
      <PlaceAndDayPicker chosen={chosen} groups={unit?.residentialGroups ?? []} />
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
      {unit && <LineagePanel unit={unit} />}
    </Page>
  )
}
