import { gql, Link, ReadingView, type TypedDocumentNode, useMessages, useReading, useUnit } from '@vungxanh/remote'
import { longestList, useWholeList } from '@vungxanh/remote/whole-list'
import { Button, Notice, Page, useFormat } from '@vungxanh/ui'
import { OfficialPaper, PaperTable } from '@vungxanh/ui/official-paper'
import { printPaper } from '@vungxanh/ui/paper'
import { messages as circumstances } from '../circumstances/messages.ts'
import { useHouseholdFilters } from '../households/list-filters.tsx'
import type { HouseholdLack, HouseholdListPageQuery, HouseholdListPageQueryVariables } from '../operations.generated.ts'
import { useRegisterSearch } from '../register-search.tsx'
import { messages } from './messages.ts'
import { countOf } from './paper-words.ts'

const HOUSEHOLDS: TypedDocumentNode<HouseholdListPageQuery, HouseholdListPageQueryVariables> = gql`
  query HouseholdListPage(
    $unit: ID!
    $search: String
    $residentialGroup: ID
    $lacking: HouseholdLack
    $circumstance: CircumstanceKind
    $orderBy: HouseholdOrder
    $first: Int
    $after: String
  ) {
    households(
      unit: $unit
      search: $search
      residentialGroup: $residentialGroup
      lacking: $lacking
      circumstance: $circumstance
      orderBy: $orderBy
      first: $first
      after: $after
    ) {
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
          memberCount
          presentCount
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

const inVietnamese: Readonly<Record<HouseholdLack, string>> = {
  VISIT: 'chưa ai đến thăm',
  PRESENCE: 'tối nay không ai có mặt',
  HEAD: 'chưa có chủ hộ',
  SELF_MANAGEMENT_GROUP: 'chưa vào tổ tự quản',
  PLACE: 'chưa có trên bản đồ',
  COMMITMENT: 'chưa ký cam kết',
}

/** The register of a group on paper: what the list shows for the same filters. */
export function HouseholdListPage() {
  const t = useMessages(messages)
  const format = useFormat()
  const unit = useUnit()
  const register = useRegisterSearch()
  const filters = useHouseholdFilters(register)
  const reading = useReading(HOUSEHOLDS, { variables: { ...filters.variables, first: 100 } })
  const connection = reading.data?.households
  const { isWhole, isTooLong } = useWholeList(reading, connection)
  const group = register.groups.find(({ id }) => id === register.group)
  return (
    <Page
      title={t('householdList')}
      trail={[
        <Link key="list" to={`/ho-dan/ho${register.filters.query()}`}>
          {t('back')}
        </Link>,
      ]}
      actions={
        <Button kind="primary" disabled={!isWhole} onClick={printPaper}>
          {t('print')}
        </Button>
      }
    >
      {isTooLong && <Notice tone="warning" title={t('tooMany', { most: format.number(longestList) })} />}
      {!isWhole && !isTooLong && connection && (
        <Notice title={t('reading', { read: connection.edges.length, total: connection.totalCount ?? 0 })} />
      )}
      <ReadingView reading={reading} select={(data) => data.households} skeletonRows={12}>
        {({ edges, totalCount }) => (
          <OfficialPaper
            label={t('householdList')}
            unit={unit.name ?? unit.code}
            title="Danh sách hộ"
            about={[
              group?.name ?? 'Tất cả các tổ',
              register.search && `tìm “${register.search}”`,
              // On paper Vietnamese, whatever the screen speaks.
              filters.lacking && inVietnamese[filters.lacking],
              filters.circumstance && circumstances.texts.vi[`kind.${filters.circumstance}`],
              countOf(edges.length, totalCount, 'hộ'),
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
                { label: 'Mã hộ', nowrap: true, render: ({ code }) => code },
                { label: 'Chủ hộ', render: ({ head }) => head?.fullName ?? '' },
                { label: 'Địa chỉ', render: ({ address }) => address },
                ...(group ? [] : [{ label: 'Tổ', render: ({ residentialGroup }: Node) => residentialGroup?.number }]),
                { label: 'Số người', align: 'end', render: ({ memberCount }) => memberCount },
                { label: 'Có mặt', align: 'end', render: ({ presentCount }) => presentCount },
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
