import { useMessages } from '@vungxanh/remote'
import { StatusBadge, type Tone } from '@vungxanh/ui'
import { messages } from './messages.ts'
import type { TestOutcome } from './operations.generated.ts'

const tones: Record<TestOutcome, Tone> = {
  NEGATIVE: 'success',
  POSITIVE: 'danger',
  INCONCLUSIVE: 'warning',
  PENDING: 'neutral',
}

export function Outcome({ outcome }: { outcome: TestOutcome }) {
  const t = useMessages(messages)
  return <StatusBadge tone={tones[outcome]}>{t(`outcome.${outcome}`)}</StatusBadge>
}
