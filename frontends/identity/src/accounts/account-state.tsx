import { useMessages } from '@vungxanh/remote'
import { formatDateTime, StatusBadge } from '@vungxanh/ui'
import type { Account } from '../answers.ts'
import { messages } from './messages.ts'

export function AccountState({ account }: { account: Account }) {
  const t = useMessages(messages)
  const { isDisabled, lockedUntil, mustChangePassword } = account
  if (isDisabled) return <StatusBadge tone="danger">{t('state.disabled')}</StatusBadge>
  if (lockedUntil !== null && Date.parse(lockedUntil) > Date.now())
    return <StatusBadge tone="warning">{t('state.locked', { time: formatDateTime(lockedUntil) })}</StatusBadge>
  if (mustChangePassword) return <StatusBadge tone="info">{t('state.mustChange')}</StatusBadge>
  return <StatusBadge tone="success">{t('state.active')}</StatusBadge>
}

export function SecondFactorState({ account }: { account: Account }) {
  const t = useMessages(messages)
  return (
    <StatusBadge tone={account.hasSecondFactor ? 'success' : 'neutral'}>
      {account.hasSecondFactor ? t('enrolled') : t('notEnrolled')}
    </StatusBadge>
  )
}
