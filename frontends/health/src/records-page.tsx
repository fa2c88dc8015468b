import {
  ConnectionTable,
  type ConnectionTableProps,
  Link,
  LinkButton,
  paths,
  type Reading,
  ReadingView,
  useMay,
  useMessages,
} from '@vungxanh/remote'
import { EmptyState, Page, Panel } from '@vungxanh/ui'
import { messages } from './messages.ts'

interface Recorded {
  id: string
  person: { id: string; fullName: string } | null
  residentialGroup: { name: string } | null
}

export interface RecordsPageProps<Data, Row extends Recorded> {
  title: string
  latest: string
  empty: string
  /** Where one more is recorded, by those who may. */
  record: { to: string; label: string }
  reading: Reading<Data>
  select: (data: Data) => ConnectionTableProps<Row>['connection']
  /** Between the person and their group. */
  columns: ConnectionTableProps<Row>['columns']
}

/** What the station recorded of people, the newest first. */
export function RecordsPage<Data, Row extends Recorded>(props: RecordsPageProps<Data, Row>) {
  const { title, latest, empty, record, reading, select, columns } = props
  const t = useMessages(messages)
  const mayRecord = useMay('HEALTH_STAFF')
  return (
    <Page
      title={title}
      actions={
        mayRecord && (
          <LinkButton kind="primary" to={record.to}>
            {record.label}
          </LinkButton>
        )
      }
    >
      <Panel title={latest} flush>
        <ReadingView reading={reading} select={select} skeletonRows={12}>
          {(connection) => (
            <ConnectionTable
              caption={latest}
              reading={reading}
              connection={connection}
              empty={<EmptyState>{empty}</EmptyState>}
              columns={[
                {
                  key: 'person',
                  label: t('person'),
                  render: ({ person }) =>
                    person ? <Link to={paths.person(person.id)}>{person.fullName}</Link> : t('unnamed'),
                },
                ...columns,
                {
                  key: 'group',
                  label: t('group'),
                  nowrap: true,
                  render: ({ residentialGroup }) => residentialGroup?.name ?? '—',
                },
              ]}
            />
          )}
        </ReadingView>
      </Panel>
    </Page>
  )
}
