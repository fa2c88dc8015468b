import { gql, Link, ReadingView, type TypedDocumentNode, useMessages, useReading, useUnit } from '@vungxanh/remote'
import { EmptyState, Page } from '@vungxanh/ui'
import type { FieldRoundsQuery, FieldRoundsQueryVariables } from '../operations.generated.ts'
import { messages } from '../rounds/messages.ts'
import './field.css'

const ROUNDS: TypedDocumentNode<FieldRoundsQuery, FieldRoundsQueryVariables> = gql`
  query FieldRounds($unit: ID!) {
    rounds(unit: $unit, open: true, first: 20) {
      edges {
        node {
          id
          purpose
          assignedTo
          residentialGroup {
            id
            name
          }
          selfManagementGroup {
            id
            name
          }
          progress {
            households
            left
          }
        }
      }
    }
  }
`

/** Today's rounds: what is open, newest first. */
export function FieldRoundsPage() {
  const t = useMessages(messages)
  const unit = useUnit()
  const reading = useReading(ROUNDS, { variables: { unit: unit.code } })
  return (
    <Page title={t('rounds')}>
      <ReadingView reading={reading} select={(data) => data.rounds}>
        {({ edges }) =>
          edges.length === 0 ? (
            <EmptyState>{t('noneOpen')}</EmptyState>
          ) : (
            <ul className="residents-field-list">
              {edges.map(({ node }) => (
                <li key={node.id}>
                  <Link to={`/td/ho-dan/${node.id}`}>
                    <strong>{node.purpose}</strong>
                    <span>
                      {[node.residentialGroup.name, node.selfManagementGroup?.name].filter(Boolean).join(' · ')}
                    </span>
                    <span>
                      {t('left')}: {node.progress.left} / {node.progress.households}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </ReadingView>
    </Page>
  )
}
