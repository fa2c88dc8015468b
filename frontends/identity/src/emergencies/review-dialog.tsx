import { useMessages, useServiceAction } from '@vungxanh/remote'
import {
  Button,
  ChoiceField,
  Dialog,
  Facts,
  Form,
  FormActions,
  FormGrid,
  formatDateTime,
  TextAreaField,
  tidy,
  useForm,
  useNotify,
} from '@vungxanh/ui'
import type { Emergency } from '../answers.ts'
import { messages as common } from '../messages.ts'
import { messages } from './messages.ts'

const outcomes = ['JUSTIFIED', 'UNJUSTIFIED'] as const

interface Values {
  outcome: (typeof outcomes)[number] | ''
  note: string
}

export function ReviewDialog({
  emergency,
  onClose,
  onReviewed,
}: {
  emergency: Emergency
  onClose: () => void
  onReviewed: () => void
}) {
  const t = useMessages(messages)
  const c = useMessages(common)
  const notify = useNotify()
  const form = useForm<Values>({ outcome: '', note: '' })
  const [act, { busy, refusal }] = useServiceAction()
  const title = t('reviewOf', { name: emergency.account.fullName })

  async function save({ outcome, note }: Values) {
    if (!(await act(`/auth/api/break-glass/${emergency.id}/review`, { outcome, note: tidy(note) }))) return
    notify({ tone: 'success', title: t('reviewed') })
    onClose()
    onReviewed()
  }

  return (
    <Dialog title={title} opened onClose={onClose}>
      <Form form={form} label={title} onSubmit={save} refusal={refusal}>
        <Facts
          facts={[
            { label: t('code'), value: t(`code.${emergency.reasonCode}`) },
            { label: t('caseReference'), value: emergency.caseReference },
            { label: t('openedAt'), value: formatDateTime(emergency.openedAt) },
            { label: t('endsAt'), value: formatDateTime(emergency.endsAt) },
            { label: c('reason'), value: emergency.reason },
          ]}
        />
        <FormGrid>
          <ChoiceField
            name="outcome"
            label={t('outcome')}
            required
            options={outcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))}
          />
          <TextAreaField name="note" label={t('note')} required />
        </FormGrid>
        <FormActions>
          <Button type="submit" kind="primary" busy={busy}>
            {t('saveReview')}
          </Button>
          <Button onClick={onClose}>{c('cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
