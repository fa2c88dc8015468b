import { useMessages } from '@vungxanh/remote'
import { Button, FormActions, formatDate, Notice, today } from '@vungxanh/ui'
import { Paper, printPaper } from '@vungxanh/ui/paper'
import type { ReactNode } from 'react'
import type { Account } from '../answers.ts'
import { messages } from './messages.ts'

/** A password that is seen once: on the screen and on the slip that is handed over. */
export function OneTimePassword({
  account,
  password,
  action,
}: {
  account: Account
  password: string
  action?: ReactNode
}) {
  const t = useMessages(messages)
  return (
    <div className="vx-form">
      <Notice tone="warning" urgent title={t('oneTimePassword')}>
        {t('oneTimeText')}
      </Notice>
      <Paper label={t('oneTimePassword')}>
        <h2>{t('oneTimePaper')}</h2>
        <p>
          {t('name')}: <strong>{account.fullName}</strong>
        </p>
        <p>
          {t('signInName')}: <strong>{account.signInName}</strong>
        </p>
        <p>
          {t('oneTimePassword')}: <code>{password}</code>
        </p>
        <p>{formatDate(today())}</p>
      </Paper>
      <FormActions>
        <Button kind="primary" onClick={printPaper}>
          {t('printOneTime')}
        </Button>
        {action}
      </FormActions>
    </div>
  )
}
