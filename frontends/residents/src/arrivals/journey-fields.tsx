import { gql, type TypedDocumentNode, useMessages, useReading } from '@vungxanh/remote'
import {
  CheckboxField,
  ChoiceField,
  DateField,
  type Picked,
  PickerField,
  parseDate,
  TextField,
  tidy,
  today,
} from '@vungxanh/ui'
import { useState } from 'react'
import type {
  ArrivalChannel,
  ArrivalDeclarer,
  DeclareArrivalMutation,
  DeclareArrivalMutationVariables,
  OriginUnitsQuery,
  OriginUnitsQueryVariables,
} from '../operations.generated.ts'
import { messages } from './messages.ts'

const UNITS: TypedDocumentNode<OriginUnitsQuery, OriginUnitsQueryVariables> = gql`
  query OriginUnits($search: String!) {
    adminUnits(search: $search) {
      code
      name
      level
    }
  }
`

export const DECLARE_ARRIVAL: TypedDocumentNode<DeclareArrivalMutation, DeclareArrivalMutationVariables> = gql`
  mutation DeclareArrival($input: DeclareArrivalInput!) {
    declareArrival(input: $input) {
      __typename
      ... on ArrivalSuccess {
        arrival {
          id
          person {
            id
            fullName
          }
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

const declarers: readonly ArrivalDeclarer[] = ['SELF', 'GROUP_LEADER', 'CHECKPOINT', 'STAFF']
const channels: readonly ArrivalChannel[] = ['IN_PERSON', 'PHONE', 'MESSAGE', 'PAPER']

export interface Journey {
  origin: Picked | undefined
  fromPlace: string
  fromEpidemicArea: boolean
  departedOn: string
  arrivedOn: string
  declaredBy: ArrivalDeclarer
  channel: ArrivalChannel
  note: string
}

/** What the server calls a field, by what the form calls it. */
export const journeyFieldNames: Record<string, string> = { originCode: 'origin' }

export function journeyOf(values: Journey) {
  return {
    originCode: values.origin?.id ?? null,
    fromPlace: tidy(values.fromPlace) || (values.origin?.label ?? ''),
    fromEpidemicArea: values.fromEpidemicArea,
    departedOn: parseDate(values.departedOn) ?? null,
    arrivedOn: parseDate(values.arrivedOn) ?? today(),
    declaredBy: values.declaredBy,
    channel: values.channel,
    note: tidy(values.note) || null,
  }
}

export function WhenceFields() {
  const t = useMessages(messages)
  const [search, setSearch] = useState('')
  const units = useReading(UNITS, { variables: { search }, skip: search === '' })
  return (
    <>
      <PickerField
        name="origin"
        label={t('unit')}
        placeholder={t('unitHint')}
        span={6}
        searching={units.loading}
        onSearch={setSearch}
        options={(units.data?.adminUnits ?? []).map(({ code, name }) => ({ id: code, label: name, note: code }))}
      />
      <TextField name="fromPlace" label={t('fromPlace')} span={6} />
      <DateField name="departedOn" label={t('departedOn')} span={4} />
      <DateField name="arrivedOn" label={t('arrivedOn')} required span={4} />
      <CheckboxField name="fromEpidemicArea" label={t('epidemic')} />
    </>
  )
}

export function HowFields() {
  const t = useMessages(messages)
  return (
    <>
      <ChoiceField
        name="declaredBy"
        label={t('declaredBy')}
        span={12}
        options={declarers.map((value) => ({ value, label: t(`declaredBy.${value}`) }))}
      />
      <ChoiceField
        name="channel"
        label={t('channel')}
        span={12}
        options={channels.map((value) => ({ value, label: t(`channel.${value}`) }))}
      />
      <TextField name="note" label={t('note')} span={12} />
    </>
  )
}
