import {
  gql,
  Link,
  LinkButton,
  paths,
  ReadingView,
  type TypedDocumentNode,
  useMay,
  useMessages,
  useReading,
  useSearchParams,
  useUnit,
} from '@vungxanh/remote'
import { Button, DataTable, EmptyState, Page, Panel, SearchInput, SelectInput, Toolbar } from '@vungxanh/ui'
import { useRef } from 'react'
import { useBirth } from '../birth.ts'
import { messages } from '../messages.ts'
import type {
  PeoplePageGroupsQuery,
  PeoplePageGroupsQueryVariables,
  PeoplePageQuery,
  PeoplePageQueryVariables,
} from '../operations.generated.ts'

const GROUPS: TypedDocumentNode<PeoplePageGroupsQuery, PeoplePageGroupsQueryVariables> = gql`
  query PeoplePageGroups($unit: ID!) {
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

const PEOPLE: TypedDocumentNode<PeoplePageQuery, PeoplePageQueryVariables> = gql`
  query PeoplePage($unit: ID!, $search: String, $residentialGroup: ID, $first: Int, $after: String) {
    people(unit: $unit, search: $search, residentialGroup: $residentialGroup, first: $first, after: $after) {
      edges {
        cursor
        node {
          id
          fullName
          bornOn
          birthYear
          sex
          household {
            id
            code
            address
            residentialGroup {
              id
              name
              number
            }
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

export function PeoplePage() {
  const t = useMessages(messages)
  const birth = useBirth()
  const unit = useUnit()
  const mayRegister = useMay('REGISTRAR')
  const results = useRef<HTMLDivElement>(null)
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
  const people = useReading(PEOPLE, {
    variables: { unit: unit.code, search: search || null, residentialGroup: group || null, first: pageSize },
  })
  const groupOptions = (groups.data?.adminUnit?.residentialGroups ?? []).map((one) => ({
    value: one.id,
    label: one.name,
  }))

  return (
    <Page
      title={t('people')}
      subtitle={t('peopleOf', { unit: groups.data?.adminUnit?.name ?? unit.name ?? unit.code })}
      actions={
        mayRegister && (
          <LinkButton to="/ho-dan/dang-ky" kind="primary">
            {t('register')}
          </LinkButton>
        )
      }
    >
      <Toolbar>
        <div className="vx-grow">
          <SearchInput
            autoFocus
            label={t('search')}
            placeholder={t('searchHint')}
            value={search}
            onSearch={(value) => set('tim', value)}
            onArrowDown={() => results.current?.querySelector('a')?.focus()}
          />
        </div>
        <SelectInput
          label={t('group')}
          value={group}
          options={[{ value: '', label: t('allGroups') }, ...groupOptions]}
          onChange={(value) => set('to', value)}
        />
      </Toolbar>
      <div ref={results}>
        <Panel title={t('results')} flush>
          <ReadingView reading={people} select={(data) => data.people} skeletonRows={12}>
            {({ edges, pageInfo, totalCount }) => (
              <DataTable
                caption={t('people')}
                rows={edges}
                rowKey={(edge) => edge.node.id}
                total={totalCount}
                loadingMore={people.loadingMore}
                onMore={pageInfo.hasNextPage ? () => people.more({ after: pageInfo.endCursor }) : undefined}
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
                    {search ? t('noMatch', { search }) : group ? t('noMatchGroup') : t('noPeople')}
                  </EmptyState>
                }
                columns={[
                  {
                    key: 'name',
                    label: t('name'),
                    render: ({ node }) => <Link to={paths.person(node.id)}>{node.fullName}</Link>,
                  },
                  { key: 'born', label: t('born'), nowrap: true, render: ({ node }) => birth(node) },
                  {
                    key: 'sex',
                    label: t('sex'),
                    nowrap: true,
                    render: ({ node }) => t(`sex.${node.sex ?? 'UNKNOWN'}`),
                  },
                  {
                    key: 'household',
                    label: t('household'),
                    nowrap: true,
                    render: ({ node }) =>
                      node.household ? <Link to={paths.household(node.household.id)}>{node.household.code}</Link> : '—',
                  },
                  { key: 'address', label: t('address'), render: ({ node }) => node.household?.address ?? '—' },
                  {
                    key: 'group',
                    label: t('group'),
                    nowrap: true,
                    render: ({ node }) => node.household?.residentialGroup?.name ?? '—',
                  },
                ]}
              />
            )}
          </ReadingView>
        </Panel>
      </div>
    </Page>
  )
}
