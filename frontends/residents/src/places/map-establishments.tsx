import {
  ConnectionTable,
  gql,
  Link,
  type Reading,
  ReadingView,
  type TypedDocumentNode,
  useMessages,
  useReading,
  useUnit,
} from '@vungxanh/remote'
import { useWholeList } from '@vungxanh/remote/whole-list'
import { writePlace } from '@vungxanh/remote/written-place'
import { EmptyState, Panel } from '@vungxanh/ui'
import { establishmentPath } from '../establishments/establishment-path.ts'
import { messages as establishments } from '../establishments/messages.ts'
import type {
  EstablishmentKind,
  MapEstablishmentsQuery,
  MapEstablishmentsQueryVariables,
} from '../operations.generated.ts'
import { messages } from './messages.ts'

const ESTABLISHMENTS: TypedDocumentNode<MapEstablishmentsQuery, MapEstablishmentsQueryVariables> = gql`
  query MapEstablishments($unit: ID!, $kind: EstablishmentKind, $residentialGroup: ID, $first: Int, $after: String) {
    establishments(unit: $unit, kind: $kind, residentialGroup: $residentialGroup, first: $first, after: $after) {
      edges {
        node {
          id
          name
          kind
          address
          latitude
          longitude
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`

/** Establishments lie on the map only when somebody asks for them: of one kind, or all. They are few enough to come whole. */
export function useMapEstablishments(asked: EstablishmentKind | 'ALL' | undefined, group: string) {
  const unit = useUnit()
  const reading = useReading(ESTABLISHMENTS, {
    variables: {
      unit: unit.code,
      kind: asked === 'ALL' ? null : (asked ?? null),
      residentialGroup: group || null,
      first: 100,
    },
    skip: !asked,
  })
  useWholeList(reading, reading.data?.establishments)
  return reading
}

/** The same as on the map, by keyboard. */
export function EstablishmentsPanel({ reading }: { reading: Reading<MapEstablishmentsQuery> }) {
  const t = useMessages(messages)
  const word = useMessages(establishments)
  return (
    <Panel title={t('establishments')} flush>
      <ReadingView reading={reading} select={(data) => data.establishments} skeletonRows={6}>
        {(connection) => (
          <ConnectionTable
            caption={t('establishments')}
            reading={reading}
            connection={connection}
            empty={<EmptyState>{t('noEstablishments')}</EmptyState>}
            columns={[
              {
                key: 'name',
                label: word('name'),
                render: ({ id, name }) => <Link to={establishmentPath(id)}>{name}</Link>,
              },
              { key: 'kind', label: word('kind'), nowrap: true, render: ({ kind }) => word(`kind.${kind}`) },
              { key: 'address', label: t('address'), render: ({ address }) => address },
              { key: 'place', label: t('position'), render: (one) => writePlace(one) || t('unknown') },
            ]}
          />
        )}
      </ReadingView>
    </Panel>
  )
}
