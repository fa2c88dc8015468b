import { useMessages } from '@vungxanh/remote'
import { StatusBadge, type Tone } from '@vungxanh/ui'
import type { RequestStanding } from '../operations.generated.ts'
import { messages } from './messages.ts'

const tones: Record<RequestStanding, Tone> = {
  ON_TIME: 'info',
  DUE_SOON: 'warning',
  OVERDUE: 'danger',
  ANSWERED: 'success',
  ANSWERED_LATE: 'warning',
}

export function StandingBadge({ standing }: { standing: RequestStanding }) {
  const t = useMessages(messages)
  return <StatusBadge tone={tones[standing]}>{t(`standing.${standing}`)}</StatusBadge>
}
