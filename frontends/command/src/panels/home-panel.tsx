import {
  gql,
  LinkButton,
  paths,
  ReadingView,
  type Slots,
  type TypedDocumentNode,
  useMessages,
  useReading,
} from '@vungxanh/remote'
import { Panel, recently } from '@vungxanh/ui'
import { useState } from 'react'
import { FigureTiles } from '../figure-tiles.tsx'
import { figureValues } from '../figures.ts'
import { messages } from '../messages.ts'
import type { CommandHomePanelQuery, CommandHomePanelQueryVariables } from '../operations.generated.ts'

const FIGURES: TypedDocumentNode<CommandHomePanelQuery, CommandHomePanelQueryVariables> = gql`
  query CommandHomePanel($unit: ID!, $asOf: DateTime!) {
    adminUnit(code: $unit) {
      code
      population(asOf: $asOf) {
        households
        persons
      }
      testing(asOf: $asOf) {
        personsTested
        personsPositive
      }
      vaccination(asOf: $asOf) {
        doses
        adverseEvents
      }
      support(asOf: $asOf) {
        count
        amount
      }
    }
  }
`

export function HomePanel({ unit }: Slots['home']) {
  const t = useMessages(messages)
  const [asOf] = useState(recently)
  const reading = useReading(FIGURES, { variables: { unit, asOf } })
  return (
    <Panel title={t('home')} actions={<LinkButton to={paths.command()}>{t('openDashboard')}</LinkButton>}>
      <ReadingView reading={reading} select={(data) => data.adminUnit} skeletonRows={6}>
        {(found) => <FigureTiles values={figureValues(found)} query="" />}
      </ReadingView>
    </Panel>
  )
}
