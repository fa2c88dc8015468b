import { useAction, useMessages, useUnit } from '@vungxanh/remote'
import { ActDialog, type Acted, done } from '@vungxanh/remote/act-dialog'
import { formatDate, TextField, tidy, useForm, useNotify } from '@vungxanh/ui'
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
  const [declare, { busy, failure }] = useAction(DECLARE_ARRIVAL, { stale: ['arrivals', 'household'] })

  async function act(values: Values): Promise<Acted | undefined> {
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
    if (!result) return undefined
    if (result.__typename === 'ArrivalSuccess') return done
    if (result.__typename === 'InvalidInput')
      return { message: result.message, field: journeyFieldNames[result.field] ?? result.field }
    return { message: t(`refusal.${result.__typename}`) }
  }

  return (
    <ActDialog
      title={`${t('correctTitle')}: ${person.fullName}`}
      consequence={t('correctText')}
      {...{ form, act, busy, failure, onClose }}
      onDone={() => notify({ tone: 'success', title: t('corrected', { name: person.fullName }) })}
    >
      <WhenceFields />
      <HowFields />
      <TextField name="reason" label={t('correctReason')} required span={12} />
    </ActDialog>
  )
}
