import { useMessages } from '@vungxanh/remote'
import { StatusBadge, type Tone } from '@vungxanh/ui'
import { messages } from './messages.ts'
import type { DossierStatus } from './operations.generated.ts'

const tones: Record<DossierStatus, Tone> = {
  SUBMITTED: 'warning',
  FIRST_APPROVED: 'warning',
  APPROVED: 'info',
  PAID: 'success',
  REFUSED: 'danger',
}

export function DossierState({ status }: { status: DossierStatus }) {
  const t = useMessages(messages)
  return <StatusBadge tone={tones[status]}>{t(`status.${status}`)}</StatusBadge>
}
