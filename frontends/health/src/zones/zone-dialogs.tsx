import { gql, type TypedDocumentNode, useAction, useMessages, useReading, useUnit } from '@vungxanh/remote'
import {
  Button,
  ChoiceField,
  DateField,
  Dialog,
  Form,
  FormActions,
  FormGrid,
  type FormRefusal,
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
  const form = useForm<Values>({ area: undefined, level: 'GREEN', fromOn: formatDate(today()), decision: '' })
  const [search, setSearch] = useState('')
  const [refusal, setRefusal] = useState<FormRefusal>()
  const units = useReading(UNITS, { variables: { search }, skip: search === '' })
  const [record, { busy, failure }] = useAction(RECORD, { stale })
  const day = parseDate(form.watch('fromOn'))
  const rule = rules.find(({ validFrom, validTo }) => day && validFrom <= day && (!validTo || day <= validTo))

  async function submit({ area, level, fromOn, decision }: Values) {
    const from = parseDate(fromOn)
    if (!area || !from) return
    setRefusal(undefined)
    const data = await record({
      input: {
        unit: unit.code,
        area: area.id,
        areaName: area.label,
        level,
        fromOn: from,
        decision: tidy(decision) || null,
      },
    })
    const result = data?.recordZone
    if (!result) return
    if (result.__typename === 'InvalidInput') setRefusal({ message: result.message, field: result.field })
    else if (result.__typename === 'ZoneSuccess') {
      notify({ tone: 'success', title: t('saved', { area: area.label, level: t(`level.${level}`) }) })
      onClose()
    } else setRefusal({ message: t(`refusal.${result.__typename}`) })
  }

  return (
    <Dialog title={t('record')} opened onClose={onClose}>
      <Form form={form} label={t('record')} onSubmit={submit} refusal={refusal} failure={failure}>
        <FormGrid>
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
        </FormGrid>
        {day && (
          <p className="vx-form-hint">
            {rule ? `${t('rule')}: ${rule.source}${rule.verified ? '' : ` · ${t('unverified')}`}. ` : `${t('noRule')} `}
            {t('recordText')}
          </p>
        )}
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

export function EndDialog({ zone, onClose }: { zone: Zone; onClose: () => void }) {
  const t = useMessages(messages)
  const unit = useUnit()
  const notify = useNotify()
  const form = useForm({ toOn: formatDate(today()) })
  const [refusal, setRefusal] = useState<FormRefusal>()
  const [end, { busy, failure }] = useAction(END, { stale })

  async function submit({ toOn }: { toOn: string }) {
    const day = parseDate(toOn)
    if (!day) return
    const data = await end({ input: { unit: unit.code, id: zone.id, toOn: day } })
    const result = data?.endZone
    if (!result) return
    if (result.__typename === 'InvalidInput') setRefusal({ message: result.message, field: result.field })
    else if (result.__typename === 'ZoneSuccess') {
      notify({ tone: 'success', title: t('ended', { area: zone.areaName, day: formatDate(day) }) })
      onClose()
    } else setRefusal({ message: t(`refusal.${result.__typename}`) })
  }

  return (
    <Dialog title={`${t('end')}: ${zone.areaName}`} opened onClose={onClose}>
      <Form form={form} label={t('end')} onSubmit={submit} refusal={refusal} failure={failure}>
        <FormGrid>
          <DateField name="toOn" label={t('to')} required span={6} />
        </FormGrid>
        <p className="vx-form-hint">{t('endText')}</p>
        <FormActions>
          <Button type="submit" kind="primary" busy={busy}>
            {t('end')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
