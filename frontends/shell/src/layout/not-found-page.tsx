import { type Role, roleNames } from '@vungxanh/access'
import { LinkButton, useLabel, useLocation, useMessages } from '@vungxanh/remote'
import { EmptyState, ErrorState, Page } from '@vungxanh/ui'
import { messages } from '../messages.ts'
import { useRegistry } from '../remotes/registry.tsx'

export function NotFoundPage() {
  const t = useMessages(messages)
  const { pathname } = useLocation()
  return (
    <Page title={t('notFound')}>
      <EmptyState action={<LinkButton to="/">{t('backHome')}</LinkButton>}>
        {t('notFoundText', { path: pathname })}
      </EmptyState>
    </Page>
  )
}

/** An address of a remote that cannot even say where its pages stand is not an unknown address. */
export function UnknownAddressPage() {
  const t = useMessages(messages)
  const { state, readAgain } = useRegistry()
  if (state.status !== 'ready' || state.unreadable.length === 0) return <NotFoundPage />
  const title = t('remoteAway', { name: state.unreadable.join(', ') })
  return (
    <Page title={title}>
      <ErrorState title={title} onRetry={readAgain}>
        {t('remoteAwayText')}
      </ErrorState>
    </Page>
  )
}

export function ForbiddenPage({ roles }: { roles: readonly Role[] }) {
  const t = useMessages(messages)
  const label = useLabel()
  return (
    <Page title={t('forbidden')}>
      <EmptyState action={<LinkButton to="/">{t('backHome')}</LinkButton>}>
        {t('forbiddenText', { roles: roles.map((role) => label(roleNames[role])).join(', ') })}
      </EmptyState>
    </Page>
  )
}
