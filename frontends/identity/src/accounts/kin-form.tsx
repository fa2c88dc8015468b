import { useMessages, useServiceAction } from '@vungxanh/remote'
import {
  Button,
  Form,
  FormActions,
  FormGrid,
  type FormRefusal,
  Panel,
  TextAreaField,
  useForm,
  useNotify,
} from '@vungxanh/ui'
import { useState } from 'react'
import type { Account } from '../answers.ts'
import { personIdIn } from '../person-id.ts'
import { messages } from './messages.ts'

/** The administrator knows no residents: ids are handed over by the registrar, as they stand in a page's address. */
export function KinForm({ account, onChanged }: { account: Account; onChanged: () => void }) {
  const t = useMessages(messages)
  const notify = useNotify()
  const form = useForm<{ kin: string }>({ kin: account.kin.join('\n') })
  const [act, { busy, refusal }] = useServiceAction()
  const [fault, setFault] = useState<FormRefusal>()

  async function save(values: { kin: string }) {
    const lines = values.kin.split('\n').filter((line) => line.trim() !== '')
    const wrong = lines.find((line) => personIdIn(line) === undefined)
    setFault(wrong === undefined ? undefined : { message: t('kinInvalid', { line: wrong.trim() }), field: 'kin' })
    if (wrong !== undefined) return
    const kin = lines.flatMap((line) => personIdIn(line) ?? [])
    if (!(await act(`/auth/api/accounts/${account.id}/kin`, { kin }))) return
    notify({ tone: 'success', title: t('kinSaved', { count: kin.length }) })
    onChanged()
  }

  return (
    <Panel title={t('kin')}>
      <Form form={form} label={t('kin')} onSubmit={save} refusal={fault ?? refusal}>
        <p className="vx-form-hint">{t('kinText')}</p>
        <FormGrid>
          <TextAreaField name="kin" label={t('kinIds')} rows={3} />
        </FormGrid>
        <FormActions>
          <Button type="submit" busy={busy}>
            {t('save')}
          </Button>
        </FormActions>
      </Form>
    </Panel>
  )
}
