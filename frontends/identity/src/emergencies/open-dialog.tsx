import { paths, type Session, useMessages, useNavigate, useServiceAction, useSession, useUnit } from '@vungxanh/remote'
import {
  Button,
  Dialog,
  Form,
  FormActions,
  FormGrid,
  SelectField,
  TextAreaField,
  TextField,
  tidy,
  useForm,
  WholeNumberField,
} from '@vungxanh/ui'
import { type ReasonCode, reasonCodes } from '../answers.ts'
import { messages as common } from '../messages.ts'
import { messages } from './messages.ts'

interface Values {
  reasonCode: ReasonCode | ''
  reason: string
  caseReference: string
  minutes: string
}

export function OpenDialog({ onClose }: { onClose: () => void }) {
  const t = useMessages(messages)
  const c = useMessages(common)
  const unit = useUnit()
  const navigate = useNavigate()
  const { renewSession } = useSession()
  const form = useForm<Values>({ reasonCode: '', reason: '', caseReference: '', minutes: '60' })
  const [act, { busy, refusal }] = useServiceAction()

  async function open({ reasonCode, reason, caseReference, minutes }: Values) {
    const session = await act<Session>('/auth/break-glass', {
      reasonCode,
      reason: tidy(reason),
      caseReference: tidy(caseReference),
      minutes: Number(minutes),
      unit: unit.code,
    })
    if (!session) return
    onClose()
    navigate(paths.people())
    renewSession(session)
  }

  return (
    <Dialog title={t('open')} opened onClose={onClose}>
      <Form form={form} label={t('open')} onSubmit={open} refusal={refusal}>
        <p className="vx-form-hint">{t('emergenciesText')}</p>
        <FormGrid>
          <SelectField
            name="reasonCode"
            label={t('code')}
            required
            autoFocus
            span={8}
            options={[
              { value: '', label: '' },
              ...reasonCodes.map((code) => ({ value: code, label: t(`code.${code}`) })),
            ]}
          />
          <WholeNumberField
            name="minutes"
            label={t('minutes')}
            description={t('minutesHint')}
            minimum={1}
            maximum={60}
            required
            span={4}
          />
          <TextAreaField name="reason" label={c('reason')} description={t('reasonHint')} required />
          <TextField name="caseReference" label={t('caseReference')} required />
        </FormGrid>
        <FormActions>
          <Button type="submit" kind="danger" busy={busy}>
            {t('openNow')}
          </Button>
          <Button onClick={onClose}>{c('cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
