import {
  gql,
  Link,
  ReadingView,
  Slot,
  type TypedDocumentNode,
  useMessages,
  useParams,
  useReading,
  useUnit,
} from '@vungxanh/remote'
import { Columns, EmptyState, Facts, formatDate, Notice, Page, Panel, Rows } from '@vungxanh/ui'
import { messages } from '../messages.ts'
import type { DocumentPageQuery, DocumentPageQueryVariables } from '../operations.generated.ts'
import { TaskTable } from '../task-table.tsx'
import { DocumentChain } from './document-chain.tsx'

const DOCUMENT: TypedDocumentNode<DocumentPageQuery, DocumentPageQueryVariables> = gql`
  query DocumentPage($id: ID!, $unit: ID!) {
    document(id: $id) {
      id
      symbol
      raw
      type
      regime
      issuedOn
      subject
      urgency
      dataQuality
      issuer {
        id
        name
      }
      deliveryCounts {
        recipients
        acknowledged
      }
      tasks(unit: $unit) {
        id
        title
        dueAt
        status
        assignee {
          id
          name
        }
      }
      chain {
        nodes {
          depth
          document {
            id
            symbol
            issuer {
              id
              name
            }
          }
        }
        links {
          fromId
          toId
          kind
        }
      }
    }
  }
`

export function DocumentPage() {
  const t = useMessages(messages)
  const unit = useUnit()
  const { id = '' } = useParams()
  const reading = useReading(DOCUMENT, { variables: { id, unit: unit.code } })
  const document = reading.data?.document
  return (
    <Page
      title={
        document ? t('documentTitle', { type: t(`type.${document.type}`), symbol: document.symbol }) : t('document')
      }
      subtitle={document?.subject}
      trail={[
        <Link key="documents" to="/dieu-hanh">
          {t('documents')}
        </Link>,
      ]}
    >
      <Columns>
        <Rows>
          <ReadingView reading={reading} select={(data) => data.document} skeletonRows={9}>
            {(found) => (
              <>
                {found.dataQuality && found.dataQuality.length > 0 && (
                  <Notice tone="warning" title={t('quality')}>
                    {found.dataQuality.join(' · ')}
                  </Notice>
                )}
                <Panel title={t('chain')} note={t('chainNote')} flush>
                  {found.chain && <DocumentChain chain={found.chain} current={found.id} symbol={found.symbol} />}
                </Panel>
                <Panel title={t('tasks')} flush>
                  <TaskTable
                    caption={t('tasks')}
                    tasks={found.tasks ?? []}
                    empty={<EmptyState>{t('noTasks')}</EmptyState>}
                  />
                </Panel>
              </>
            )}
          </ReadingView>
        </Rows>
        <Rows>
          {document && (
            <Panel title={t('document')}>
              <Facts
                facts={[
                  { label: t('symbol'), value: document.symbol },
                  { label: t('raw'), value: document.raw },
                  { label: t('type'), value: t(`type.${document.type}`) },
                  { label: t('regime'), value: document.regime && t(`regime.${document.regime}`) },
                  { label: t('issuer'), value: document.issuer?.name },
                  { label: t('issuedOn'), value: formatDate(document.issuedOn) || t('noDate') },
                  { label: t('urgency'), value: document.urgency && t(`urgency.${document.urgency}`) },
                  {
                    label: t('told'),
                    value: document.deliveryCounts?.recipients
                      ? t('toldTo', { ...document.deliveryCounts })
                      : undefined,
                  },
                ]}
              />
            </Panel>
          )}
          <Slot name="document" given={{ documentId: id }} />
        </Rows>
      </Columns>
    </Page>
  )
}
