import { Button, Checkbox } from '@mantine/core'
import type { KeyboardEvent, ReactNode } from 'react'
import { formatNumber } from '../format/numbers.ts'
import { useUi } from '../ui-provider.tsx'

export interface Column<Row> {
  key: string
  label: string
  /** Figures stand right, so that their digits line up. */
  align?: 'end'
  nowrap?: boolean
  /** Holds sentences: as many words beside each other as one reads at a glance. */
  wide?: boolean
  render: (row: Row) => ReactNode
}

export interface DataTableProps<Row> {
  /** Said to screen readers; the panel's title usually says it to the eye. */
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** Shown instead of the table while there are no rows. */
  empty: ReactNode
  /** Cells of a closing line, by column key. */
  totals?: Readonly<Record<string, ReactNode>>
  /** Keyset paging: present while there is a next page. */
  onMore?: (() => void) | undefined
  loadingMore?: boolean
  total?: number | null | undefined
  /** Rows can be chosen, to do something with all of them. */
  selection?: Selection<Row> | undefined
}

export interface Selection<Row> {
  chosen: ReadonlySet<string>
  onChange: (chosen: ReadonlySet<string>) => void
  /** What a row is called, for whoever does not see it. */
  nameOf: (row: Row) => string
}

/** Arrow keys walk down and up the links of the first column, and the boxes to tick rows by. */
function walkRows(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const { target } = event
  if (!(target instanceof HTMLElement)) return
  const what = ['a', 'input[type=checkbox]'].find((one) => target.matches(one))
  if (!what) return
  const row = target.closest('tr')
  const next = event.key === 'ArrowDown' ? row?.nextElementSibling : row?.previousElementSibling
  const same = next?.querySelector<HTMLElement>(what)
  if (!same) return
  event.preventDefault()
  same.focus()
}

/** A dense list with its first column fixed. The server sorts, filters and pages. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, empty, totals, onMore, loadingMore, total, selection } = props
  const { language, words } = useUi()
  if (rows.length === 0) return empty
  const shown = formatNumber(rows.length, language)
  const keys = rows.map(rowKey)
  const chosenHere = keys.filter((key) => selection?.chosen.has(key)).length
  const choose = (some: readonly string[], isChosen: boolean) => {
    const chosen = new Set(selection?.chosen)
    for (const key of some) isChosen ? chosen.add(key) : chosen.delete(key)
    selection?.onChange(chosen)
  }
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: it groups for scrolling, not as fields of a form */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div role="group" className="vx-table-scroll" aria-label={caption} tabIndex={0} onKeyDown={walkRows}>
        <table className="vx-table">
          <caption className="vx-visually-hidden">{caption}</caption>
          <thead>
            <tr>
              {selection && (
                <td className="vx-choose">
                  <Checkbox
                    size="xs"
                    aria-label={words.chooseShown}
                    checked={chosenHere === rows.length}
                    indeterminate={chosenHere > 0 && chosenHere < rows.length}
                    onChange={(event) => choose(keys, event.currentTarget.checked)}
                  />
                </td>
              )}
              {columns.map((column) => (
                <th key={column.key} scope="col" data-align={column.align}>
                  {column.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={rowKey(row)}>
                {selection && (
                  <td className="vx-choose">
                    <Checkbox
                      size="xs"
                      aria-label={words.choose(selection.nameOf(row))}
                      checked={selection.chosen.has(rowKey(row))}
                      onChange={(event) => choose([rowKey(row)], event.currentTarget.checked)}
                    />
                  </td>
                )}
                {columns.map((column, index) =>
                  index === 0 ? (
                    <th key={column.key} scope="row" data-nowrap={column.nowrap}>
                      {column.render(row)}
                    </th>
                  ) : (
                    <td key={column.key} data-align={column.align} data-nowrap={column.nowrap} data-wide={column.wide}>
                      {column.render(row)}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
          {totals && (
            <tfoot>
              <tr>
                {columns.map((column, index) =>
                  index === 0 ? (
                    <th key={column.key} scope="row">
                      {totals[column.key] ?? words.sum}
                    </th>
                  ) : (
                    <td key={column.key} data-align={column.align}>
                      {totals[column.key]}
                    </td>
                  ),
                )}
              </tr>
            </tfoot>
          )}
        </table>
      </div>
      {(onMore || (total !== undefined && total !== null)) && (
        <div className="vx-table-more">
          <span>
            {total === undefined || total === null
              ? words.shownOnly(shown)
              : words.shown(shown, formatNumber(total, language))}
          </span>
          {onMore && (
            <Button size="xs" variant="default" onClick={onMore} disabled={loadingMore}>
              {loadingMore ? words.loadingMore : words.more}
            </Button>
          )}
        </div>
      )}
    </>
  )
}
