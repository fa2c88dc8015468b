import { gql, Link, ReadingView, type Slots, type TypedDocumentNode, useMessages, useReading } from '@vungxanh/remote'
import { DataTable, EmptyState, Panel } from '@vungxanh/ui'
import { messages } from '../messages.ts'
import type { WelfareDocumentPanelQuery, WelfareDocumentPanelQueryVariables } from '../operations.generated.ts'

const DOCUMENT: TypedDocumentNode<WelfareDocumentPanelQuery, WelfareDocumentPanelQueryVariables> = gql`
  query WelfareDocumentPanel($id: ID!) {
    document(id: $id) {
      id
      programmes {
        id
        code
        name
        formula {
          text
        }
      }
    }
  }
`

/** The programmes that stand on this document. */
export function DocumentPanel({ documentId }: Slots['document']) {
  const t = useMessages(messages)
  const reading = useReading(DOCUMENT, { variables: { id: documentId } })
  return (
    <Panel title={t('documentProgrammes')} flush>
      <ReadingView reading={reading} select={(data) => data.document?.programmes} skeletonRows={2}>
        {(programmes) => (
          <DataTable
            caption={t('documentProgrammes')}
            rows={programmes}
            rowKey={(programme) => programme.id}
            empty={<EmptyState>{t('noDocumentProgrammes')}</EmptyState>}
            columns={[
              {
                key: 'name',
                label: t('programme'),
                render: (programme) => <Link to="/an-sinh/chuong-trinh">{programme.name}</Link>,
              },
              { key: 'formula', label: t('formula'), render: (programme) => programme.formula.text },
            ]}
          />
        )}
      </ReadingView>
    </Panel>
  )
}
