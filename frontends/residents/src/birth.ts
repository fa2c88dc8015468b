import { useMessages } from '@vungxanh/remote'
import { formatDate } from '@vungxanh/ui'
import { useCallback } from 'react'
import { messages } from './messages.ts'

/** A date of birth as precisely as it is known. */
export function useBirth() {
  const t = useMessages(messages)
  return useCallback(
    (person: { bornOn: string | null; birthYear: number | null }) => {
      if (person.bornOn) return formatDate(person.bornOn)
      return person.birthYear ? t('yearOnly', { year: String(person.birthYear) }) : t('unknownBirth')
    },
    [t],
  )
}
