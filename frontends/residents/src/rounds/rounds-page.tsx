import {
  ConnectionTable,
  gql,
  Link,
  ReadingView,
  type TypedDocumentNode,
  useMay,
  useMessages,
  useReading,
  useUnit,
} from '@vungxanh/remote'
import { Button, EmptyState, formatDateTime, Page, Panel, StatusBadge } from '@vungxanh/ui'
import { useState } from 'react'
import { ExportMenu } from '../exports/export-menu.tsx'
import type { RoundsPageQuery, RoundsPageQueryVariables } from '../operations.generated.ts'
import { messages } from './messages.ts'
import { OpenRoundDialog } from './open-round-dialog.tsx'

const ROUNDS: TypedDocumentNode<RoundsPageQuery, RoundsPageQueryVariables> = gql`
  query RoundsPage($unit: ID!, $first: Int, $after: String) {
    rounds(unit: $unit, first: $first, after: $after) {
      edges {
        node {
          id
          purpose
          openedAt
          closedAt
          residentialGroup {
            id
            name
          }
          selfManagementGroup {
            id
            name
          }
          progress {
            households
            left
          }
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
      totalCount
    }
  }
`

export function RoundsPage() {
  const t = useMessages(messages)
  const unit = useUnit()
  const mayOpen = useMay('REGISTRAR')
  const [isOpening, setOpening] = useState(false)
  const reading = useReading(ROUNDS, { variables: { unit: unit.code, first: 50 } })
  return (
    <Page
      title={t('rounds')}
      subtitle={t('subtitle')}
      actions={
        mayOpen && (
          <Button kind="primary" onClick={() => setOpening(true)}>
            {t('open')}
          </Button>
        )
      }
    >
      {isOpening && <OpenRoundDialog onClose={() => setOpening(false)} />}
      <Panel title={t('rounds')} flush actions={<ExportMenu list="rounds" variables={{ unit: unit.code }} />}>
        <ReadingView reading={reading} select={(data) => data.rounds}>
          {(connection) => (
            <ConnectionTable
              caption={t('rounds')}
              reading={reading}
              connection={connection}
              empty={<EmptyState>{t('none')}</EmptyState>}
              columns={[
                {
                  key: 'purpose',
                  label: t('purpose'),
                  render: (round) => <Link to={`/ho-dan/vong-di/${round.id}`}>{round.purpose}</Link>,
                },
                { key: 'group', label: t('group'), nowrap: true, render: (round) => round.residentialGroup.name },
                {
                  key: 'subgroup',
                  label: t('subgroup'),
                  nowrap: true,
                  render: (round) => round.selfManagementGroup?.name ?? t('wholeGroup'),
                },
                {
                  key: 'progress',
                  label: t('progress'),
                  align: 'end',
                  render: ({ progress }) => `${progress.households - progress.left} / ${progress.households}`,
                },
                { key: 'opened', label: t('opened'), nowrap: true, render: (round) => formatDateTime(round.openedAt) },
                {
                  key: 'state',
                  label: t('state'),
                  nowrap: true,
                  render: (round) => (
                    <StatusBadge tone={round.closedAt ? 'neutral' : 'success'}>
                      {t(round.closedAt ? 'isClosed' : 'isOpen')}
                    </StatusBadge>
                  ),
                },
              ]}
            />
          )}
        </ReadingView>
      </Panel>
    </Page>
  )
}
