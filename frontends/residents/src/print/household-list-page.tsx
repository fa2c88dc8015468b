import { gql, Link, ReadingView, type TypedDocumentNode, useMessages, useReading, useUnit } from '@vungxanh/remote'
import { Button, Notice, Page, printPaper } from '@vungxanh/ui'
import { OfficialPaper, PaperTable } from '@vungxanh/ui/official-paper'
import type { HouseholdListPageQuery, HouseholdListPageQueryVariables } from '../operations.generated.ts'
import { useRegisterSearch } from '../register-search.tsx'
import { messages } from './messages.ts'
import { longestPrinted, useWholeList } from './whole-list.ts'

const HOUSEHOLDS: TypedDocumentNode<HouseholdListPageQuery, HouseholdListPageQueryVariables> = gql`
  query HouseholdListPage($unit: ID!, $search: String, $residentialGroup: ID, $first: Int, $after: String) {
    households(unit: $unit, search: $search, residentialGroup: $residentialGroup, first: $first, after: $after) {
      edges {
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

/** The register of a group on paper: what the list shows for the same filters. */
export function HouseholdListPage() {
  const t = useMessages(messages)
  const unit = useUnit()
  const register = useRegisterSearch()
  const reading = useReading(HOUSEHOLDS, { variables: { ...register.variables, first: 100 } })
  const connection = reading.data?.households
  const { isWhole, isTooLong } = useWholeList(reading as never, connection)
  const group = register.groups.find(({ id }) => id === register.group)
  return (
    <Page
      title={t('householdList')}
      trail={[
        <Link key="list" to={`/ho-dan/ho?to=${register.group}&tim=${encodeURIComponent(register.search)}`}>
          {t('back')}
        </Link>,
      ]}
      actions={
        <Button kind="primary" disabled={!isWhole} onClick={printPaper}>
          {t('print')}
        </Button>
      }
    >
      {isTooLong && <Notice tone="warning" title={t('tooMany', { most: longestPrinted })} />}
      {!isWhole && !isTooLong && connection && (
        <Notice title={t('reading', { read: connection.edges.length, total: connection.totalCount ?? 0 })} />
      )}
      <ReadingView reading={reading} select={(data) => data.households} skeletonRows={12}>
        {({ edges, totalCount }) => (
          <OfficialPaper
            label={t('householdList')}
            unit={unit.name ?? unit.code}
            title="Danh sách hộ theo tổ dân phố"
            about={[
              group?.name ?? 'Tất cả các tổ',
              register.search && `tìm “${register.search}”`,
              `${totalCount ?? edges.length} hộ`,
            ]
              .filter(Boolean)
              .join(' · ')}
            signatures={['Tổ trưởng tổ dân phố', 'Người lập danh sách']}
          >
            <PaperTable
              caption="Danh sách hộ"
              rows={edges.map(({ node }) => node)}
              rowKey={({ id }) => id}
              columns={[
                { label: 'TT', align: 'end', render: (_, index) => index + 1 },
                { label: 'Mã hộ', render: ({ code }) => code },
                { label: 'Chủ hộ', render: ({ head }) => head?.fullName ?? '' },
                { label: 'Địa chỉ', render: ({ address }) => address },
                ...(group ? [] : [{ label: 'Tổ', render: ({ residentialGroup }: Node) => residentialGroup?.number }]),
                { label: 'Số người', align: 'end', render: ({ members }) => members.length },
                { label: 'Ghi chú', render: () => '' },
              ]}
            />
          </OfficialPaper>
        )}
      </ReadingView>
    </Page>
  )
}

type Node = NonNullable<HouseholdListPageQuery['households']>['edges'][number]['node']
