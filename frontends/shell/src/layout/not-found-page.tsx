import { type Role, roleNames } from '@vungxanh/access'
import { LinkButton, useLabel, useLocation, useMessages } from '@vungxanh/remote'
import { EmptyState, Page } from '@vungxanh/ui'
import { messages } from '../messages.ts'

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
