import { gql, type TypedDocumentNode, useAction, useMessages, useReading, useUnit } from '@vungxanh/remote'
import { ActDialog, type Acted } from '@vungxanh/remote/act-dialog'
import {
  ChoiceField,
  DateField,
  formatDate,
  type Picked,
  PickerField,
  parseDate,
  TextField,
  tidy,
  today,
  useForm,
  useNotify,
} from '@vungxanh/ui'
import { useState } from 'react'
import type {
  EndZoneMutation,
  EndZoneMutationVariables,
  RecordZoneMutation,
  RecordZoneMutationVariables,
  ZoneLevel,
  ZoneUnitsQuery,
  ZoneUnitsQueryVariables,
} from '../operations.generated.ts'
import { messages } from './messages.ts'
import { zoneLevels } from './zone-level.tsx'
import type { Rule, Zone } from './zones-page.tsx'

const UNITS: TypedDocumentNode<ZoneUnitsQuery, ZoneUnitsQueryVariables> = gql`
  query ZoneUnits($search: String!) {
    adminUnits(search: $search) {
      code
      name
    }
  }
`

const RECORD: TypedDocumentNode<RecordZoneMutation, RecordZoneMutationVariables> = gql`
  mutation RecordZone($input: RecordZoneInput!) {
    recordZone(input: $input) {
      __typename
      ... on ZoneSuccess {
        assessment {
          id
        }
      }
      ... on UserError {
        message
      }
      ... on InvalidInput {
        field
      }
    }
  }
`

const END: TypedDocumentNode<EndZoneMutation, EndZoneMutationVariables> = gql`
  mutation EndZone($input: EndZoneInput!) {
    endZone(input: $input) {
      __typename
      ... on ZoneSuccess {
        assessment {
          id
          toOn
        }
      }
      ... on UserError {
        message
      }
      ... on InvalidInput {
        field
      }
    }
  }
`

const stale = ['zoneAssessments']

/** Why a level was not written down or ended, in the portal's words where it knows the refusal. */
function useZoneRefusal() {
  const t = useMessages(messages)
  return (outcome: Acted & { __typename: string }): Acted =>
    outcome.__typename === 'ZoneAlreadyAssessed' || outcome.__typename === 'UnitOutOfScope'
      ? { message: t(`refusal.${outcome.__typename}`) }
      : outcome
}

interface Values {
  area: Picked | undefined
  level: ZoneLevel
  fromOn: string
  decision: string
}

export function RecordDialog({ rules, onClose }: { rules: readonly Rule[]; onClose: () => void }) {
  const t = useMessages(messages)
  const unit = useUnit()
  const notify = useNotify()
  const inWords = useZoneRefusal()
  const form = useForm<Values>({ area: undefined, level: 'GREEN', fromOn: formatDate(today()), decision: '' })
  const [search, setSearch] = useState('')
  const units = useReading(UNITS, { variables: { search }, skip: search === '' })
  const [record, acting] = useAction(RECORD, { stale })
  const day = parseDate(form.watch('fromOn'))
  const rule = rules.find(({ validFrom, validTo }) => day && validFrom <= day && (!validTo || day <= validTo))
  const basis = rule ? `${t('rule')}: ${rule.source}${rule.verified ? '' : ` · ${t('unverified')}`}.` : t('noRule')

  async function act({ area, level, fromOn, decision }: Values) {
    const from = parseDate(fromOn)
    if (!area || !from) return undefined
    const input = {
      unit: unit.code,
      area: area.id,
      areaName: area.label,
      level,
      fromOn: from,
      decision: tidy(decision) || null,
    }
    const outcome = (await record({ input }))?.recordZone
    return outcome && inWords(outcome)
  }

  return (
    <ActDialog
      title={t('record')}
      label={t('save')}
      consequence={day && `${basis} ${t('recordText')}`}
      form={form}
      {...acting}
      act={act}
      onDone={() => {
        const { area, level } = form.getValues()
        notify({ tone: 'success', title: t('saved', { area: area?.label ?? '', level: t(`level.${level}`) }) })
      }}
      onClose={onClose}
    >
      <PickerField
        name="area"
        label={t('area')}
        placeholder={t('areaHint')}
        required
        span={12}
        searching={units.loading}
        onSearch={setSearch}
        options={(units.data?.adminUnits ?? []).map(({ code, name }) => ({ id: code, label: name, note: code }))}
      />
      <ChoiceField
        name="level"
        label={t('level')}
        required
        span={12}
        options={zoneLevels.map((value) => ({ value, label: t(`level.${value}`) }))}
      />
      <DateField name="fromOn" label={t('from')} required span={6} />
      <TextField name="decision" label={t('decision')} placeholder={t('decisionHint')} span={6} />
    </ActDialog>
  )
}

export function EndDialog({ zone, onClose }: { zone: Zone; onClose: () => void }) {
  const t = useMessages(messages)
  const unit = useUnit()
  const notify = useNotify()
  const inWords = useZoneRefusal()
  const form = useForm({ toOn: formatDate(today()) })
  const [end, acting] = useAction(END, { stale })
  return (
    <ActDialog
      title={`${t('end')}: ${zone.areaName}`}
      label={t('end')}
      consequence={t('endText')}
      form={form}
      {...acting}
      act={async ({ toOn }) => {
        const day = parseDate(toOn)
        if (!day) return undefined
        const outcome = (await end({ input: { unit: unit.code, id: zone.id, toOn: day } }))?.endZone
        return outcome && inWords(outcome)
      }}
      onDone={() => notify({ tone: 'success', title: t('ended', { area: zone.areaName, day: form.getValues().toOn }) })}
      onClose={onClose}
    >
      <DateField name="toOn" label={t('to')} required span={6} />
    </ActDialog>
  )
}
