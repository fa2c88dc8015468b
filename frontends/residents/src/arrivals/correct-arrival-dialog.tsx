import { useAction, useMessages, useUnit } from '@vungxanh/remote'
import {
  Button,
  Dialog,
  Form,
  FormActions,
  FormGrid,
  type FormRefusal,
  formatDate,
  TextField,
  tidy,
  useForm,
  useNotify,
} from '@vungxanh/ui'
import { useState } from 'react'
import type { ArrivalRow } from './arrivals-page.tsx'
import {
  DECLARE_ARRIVAL,
  HowFields,
  type Journey,
  journeyFieldNames,
  journeyOf,
  WhenceFields,
} from './journey-fields.tsx'
import { messages } from './messages.ts'

interface Values extends Journey {
  reason: string
}

/** Of the same person in the same household: whoever was taken for somebody else is withdrawn, and declared anew. */
export function CorrectArrivalDialog({ arrival, onClose }: { arrival: ArrivalRow; onClose: () => void }) {
  const t = useMessages(messages)
  const unit = useUnit()
  const notify = useNotify()
  const { origin, person, household, declaredBy, channel, fromPlace, fromEpidemicArea } = arrival
  const form = useForm<Values>({
    origin: origin ? { id: origin.code, label: origin.name, note: origin.code } : undefined,
    fromPlace,
    fromEpidemicArea,
    departedOn: arrival.departedOn ? formatDate(arrival.departedOn) : '',
    arrivedOn: formatDate(arrival.arrivedOn),
    declaredBy,
    channel,
    note: arrival.note ?? '',
    reason: '',
  })
  const [refusal, setRefusal] = useState<FormRefusal>()
  const [declare, { busy, failure }] = useAction(DECLARE_ARRIVAL, { stale: ['arrivals', 'household'] })

  async function submit(values: Values) {
    setRefusal(undefined)
    const data = await declare({
      input: {
        unit: unit.code,
        personId: person.id,
        staying: { householdId: household.id },
        ...journeyOf(values),
        corrects: arrival.id,
        reason: tidy(values.reason),
      },
    })
    const result = data?.declareArrival
    if (!result) return
    if (result.__typename === 'ArrivalSuccess') {
      notify({ tone: 'success', title: t('corrected', { name: person.fullName }) })
      onClose()
    } else if (result.__typename === 'InvalidInput')
      setRefusal({ message: result.message, field: journeyFieldNames[result.field] ?? result.field })
    else setRefusal({ message: t(`refusal.${result.__typename}`) })
  }

  return (
    <Dialog title={`${t('correctTitle')}: ${person.fullName}`} opened onClose={onClose}>
      <Form form={form} label={t('correctTitle')} onSubmit={submit} refusal={refusal} failure={failure}>
        <FormGrid>
          <WhenceFields />
          <HowFields />
          <TextField name="reason" label={t('correctReason')} required span={12} />
        </FormGrid>
        <p className="vx-form-hint">{t('correctText')}</p>
        <FormActions>
          <Button type="submit" kind="primary" busy={busy}>
            {t('save')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
