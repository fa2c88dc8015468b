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
  useUnit,
} from '@vungxanh/remote'
import {
  Button,
  DataTable,
  EmptyState,
  Facts,
  formatDate,
  Notice,
  Page,
  Panel,
  recently,
  StatTile,
  Tiles,
  today,
  useFormat,
} from '@vungxanh/ui'
import { useState } from 'react'
import type { ResidentialGroupPageQuery, ResidentialGroupPageQueryVariables } from '../operations.generated.ts'
import { statisticsPaths } from '../statistics/statistics-paths.ts'
import { messages as groups } from './messages.ts'
import { ChangeGroupDialog, CloseGroupDialog, ReopenGroupDialog } from './residential-group-dialogs.tsx'
import { messages } from './residential-group-messages.ts'
import { LeaderDialog } from './standing-dialogs.tsx'

const GROUP: TypedDocumentNode<ResidentialGroupPageQuery, ResidentialGroupPageQueryVariables> = gql`
  query ResidentialGroupPage(
    $id: ID!
    $unit: ID!
    $asOf: DateTime!
    $from: LocalDate!
    $withNames: Boolean!
    $withPeople: Boolean!
    $withRounds: Boolean!
  ) {
    residentialGroup(id: $id) {
      id
      number
      name
      closedOn
      householdCount
      placedCount
      ungroupedCount
      leader {
        id
        fromOn
        person @include(if: $withNames) {
          id
          fullName
        }
      }
      selfManagementGroups {
        id
        name
        householdCount
        channelKind
        leader {
          id
          person @include(if: $withNames) {
            id
            fullName
          }
        }
      }
      openRounds @include(if: $withRounds) {
        id
        purpose
        openedAt
        progress {
          households
          left
        }
      }
    }
    statistics(unit: $unit, residentialGroup: $id, asOf: $asOf, from: $from) @include(if: $withPeople) {
      residents {
        persons
        present
        elderly
      }
    }
  }
`

type Data = ResidentialGroupPageQuery
type Group = NonNullable<Data['residentialGroup']>

/** One residential group and the ways from it: its leader, its households and people, its self-management groups, its rounds. */
export function ResidentialGroupPage() {
  const t = useMessages(messages)
  const unit = useUnit()
  const { id = '' } = useParams()
  const [asOf] = useState(recently)
  const withNames = useMay('REGISTRAR', 'HEALTH_STAFF', 'INSPECTOR')
  const withPeople = useMay(...countReaders)
  const withRounds = useMay('REGISTRAR', 'HEALTH_STAFF', 'INSPECTOR', 'COMMUNITY_TEAM', 'TEAM_LEADER')
  const from = `${today().slice(0, 4)}-01-01`
  const reading = useReading(GROUP, {
    variables: { id, unit: unit.code, asOf, from, withNames, withPeople, withRounds },
  })
  const group = reading.data?.residentialGroup
  return (
    <Page
      title={group?.name ?? t('group')}
      trail={
        withRounds
          ? [
              <Link key="groups" to="/ho-dan/to-tu-quan">
                {t('groups')}
              </Link>,
            ]
          : []
      }
    >
      <ReadingView reading={reading} select={(data) => data.residentialGroup} skeletonRows={8}>
        {(found) => (
          <>
            <Closed group={found} />
            <Counts group={found} people={reading.data?.statistics?.residents} />
            <Ways group={found} />
            <Slot name="residentialGroup" given={{ groupId: found.id }} />
            <Teams group={found} withNames={withNames} />
            {found.openRounds && <Rounds rounds={found.openRounds} />}
          </>
        )}
      </ReadingView>
    </Page>
  )
}

const countReaders = [
  'CHAIR',
  'TEAM_LEADER',
  'INSPECTOR',
  'REGISTRAR',
  'HEALTH_STAFF',
  'WELFARE_OFFICER',
  'APPROVER',
] as const

type People = NonNullable<Data['statistics']>['residents']

function Counts({ group, people }: { group: Group; people: People | undefined }) {
  const t = useMessages(messages)
  const { number } = useFormat()
  const shown = (value: number | null | undefined) => (value == null ? undefined : number(value))
  return (
    <Tiles columns={4}>
      <StatTile label={t('households')} value={shown(group.householdCount)} missing="—" />
      <StatTile label={t('persons')} value={shown(people?.persons)} missing="—" />
      <StatTile label={t('present')} value={shown(people?.present)} missing="—" />
      <StatTile label={t('elderly')} value={shown(people?.elderly)} missing="—" />
    </Tiles>
  )
}

/** A group that is no longer, and the way back. */
function Closed({ group }: { group: Group }) {
  const t = useMessages(messages)
  const mayReopen = useMay('REGISTRAR')
  const [isOpen, setOpen] = useState(false)
  if (!group.closedOn) return null
  return (
    <>
      <Notice
        tone="warning"
        title={t('closed', { on: formatDate(group.closedOn) })}
        action={
          mayReopen && (
            <Button size="small" onClick={() => setOpen(true)}>
              {t('reopen')}
            </Button>
          )
        }
      />
      {isOpen && <ReopenGroupDialog group={group} onClose={() => setOpen(false)} />}
    </>
  )
}

/** What a registrar may change of a group that is at work. */
function Changes({ group }: { group: Group }) {
  const t = useMessages(messages)
  const word = useMessages(groups)
  const [opened, setOpened] = useState<'setLeader' | 'endLeader' | 'change' | 'close'>()
  const close = () => setOpened(undefined)
  const opener = (what: NonNullable<typeof opened>, text: string) => (
    <Button size="small" onClick={() => setOpened(what)}>
      {text}
    </Button>
  )
  return (
    <>
      {opener('setLeader', word('setLeader'))}
      {group.leader && opener('endLeader', word('endLeader'))}
      {opener('change', t('change'))}
      {opener('close', t('close'))}
      {(opened === 'setLeader' || opened === 'endLeader') && (
        <LeaderDialog of={{ residentialGroupId: group.id }} isEnding={opened === 'endLeader'} onClose={close} />
      )}
      {opened === 'change' && <ChangeGroupDialog group={group} onClose={close} />}
      {opened === 'close' && <CloseGroupDialog group={group} onClose={close} />}
    </>
  )
}

/** Who leads it, and where its households and people are listed, for those who may open the lists. */
function Ways({ group }: { group: Group }) {
  const { id, leader, householdCount, placedCount } = group
  const t = useMessages(messages)
  const word = useMessages(groups)
  const mayChange = useMay('REGISTRAR') && !group.closedOn
  const mayList = useMay('REGISTRAR', 'HEALTH_STAFF', 'WELFARE_OFFICER', 'APPROVER', 'INSPECTOR')
  const mayCount = useMay(...countReaders)
  const mayMap = useMay('REGISTRAR', 'HEALTH_STAFF', 'WELFARE_OFFICER', 'APPROVER', 'INSPECTOR', 'CHAIR', 'CLERK')
  const person = leader?.person
  const address = { area: '', group: id, team: '', day: today(), from: `${today().slice(0, 4)}-01-01` }
  return (
    <Panel title={t('facts')} actions={mayChange && <Changes group={group} />}>
      <Facts
        facts={[
          {
            label: word('leader'),
            value: leader ? (
              <>
                {person ? <Link to={paths.person(person.id)}>{person.fullName}</Link> : word('hasLeader')}
                {` · ${word('on')} ${formatDate(leader.fromOn)}`}
              </>
            ) : (
              word('noLeader')
            ),
          },
          ...(mayList
            ? [
                { label: t('households'), value: <Link to={`/ho-dan/ho?to=${id}`}>{t('listHouseholds')}</Link> },
                {
                  label: t('persons'),
                  value: <Link to={statisticsPaths.counted('residents', address)}>{t('listPeople')}</Link>,
                },
              ]
            : []),
          ...(mayCount
            ? [
                {
                  label: t('numbers'),
                  value: <Link to={statisticsPaths.statistics(address)}>{t('statistics')}</Link>,
                },
              ]
            : []),
          ...(mayMap
            ? [
                {
                  label: t('mapLabel'),
                  value: (
                    <Link to={`/ho-dan/ban-do?to=${id}`}>
                      {t('map', { placed: placedCount ?? 0, households: householdCount ?? 0 })}
                    </Link>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Panel>
  )
}

function Teams({ group, withNames }: { group: Group; withNames: boolean }) {
  const t = useMessages(messages)
  const word = useMessages(groups)
  type Team = Group['selfManagementGroups'][number]
  return (
    <Panel
      title={word('groups')}
      note={group.ungroupedCount ? t('ungrouped', { count: group.ungroupedCount }) : undefined}
      flush
    >
      <DataTable
        caption={word('groups')}
        rows={group.selfManagementGroups}
        rowKey={({ id }) => id}
        empty={<EmptyState>{t('noTeams')}</EmptyState>}
        columns={[
          {
            key: 'name',
            label: word('group'),
            render: ({ id, name }) => <Link to={`/ho-dan/to-tu-quan/${id}`}>{name}</Link>,
          },
          {
            key: 'leader',
            label: word('leader'),
            render: ({ leader }: Team) =>
              leader ? (withNames && leader.person?.fullName) || word('hasLeader') : word('noLeader'),
          },
          {
            key: 'households',
            label: word('households'),
            align: 'end',
            render: ({ householdCount }) => householdCount ?? '—',
          },
          {
            key: 'channel',
            label: word('channel'),
            render: ({ channelKind }) => (channelKind ? word(`channel.${channelKind}`) : word('noChannel')),
          },
        ]}
      />
    </Panel>
  )
}

function Rounds({ rounds }: { rounds: NonNullable<Group['openRounds']> }) {
  const t = useMessages(messages)
  const isAtDesk = useMay('REGISTRAR', 'HEALTH_STAFF', 'INSPECTOR')
  return (
    <Panel title={t('rounds')} flush>
      <DataTable
        caption={t('rounds')}
        rows={rounds}
        rowKey={({ id }) => id}
        empty={<EmptyState>{t('noRounds')}</EmptyState>}
        columns={[
          {
            key: 'purpose',
            label: t('round'),
            render: ({ id, purpose }) => (
              <Link to={isAtDesk ? `/ho-dan/vong-di/${id}` : `/td/ho-dan/${id}`}>{purpose}</Link>
            ),
          },
          { key: 'opened', label: t('openedAt'), nowrap: true, render: ({ openedAt }) => formatDate(openedAt) },
          {
            key: 'left',
            label: t('left'),
            align: 'end',
            render: ({ progress }) => `${progress.left}/${progress.households}`,
          },
        ]}
      />
    </Panel>
  )
}
