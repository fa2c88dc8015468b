import { useMessages, useSearchParams } from '@vungxanh/remote'
import { Button, DateField, Form, FormGrid, formatDate, parseDate, today, useForm } from '@vungxanh/ui'
import { messages } from './messages.ts'

const parameter = 'ngay'

/** The day that the address names, today when it names none; and how it is changed. */
export function useDay(): { day: string; choose: (day: string) => void } {
  const [address, setAddress] = useSearchParams()
  const named = address.get(parameter) ?? ''
  const day = /^\d{4}-\d{2}-\d{2}$/.test(named) && parseDate(formatDate(named)) ? named : today()
  return {
    day,
    choose: (chosen) =>
      setAddress(
        (current) => {
          if (chosen === today()) current.delete(parameter)
          else current.set(parameter, chosen)
          return current
        },
        { replace: true },
      ),
  }
}

export function DayForm({ day, onChoose }: { day: string; onChoose: (day: string) => void }) {
  const t = useMessages(messages)
  const form = useForm({ day: formatDate(day) })
  return (
    <div className="vx-as-of">
      <Form form={form} label={t('day')} onSubmit={(typed) => onChoose(parseDate(typed.day) ?? day)}>
        <FormGrid>
          <DateField name="day" label={t('day')} />
          <Button type="submit">{t('show')}</Button>
        </FormGrid>
      </Form>
    </div>
  )
}
