import { useMessages, useSearchParams } from '@vungxanh/remote'
import {
  Button,
  DateField,
  Form,
  FormGrid,
  formatDate,
  formatDateTime,
  instantOf,
  parseDate,
  parseTime,
  recently,
  TimeField,
  today,
  useForm,
} from '@vungxanh/ui'
import { useEffect, useMemo, useState } from 'react'
import { messages } from './messages.ts'

const parameter = 'luc'

/** The time that the address names, else the present; the present of a page stands still until it is asked for again. */
export function useAsOf() {
  const [address, setAddress] = useSearchParams()
  const named = address.get(parameter)
  const [present, setPresent] = useState(recently)
  const asOf = useMemo(() => {
    const [day, time] = named?.split('T') ?? []
    const known = day && time && parseTime(time) && !Number.isNaN(Date.parse(instantOf(day, time)))
    return known ? instantOf(day, time) : present
  }, [named, present])
  return {
    asOf,
    isNow: asOf === present,
    /** Carries the chosen time along to another page. */
    query: asOf === present ? '' : `?${parameter}=${named}`,
    choose: (day: string, time: string) => setAddress({ [parameter]: `${day}T${time}` }),
    chooseNow: () => {
      setPresent(recently())
      setAddress({})
    },
  }
}

export type AsOf = ReturnType<typeof useAsOf>

/** When the committee counts: what came after it belongs to the next day's report. */
const cutOff = '17:00'

interface Values {
  day: string
  time: string
}

/** `lastDay` is the last day of which there is anything to count; offered when that is not today. */
export function AsOfPicker({ chosen, lastDay }: { chosen: AsOf; lastDay: string | undefined }) {
  const t = useMessages(messages)
  const shown = formatDateTime(chosen.asOf)
  const form = useForm<Values>({ day: shown.slice(0, 10), time: shown.slice(11) })
  const [future, setFuture] = useState(false)

  useEffect(() => form.reset({ day: shown.slice(0, 10), time: shown.slice(11) }), [shown, form])

  function choose(values: Values) {
    const day = parseDate(values.day)
    const time = parseTime(values.time)
    if (!day || !time) return
    const isFuture = Date.parse(instantOf(day, time)) > Date.now()
    setFuture(isFuture)
    if (!isFuture) chosen.choose(day, time)
  }

  const offered = lastDay && lastDay < today() && chosen.asOf !== instantOf(lastDay, cutOff) ? lastDay : undefined
  return (
    <div className="vx-as-of vx-no-print">
      <Form
        form={form}
        label={t('asOf')}
        onSubmit={choose}
        refusal={future ? { message: t('future'), field: 'day' } : undefined}
      >
        <FormGrid>
          <DateField name="day" label={t('day')} required />
          <TimeField name="time" label={t('time')} required />
          <Button type="submit">{t('show')}</Button>
          {!chosen.isNow && (
            <Button kind="quiet" onClick={chosen.chooseNow}>
              {t('now')}
            </Button>
          )}
          {offered && (
            <Button kind="quiet" onClick={() => chosen.choose(offered, cutOff)}>
              {t('latest', { asOf: `${cutOff} ${formatDate(offered)}` })}
            </Button>
          )}
        </FormGrid>
      </Form>
    </div>
  )
}
