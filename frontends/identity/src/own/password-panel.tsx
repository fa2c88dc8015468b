import { useMessages, useServiceAction } from '@vungxanh/remote'
import {
  Button,
  Form,
  FormActions,
  FormGrid,
  type FormRefusal,
  Panel,
  PasswordField,
  useForm,
  useNotify,
} from '@vungxanh/ui'
import { useState } from 'react'
import { messages } from './messages.ts'

interface Values {
  current: string
  new: string
  again: string
}

export function PasswordPanel() {
  const t = useMessages(messages)
  const notify = useNotify()
  const form = useForm<Values>({ current: '', new: '', again: '' })
  const [act, { busy, refusal }] = useServiceAction()
  const [fault, setFault] = useState<FormRefusal>()

  async function save(values: Values) {
    const isSame = values.new === values.again
    setFault(isSame ? undefined : { message: t('different'), field: 'again' })
    if (!isSame || !(await act('/auth/api/me/password', { current: values.current, new: values.new }))) return
    form.reset()
    notify({ tone: 'success', title: t('changed') })
  }

  return (
    <Panel title={t('password')}>
      <Form form={form} label={t('password')} onSubmit={save} refusal={fault ?? refusal}>
        <p className="vx-form-hint">{t('passwordText')}</p>
        <FormGrid>
          <PasswordField name="current" label={t('current')} autoComplete="current-password" required />
          <PasswordField name="new" label={t('new')} autoComplete="new-password" required />
          <PasswordField name="again" label={t('again')} autoComplete="new-password" required />
        </FormGrid>
        <FormActions>
          <Button type="submit" busy={busy}>
            {t('password')}
          </Button>
        </FormActions>
      </Form>
    </Panel>
  )
}
