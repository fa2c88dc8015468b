import {
  ConnectionTable,
  gql,
  Link,
  paths,
  ReadingView,
  type TypedDocumentNode,
  useFilters,
  useMay,
  useMessages,
  useReading,
  useUnit,
} from '@vungxanh/remote'
import {
  Button,
  DataTable,
  EmptyState,
  formatDate,
  formatNumber,
  Page,
  Panel,
  SelectInput,
  StatusBadge,
  Toolbar,
} from '@vungxanh/ui'
import { useState } from 'react'
import { ExportMenu } from '../exports/export-menu.tsx'
import type { SelfManagementGroupsQuery, SelfManagementGroupsQueryVariables } from '../operations.generated.ts'
import { FoundDialog } from './facts-dialogs.tsx'
import { UNGROUPED } from './households-dialog.tsx'
import { messages } from './messages.ts'
import { OpenGroupDialog } from './residential-group-dialogs.tsx'
import { messages as residential } from './residential-group-messages.ts'

const GROUPS: TypedDocumentNode<SelfManagementGroupsQuery, SelfManagementGroupsQueryVariables> = gql`
  query SelfManagementGroups($unit: ID!, $withNames: Boolean!, $withDissolved: Boolean!) {
    adminUnit(code: $unit) {
      code
      residentialGroups(withClosed: $withDissolved) {
        id
        name
        closedOn
        ungroupedCount
        selfManagementGroups(withDissolved: $withDissolved) {
          id
          name
          dissolvedOn
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
      }
    }
  }
`

type ResidentialGroup = NonNullable<SelfManagementGroupsQuery['adminUnit']>['residentialGroups'][number]

/** A self-management group, or (without one) the households of a residential group that are in none; it may have none. */
interface Row {
  residentialGroup: ResidentialGroup
  group: ResidentialGroup['selfManagementGroups'][number] | undefined
}

function rowsOf(residentialGroup: ResidentialGroup): Row[] {
  const { selfManagementGroups, ungroupedCount } = residentialGroup
  const isAllGrouped = selfManagementGroups.length > 0 && !ungroupedCount
  return [
    ...selfManagementGroups.map((group) => ({ residentialGroup, group })),
    ...(isAllGrouped ? [] : [{ residentialGroup, group: undefined }]),
  ]
}

/** Every self-management group by residential group, and where households are still without one. */
export function GroupsPage() {
  const t = useMessages(messages)
  const tr = useMessages(residential)
  const unit = useUnit()
  const mayFound = useMay('REGISTRAR')
  const withNames = useMay('REGISTRAR', 'HEALTH_STAFF', 'INSPECTOR')
  const [opened, setOpened] = useState<'found' | 'open'>()
  const close = () => setOpened(undefined)
  const filters = useFilters()
  const withDissolved = filters.value('giai-the') === '1'
  const reading = useReading(GROUPS, { variables: { unit: unit.code, withNames, withDissolved } })
  const all = reading.data?.adminUnit?.residentialGroups ?? []
  const hasNone = reading.data?.adminUnit?.residentialGroups.length === 0
  const chosen = all.find(({ id }) => id === filters.value('tdp'))
  return (
    <Page
      title={t('page')}
      subtitle={t('subtitle')}
      actions={
        mayFound && (
          <>
            <Button kind={hasNone ? 'primary' : 'default'} onClick={() => setOpened('open')}>
              {tr('open')}
            </Button>
            {!hasNone && (
              <Button kind="primary" onClick={() => setOpened('found')}>
                {t('found')}
              </Button>
            )}
          </>
        )
      }
    >
      {opened === 'open' && <OpenGroupDialog onClose={close} />}
      {opened === 'found' && (
        <FoundDialog
          residentialGroups={all.filter(({ closedOn }) => !closedOn)}
          chosen={chosen?.id ?? ''}
          onClose={close}
        />
      )}
      <Toolbar>
        <SelectInput
          label={t('residentialGroup')}
          value={chosen?.id ?? ''}
          options={[{ value: '', label: t('allGroups') }, ...all.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(value) => filters.set({ tdp: value })}
        />
        <SelectInput
          label={t('state')}
          value={withDissolved ? '1' : ''}
          options={[
            { value: '', label: t('state.active') },
            { value: '1', label: t('state.all') },
          ]}
          onChange={(value) => filters.set({ 'giai-the': value })}
        />
      </Toolbar>
      <Panel
        title={t('groups')}
        flush
        actions={!chosen && <ExportMenu list="self-management-groups" variables={{ code: unit.code }} />}
      >
        <ReadingView reading={reading} select={(data) => data.adminUnit?.residentialGroups} skeletonRows={8}>
          {(residentialGroups) => (
            <DataTable
              caption={t('groups')}
              rows={(chosen ? [chosen] : residentialGroups).flatMap(rowsOf)}
              rowKey={({ residentialGroup, group }) => group?.id ?? residentialGroup.id}
              empty={<EmptyState>{t(mayFound ? 'none' : 'noneYet')}</EmptyState>}
              columns={[
                {
                  key: 'group',
                  label: t('group'),
                  render: ({ residentialGroup, group }) =>
                    group ? (
                      <>
                        <Link to={`/ho-dan/to-tu-quan/${group.id}`}>{group.name}</Link>{' '}
                        {group.dissolvedOn && (
                          <StatusBadge>{t('dissolved', { on: formatDate(group.dissolvedOn) })}</StatusBadge>
                        )}
                      </>
                    ) : residentialGroup.ungroupedCount ? (
                      <Link to={`?tdp=${residentialGroup.id}`}>{t('ungrouped')}</Link>
                    ) : (
                      t(residentialGroup.ungroupedCount === 0 ? 'noHouseholds' : 'noGroup')
                    ),
                },
                {
                  key: 'residentialGroup',
                  label: t('residentialGroup'),
                  nowrap: true,
                  render: ({ residentialGroup: { id, name, closedOn } }) => (
                    <>
                      <Link to={paths.residentialGroup(id)}>{name}</Link>{' '}
                      {closedOn && <StatusBadge>{tr('closed', { on: formatDate(closedOn) })}</StatusBadge>}
                    </>
                  ),
                },
                {
                  key: 'households',
                  label: t('households'),
                  align: 'end',
                  render: ({ residentialGroup, group }) =>
                    formatNumber((group ? group.householdCount : residentialGroup.ungroupedCount) ?? 0, 'vi'),
                },
                {
                  key: 'leader',
                  label: t('leader'),
                  render: ({ residentialGroup, group }) => {
                    if (!group && !residentialGroup.ungroupedCount) return null
                    if (!group) return <StatusBadge tone="warning">{t('toAssign')}</StatusBadge>
                    if (group.dissolvedOn) return null
                    if (!group.leader) return <StatusBadge tone="warning">{t('noLeader')}</StatusBadge>
                    return group.leader.person?.fullName ?? t('hasLeader')
                  },
                },
                {
                  key: 'channel',
                  label: t('channel'),
                  render: ({ group }) => group && t(group.channelKind ? `channel.${group.channelKind}` : 'noChannel'),
                },
              ]}
            />
          )}
        </ReadingView>
      </Panel>
      {chosen && <Ungrouped key={chosen.id} residentialGroup={chosen} />}
    </Page>
  )
}

function Ungrouped({ residentialGroup }: { residentialGroup: ResidentialGroup }) {
  const t = useMessages(messages)
  const unit = useUnit()
  const reading = useReading(UNGROUPED, {
    variables: { unit: unit.code, residentialGroup: residentialGroup.id, first: 50 },
  })
  const title = t('ungroupedOf', { group: residentialGroup.name })
  return (
    <Panel title={title} flush>
      <ReadingView reading={reading} select={(data) => data.ungroupedHouseholds}>
        {(connection) => (
          <ConnectionTable
            caption={title}
            reading={reading}
            connection={connection}
            empty={<EmptyState>{t('everyone')}</EmptyState>}
            columns={[
              { key: 'household', label: t('household'), nowrap: true, render: ({ code }) => code },
              { key: 'address', label: t('address'), render: (household) => household.address },
            ]}
          />
        )}
      </ReadingView>
    </Panel>
  )
}
