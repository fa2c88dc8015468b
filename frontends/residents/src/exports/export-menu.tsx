import { lazy, Suspense } from 'react'
import type { ExportActionsProps } from './export-actions.tsx'

const ExportActions = lazy(async () => ({ default: (await import('./export-actions.tsx')).ExportActions }))

/** Its code comes after the list that it takes away. */
export function ExportMenu(props: ExportActionsProps) {
  return (
    <Suspense>
      <ExportActions {...props} />
    </Suspense>
  )
}
