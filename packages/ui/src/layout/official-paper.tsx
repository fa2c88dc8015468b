// Comes with the pages that print, by a path of its own: the first page of the platform does not wait for it.
import type { ReactNode } from 'react'
import { formalDate, today } from '../format/dates.ts'

export interface OfficialPaperProps {
  /** Said to screen readers. */
  label: string
  /** The unit's name, `Phường Giang Biên`. */
  unit: string
  title: string
  /** What the paper is about, under its title. */
  about?: ReactNode
  /** The day of the paper, where it is not today's. */
  on?: string | undefined
  /** Who signs, from left to right. */
  signatures: readonly string[]
  /** Where it is not A4: a notice that many take home. */
  sheet?: 'A5' | undefined
  children: ReactNode
}

/** `Phường Giang Biên` is a place called Giang Biên. */
const placeOf = (unit: string): string => unit.replace(/^(phường|xã|thị trấn|đặc khu)\s+/i, '')

/**
 * A paper of the commune's committee as Decree 30/2020/NĐ-CP, Appendix I, wants it: the organ on the left, the nation and its
 * motto on the right, place and date, title, text, signatures. Vietnamese whatever the language of the screen: it is signed and
 * handed over.
 */
export function OfficialPaper({
  label,
  unit,
  title,
  about,
  on = today(),
  signatures,
  sheet,
  children,
}: OfficialPaperProps) {
  return (
    <article className="vx-paper" data-sheet={sheet} aria-label={label}>
      {/* biome-ignore lint/a11y/useSemanticElements: it groups for scrolling, not as fields of a form */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls on a narrow screen must be reachable by keyboard */}
      <div lang="vi" role="group" aria-label={label} className="vx-official" tabIndex={0}>
        <div className="vx-letterhead">
          <p>
            ỦY BAN NHÂN DÂN
            <br />
            <strong className="vx-ruled">{unit.toUpperCase()}</strong>
          </p>
          <p>
            <strong>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</strong>
            <br />
            <strong className="vx-motto">Độc lập - Tự do - Hạnh phúc</strong>
          </p>
        </div>
        <p className="vx-place-and-date">
          {placeOf(unit)}, {formalDate(on)}
        </p>
        <h2>{title.toUpperCase()}</h2>
        {about && <p className="vx-about">{about}</p>}
        {children}
        <div className="vx-signatures">
          {signatures.map((signature) => (
            <p key={signature}>
              <strong>{signature.toUpperCase()}</strong>
              <br />
              <em>(ký, ghi rõ họ tên)</em>
            </p>
          ))}
        </div>
      </div>
    </article>
  )
}

export interface PaperColumn<Row> {
  label: string
  align?: 'end'
  /** A code, which nobody reads in two halves. */
  nowrap?: boolean
  render: (row: Row, index: number) => ReactNode
}

/** A list on paper; its head stands again on every sheet. */
export function PaperTable<Row>({
  caption,
  columns,
  rows,
  rowKey,
}: {
  caption: string
  columns: readonly PaperColumn<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
}) {
  return (
    <table className="vx-paper-table">
      <caption className="vx-visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ label, align }) => (
            <th key={label} scope="col" data-align={align}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={rowKey(row)}>
            {columns.map(({ label, align, nowrap, render }) => (
              <td key={label} data-align={align} data-nowrap={nowrap || undefined}>
                {render(row, index)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
