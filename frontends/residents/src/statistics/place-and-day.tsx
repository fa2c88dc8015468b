import {
  gql,
  type TypedDocumentNode,
  useMay,
  useMessages,
  useReading,
  useSearchParams,
  useUnit,
  useUnitChoice,
} from '@vungxanh/remote'
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
import type { StatisticsAreasQuery, StatisticsAreasQueryVariables } from '../operations.generated.ts'
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
  const area = parameters.get('dv') ?? ''
  const address: StatisticsAddress = { area, group: team ? '' : (parameters.get('to') ?? ''), team, day, from }
  return {
    ...address,
    unit,
    parameters,
    /** Rows are persons: for who may see persons. */
    mayOpen,
    isToday: day === present.day,
    variables: {
      unit: area || unit.code,
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

const AREAS: TypedDocumentNode<StatisticsAreasQuery, StatisticsAreasQueryVariables> = gql`
  query StatisticsAreas($unit: ID!, $asOf: DateTime!) {
    adminUnit(code: $unit) {
      code
      parent(asOf: $asOf) {
        code
        name
        parent(asOf: $asOf) {
          code
          name
        }
      }
    }
  }
`

export type Chosen = ReturnType<typeof useStatisticsAddress>

interface Group {
  id: string
  name: string
  selfManagementGroups: readonly { id: string; name: string }[]
}

/** The place that the address names, in words; before its unit has been read, the unit's code. */
export function placeName(
  { group, team, unit, variables }: Chosen,
  read: { name: string; residentialGroups: readonly Group[] } | null | undefined,
): string {
  const around = read?.residentialGroups.find(({ id, selfManagementGroups: teams }) =>
    team ? teams.some((one) => one.id === team) : id === group,
  )
  const inGroup = around?.selfManagementGroups.find(({ id }) => id === team)
  const unitName = read?.name ?? (variables.unit === unit.code ? unit.name : undefined) ?? variables.unit
  return [inGroup?.name, around?.name, unitName].filter(Boolean).join(', ')
}

const isTeam = 'tq:'

export function PlaceAndDayPicker({ chosen, groups }: { chosen: Chosen; groups: readonly Group[] }) {
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
      <AreaSelect chosen={chosen} />
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

/** For who works for several communes: each of them, and the district and the city that they are of. */
function AreaSelect({ chosen }: { chosen: Chosen }) {
  const t = useMessages(messages)
  const { units } = useUnitChoice()
  const isOne = units.length < 2
  const { unit: code, asOf } = chosen.variables
  const reading = useReading(AREAS, { variables: { unit: chosen.unit.code, asOf }, skip: isOne })
  if (isOne) return null
  const above = reading.data?.adminUnit?.parent
  const areas = [above, above?.parent].flatMap((one) => one ?? [])
  return (
    <SelectInput
      label={t('area')}
      value={code}
      options={[
        ...units.map((one) => ({ value: one.code, label: one.name ?? one.code })),
        ...areas.map((one) => ({ value: one.code, label: t('areaOf', { name: one.name }) })),
      ]}
      onChange={(area) => chosen.choose({ area: area === chosen.unit.code ? '' : area, group: '', team: '' })}
    />
  )
}
