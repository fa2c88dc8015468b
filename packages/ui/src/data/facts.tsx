import type { ReactNode } from 'react'
import { sentence } from '../format/text.ts'

export type Tone = 'neutral' | 'success' | 'info' | 'warning' | 'danger'

/** A state as a word; the colour only repeats it. It stands alone, so it begins with a capital whatever it is elsewhere. */
export function StatusBadge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className="vx-badge" data-tone={tone}>
      {typeof children === 'string' ? sentence(children) : children}
    </span>
  )
}

export interface Fact {
  label: string
  value: ReactNode
}

/** What is known of one thing. A fact without a value shows a dash, because unknown is a legal value. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="vx-facts">
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.value === null || fact.value === undefined || fact.value === '' ? '—' : fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}

export interface StatTileProps {
  label: string
  /** Undefined means that the figure could not be read, which is not the same as zero. */
  value: string | undefined
  missing: string
  note?: ReactNode
  /** Wraps the tile in the router's link. */
  link?: (properties: { className: string; children: ReactNode }) => ReactNode
}

export function StatTile({ label, value, missing, note, link }: StatTileProps) {
  const children = (
    <>
      <span className="vx-tile-label">{label}</span>
      <span className="vx-tile-value" data-missing={value === undefined || undefined}>
        {value ?? missing}
      </span>
      {note && <span className="vx-tile-note">{note}</span>}
    </>
  )
  return link ? link({ className: 'vx-tile', children }) : <div className="vx-tile">{children}</div>
}

export function Tiles({ columns, children }: { columns?: 4; children: ReactNode }) {
  return (
    <div className="vx-tiles" data-columns={columns}>
      {children}
    </div>
  )
}
