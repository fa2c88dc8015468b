import { Link, ReadingView, useMessages, useParams, useServiceAction, useServiceReading } from '@vungxanh/remote'
import { Button, Columns, Facts, formatDateTime, Page, Panel, Rows, useNotify } from '@vungxanh/ui'
import { useState } from 'react'
import type { Account, Assignment, PostsAnswer } from '../answers.ts'
import { Confirmation, type Question } from '../confirmation.tsx'
import { messages as common } from '../messages.ts'
import { AccountState, SecondFactorState } from './account-state.tsx'
import { AssignmentsPanel } from './assignments-panel.tsx'
import { KinForm } from './kin-form.tsx'
import { messages } from './messages.ts'
import { OneTimePassword } from './one-time-password.tsx'
import { SessionsPanel } from './sessions-panel.tsx'

interface AccountAnswer {
  account: Account
  assignments: readonly Assignment[]
}

export function AccountPage() {
  const t = useMessages(messages)
  const { id = '' } = useParams()
  const reading = useServiceReading<AccountAnswer>(`/auth/api/accounts/${id}`)
  const posts = useServiceReading<PostsAnswer>('/auth/api/posts').data?.posts ?? []
  const account = reading.data?.account
  return (
    <Page
      title={account?.fullName ?? t('account')}
      subtitle={account?.signInName}
      trail={[
        <Link key="accounts" to="/quan-tri/tai-khoan">
          {t('accounts')}
        </Link>,
      ]}
    >
      <ReadingView reading={reading} select={(data) => data} skeletonRows={8}>
        {(known) => (
          <Columns>
            <Rows>
              <AccountPanel account={known.account} onChanged={reading.retry} />
              <AssignmentsPanel
                accountId={id}
                assignments={known.assignments}
                posts={posts}
                onChanged={reading.retry}
              />
            </Rows>
            <Rows>
              <SessionsPanel accountId={id} />
              <KinForm account={known.account} onChanged={reading.retry} />
            </Rows>
          </Columns>
        )}
      </ReadingView>
    </Page>
  )
}

function AccountPanel({ account, onChanged }: { account: Account; onChanged: () => void }) {
  const t = useMessages(messages)
  const c = useMessages(common)
  const notify = useNotify()
  const [act, { busy, refusal }] = useServiceAction()
  const [question, setQuestion] = useState<Question>()
  const [password, setPassword] = useState<string>()
  const name = account.fullName
  const path = `/auth/api/accounts/${account.id}`

  async function change(verb: 'disable' | 'enable' | 'reset-second-factor', said: string): Promise<boolean> {
    const done = await act(`${path}/${verb}`)
    if (!done) return false
    notify({ tone: 'success', title: said })
    onChanged()
    return true
  }
  async function resetPassword(): Promise<boolean> {
    const answer = await act<{ oneTimePassword: string }>(`${path}/reset-password`)
    setPassword(answer?.oneTimePassword)
    if (answer) onChanged()
    return answer !== undefined
  }

  return (
    <Panel
      title={t('account')}
      actions={
        <>
          <Button
            size="small"
            onClick={() =>
              setQuestion({
                title: t('resetPassword'),
                consequence: t('resetPasswordConsequence', { name }),
                button: t('resetPassword'),
                run: resetPassword,
              })
            }
          >
            {t('resetPassword')}
          </Button>
          {account.hasSecondFactor && (
            <Button
              size="small"
              onClick={() =>
                setQuestion({
                  title: t('resetFactor'),
                  consequence: t('resetFactorConsequence', { name }),
                  button: t('resetFactor'),
                  run: () => change('reset-second-factor', t('factorReset', { name })),
                })
              }
            >
              {t('resetFactor')}
            </Button>
          )}
          {account.isDisabled ? (
            <Button size="small" busy={busy} onClick={() => void change('enable', t('enabled', { name }))}>
              {t('enable')}
            </Button>
          ) : (
            <Button
              size="small"
              onClick={() =>
                setQuestion({
                  title: t('disable'),
                  consequence: t('disableConsequence', { name }),
                  button: t('disable'),
                  run: () => change('disable', t('disabled', { name })),
                })
              }
            >
              {t('disable')}
            </Button>
          )}
        </>
      }
    >
      {password !== undefined && <OneTimePassword account={account} password={password} />}
      {refusal && !question && <p role="alert">{refusal.message}</p>}
      <Facts
        facts={[
          { label: t('signInName'), value: account.signInName },
          { label: c('state'), value: <AccountState account={account} /> },
          { label: t('secondFactor'), value: <SecondFactorState account={account} /> },
          { label: c('unit'), value: account.unit },
          { label: t('createdAt'), value: formatDateTime(account.createdAt) },
        ]}
      />
      <Confirmation question={question} busy={busy} refusal={refusal?.message} onClose={() => setQuestion(undefined)} />
    </Panel>
  )
}
