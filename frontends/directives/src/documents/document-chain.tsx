import { Link, paths, useMessages } from '@vungxanh/remote'
import { DataTable, EmptyState } from '@vungxanh/ui'
import { messages } from '../messages.ts'
import type { DocumentPageQuery, RelationKind } from '../operations.generated.ts'
import './document-chain.css'

type Chain = NonNullable<NonNullable<DocumentPageQuery['document']>['chain']>
type Node = Chain['nodes'][number]

const box = { width: 184, height: 50, gapX: 20, gapY: 62 }

interface Placed {
  node: Node
  x: number
  y: number
}

/** Rows by depth, each centred: what the document rests on above, what carries it out below. */
export function placeNodes(nodes: readonly Node[]): { placed: Map<string, Placed>; width: number; height: number } {
  const rows = [...Map.groupBy(nodes, (node) => node.depth)].toSorted(([a], [b]) => a - b).map(([, row]) => row)
  const widest = Math.max(1, ...rows.map((row) => row.length))
  const width = widest * box.width + (widest - 1) * box.gapX
  const placed = new Map<string, Placed>()
  rows.forEach((row, index) => {
    const rowWidth = row.length * box.width + (row.length - 1) * box.gapX
    row.forEach((node, column) => {
      placed.set(node.document.id, {
        node,
        x: (width - rowWidth) / 2 + column * (box.width + box.gapX),
        y: index * (box.height + box.gapY),
      })
    })
  })
  return { placed, width, height: rows.length * box.height + Math.max(0, rows.length - 1) * box.gapY }
}

function Relation({ from, to, kind }: { from: Placed; to: Placed; kind: RelationKind }) {
  const t = useMessages(messages)
  const sameRow = from.y === to.y
  const startX = from.x + box.width / 2
  const endX = to.x + box.width / 2
  const startY = from.y > to.y ? from.y : from.y + box.height
  const endY = from.y > to.y ? to.y + box.height : to.y
  const middle = (startY + endY) / 2
  const path = sameRow
    ? `M${startX},${from.y + box.height} C${startX},${from.y + box.height + 34} ${endX},${to.y + box.height + 34} ${endX},${to.y + box.height}`
    : `M${startX},${startY} C${startX},${middle} ${endX},${middle} ${endX},${endY}`
  return (
    <g className="vx-chain-link" data-kind={kind}>
      <path d={path} markerEnd="url(#chain-arrow)" />
      <text x={(startX + endX) / 2} y={sameRow ? from.y + box.height + 32 : middle + 4} textAnchor="middle">
        {t(`relation.${kind}`)}
      </text>
    </g>
  )
}

/** The chain as a picture and, under it, the same relations as a table that anyone can read. */
export function DocumentChain({ chain, current, symbol }: { chain: Chain; current: string; symbol: string }) {
  const t = useMessages(messages)
  if (chain.links.length === 0) return <EmptyState>{t('noChain')}</EmptyState>
  const { placed, width, height } = placeNodes(chain.nodes)
  const symbolOf = (id: string) => placed.get(id)?.node.document.symbol ?? '—'
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: it groups for scrolling, not as fields of a form */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="vx-chain" role="group" tabIndex={0} aria-label={t('chainGraph', { symbol })}>
        <svg width={width + 4} height={height + 4} viewBox={`-2 -2 ${width + 4} ${height + 4}`} aria-hidden="true">
          <defs>
            <marker id="chain-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
              <path className="vx-chain-arrow" d="M0,0 L8,4 L0,8 z" />
            </marker>
          </defs>
          {chain.links.map((link) => {
            const from = placed.get(link.fromId)
            const to = placed.get(link.toId)
            return from && to ? (
              <Relation key={`${link.fromId}-${link.toId}-${link.kind}`} from={from} to={to} kind={link.kind} />
            ) : null
          })}
          {[...placed.values()].map(({ node, x, y }) => (
            <g key={node.document.id} transform={`translate(${x} ${y})`}>
              <Link
                to={paths.document(node.document.id)}
                className="vx-chain-node"
                tabIndex={-1}
                data-current={node.document.id === current || undefined}
              >
                <rect width={box.width} height={box.height} rx="4" />
                <text x="12" y="21" className="vx-chain-symbol">
                  {node.document.symbol}
                </text>
                <text x="12" y="38" className="vx-chain-issuer">
                  {shorten(node.document.issuer?.name ?? '')}
                </text>
              </Link>
            </g>
          ))}
        </svg>
      </div>
      <DataTable
        caption={t('chainTable')}
        rows={chain.links}
        rowKey={(link) => `${link.fromId}-${link.toId}-${link.kind}`}
        empty={null}
        columns={[
          {
            key: 'from',
            label: t('from'),
            nowrap: true,
            render: (link) => <Link to={paths.document(link.fromId)}>{symbolOf(link.fromId)}</Link>,
          },
          { key: 'kind', label: t('relation'), nowrap: true, render: (link) => t(`relation.${link.kind}`) },
          {
            key: 'to',
            label: t('to'),
            render: (link) => <Link to={paths.document(link.toId)}>{symbolOf(link.toId)}</Link>,
          },
        ]}
      />
    </>
  )
}

function shorten(text: string): string {
  return text.length > 27 ? `${text.slice(0, 26).trimEnd()}…` : text
}
