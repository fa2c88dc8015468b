import { useMessages } from '@vungxanh/remote'
import { formatDate } from '@vungxanh/ui'
import { messages as register } from '../messages.ts'
import type { ProposedField, Sex } from '../operations.generated.ts'
import { messages } from './messages.ts'

/** A value as people write it: days, years and sexes come as the schema writes them. */
export function useValue() {
  const t = useMessages(messages)
  const word = useMessages(register)
  return (field: ProposedField, value: string | null): string => {
    if (!value) return t('nothing')
    if (field === 'SEX') return word(`sex.${value as Sex}`)
    return /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDate(value) : value
  }
}
