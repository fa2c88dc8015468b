import { useMessages } from '@vungxanh/remote'
import { formatDate } from '@vungxanh/ui'
import { messages } from './messages.ts'

/** The register has the first day that something is so no longer; people say the last day that it is. */
export const lastDayOf = (toOn: string): string => shift(toOn, -1)
export const endAfter = (lastDay: string): string => shift(lastDay, 1)

function shift(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}

export function useSpan() {
  const t = useMessages(messages)
  return ({ fromOn, toOn }: { fromOn: string; toOn: string | null }): string =>
    toOn
      ? t('between', { from: formatDate(fromOn), to: formatDate(lastDayOf(toOn)) })
      : t('since', { from: formatDate(fromOn) })
}
