// Comes with the pages that print, by a path of its own: the first page of the platform does not wait for it.
import type { ReactNode } from 'react'

interface PaperProps {
  children: ReactNode
  label: string
  /** Only for the printer: the screen shows the same otherwise. */
  isHidden?: boolean
}

/** A text as it is printed: the only thing on the paper when the page around it says so. */
export function Paper({ children, label, isHidden }: PaperProps) {
  return (
    <article className={isHidden ? 'vx-paper vx-print-only' : 'vx-paper'} aria-label={label}>
      {children}
    </article>
  )
}

/**
 * Prints the paper of the page and nothing around it: a copy that stands alone under the body, so that it flows over as many
 * sheets as it needs and leaves none empty.
 */
export function printPaper(): void {
  const sheets = document.createElement('div')
  sheets.className = 'vx-print-sheets'
  for (const paper of document.querySelectorAll('.vx-paper')) sheets.append(paper.cloneNode(true))
  document.body.append(sheets)
  document.body.classList.add('vx-printing-paper')
  window.addEventListener(
    'afterprint',
    () => {
      document.body.classList.remove('vx-printing-paper')
      sheets.remove()
    },
    { once: true },
  )
  window.print()
}
