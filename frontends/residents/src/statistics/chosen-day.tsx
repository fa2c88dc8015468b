import { useMay, useMessages, useSearchParams, useUnit } from '@vungxanh/remote'
import {
  Button,
  DateField,
  Form,
  FormGrid,
  formatDate,
  instantOf,
  isDay,
  parseDate,
  recently,
  SelectInput,
  Toolbar,
  today,
  useForm,
} from '@vungxanh/ui'
import { useEffect, useState } from 'react'
import { messages } from './messages.ts'
import { type StatisticsAddress, statisticsPaths } from './statistics-paths.ts'

/** The place and the day that the address names, else the whole unit today and the year until then. */
export function useStatisticsAddress() {
  const unit = useUnit()
  const [parameters, setParameters] = useSearchParams()
  // The present of a page stands still, so that its parts are of one moment.
  const [present] = useState(() => ({ day: today(), asOf: recently() }))
  const mayOpen = useMay('REGISTRAR', 'HEALTH_STAFF', 'WELFARE_OFFICER', 'APPROVER', 'INSPECTOR')
  const [named, first] = [parameters.get('ngay') ?? '', parameters.get('tu') ?? '']
  const day = isDay(named) && named < present.day ? named : present.day
  const from = isDay(first) && first <= day ? first : `${day.slice(0, 4)}-01-01`
  const team = parameters.get('tq') ?? ''
  const address: StatisticsAddress = { group: team ? '' : (parameters.get('to') ?? ''), team, day, from }
  return {
    ...address,
    unit,
    parameters,
    /** Rows are persons: for who may see persons. */
    mayOpen,
    isToday: day === present.day,
    variables: {
      unit: unit.code,
      residentialGroup: address.group || null,
      selfManagementGroup: team || null,
      asOf: day === present.day ? present.asOf : instantOf(day, '23:59'),
      from,
    },
    choose: (changes: Partial<StatisticsAddress>) => {
      const [, query] = statisticsPaths.statistics({ ...address, ...changes }).split('?')
      setParameters(new URLSearchParams(query))
    },
  }
}

export type Chosen = ReturnType<typeof useStatisticsAddress>

interface Group {
  id: string
  name: string
  selfManagementGroups: readonly { id: string; name: string }[]
}

const isTeam = 'tq:'

export function ChosenDayPicker({ chosen, groups }: { chosen: Chosen; groups: readonly Group[] }) {
  const t = useMessages(messages)
  const form = useForm({ day: formatDate(chosen.day), from: formatDate(chosen.from) })
  const [refused, setRefused] = useState<'day' | 'from'>()

  useEffect(
    () => form.reset({ day: formatDate(chosen.day), from: formatDate(chosen.from) }),
    [chosen.day, chosen.from, form],
  )

  function choose(typed: { day: string; from: string }) {
    const [day, from] = [parseDate(typed.day), parseDate(typed.from)]
    if (!day || !from) return
    const wrong = day > today() ? 'day' : from > day ? 'from' : undefined
    setRefused(wrong)
    if (!wrong) chosen.choose({ day, from })
  }

  return (
    <Toolbar>
      <SelectInput
        label={t('place')}
        value={chosen.team ? `${isTeam}${chosen.team}` : chosen.group}
        options={[
          { value: '', label: t('wholeUnit') },
          ...groups.flatMap(({ id, name, selfManagementGroups }) => [
            { value: id, label: name },
            ...selfManagementGroups.map((team) => ({ value: `${isTeam}${team.id}`, label: `— ${team.name}, ${name}` })),
          ]),
        ]}
        onChange={(value) =>
          chosen.choose(
            value.startsWith(isTeam) ? { group: '', team: value.slice(isTeam.length) } : { group: value, team: '' },
          )
        }
      />
      <div className="vx-as-of">
        <Form
          form={form}
          label={t('asOf')}
          onSubmit={choose}
          refusal={refused && { message: t(`refused.${refused}`), field: refused }}
        >
          <FormGrid>
            <DateField name="day" label={t('day')} required />
            <DateField name="from" label={t('from')} required />
            <Button type="submit">{t('show')}</Button>
          </FormGrid>
        </Form>
      </div>
    </Toolbar>
  )
}
