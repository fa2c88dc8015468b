import { lazy, Suspense } from 'react'
import type { ExportActionsProps } from './export-actions.tsx'

export { saveFile } from './save-file.ts'
export type { ExportActionsProps }

const ExportActions = lazy(async () => ({ default: (await import('./export-actions.tsx')).ExportActions }))

/** Its code comes after the list that it takes away. */
export function ExportMenu(props: ExportActionsProps) {
  return (
    <Suspense>
      <ExportActions {...props} />
    </Suspense>
  )
}
