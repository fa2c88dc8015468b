import { Link, LinkButton, useMessages, useServiceAction, useUnit } from '@vungxanh/remote'
import { Button, Form, FormActions, FormPanel, Page, TextField, tidy, useForm } from '@vungxanh/ui'
import { useState } from 'react'
import type { Account } from '../answers.ts'
import { messages } from './messages.ts'
import { OneTimePassword } from './one-time-password.tsx'

interface Created {
  account: Account
  oneTimePassword: string
}

export function CreateAccountPage() {
  const t = useMessages(messages)
  const unit = useUnit()
  const form = useForm<{ fullName: string; signInName: string }>({ fullName: '', signInName: '' })
  const [act, { busy, refusal }] = useServiceAction()
  const [created, setCreated] = useState<Created>()
  return (
    <Page
      title={t('create')}
      subtitle={t('createText')}
      trail={[
        <Link key="accounts" to="/quan-tri/tai-khoan">
          {t('accounts')}
        </Link>,
      ]}
    >
      {created ? (
        <OneTimePassword
          account={created.account}
          password={created.oneTimePassword}
          action={<LinkButton to={`/quan-tri/tai-khoan/${created.account.id}`}>{t('toAccount')}</LinkButton>}
        />
      ) : (
        <Form
          form={form}
          label={t('create')}
          refusal={refusal}
          onSubmit={async ({ fullName, signInName }) => {
            const account = { fullName: tidy(fullName), signInName: tidy(signInName).toLowerCase(), unit: unit.code }
            setCreated(await act<Created>('/auth/api/accounts', account))
          }}
        >
          <FormPanel title={t('account')}>
            <TextField name="fullName" label={t('name')} required autoFocus span={6} />
            <TextField name="signInName" label={t('signInName')} description={t('signInNameHint')} required span={6} />
          </FormPanel>
          <FormActions>
            <Button type="submit" kind="primary" busy={busy}>
              {t('save')}
            </Button>
          </FormActions>
        </Form>
      )}
    </Page>
  )
}
