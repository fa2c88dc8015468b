import { Link, LinkButton, paths, ReadingView, useMay, useMessages, useParams, useReading } from '@vungxanh/remote'
import {
  Button,
  DataTable,
  EmptyState,
  Facts,
  formatDateTime,
  Notice,
  Page,
  Panel,
  StatTile,
  StatusBadge,
  Tiles,
  type Tone,
} from '@vungxanh/ui'
import { type ReactNode, useState } from 'react'
import type { DeliveryState } from '../operations.generated.ts'
import { Acknowledgement } from './acknowledgement.tsx'
import { IssueDialog, RecordDialog, WithdrawDialog } from './broadcast-dialogs.tsx'
import { BROADCAST, type GroupRow, groupsOf, type Told } from './broadcast-reading.ts'
import { stateTones } from './broadcasts-page.tsx'
import './broadcasts.css'
import { ChannelTexts } from './channel-texts-panel.tsx'
import { messages } from './messages.ts'

const deliveryTones: Record<DeliveryState, Tone> = {
  PENDING: 'neutral',
  FAILED: 'danger',
  SENT: 'info',
  ACKNOWLEDGED: 'success',
}

const countedStates = [
  { state: 'ACKNOWLEDGED', counted: 'acknowledged' },
  { state: 'SENT', counted: 'sent' },
  { state: 'FAILED', counted: 'failed' },
  { state: 'PENDING', counted: 'pending' },
] as const

type Opened = 'issue' | 'withdraw' | 'record'

/** One broadcast: what it says on each channel, and how far each group has come with it. */
export function BroadcastPage() {
  const t = useMessages(messages)
  const { id = '' } = useParams()
  const withNames = useMay('REGISTRAR', 'HEALTH_STAFF', 'INSPECTOR')
  const mayWrite = useMay('CLERK', 'CHAIR')
  const reading = useReading(BROADCAST, { variables: { id, withNames } })
  const [opened, setOpened] = useState<Opened>()
  const broadcast = reading.data?.broadcast
  return (
    <Page
      title={broadcast?.title ?? t('broadcast')}
      trail={[
        <Link key="broadcasts" to="/dieu-hanh/thong-bao">
          {t('broadcasts')}
        </Link>,
      ]}
      subtitle={t('honest')}
      actions={
        broadcast && (
          <>
            <LinkButton to={`/dieu-hanh/thong-bao/${id}/in`}>{t('print')}</LinkButton>
            {mayWrite && broadcast.state === 'DRAFT' && (
              <>
                <LinkButton to={`/dieu-hanh/thong-bao/${id}/soan`}>{t('edit')}</LinkButton>
                <Button onClick={() => setOpened('withdraw')}>{t('discard')}</Button>
                <Button kind="primary" onClick={() => setOpened('issue')}>
                  {t('issue')}
                </Button>
              </>
            )}
            {mayWrite && broadcast.state === 'ISSUED' && (
              <Button onClick={() => setOpened('withdraw')}>{t('withdraw')}</Button>
            )}
          </>
        )
      }
    >
      <ReadingView reading={reading} select={(data) => data.broadcast} skeletonRows={10}>
        {(found) => <BroadcastDetails broadcast={found} opened={opened} onOpen={setOpened} />}
      </ReadingView>
    </Page>
  )
}

function BroadcastDetails({
  broadcast,
  opened,
  onOpen,
}: {
  broadcast: Told
  opened: Opened | undefined
  onOpen: (opened: Opened | undefined) => void
}) {
  const t = useMessages(messages)
  const mayDeliver = useMay('CLERK', 'CHAIR', 'TEAM_LEADER', 'COMMUNITY_TEAM') && broadcast.state === 'ISSUED'
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const rows = groupsOf(broadcast)
  const close = () => onOpen(undefined)
  return (
    <>
      {broadcast.withdrawnAt && (
        <Notice
          tone="danger"
          title={t('withdrawnWhy', {
            at: formatDateTime(broadcast.withdrawnAt),
            by: broadcast.withdrawnByName ?? '',
            reason: broadcast.withdrawReason ?? '',
          })}
        />
      )}
      {broadcast.state !== 'DRAFT' && (
        <Panel title={t('counted')}>
          <Tiles>
            {countedStates.map(({ state, counted }) => (
              <StatTile
                key={state}
                label={t(`delivery.${state}`)}
                value={`${broadcast.counts[counted]}/${broadcast.counts.recipients}`}
                missing="—"
              />
            ))}
          </Tiles>
        </Panel>
      )}
      <Panel title={t('broadcast')}>
        <p className="directives-told">{broadcast.text}</p>
        <Facts
          facts={[
            {
              label: t('state'),
              value: <StatusBadge tone={stateTones[broadcast.state]}>{t(`state.${broadcast.state}`)}</StatusBadge>,
            },
            { label: t('channels'), value: broadcast.channels.map((channel) => t(`channel.${channel}`)).join(', ') },
            {
              label: t('document'),
              value: broadcast.document && (
                <Link to={paths.document(broadcast.document.id)}>{broadcast.document.symbol}</Link>
              ),
            },
            {
              label: t('by'),
              value: [
                broadcast.issuedByName ?? broadcast.byName,
                formatDateTime(broadcast.issuedAt ?? broadcast.draftedAt),
              ].join(' · '),
            },
          ]}
        />
      </Panel>
      {broadcast.state !== 'WITHDRAWN' && <ChannelTexts broadcast={broadcast} groups={rows} />}
      <Panel
        title={broadcast.state === 'DRAFT' ? t('recipients') : t('delivery')}
        note={
          broadcast.state === 'DRAFT'
            ? t('toEdit', { count: rows.length })
            : mayDeliver && `${t('chooseFirst')} ${t('acknowledgeRule')}`
        }
        flush
        actions={
          mayDeliver && (
            <Button size="small" kind="primary" disabled={chosen.size === 0} onClick={() => onOpen('record')}>
              {t('recordChosen', { count: chosen.size })}
            </Button>
          )
        }
      >
        <DataTable
          caption={t('delivery')}
          rows={rows}
          rowKey={({ key }) => key}
          empty={<EmptyState>{t('toEdit', { count: 0 })}</EmptyState>}
          selection={mayDeliver ? { chosen, onChange: setChosen, nameOf: ({ name }) => name } : undefined}
          columns={[
            { key: 'group', label: t('group'), render: ({ name, team }) => <GroupCell name={name} team={team} /> },
            ...(rows.some(({ leader }) => leader)
              ? [{ key: 'leader', label: t('leader'), nowrap: true, render: ({ leader }: GroupRow) => leader ?? '—' }]
              : []),
            ...(broadcast.state === 'DRAFT'
              ? []
              : [
                  {
                    key: 'state',
                    label: t('state'),
                    nowrap: true,
                    render: ({ recipient }: GroupRow) =>
                      recipient && (
                        <StatusBadge tone={deliveryTones[recipient.state]}>
                          {t(`delivery.${recipient.state}`)}
                        </StatusBadge>
                      ),
                  },
                  {
                    key: 'steps',
                    label: t('steps'),
                    wide: true,
                    render: ({ recipient }: GroupRow) => <Steps of={recipient} />,
                  },
                ]),
            ...(mayDeliver
              ? [
                  {
                    key: 'acknowledge',
                    label: t('acknowledge'),
                    nowrap: true,
                    render: ({ recipient, name }: GroupRow) =>
                      recipient && <Acknowledgement recipient={recipient} group={name} />,
                  },
                ]
              : []),
          ]}
        />
      </Panel>
      {opened === 'issue' && <IssueDialog broadcast={broadcast} count={rows.length} onClose={close} />}
      {opened === 'withdraw' && <WithdrawDialog broadcast={broadcast} onClose={close} />}
      {opened === 'record' && (
        <RecordDialog
          broadcast={broadcast}
          recipientIds={rows.flatMap(({ key, recipient }) => (recipient && chosen.has(key) ? recipient.id : []))}
          onClose={close}
          onDone={() => setChosen(new Set())}
        />
      )}
    </>
  )
}

function GroupCell({ name, team }: Pick<GroupRow, 'name' | 'team'>): ReactNode {
  const t = useMessages(messages)
  return (
    <>
      {name}
      {team?.channelKind && (
        <span className="vx-option-note">
          {[t(`groupChannel.${team.channelKind}`), team.channelName].filter(Boolean).join(': ')}
          {team.channelLink && (
            <>
              {' '}
              <a href={team.channelLink} rel="noreferrer" target="_blank">
                {team.channelLink}
              </a>
            </>
          )}
        </span>
      )}
    </>
  )
}

function Steps({ of: recipient }: { of: GroupRow['recipient'] }): ReactNode {
  const t = useMessages(messages)
  return (recipient?.steps ?? []).map(({ id, kind, channel, reason, at, byName, byPost, onBehalfOf }) => (
    <span className="vx-option-note" key={id}>
      {t(onBehalfOf ? 'step.behalf' : `step.${kind}`, {
        who: onBehalfOf ?? '',
        channel: channel ? t(`channel.${channel}`) : '',
        reason: reason ?? '',
        at: formatDateTime(at),
        by: byName,
        post: byPost,
      })}
    </span>
  ))
}
