import { DataTable, type DataTableProps } from '@vungxanh/ui'

interface Connection<Node> {
  edges: readonly { node: Node }[]
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
  totalCount?: number | null
}

export interface ConnectionTableProps<Node>
  extends Pick<DataTableProps<Node>, 'caption' | 'columns' | 'empty' | 'selection'> {
  connection: Connection<Node>
  /** The reading that the connection came with: it brings the next page. */
  reading: { loadingMore: boolean; more: (variables: { after: string | null }) => void }
}

/** A table over a connection, page after page. */
export function ConnectionTable<Node extends { id: string }>(props: ConnectionTableProps<Node>) {
  const { connection, reading, ...table } = props
  const { edges, pageInfo, totalCount } = connection
  return (
    <DataTable
      {...table}
      rows={edges.map(({ node }) => node)}
      rowKey={(node) => node.id}
      total={totalCount}
      loadingMore={reading.loadingMore}
      onMore={pageInfo.hasNextPage ? () => reading.more({ after: pageInfo.endCursor }) : undefined}
    />
  )
}
