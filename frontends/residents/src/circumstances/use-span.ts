import { useMessages } from '@vungxanh/remote'
import { addDays, formatDate } from '@vungxanh/ui'
import { messages } from './messages.ts'

/** The register has the first day that something is so no longer; people say the last day that it is. */
export const lastDayOf = (toOn: string): string => addDays(toOn, -1)
export const endAfter = (lastDay: string): string => addDays(lastDay, 1)

export function useSpan() {
  const t = useMessages(messages)
  return ({ fromOn, toOn }: { fromOn: string; toOn: string | null }): string =>
    toOn
      ? t('between', { from: formatDate(fromOn), to: formatDate(lastDayOf(toOn)) })
      : t('since', { from: formatDate(fromOn) })
}
