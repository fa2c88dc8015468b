import { roleNames } from '@vungxanh/access'
import { useLabel, useMessages, useServiceReading, useSession } from '@vungxanh/remote'
import {
  Columns,
  DataTable,
  EmptyState,
  formatDate,
  formatDateTime,
  Notice,
  Page,
  Panel,
  Rows,
  StatusBadge,
} from '@vungxanh/ui'
import { messages as common } from '../messages.ts'
import { messages } from './messages.ts'
import { PasswordPanel } from './password-panel.tsx'
import { SecondFactorPanel } from './second-factor-panel.tsx'

export function MyAccountPage() {
  const t = useMessages(messages)
  const c = useMessages(common)
  const label = useLabel()
  const { viewer, assignments, resets } = useSession().session
  const account = useServiceReading<{ account: { signInName: string } }>('/auth/api/me').data?.account
  return (
    <Page title={t('myAccount')} subtitle={[viewer.name, account?.signInName].filter(Boolean).join(' · ')}>
      {resets.map(({ id, action, at, by }) => (
        <Notice key={id} tone="warning" title={t(`reset.${action}`)}>
          {t('resetBy', { ...by, time: formatDateTime(at) })}
        </Notice>
      ))}
      <Columns>
        <Rows>
          <Panel title={t('assignments')} foot={t('assignmentsText')} flush>
            <DataTable
              caption={t('assignments')}
              rows={assignments}
              rowKey={(assignment) => assignment.id}
              empty={<EmptyState>{t('assignmentsText')}</EmptyState>}
              columns={[
                {
                  key: 'post',
                  label: c('post'),
                  render: ({ post, organisation }) => (
                    <>
                      {post}
                      <span className="vx-option-note">{organisation}</span>
                    </>
                  ),
                },
                { key: 'role', label: c('role'), render: ({ role }) => label(roleNames[role]) },
                { key: 'kind', label: c('kind'), nowrap: true, render: ({ kind }) => c(`kind.${kind}`) },
                {
                  key: 'units',
                  label: c('unit'),
                  nowrap: true,
                  render: ({ units }) => units.map(({ code }) => code).join(', '),
                },
                {
                  key: 'to',
                  label: c('until'),
                  nowrap: true,
                  render: ({ validTo, endsAt }) => formatDate(validTo) || formatDateTime(endsAt) || c('openEnded'),
                },
                {
                  key: 'state',
                  label: c('state'),
                  render: ({ id }) => (
                    <StatusBadge tone={id === viewer.assignmentId ? 'success' : 'neutral'}>
                      {id === viewer.assignmentId ? t('acting') : t('held')}
                    </StatusBadge>
                  ),
                },
              ]}
            />
          </Panel>
        </Rows>
        <Rows>
          <SecondFactorPanel />
          <PasswordPanel />
        </Rows>
      </Columns>
    </Page>
  )
}
