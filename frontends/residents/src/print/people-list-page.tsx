import { gql, Link, ReadingView, type TypedDocumentNode, useMessages, useReading, useUnit } from '@vungxanh/remote'
import { longestList, useWholeList } from '@vungxanh/remote/whole-list'
import { Button, Notice, Page, useFormat } from '@vungxanh/ui'
import { OfficialPaper, PaperTable } from '@vungxanh/ui/official-paper'
import { printPaper } from '@vungxanh/ui/paper'
import type { PeopleListPageQuery, PeopleListPageQueryVariables } from '../operations.generated.ts'
import { useRegisterSearch } from '../register-search.tsx'
import { messages } from './messages.ts'
import { birthOf, countOf, words } from './paper-words.ts'

const PEOPLE: TypedDocumentNode<PeopleListPageQuery, PeopleListPageQueryVariables> = gql`
  query PeopleListPage($unit: ID!, $search: String, $residentialGroup: ID, $first: Int, $after: String) {
    people(unit: $unit, search: $search, residentialGroup: $residentialGroup, first: $first, after: $after) {
      edges {
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

export function PeopleListPage() {
  const t = useMessages(messages)
  const format = useFormat()
  const unit = useUnit()
  const register = useRegisterSearch()
  const reading = useReading(PEOPLE, { variables: { ...register.variables, first: 100 } })
  const connection = reading.data?.people
  const { isWhole, isTooLong } = useWholeList(reading, connection)
  const group = register.groups.find(({ id }) => id === register.group)
  return (
    <Page
      title={t('peopleList')}
      trail={[
        <Link key="list" to={`/ho-dan?to=${register.group}&tim=${encodeURIComponent(register.search)}`}>
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
      <ReadingView reading={reading} select={(data) => data.people} skeletonRows={12}>
        {({ edges, totalCount }) => (
          <OfficialPaper
            label={t('peopleList')}
            unit={unit.name ?? unit.code}
            title="Danh sách người"
            about={[
              group?.name ?? 'Tất cả các tổ',
              register.search && `tìm “${register.search}”`,
              countOf(edges.length, totalCount, 'người'),
            ]
              .filter(Boolean)
              .join(' · ')}
            signatures={['Tổ trưởng tổ dân phố', 'Người lập danh sách']}
          >
            <PaperTable
              caption="Danh sách người"
              rows={edges.map(({ node }) => node)}
              rowKey={({ id }) => id}
              columns={[
                { label: 'TT', align: 'end', render: (_, index) => index + 1 },
                { label: 'Họ và tên', render: ({ fullName }) => fullName },
                { label: 'Sinh', render: (person) => birthOf(person) },
                { label: 'Giới', render: ({ sex }) => words[`sex.${sex ?? 'UNKNOWN'}`] },
                { label: 'Mã hộ', nowrap: true, render: ({ household }) => household?.code ?? '' },
                { label: 'Địa chỉ', render: ({ household }) => household?.address ?? '' },
                { label: 'Ghi chú', render: () => '' },
              ]}
            />
          </OfficialPaper>
        )}
      </ReadingView>
    </Page>
  )
}
