import {
  ConnectionTable,
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
import { Button, EmptyState, formatDate, Page, Panel, SearchInput, StatusBadge, Toolbar } from '@vungxanh/ui'
import { messages } from '../messages.ts'
import type { DocumentsPageQuery, DocumentsPageQueryVariables } from '../operations.generated.ts'

const DOCUMENTS: TypedDocumentNode<DocumentsPageQuery, DocumentsPageQueryVariables> = gql`
  query DocumentsPage($unit: ID!, $search: String, $first: Int, $after: String) {
    documents(unit: $unit, search: $search, first: $first, after: $after) {
      edges {
        node {
          id
          symbol
          type
          issuedOn
          subject
          urgency
          regime
          issuer {
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

export function DocumentsPage() {
  const t = useMessages(messages)
  const unit = useUnit()
  const mayRegister = useMay('CLERK')
  const [address, setAddress] = useSearchParams()
  const search = address.get('tim') ?? ''
  const reading = useReading(DOCUMENTS, { variables: { unit: unit.code, search: search || null, first: 50 } })
  return (
    <Page
      title={t('documents')}
      actions={
        mayRegister && (
          <LinkButton kind="primary" to="/dieu-hanh/van-ban/vao-so">
            {t('register')}
          </LinkButton>
        )
      }
    >
      <Toolbar>
        <div className="vx-grow">
          <SearchInput
            label={t('search')}
            value={search}
            onSearch={(value) => setAddress(value ? { tim: value } : {}, { replace: true })}
          />
        </div>
      </Toolbar>
      <Panel title={t('results')} flush>
        <ReadingView reading={reading} select={(data) => data.documents} skeletonRows={9}>
          {(connection) => (
            <ConnectionTable
              caption={t('results')}
              reading={reading}
              connection={connection}
              empty={
                search ? (
                  <EmptyState
                    action={
                      <Button size="small" onClick={() => setAddress({}, { replace: true })}>
                        {t('clear')}
                      </Button>
                    }
                  >
                    {t('noMatch', { search })}
                  </EmptyState>
                ) : (
                  <EmptyState>{t('noDocuments')}</EmptyState>
                )
              }
              columns={[
                {
                  key: 'symbol',
                  label: t('symbol'),
                  nowrap: true,
                  render: (node) => <Link to={paths.document(node.id)}>{node.symbol}</Link>,
                },
                { key: 'type', label: t('type'), nowrap: true, render: (node) => t(`type.${node.type}`) },
                { key: 'issuer', label: t('issuer'), render: (node) => node.issuer?.name ?? '—' },
                {
                  key: 'issuedOn',
                  label: t('issuedOn'),
                  nowrap: true,
                  render: (node) => formatDate(node.issuedOn) || t('noDate'),
                },
                { key: 'subject', label: t('subject'), render: (node) => node.subject ?? '—' },
                {
                  key: 'urgency',
                  label: t('urgency'),
                  render: (node) =>
                    node.urgency && node.urgency !== 'NORMAL' ? (
                      <StatusBadge tone="danger">{t(`urgency.${node.urgency}`)}</StatusBadge>
                    ) : (
                      '—'
                    ),
                },
              ]}
            />
          )}
        </ReadingView>
      </Panel>
    </Page>
  )
}
