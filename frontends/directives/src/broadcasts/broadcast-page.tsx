import {
  gql,
  Link,
  LinkButton,
  paths,
  ReadingView,
  type TypedDocumentNode,
  useAction,
  useMay,
  useMessages,
  useParams,
  useReading,
  useUnit,
} from '@vungxanh/remote'
import {
  Button,
  ChoiceField,
  DataTable,
  EmptyState,
  Facts,
  formatDateTime,
  Notice,
  Page,
  Panel,
  SelectField,
  StatTile,
  StatusBadge,
  TextField,
  Tiles,
  type Tone,
  tidy,
  useForm,
  useNotify,
} from '@vungxanh/ui'
import { type ReactNode, useRef, useState } from 'react'
import { ActDialog } from '../act-dialog.tsx'
import type {
  BroadcastChannel,
  BroadcastPageQuery,
  BroadcastPageQueryVariables,
  DeliveryState,
  IssueBroadcastMutation,
  IssueBroadcastMutationVariables,
  RecordDeliveriesMutation,
  RecordDeliveriesMutationVariables,
  WithdrawBroadcastMutation,
  WithdrawBroadcastMutationVariables,
} from '../operations.generated.ts'
import { AcknowledgeButton } from './acknowledge-button.tsx'
import { stateTones } from './broadcasts-page.tsx'
import './broadcasts.css'
import { channelText, smsParts } from './channel-texts.ts'
import { groupName, inOrder } from './group-names.ts'
import { messages } from './messages.ts'

export const BROADCAST: TypedDocumentNode<BroadcastPageQuery, BroadcastPageQueryVariables> = gql`
  query BroadcastPage($id: ID!, $withNames: Boolean!) {
    broadcast(id: $id) {
      id
      title
      text
      state
      channels
      draftedAt
      byName
      issuedAt
      issuedByName
      withdrawnAt
      withdrawReason
      withdrawnByName
      document {
        id
        symbol
      }
      counts {
        recipients
        pending
        failed
        sent
        acknowledged
      }
      residentialGroups {
        id
        number
        name
        leader {
          id
          person @include(if: $withNames) {
            id
            fullName
          }
        }
      }
      selfManagementGroups {
        id
        number
        name
        channelKind
        channelName
        channelLink
        residentialGroup {
          id
          number
          name
        }
        leader {
          id
          person @include(if: $withNames) {
            id
            fullName
          }
        }
      }
      recipients {
        id
        state
        residentialGroup {
          id
        }
        selfManagementGroup {
          id
        }
        steps {
          id
          kind
          channel
          reason
          at
          byName
          byPost
        }
      }
    }
  }
`

const ISSUE: TypedDocumentNode<IssueBroadcastMutation, IssueBroadcastMutationVariables> = gql`
  mutation IssueBroadcast($input: IssueBroadcastInput!) {
    issueBroadcast(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`

const WITHDRAW: TypedDocumentNode<WithdrawBroadcastMutation, WithdrawBroadcastMutationVariables> = gql`
  mutation WithdrawBroadcast($input: WithdrawBroadcastInput!) {
    withdrawBroadcast(input: $input) {
      __typename
      ... on UserError {
        message
      }
      ... on InvalidInput {
        field
      }
    }
  }
`

const RECORD: TypedDocumentNode<RecordDeliveriesMutation, RecordDeliveriesMutationVariables> = gql`
  mutation RecordDeliveries($input: RecordDeliveriesInput!) {
    recordDeliveries(input: $input) {
      __typename
      ... on UserError {
        message
      }
      ... on InvalidInput {
        field
      }
    }
  }
`

export type Told = NonNullable<BroadcastPageQuery['broadcast']>
export const stale = ['broadcasts', 'broadcast', 'awaitingAcknowledgement', 'selfManagementGroup', 'document']

const deliveryTones: Record<DeliveryState, Tone> = {
  PENDING: 'neutral',
  FAILED: 'danger',
  SENT: 'info',
  ACKNOWLEDGED: 'success',
}

/** The groups of a broadcast in the order of the ward: those that were chosen, and once it is issued what came of it. */
export function groupsOf({ residentialGroups, selfManagementGroups, recipients }: Told) {
  const groups = [
    ...residentialGroups.map((group) => ({ id: group.id, residentialGroup: group, selfManagementGroup: null })),
    ...selfManagementGroups.map((group) => ({ id: group.id, residentialGroup: null, selfManagementGroup: group })),
  ]
  return inOrder(groups).map((group) => {
    const recipient = recipients.find((one) => (one.residentialGroup?.id ?? one.selfManagementGroup?.id) === group.id)
    const team = group.selfManagementGroup
    return {
      key: group.id,
      name: groupName(group),
      leader: (group.residentialGroup ?? team)?.leader?.person?.fullName,
      team,
      recipient,
    }
  })
}

type GroupRow = ReturnType<typeof groupsOf>[number]
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
  const mayAcknowledge = useMay('TEAM_LEADER', 'COMMUNITY_TEAM') && broadcast.state === 'ISSUED'
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
            {(['ACKNOWLEDGED', 'SENT', 'FAILED', 'PENDING'] as const).map((state) => (
              <StatTile
                key={state}
                label={t(`delivery.${state}`)}
                value={`${rows.filter(({ recipient }) => recipient?.state === state).length}/${rows.length}`}
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
        note={broadcast.state === 'DRAFT' ? t('toEdit', { count: rows.length }) : mayDeliver && t('chooseFirst')}
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
            ...(mayAcknowledge
              ? [
                  {
                    key: 'acknowledge',
                    label: t('acknowledge'),
                    nowrap: true,
                    render: ({ recipient, name }: GroupRow) =>
                      recipient &&
                      recipient.state !== 'ACKNOWLEDGED' && (
                        <AcknowledgeButton recipientId={recipient.id} group={name} />
                      ),
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
  return (recipient?.steps ?? []).map(({ id, kind, channel, reason, at, byName, byPost }) => (
    <span className="vx-option-note" key={id}>
      {t(`step.${kind}`, {
        channel: channel ? t(`channel.${channel}`) : '',
        reason: reason ?? '',
        at: formatDateTime(at),
        by: byName,
        post: byPost,
      })}
    </span>
  ))
}

/** The words of each channel, to be copied: nothing here sends them. */
function ChannelTexts({ broadcast, groups }: { broadcast: Told; groups: readonly GroupRow[] }) {
  const t = useMessages(messages)
  const unit = useUnit()
  const notify = useNotify()
  const [byHand, setByHand] = useState<string>()
  const told = {
    title: broadcast.title,
    text: broadcast.text,
    symbol: broadcast.document?.symbol,
    unit: unit.name ?? unit.code,
  }
  const texts = broadcast.channels.flatMap((channel) =>
    channel === 'PRINT' ? [] : { channel, text: channelText(channel, told) },
  )
  async function copy(text: string) {
    try {
      await navigator.clipboard.writeText(text)
      setByHand(undefined)
      notify({ tone: 'success', title: t('copied') })
    } catch {
      setByHand(text)
    }
  }
  if (texts.length === 0) return null
  const sms = texts.find(({ channel }) => channel === 'SMS')
  // Tabs between the columns: it is pasted into a sheet, where the numbers are added.
  const leaders = groups.flatMap(({ name, leader }) => (leader ? `${name}\t${leader}` : [])).join('\n')
  return (
    <Panel title={t('texts')} note={t('textsNote')}>
      <div className="vx-page-actions">
        {texts.map(({ channel, text }) => (
          <Button key={channel} size="small" onClick={() => copy(text)}>
            {t('copy', { channel: t(`channel.${channel}`) })}
          </Button>
        ))}
        {sms && leaders && (
          <Button size="small" onClick={() => copy(leaders)}>
            {t('copyLeaders')}
          </Button>
        )}
      </div>
      {texts.map(({ channel, text }) => (
        <details className="vx-fold" key={channel}>
          <summary>{t(`channel.${channel}`)}</summary>
          <p className="directives-told">{text}</p>
        </details>
      ))}
      {sms && (
        <p className="vx-form-hint">
          {t('smsParts', { length: sms.text.length, parts: smsParts(sms.text) })}. {t('smsNote')}
        </p>
      )}
      {byHand && (
        <Notice tone="warning" title={t('copyByHand')}>
          <p className="directives-told">{byHand}</p>
        </Notice>
      )}
    </Panel>
  )
}

interface DialogProps {
  broadcast: Told
  onClose: () => void
}

function IssueDialog({ broadcast, count, onClose }: DialogProps & { count: number }) {
  const t = useMessages(messages)
  const notify = useNotify()
  const form = useForm({})
  const [issue, acting] = useAction(ISSUE, { stale })
  return (
    <ActDialog
      title={t('issue.title', { count })}
      consequence={t('issue.consequence', { count })}
      form={form}
      acting={acting}
      act={async () => (await issue({ input: { id: broadcast.id, recipients: count } }))?.issueBroadcast}
      onDone={() => notify({ tone: 'success', title: t('issued', { count }) })}
      onClose={onClose}
    />
  )
}

function WithdrawDialog({ broadcast, onClose }: DialogProps) {
  const t = useMessages(messages)
  const notify = useNotify()
  const form = useForm({ reason: '' })
  const [withdraw, acting] = useAction(WITHDRAW, { stale })
  return (
    <ActDialog
      title={t(broadcast.state === 'DRAFT' ? 'discard' : 'withdraw')}
      consequence={t('withdraw.consequence')}
      form={form}
      acting={acting}
      danger
      act={async ({ reason }) =>
        (await withdraw({ input: { id: broadcast.id, reason: tidy(reason) } }))?.withdrawBroadcast
      }
      onDone={() => notify({ tone: 'success', title: t('withdrawn') })}
      onClose={onClose}
    >
      <TextField name="reason" label={t('reason')} required autoFocus span={12} />
    </ActDialog>
  )
}

function RecordDialog({
  broadcast,
  recipientIds,
  onClose,
  onDone,
}: DialogProps & { recipientIds: string[]; onDone: () => void }) {
  const t = useMessages(messages)
  const notify = useNotify()
  const form = useForm<{ channel: BroadcastChannel; outcome: 'sent' | 'failed'; failedBecause: string }>({
    channel: broadcast.channels[0] ?? 'ZALO',
    outcome: 'sent',
    failedBecause: '',
  })
  // Pressed again after an accident it is the same record.
  const deliveries = useRef(recipientIds.map((recipientId) => ({ id: crypto.randomUUID(), recipientId })))
  const [record, acting] = useAction(RECORD, { stale })
  const count = recipientIds.length
  return (
    <ActDialog
      title={t('record')}
      consequence={t('record.consequence', { count })}
      form={form}
      acting={acting}
      act={async ({ channel, outcome, failedBecause }) => {
        const input = {
          broadcastId: broadcast.id,
          channel,
          failedBecause: outcome === 'failed' ? tidy(failedBecause) : null,
          deliveries: deliveries.current,
        }
        return (await record({ input }))?.recordDeliveries
      }}
      onDone={() => {
        notify({ tone: 'success', title: t('recorded', { count }) })
        onDone()
      }}
      onClose={onClose}
    >
      <SelectField
        name="channel"
        label={t('channel')}
        required
        autoFocus
        span={6}
        options={broadcast.channels.map((value) => ({ value, label: t(`channel.${value}`) }))}
      />
      <ChoiceField
        name="outcome"
        label={t('outcome')}
        span={6}
        options={[
          { value: 'sent', label: t('outcome.sent') },
          { value: 'failed', label: t('outcome.failed') },
        ]}
      />
      {form.watch('outcome') === 'failed' && <TextField name="failedBecause" label={t('why')} required span={12} />}
    </ActDialog>
  )
}
