import {
  gql,
  Link,
  paths,
  ReadingView,
  type TypedDocumentNode,
  useMessages,
  useReading,
  useSearchParams,
  useUnit,
} from '@vungxanh/remote'
import { Button, DataTable, EmptyState, Page, Panel, SearchInput, SelectInput, Toolbar } from '@vungxanh/ui'
import { messages } from '../messages.ts'
import type {
  HouseholdsPageGroupsQuery,
  HouseholdsPageGroupsQueryVariables,
  HouseholdsPageQuery,
  HouseholdsPageQueryVariables,
} from '../operations.generated.ts'

const GROUPS: TypedDocumentNode<HouseholdsPageGroupsQuery, HouseholdsPageGroupsQueryVariables> = gql`
  query HouseholdsPageGroups($unit: ID!) {
    adminUnit(code: $unit) {
      code
      name
      residentialGroups {
        id
        name
        number
      }
    }
  }
`

const HOUSEHOLDS: TypedDocumentNode<HouseholdsPageQuery, HouseholdsPageQueryVariables> = gql`
  query HouseholdsPage($unit: ID!, $search: String, $residentialGroup: ID, $first: Int, $after: String) {
    households(unit: $unit, search: $search, residentialGroup: $residentialGroup, first: $first, after: $after) {
      edges {
        cursor
        node {
          id
          code
          address
          residentialGroup {
            id
            name
            number
          }
          head {
            id
            fullName
          }
          members {
            relation
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

const pageSize = 50

export function HouseholdsPage() {
  const t = useMessages(messages)
  const unit = useUnit()
  const [address, setAddress] = useSearchParams()
  const search = address.get('tim') ?? ''
  const group = address.get('to') ?? ''
  const set = (name: string, value: string) =>
    setAddress(
      (current) => {
        if (value) current.set(name, value)
        else current.delete(name)
        return current
      },
      { replace: true },
    )
  const groups = useReading(GROUPS, { variables: { unit: unit.code } })
  const households = useReading(HOUSEHOLDS, {
    variables: { unit: unit.code, search: search || null, residentialGroup: group || null, first: pageSize },
  })
  const groupOptions = (groups.data?.adminUnit?.residentialGroups ?? []).map((one) => ({
    value: one.id,
    label: one.name,
  }))
  return (
    <Page
      title={t('households')}
      subtitle={t('householdsOf', { unit: groups.data?.adminUnit?.name ?? unit.name ?? unit.code })}
    >
      <Toolbar>
        <div className="vx-grow">
          <SearchInput label={t('searchHousehold')} value={search} onSearch={(value) => set('tim', value)} />
        </div>
        <SelectInput
          label={t('group')}
          value={group}
          options={[{ value: '', label: t('allGroups') }, ...groupOptions]}
          onChange={(value) => set('to', value)}
        />
      </Toolbar>
      <Panel title={t('results')} flush>
        <ReadingView reading={households} select={(data) => data.households} skeletonRows={12}>
          {({ edges, pageInfo, totalCount }) => (
            <DataTable
              caption={t('households')}
              rows={edges}
              rowKey={(edge) => edge.node.id}
              total={totalCount}
              loadingMore={households.loadingMore}
              onMore={pageInfo.hasNextPage ? () => households.more({ after: pageInfo.endCursor }) : undefined}
              empty={
                <EmptyState
                  action={
                    (search || group) && (
                      <Button size="small" onClick={() => setAddress({}, { replace: true })}>
                        {t('clear')}
                      </Button>
                    )
                  }
                >
                  {search ? t('noMatch', { search }) : t('noHouseholds')}
                </EmptyState>
              }
              columns={[
                {
                  key: 'code',
                  label: t('householdCode'),
                  nowrap: true,
                  render: ({ node }) => <Link to={paths.household(node.id)}>{node.code}</Link>,
                },
                {
                  key: 'head',
                  label: t('head'),
                  render: ({ node }) =>
                    node.head ? <Link to={paths.person(node.head.id)}>{node.head.fullName}</Link> : '—',
                },
                { key: 'address', label: t('address'), render: ({ node }) => node.address },
                {
                  key: 'group',
                  label: t('group'),
                  nowrap: true,
                  render: ({ node }) => node.residentialGroup?.name ?? '—',
                },
                { key: 'members', label: t('members'), align: 'end', render: ({ node }) => node.members.length },
              ]}
            />
          )}
        </ReadingView>
      </Panel>
    </Page>
  )
}
