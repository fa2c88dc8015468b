import {
  ConnectionTable,
  gql,
  Link,
  paths,
  type Reading,
  ReadingView,
  type TypedDocumentNode,
  useMay,
  useMessages,
  useReading,
  useUnit,
} from '@vungxanh/remote'
import { writePlace } from '@vungxanh/remote/written-place'
import { Button, DataTable, EmptyState, Panel, StatusBadge, useFormat } from '@vungxanh/ui'
import type {
  HouseholdsByPlaceQuery,
  HouseholdsByPlaceQueryVariables,
  MapGroupsQuery,
} from '../operations.generated.ts'
import type { Drawing } from './drawing.tsx'
import { messages } from './messages.ts'

const LIST: TypedDocumentNode<HouseholdsByPlaceQuery, HouseholdsByPlaceQueryVariables> = gql`
  query HouseholdsByPlace($unit: ID!, $isPlaced: Boolean, $residentialGroup: ID, $first: Int, $after: String) {
    householdsByPlace(
      unit: $unit
      isPlaced: $isPlaced
      residentialGroup: $residentialGroup
      first: $first
      after: $after
    ) {
      edges {
        node {
          id
          code
          address
          latitude
          longitude
          residentialGroup {
            id
            name
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

interface ListProps {
  /** Empty: all groups. */
  group: string
  begin: (drawing: Drawing) => void
}

interface GroupsPanelProps extends ListProps {
  reading: Reading<MapGroupsQuery>
  mayDraw: boolean
}

export function GroupsPanel({ reading, mayDraw, group, begin }: GroupsPanelProps) {
  const t = useMessages(messages)
  const format = useFormat()
  return (
    <Panel title={t('groups')} flush>
      <ReadingView reading={reading} select={(data) => data.adminUnit} skeletonRows={6}>
        {({ residentialGroups }) => (
          <DataTable
            caption={t('groups')}
            rows={residentialGroups.filter(({ id }) => !group || id === group)}
            rowKey={({ id }) => id}
            empty={<EmptyState>{t('none')}</EmptyState>}
            columns={[
              {
                key: 'name',
                label: t('group'),
                render: ({ id, name }) => <Link to={paths.residentialGroup(id)}>{name}</Link>,
              },
              {
                key: 'households',
                label: t('households'),
                align: 'end',
                render: ({ householdCount }) => format.number(householdCount),
              },
              {
                key: 'placed',
                label: t('placedCount'),
                align: 'end',
                render: ({ placedCount }) => format.number(placedCount),
              },
              {
                key: 'outline',
                label: t('outline'),
                render: ({ id, name, outline }) => (
                  <>
                    <StatusBadge {...(outline && { tone: 'success' as const })}>
                      {t(outline ? 'hasOutline' : 'noOutline')}
                    </StatusBadge>
                    {mayDraw && (
                      <Button
                        size="small"
                        kind="quiet"
                        label={t('drawOf', { group: name })}
                        onClick={() => begin({ what: 'outline', id, title: t('drawOf', { group: name }), group: id })}
                      >
                        {t('draw')}
                      </Button>
                    )}
                  </>
                ),
              },
            ]}
          />
        )}
      </ReadingView>
    </Panel>
  )
}

/** Which households: all, or those with or without a place. */
export function HouseholdsPanel({ which, group, begin }: ListProps & { which: string }) {
  const t = useMessages(messages)
  const unit = useUnit()
  const mayRecord = useMay('REGISTRAR')
  const reading = useReading(LIST, {
    variables: {
      unit: unit.code,
      isPlaced: which === '' ? null : which === 'co',
      residentialGroup: group || null,
      first: 50,
    },
  })
  return (
    <Panel title={t('households')} flush>
      <ReadingView reading={reading} select={(data) => data.householdsByPlace} skeletonRows={8}>
        {(connection) => (
          <ConnectionTable
            caption={t('households')}
            reading={reading}
            connection={connection}
            empty={<EmptyState>{t('none')}</EmptyState>}
            columns={[
              {
                key: 'code',
                label: t('code'),
                nowrap: true,
                render: ({ id, code }) => <Link to={paths.household(id)}>{code}</Link>,
              },
              { key: 'address', label: t('address'), render: (one) => one.address },
              { key: 'group', label: t('group'), nowrap: true, render: (one) => one.residentialGroup?.name },
              {
                key: 'place',
                label: t('position'),
                render: (one) => (
                  <>
                    {writePlace(one) || t('unknown')}
                    {mayRecord && (
                      <Button
                        size="small"
                        kind="quiet"
                        label={t('placeOf', { code: one.code })}
                        onClick={() =>
                          begin({
                            what: 'place',
                            id: one.id,
                            title: t('placeOf', { code: one.code }),
                            group: one.residentialGroup?.id,
                          })
                        }
                      >
                        {t('place')}
                      </Button>
                    )}
                  </>
                ),
              },
            ]}
          />
        )}
      </ReadingView>
    </Panel>
  )
}
