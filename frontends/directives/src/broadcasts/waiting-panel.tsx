import { gql, Link, ReadingView, type TypedDocumentNode, useMessages, useReading } from '@vungxanh/remote'
import { DataTable, EmptyState, formatDateTime, Panel, SelectInput, Toolbar } from '@vungxanh/ui'
import { useState } from 'react'
import type { BroadcastsWaitingQuery, BroadcastsWaitingQueryVariables } from '../operations.generated.ts'
import { Acknowledgement } from './acknowledgement.tsx'
import { groupName, inOrder } from './group-names.ts'
import { messages } from './messages.ts'

const WAITING: TypedDocumentNode<BroadcastsWaitingQuery, BroadcastsWaitingQueryVariables> = gql`
  query BroadcastsWaiting($unit: ID!) {
    awaitingAcknowledgement(unit: $unit) {
      id
      state
      acknowledgers
      mayAcknowledge
      mayTakeBack
      broadcast {
        id
        title
        issuedAt
      }
      residentialGroup {
        id
        number
        name
      }
      selfManagementGroup {
        id
        number
        name
        residentialGroup {
          id
          number
          name
        }
      }
    }
  }
`

/** Most accounts answer for no group by name: the device remembers whose leader uses it. */
const remembered = 'vx-my-group'

/** What the leader of a group still has to acknowledge. */
export function WaitingPanel({ unit }: { unit: string }) {
  const t = useMessages(messages)
  const [mine, setMine] = useState(() => localStorage.getItem(remembered) ?? '')
  const reading = useReading(WAITING, { variables: { unit } })
  return (
    <Panel title={t('waiting')} note={t('acknowledgeRule')} flush>
      <ReadingView reading={reading} select={(data) => data.awaitingAcknowledgement} skeletonRows={2}>
        {(all) => {
          const rows = inOrder(all).map((row) => ({ ...row, name: groupName(row) }))
          const names = [...new Set([...rows.map(({ name }) => name), ...(mine ? [mine] : [])])]
          return (
            <>
              <Toolbar>
                <SelectInput
                  label={t('myGroup')}
                  value={mine}
                  options={[
                    { value: '', label: t('allGroups') },
                    ...names.map((name) => ({ value: name, label: name })),
                  ]}
                  onChange={(name) => {
                    localStorage.setItem(remembered, name)
                    setMine(name)
                  }}
                />
              </Toolbar>
              <DataTable
                caption={t('waiting')}
                rows={rows.filter(({ name }) => !mine || name === mine)}
                rowKey={({ id }) => id}
                empty={<EmptyState>{t('waitingNone')}</EmptyState>}
                columns={[
                  {
                    key: 'broadcast',
                    label: t('broadcast'),
                    render: ({ broadcast, name }) => (
                      <>
                        <Link to={`/dieu-hanh/thong-bao/${broadcast.id}`}>{broadcast.title}</Link>
                        <span className="vx-option-note">
                          {name} · {formatDateTime(broadcast.issuedAt)}
                        </span>
                      </>
                    ),
                  },
                  {
                    key: 'acknowledge',
                    label: t('received'),
                    align: 'end',
                    render: (recipient) => <Acknowledgement recipient={recipient} group={recipient.name} />,
                  },
                ]}
              />
            </>
          )
        }}
      </ReadingView>
    </Panel>
  )
}
