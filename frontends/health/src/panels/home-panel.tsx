import { gql, Link, ReadingView, type Slots, type TypedDocumentNode, useMessages, useReading } from '@vungxanh/remote'
import { Panel, recently, StatTile, Tiles, useFormat } from '@vungxanh/ui'
import { useState } from 'react'
import { messages } from '../messages.ts'
import type { HealthHomePanelQuery, HealthHomePanelQueryVariables } from '../operations.generated.ts'

const FIGURES: TypedDocumentNode<HealthHomePanelQuery, HealthHomePanelQueryVariables> = gql`
  query HealthHomePanel($unit: ID!, $asOf: DateTime!) {
    adminUnit(code: $unit) {
      code
      testing(asOf: $asOf) {
        personsTested
        personsPositive
      }
      vaccination(asOf: $asOf) {
        doses
        adverseEvents
      }
    }
  }
`

export function HomePanel({ unit }: Slots['home']) {
  const t = useMessages(messages)
  const format = useFormat()
  const [asOf] = useState(recently)
  const reading = useReading(FIGURES, { variables: { unit, asOf } })
  const figure = (value: number | undefined) => (value === undefined ? undefined : format.number(value))
  return (
    <Panel title={t('home')}>
      <ReadingView reading={reading} select={(data) => data.adminUnit} skeletonRows={3}>
        {({ testing, vaccination }) => (
          <Tiles columns={4}>
            <StatTile
              label={t('personsTested')}
              value={figure(testing?.personsTested)}
              missing={t('noFigure')}
              link={(tile) => <Link to="/tram-y-te" {...tile} />}
            />
            <StatTile label={t('positive')} value={figure(testing?.personsPositive)} missing={t('noFigure')} />
            <StatTile
              label={t('doses')}
              value={figure(vaccination?.doses)}
              missing={t('noFigure')}
              link={(tile) => <Link to="/tram-y-te/tiem-chung" {...tile} />}
            />
            <StatTile label={t('adverseEvents')} value={figure(vaccination?.adverseEvents)} missing={t('noFigure')} />
          </Tiles>
        )}
      </ReadingView>
    </Panel>
  )
}
