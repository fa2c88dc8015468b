import { Link, LinkButton, ReadingView, useMessages, useParams, useReading } from '@vungxanh/remote'
import { Page } from '@vungxanh/ui'
import './field.css'
import { Lacking } from '../rounds/lacking.tsx'
import { isDone } from '../rounds/lacks.ts'
import { messages } from '../rounds/messages.ts'
import { ROUND, useRoundVariables } from '../rounds/round-query.ts'

/** The households of a round in walking order, with what each of them lacks. */
export function FieldRoundPage() {
  const t = useMessages(messages)
  const { id = '' } = useParams()
  const reading = useReading(ROUND, { variables: useRoundVariables(id) })
  const round = reading.data?.round
  return (
    <Page
      title={round?.purpose ?? t('rounds')}
      trail={[
        <Link key="rounds" to="/td/ho-dan">
          {t('rounds')}
        </Link>,
      ]}
      subtitle={round && `${t('left')}: ${round.progress.left} / ${round.progress.households}`}
    >
      <ReadingView reading={reading} select={(data) => data.round} skeletonRows={12}>
        {(found) => {
          const next = found.stops.find((stop) => !isDone(stop))
          return (
            <>
              {next ? (
                <LinkButton to={`/td/ho-dan/${id}/${next.id}`} kind="primary">
                  {t('start', { code: next.household.code })}
                </LinkButton>
              ) : (
                <p>{t('all')}</p>
              )}
              <ul className="residents-field-list">
                {found.stops.map((stop) => (
                  <li key={stop.id}>
                    <Link to={`/td/ho-dan/${id}/${stop.id}`}>
                      <strong>{stop.household.address}</strong>
                      <span>{stop.household.code}</span>
                      <span className="residents-field-lacks">
                        <Lacking stop={stop} round={found} />
                      </span>
                    </Link>
                  </li>
                ))}
              </ul>
            </>
          )
        }}
      </ReadingView>
    </Page>
  )
}
