import { useMessages, useServiceAction, useSession } from '@vungxanh/remote'
import {
  Button,
  Form,
  FormActions,
  FormGrid,
  Notice,
  Panel,
  StatusBadge,
  TextField,
  timeOf,
  useForm,
  useNotify,
} from '@vungxanh/ui'
import { useState } from 'react'
import { messages } from './messages.ts'

interface Enrolment {
  /** Base32, for who cannot scan. */
  secret: string
  qr: string
}

export function SecondFactorPanel() {
  const t = useMessages(messages)
  const { stepUp } = useSession().session
  const [act, { busy, refusal }] = useServiceAction()
  const [enrolment, setEnrolment] = useState<Enrolment>()
  return (
    <Panel title={t('factor')}>
      <div className="vx-form">
        <p className="vx-form-hint">{t('factorText')}</p>
        {refusal && (
          <Notice tone="danger" urgent>
            {refusal.message}
          </Notice>
        )}
        {stepUp.enrolled && !enrolment ? (
          <>
            <div>
              <StatusBadge tone="success">
                {stepUp.until ? t('provenUntil', { time: timeOf(stepUp.until) }) : t('enrolled')}
              </StatusBadge>
            </div>
            <p className="vx-form-hint">{t('enrolledText')}</p>
          </>
        ) : enrolment ? (
          <ConfirmForm enrolment={enrolment} onDone={() => setEnrolment(undefined)} />
        ) : (
          <FormActions>
            <Button
              kind="primary"
              busy={busy}
              onClick={async () => setEnrolment(await act<Enrolment>('/auth/api/me/second-factor'))}
            >
              {t('enrol')}
            </Button>
          </FormActions>
        )}
      </div>
    </Panel>
  )
}

function ConfirmForm({ enrolment, onDone }: { enrolment: Enrolment; onDone: () => void }) {
  const t = useMessages(messages)
  const notify = useNotify()
  const { renewSession } = useSession()
  const form = useForm<{ code: string }>({ code: '' })
  const [act, { busy, refusal }] = useServiceAction()

  async function confirm({ code }: { code: string }) {
    if (!(await act('/auth/api/me/second-factor/confirm', { code: code.replaceAll(/\s/g, '') }))) return
    notify({ tone: 'success', title: t('done') })
    onDone()
    renewSession()
  }

  return (
    <Form form={form} label={t('enrol')} onSubmit={confirm} refusal={refusal}>
      <p>{t('scan')}</p>
      <img src={enrolment.qr} alt={t('qr')} width={200} height={200} />
      <p className="vx-form-hint">
        {t('secret')}: <code>{enrolment.secret}</code>
      </p>
      <FormGrid>
        <TextField name="code" label={t('code')} inputMode="numeric" autoComplete="one-time-code" required autoFocus />
      </FormGrid>
      <FormActions>
        <Button type="submit" kind="primary" busy={busy}>
          {t('confirm')}
        </Button>
      </FormActions>
    </Form>
  )
}
