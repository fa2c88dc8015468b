import { useEffect } from 'react'
import type { Slots, TimelineEntry } from './contract.ts'
import { ProblemState, type Reading } from './reading.tsx'

interface TimelineEntriesProps {
  department: string
  reading: Pick<Reading<unknown>, 'problem' | 'retry'>
  /** Undefined until they are read. Keep the array between renders. */
  entries: readonly TimelineEntry[] | undefined
  contribute: Slots['personTimeline']['contribute']
}

/** A department's part of a person's timeline: in the list, or here with the reason why it is not. */
export function TimelineEntries({ department, reading, entries, contribute }: TimelineEntriesProps) {
  useEffect(() => {
    if (entries) contribute(department, entries)
    return () => contribute(department, [])
  }, [department, entries, contribute])
  return reading.problem ? <ProblemState problem={reading.problem} onRetry={reading.retry} /> : null
}
