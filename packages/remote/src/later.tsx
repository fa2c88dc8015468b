import { Skeletons } from '@vungxanh/ui'
import { type ComponentType, lazy, type ReactElement, Suspense } from 'react'

/** A page whose code comes when it is opened, so that the first page of a portal does not wait for the others. */
export function later(load: () => Promise<ComponentType>): ReactElement {
  const LaterPage = lazy(async () => ({ default: await load() }))
  return (
    <Suspense fallback={<Skeletons rows={8} />}>
      <LaterPage />
    </Suspense>
  )
}
