import { gql, Link, type TypedDocumentNode, useMessages, useParams, useReading } from '@vungxanh/remote'
import { Button, EmptyState, formatDate, Notice, Page, Panel } from '@vungxanh/ui'
import type { ReactNode } from 'react'
import { circumstanceKinds, messages as circumstances } from '../circumstances/messages.ts'
import { ExportMenu, type ExportMenuProps } from '../exports/export-menu.tsx'
import type { CountedPlaceQuery, CountedPlaceQueryVariables } from '../operations.generated.ts'
import { CountedArrivals } from './counted-arrivals.tsx'
import { CountedHouseholds } from './counted-households.tsx'
import { CountedMovements } from './counted-movements.tsx'
import { CountedResidents } from './counted-residents.tsx'
import { messages } from './messages.ts'
import { placeName, useStatisticsAddress } from './place-and-day.tsx'
import { countedSlugs, statisticsPaths } from './statistics-paths.ts'

const PLACE: TypedDocumentNode<CountedPlaceQuery, CountedPlaceQueryVariables> = gql`
  query CountedPlace($unit: ID!) {
    adminUnit(code: $unit) {
      code
      name
      residentialGroups {
        id
        name
        selfManagementGroups {
          id
          name
        }
      }
    }
  }
`

const movements = ['BIRTHS', 'DEATHS', 'MOVES_IN', 'MOVES_OUT', 'MOVES_WITHIN'] as const
const sexWords = { MALE: 'male', FEMALE: 'female', UNKNOWN: 'unknownSex' } as const
const residentWords = {
  PERSONS: 'persons',
  PRESENT: 'present',
  ABSENT: 'absent',
  CHILDREN: 'children',
  ELDERLY: 'elderly',
  AGE_UNKNOWN: 'ageUnknown',
  WITHOUT_PAPERS: 'withoutPapers',
} as const
const residenceKinds = ['PERMANENT', 'TEMPORARY', 'STAYING'] as const
const OLDEST = 100

function knownKey<Words extends object>(words: Words, name: string | null): keyof Words | undefined {
  return name !== null && name in words ? (name as keyof Words) : undefined
}

interface CountedRows {
  title: string
  chosen: ReturnType<typeof useStatisticsAddress>
  rows?: ReactNode
  /** The same rows as a file. */
  exported?: Pick<ExportMenuProps, 'list' | 'variables'>
}

/** What the address asks to list: its title, and its rows. */
function useCountedRows(): CountedRows {
  const t = useMessages(messages)
  const word = useMessages(circumstances)
  const chosen = useStatisticsAddress()
  const { figure: slug } = useParams()
  const { parameters, variables } = chosen
  const { from, ...onDay } = variables
  const kind = parameters.get('loai')
  if (slug === countedSlugs.residents) {
    const figure = knownKey(residentWords, kind) ?? 'PERSONS'
    const band = parameters.get('tuoi')
    const ageBand = band !== null && /^\d{1,3}$/.test(band) ? Number(band) : null
    const sex = knownKey(sexWords, parameters.get('gioi')) ?? null
    const residenceKind = residenceKinds.find((one) => one === parameters.get('cutru')) ?? null
    const circumstance = circumstanceKinds.find((one) => one === parameters.get('dien')) ?? null
    const age =
      ageBand === null
        ? undefined
        : ageBand === OLDEST
          ? t('age.oldest', { from: String(ageBand) })
          : t('age.band', { from: String(ageBand), to: String(ageBand + 4) })
    const what = [
      t(residentWords[figure]),
      age && `${t('age').toLowerCase()} ${age}`,
      sex && t(sexWords[sex]),
      residenceKind && t(`kind.${residenceKind}`),
      circumstance && word(`kind.${circumstance}`),
    ]
    const asked = { ...onDay, figure, ageBand, sex, residenceKind, circumstance }
    return {
      chosen,
      exported: { list: 'counted-residents', variables: asked },
      title: t('rows.residents', { what: what.filter(Boolean).join(', ') }),
      rows: <CountedResidents variables={asked} />,
    }
  }
  if (slug === countedSlugs.households) {
    const named = parameters.get('co')
    const size = named !== null && /^\d{1,4}$/.test(named) ? Number(named) : null
    return {
      chosen,
      exported: { list: 'counted-households', variables: { ...onDay, size } },
      title: t('rows.households', {
        what: size === null ? t('allHouseholds') : t('householdsOf', { size: String(size) }),
      }),
      rows: <CountedHouseholds variables={{ ...onDay, size }} />,
    }
  }
  const movement = movements.find((one) => one === kind)
  if (slug === countedSlugs.movements && movement) {
    return {
      chosen,
      exported: { list: 'counted-movements', variables: { ...variables, figure: movement } },
      title: t('rows.movements', { what: t(`movement.${movement}`) }),
      rows: <CountedMovements variables={{ ...variables, figure: movement }} />,
    }
  }
  if (slug === countedSlugs.arrivals) {
    const place = parameters.get('noi')
    return {
      chosen,
      exported: { list: 'counted-arrivals', variables: { ...variables, place } },
      title: t('rows.arrivals', { what: place ?? t('allOrigins') }),
      rows: <CountedArrivals variables={{ ...variables, place }} />,
    }
  }
  return { chosen, title: t('statistics') }
}

/** The rows behind one number of the statistics, of the same place and day. */
export function CountedPage() {
  const t = useMessages(messages)
  const { chosen, title, rows, exported } = useCountedRows()
  // The unit that somebody works in is known by name; a part of it, or another, is asked for.
  const isOwnUnit = !chosen.area && !chosen.group && !chosen.team
  const place = useReading(PLACE, { variables: { unit: chosen.variables.unit }, skip: isOwnUnit })
  return (
    <Page
      title={title}
      subtitle={t('statisticsOf', {
        place: placeName(chosen, place.data?.adminUnit),
        day: formatDate(chosen.day),
        from: formatDate(chosen.from),
      })}
      trail={[
        <Link key="statistics" to={statisticsPaths.statistics(chosen)}>
          {t('statistics')}
        </Link>,
      ]}
      actions={rows && <Button onClick={() => window.print()}>{t('print')}</Button>}
    >
      {rows ? (
        <>
          <Notice>{t('listNote')}</Notice>
          <Panel
            title={title}
            flush
            actions={exported && <ExportMenu {...exported} conditions={[[t('day'), formatDate(chosen.day)]]} />}
          >
            {rows}
          </Panel>
        </>
      ) : (
        <EmptyState>{t('unknownFigure')}</EmptyState>
      )}
    </Page>
  )
}
