import {
  gql,
  Link,
  paths,
  ReadingView,
  Slot,
  type TypedDocumentNode,
  useMay,
  useMessages,
  useParams,
  useReading,
} from '@vungxanh/remote'
import { Button, DataTable, EmptyState, Facts, formatDate, Notice, Page, Panel, useNotify } from '@vungxanh/ui'
import { printPaper } from '@vungxanh/ui/paper'
import { type ReactNode, useState } from 'react'
import type { SelfManagementGroupPageQuery, SelfManagementGroupPageQueryVariables } from '../operations.generated.ts'
import { ChangeDialog } from './facts-dialogs.tsx'
import './groups.css'
import { ExportMenu } from '../exports/export-menu.tsx'
import { type DoneChange, HouseholdsDialog, useMembersChange } from './households-dialog.tsx'
import { MembersPaper } from './members-paper.tsx'
import { messages } from './messages.ts'
import { DissolveDialog, LeaderDialog, ReopenDialog } from './standing-dialogs.tsx'
import { zaloText } from './zalo-text.ts'

const GROUP: TypedDocumentNode<SelfManagementGroupPageQuery, SelfManagementGroupPageQueryVariables> = gql`
  query SelfManagementGroupPage($id: ID!, $withNames: Boolean!) {
    selfManagementGroup(id: $id) {
      id
      number
      name
      foundedOn
      dissolvedOn
      channelKind
      channelName
      channelLink
      householdCount
      residentialGroup {
        id
        name
        selfManagementGroups {
          id
          name
        }
      }
      leaders {
        id
        fromOn
        toOn
        person @include(if: $withNames) {
          id
          fullName
        }
      }
      members {
        id
        fromOn
        household {
          id
          code
          address
          head @include(if: $withNames) {
            id
            fullName
          }
        }
      }
    }
  }
`

export type Group = NonNullable<SelfManagementGroupPageQuery['selfManagementGroup']>

type Opened = 'change' | 'setLeader' | 'endLeader' | 'dissolve' | 'reopen' | 'add' | 'move' | 'leave'

/** One self-management group: who leads it, which households are in it, how they are reached. */
export function GroupPage() {
  const t = useMessages(messages)
  const { id = '' } = useParams()
  const withNames = useMay('REGISTRAR', 'HEALTH_STAFF', 'INSPECTOR')
  const reading = useReading(GROUP, { variables: { id, withNames } })
  const group = reading.data?.selfManagementGroup
  return (
    <Page
      title={group?.name ?? t('group')}
      trail={[
        <Link key="groups" to="/ho-dan/to-tu-quan">
          {t('page')}
        </Link>,
        ...(group
          ? [
              <Link key="residential" to={paths.residentialGroup(group.residentialGroup.id)}>
                {group.residentialGroup.name}
              </Link>,
            ]
          : []),
      ]}
      actions={
        group && (
          <>
            <CopyButton group={group} />
            <Button onClick={printPaper}>{t('print')}</Button>
          </>
        )
      }
    >
      <ReadingView reading={reading} select={(data) => data.selfManagementGroup} skeletonRows={8}>
        {(found) => <GroupDetails group={found} withNames={withNames} />}
      </ReadingView>
    </Page>
  )
}

const leaderOf = ({ leaders }: Group) => (leaders ?? []).find(({ toOn }) => !toOn)

function CopyButton({ group }: { group: Group }) {
  const t = useMessages(messages)
  const notify = useNotify()
  const [byHand, setByHand] = useState<string>()
  async function copy() {
    const text = zaloText({
      name: group.name,
      residentialGroup: group.residentialGroup.name,
      householdCount: group.householdCount ?? null,
      leader: leaderOf(group)?.person?.fullName,
      channelLink: group.channelLink ?? null,
      address: `${window.location.origin}/ho-dan/to-tu-quan/${group.id}`,
    })
    try {
      await navigator.clipboard.writeText(text)
      setByHand(undefined)
      notify({ tone: 'success', title: t('copied') })
    } catch {
      setByHand(text)
    }
  }
  return (
    <>
      <Button onClick={copy}>{t('copy')}</Button>
      {byHand && (
        <Notice tone="warning" title={t('copyByHand')}>
          <p className="residents-group-text">{byHand}</p>
        </Notice>
      )}
    </>
  )
}

function GroupDetails({ group, withNames }: { group: Group; withNames: boolean }) {
  const t = useMessages(messages)
  const mayChange = useMay('REGISTRAR') && !group.dissolvedOn
  const mayReopen = useMay('REGISTRAR')
  const [opened, setOpened] = useState<Opened>()
  const [done, setDone] = useState<DoneChange>()
  const close = () => setOpened(undefined)
  const leader = leaderOf(group)
  const former = (group.leaders ?? []).filter(({ toOn }) => toOn)
  const opener = (what: Opened, text = t(what)): ReactNode => (
    <Button key={what} size="small" onClick={() => setOpened(what)}>
      {text}
    </Button>
  )
  return (
    <>
      {group.dissolvedOn && (
        <Notice
          tone="warning"
          title={t('dissolved', { on: formatDate(group.dissolvedOn) })}
          action={mayReopen && opener('reopen')}
        />
      )}
      {done && <Undoing change={done} onDone={() => setDone(undefined)} />}
      <Panel
        title={t('facts')}
        actions={
          mayChange && (
            <>
              {opener('setLeader')}
              {leader && opener('endLeader')}
              {opener('change')}
              {opener('dissolve')}
            </>
          )
        }
      >
        <Facts
          facts={[
            {
              label: t('leader'),
              value: leader
                ? [leader.person?.fullName ?? t('hasLeader'), `${t('on')} ${formatDate(leader.fromOn)}`].join(' · ')
                : t('noLeader'),
            },
            {
              label: t('formerLeaders'),
              value: former
                .map(({ person, fromOn, toOn }) =>
                  [person?.fullName, `${formatDate(fromOn)}–${formatDate(toOn)}`].filter(Boolean).join(' '),
                )
                .join(', '),
            },
            { label: t('households'), value: group.householdCount },
            { label: t('foundedOn'), value: formatDate(group.foundedOn) },
            {
              label: t('channel'),
              value: group.channelKind
                ? [t(`channel.${group.channelKind}`), group.channelName].filter(Boolean).join(': ')
                : t('noChannel'),
            },
            {
              label: t('channelLink'),
              value: group.channelLink && (
                <a href={group.channelLink} rel="noreferrer" target="_blank">
                  {group.channelLink}
                </a>
              ),
            },
          ]}
        />
      </Panel>
      <Slot name="selfManagementGroup" given={{ groupId: group.id }} />
      <Panel
        title={t('members')}
        flush
        actions={
          <>
            {group.members && <ExportMenu list="self-management-members" variables={{ id: group.id }} />}
            {mayChange && opener('add')}
            {mayChange && (group.members ?? []).length > 0 && (
              <>
                {group.residentialGroup.selfManagementGroups.length > 1 && opener('move')}
                {opener('leave')}
              </>
            )}
          </>
        }
      >
        <DataTable
          caption={t('members')}
          rows={group.members ?? []}
          rowKey={({ id }) => id}
          empty={<EmptyState>{t('noMembers')}</EmptyState>}
          columns={[
            {
              key: 'household',
              label: t('household'),
              nowrap: true,
              render: ({ household }) =>
                withNames ? <Link to={paths.household(household.id)}>{household.code}</Link> : household.code,
            },
            ...(withNames
              ? [
                  {
                    key: 'head',
                    label: t('head'),
                    render: ({ household }: NonNullable<Group['members']>[number]) => household.head?.fullName,
                  },
                ]
              : []),
            { key: 'address', label: t('address'), render: ({ household }) => household.address },
            { key: 'since', label: t('since'), nowrap: true, render: ({ fromOn }) => formatDate(fromOn) },
          ]}
        />
      </Panel>
      <MembersPaper group={group} leader={leader?.person?.fullName} label={t('print')} />
      {opened === 'change' && <ChangeDialog group={group} onClose={close} />}
      {(opened === 'setLeader' || opened === 'endLeader') && (
        <LeaderDialog of={{ selfManagementGroupId: group.id }} isEnding={opened === 'endLeader'} onClose={close} />
      )}
      {opened === 'dissolve' && <DissolveDialog group={group} onClose={close} />}
      {opened === 'reopen' && <ReopenDialog group={group} onClose={close} />}
      {(opened === 'add' || opened === 'move' || opened === 'leave') && (
        <HouseholdsDialog group={group} kind={opened} onDone={setDone} onClose={close} />
      )}
    </>
  )
}

/** What was just done to the members, and the way back. */
function Undoing({ change, onDone }: { change: DoneChange; onDone: () => void }) {
  const t = useMessages(messages)
  const notify = useNotify()
  const { busy, failure, undo } = useMembersChange()
  const [refusal, setRefusal] = useState<string>()
  const trouble = refusal ?? failure
  return (
    <Notice
      tone={trouble ? 'danger' : 'success'}
      title={t(`done.${change.kind}`, { count: change.householdIds.length, group: change.to?.name ?? '' })}
      action={
        <Button
          busy={busy}
          onClick={async () => {
            const outcome = await undo(change)
            if (!outcome) return
            if ('message' in outcome) setRefusal(outcome.message)
            else {
              notify({ tone: 'success', title: t('undone') })
              onDone()
            }
          }}
        >
          {t('undo')}
        </Button>
      }
    >
      {trouble}
    </Notice>
  )
}
