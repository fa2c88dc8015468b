import { Link, useMessages, useParams, useUnit } from '@vungxanh/remote'
import { EmptyState, formatDateTime, Page } from '@vungxanh/ui'
import { useAsOf } from '../as-of.tsx'
import { type FigureKey, figures } from '../figures.ts'
import { messages } from '../messages.ts'
import { PopulationRows } from './population-rows.tsx'
import { SupportRows } from './support-rows.tsx'
import { TestingRows } from './testing-rows.tsx'
import { VaccinationRows } from './vaccination-rows.tsx'

function FigureRows({ figure, unit, asOf }: { figure: FigureKey; unit: string; asOf: string }) {
  switch (figure) {
    case 'tested':
    case 'positive':
      return <TestingRows unit={unit} asOf={asOf} positive={figure === 'positive'} />
    case 'doses':
    case 'adverse':
      return <VaccinationRows unit={unit} asOf={asOf} adverse={figure === 'adverse'} />
    case 'payouts':
    case 'amount':
      return <SupportRows unit={unit} asOf={asOf} money={figure === 'amount'} />
    case 'households':
    case 'persons':
      return <PopulationRows unit={unit} asOf={asOf} persons={figure === 'persons'} />
  }
}

/** The rows behind one number of the dashboard, as of the same time. */
export function FigurePage() {
  const t = useMessages(messages)
  const unit = useUnit()
  const chosen = useAsOf()
  const { figure: slug } = useParams()
  const figure = figures.find((known) => known.slug === slug)
  return (
    <Page
      title={figure ? t(`figure.${figure.key}`) : t('situation')}
      subtitle={t('subtitle', { unit: unit.name ?? unit.code, asOf: formatDateTime(chosen.asOf) })}
      trail={[
        <Link key="situation" to={`/chi-huy${chosen.query}`}>
          {t('situation')}
        </Link>,
      ]}
    >
      {figure ? (
        <FigureRows figure={figure.key} unit={unit.code} asOf={chosen.asOf} />
      ) : (
        <EmptyState>{t('unknownFigure')}</EmptyState>
      )}
    </Page>
  )
}
