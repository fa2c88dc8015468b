import { ConnectionTable, type ConnectionTableProps, useMessages } from '@vungxanh/remote'
import { Columns, EmptyState, Panel, Rows } from '@vungxanh/ui'
import type { ReactNode } from 'react'
import { messages } from '../messages.ts'

interface Recorded {
  id: string
  residentialGroup: { name: string } | null
}

interface FigureRecordsProps<Row extends Recorded> extends Pick<ConnectionTableProps<Row>, 'columns' | 'reading'> {
  connection: ConnectionTableProps<Row>['connection'] | null
  /** How the figure is made up, beside its records. */
  children: ReactNode
}

/** The records that a figure counts, each with its group and no name. */
export function FigureRecords<Row extends Recorded>(props: FigureRecordsProps<Row>) {
  const { connection, reading, columns, children } = props
  const t = useMessages(messages)
  return (
    <Columns shape="side-main">
      <Rows>{children}</Rows>
      {connection && (
        <Panel title={t('records')} note={t('recordsNote')} flush>
          <ConnectionTable
            caption={t('records')}
            reading={reading}
            connection={connection}
            empty={<EmptyState>{t('noRows')}</EmptyState>}
            columns={[
              ...columns,
              {
                key: 'group',
                label: t('group'),
                nowrap: true,
                render: (row) => row.residentialGroup?.name ?? t('groupUnknown'),
              },
            ]}
          />
        </Panel>
      )}
    </Columns>
  )
}
