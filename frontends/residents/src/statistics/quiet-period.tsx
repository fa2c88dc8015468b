import { gql, Link, LinkButton, type TypedDocumentNode, useMessages, useReading } from '@vungxanh/remote'
import { formatDate, Notice, useFormat } from '@vungxanh/ui'
import type { StatisticsEverQuery, StatisticsEverQueryVariables } from '../operations.generated.ts'
import { messages } from './messages.ts'
import type { Chosen } from './place-and-day.tsx'
import { statisticsPaths } from './statistics-paths.ts'

const EVER: TypedDocumentNode<StatisticsEverQuery, StatisticsEverQueryVariables> = gql`
  query StatisticsEver(
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
      movements {
        figure
        persons
      }
      arrivals {
        arrivals
      }
      latestOn
    }
  }
`

/** Before anything that a register of today tells of; the server counts a hundred years at the most. */
const BEGINNING = '2000-01-01'

/** In a period in which nothing happened: whether anything did before, and the way to the last day of it. */
export function QuietPeriod({ chosen }: { chosen: Chosen }) {
  const t = useMessages(messages)
  const format = useFormat()
  const { data } = useReading(EVER, {
    variables: { ...chosen.variables, from: BEGINNING },
    skip: chosen.from <= BEGINNING,
  })
  const title = t('quiet', { from: formatDate(chosen.from), day: formatDate(chosen.day) })
  if (!data?.statistics) return <Notice title={title} />
  const { movements, arrivals, latestOn } = data.statistics
  const count = movements.reduce((sum, { persons }) => sum + persons, arrivals.arrivals)
  if (!latestOn) return <Notice title={title}>{t('quiet.never')}</Notice>
  const latest = formatDate(latestOn)
  return (
    <Notice
      title={title}
      action={
        <LinkButton
          to={statisticsPaths.statistics({ ...chosen, day: latestOn, from: `${latestOn.slice(0, 4)}-01-01` })}
        >
          {t('quiet.latest', { latest })}
        </LinkButton>
      }
    >
      {t('quiet.before', { latest })}{' '}
      <Link to={statisticsPaths.statistics({ ...chosen, from: BEGINNING })}>
        {t('quiet.all', { count: format.number(count) })}
      </Link>
    </Notice>
  )
}
