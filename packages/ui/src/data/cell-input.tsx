import type { KeyboardEvent } from 'react'

export interface CellInputProps {
  /** Column and row, for who does not see the table. */
  label: string
  value: string
  onCommit: (value: string) => void
}

/** A name of four words, an address: what a column of short cells would cut. */
const LONG = 14

/** The same column's field in the next or previous row of the table. */
function neighbour(input: HTMLInputElement, down: boolean): HTMLInputElement | null | undefined {
  const cell = input.closest<HTMLTableCellElement>('td, th')
  const row = cell?.parentElement
  const other = (down ? row?.nextElementSibling : row?.previousElementSibling) as HTMLTableRowElement | null | undefined
  return other?.cells[cell?.cellIndex ?? -1]?.querySelector('input')
}

/** A cell of a table that is corrected where it stands: Enter keeps and goes down, Escape takes back, arrows walk the column. */
export function CellInput({ label, value, onCommit }: CellInputProps) {
  function walk(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return
    const input = event.currentTarget
    if (event.key === 'Escape') input.value = value
    if (event.key !== 'Enter' && event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    const next = neighbour(input, event.key !== 'ArrowUp')
    // Leaving the field is what keeps it.
    if (next) next.focus()
    else if (event.key === 'Enter') input.blur()
  }
  return (
    <input
      // What came back from the server is what it starts from again.
      key={value}
      className="vx-cell-input"
      data-long={value.length > LONG || undefined}
      aria-label={label}
      defaultValue={value}
      autoComplete="off"
      spellCheck={false}
      onKeyDown={walk}
      onBlur={(event) => {
        const typed = event.currentTarget.value.trim()
        if (typed !== value) onCommit(typed)
      }}
    />
  )
}
