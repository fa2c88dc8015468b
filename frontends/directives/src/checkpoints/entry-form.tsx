import { gql, PersonPicker, type TypedDocumentNode, useAction, useMay, useMessages, useReading } from '@vungxanh/remote'
import {
  Button,
  CheckboxField,
  DateField,
  Form,
  FormActions,
  FormGrid,
  type FormRefusal,
  PhoneField,
  PickerField,
  SelectField,
  TextField,
  TimeField,
  useForm,
  useNotify,
  WholeNumberField,
} from '@vungxanh/ui'
import { useState } from 'react'
import type {
  CheckpointOriginsQuery,
  CheckpointOriginsQueryVariables,
  RecordCheckpointEntryMutation,
  RecordCheckpointEntryMutationVariables,
} from '../operations.generated.ts'
import {
  blankEntry,
  decisions,
  directions,
  type EntryValues,
  entryInput,
  isStay,
  nextEntry,
  papers,
  purposes,
  sexes,
} from './entry-values.ts'
import { messages } from './messages.ts'

const ORIGINS: TypedDocumentNode<CheckpointOriginsQuery, CheckpointOriginsQueryVariables> = gql`
  query CheckpointOrigins($search: String!) {
    adminUnits(search: $search) {
      code
      name
    }
  }
`

const RECORD: TypedDocumentNode<RecordCheckpointEntryMutation, RecordCheckpointEntryMutationVariables> = gql`
  mutation RecordCheckpointEntry($input: RecordCheckpointEntryInput!) {
    recordCheckpointEntry(input: $input) {
      __typename
      ... on CheckpointEntrySuccess {
        entry {
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

// What the server calls a field, by what the form calls it.
const fieldNames: Record<string, string> = { at: 'time', personId: 'person', originCode: 'origin' }

/** Lines one after the other by keyboard. The id is made here and kept until the line is written: sent again it is still one. */
export function EntryForm({ checkpointId, day }: { checkpointId: string; day: string }) {
  const t = useMessages(messages)
  const notify = useNotify()
  const findsPeople = useMay('REGISTRAR', 'HEALTH_STAFF')
  const [id, setId] = useState<string>(() => crypto.randomUUID())
  const [written, setWritten] = useState(0)
  const [refusal, setRefusal] = useState<FormRefusal>()
  const form = useForm<EntryValues>(blankEntry)
  const [record, { busy, failure }] = useAction(RECORD, { stale: ['checkpoints', 'checkpoint', 'checkpointEntries'] })
  const [purpose, direction, decision, hasDetails] = form.watch(['purpose', 'direction', 'decision', 'hasDetails'])
  const isStaying = isStay({ purpose, direction, decision })

  async function save(values: EntryValues) {
    setRefusal(undefined)
    const input = entryInput(values, { id, checkpointId, day })
    if (input === 'time' || input === 'temperature') {
      setRefusal({ message: t(input === 'time' ? 'atNeeded' : 'badTemperature'), field: input })
      return
    }
    const data = await record({ input })
    const result = data?.recordCheckpointEntry
    if (!result) return
    if (result.__typename === 'CheckpointEntrySuccess') {
      const who = values.person?.label ?? input.saidName ?? input.plate ?? ''
      const isTold = isStay(values)
      notify({ tone: 'success', title: t(isTold ? 'recordedStay' : 'recorded', { who }) })
      setId(crypto.randomUUID())
      form.reset(nextEntry(values))
      setWritten((count) => count + 1)
    } else if (result.__typename === 'InvalidInput')
      setRefusal({ message: result.message, field: fieldNames[result.field] ?? result.field })
    else setRefusal({ message: t(`refusal.${result.__typename}`) })
  }

  return (
    <Form form={form} label={t('write')} onSubmit={save} refusal={refusal} failure={failure}>
      <FormGrid key={written}>
        <TextField name="saidName" label={t('saidName')} span={4} autoFocus={written > 0} />
        <SelectField
          name="direction"
          label={t('direction')}
          span={2}
          options={directions.map((value) => ({ value, label: t(`direction.${value}`) }))}
        />
        <SelectField
          name="purpose"
          label={t('purpose')}
          span={4}
          options={purposes.map((value) => ({ value, label: t(`purpose.${value}`) }))}
        />
        <WholeNumberField name="people" label={t('people')} span={2} minimum={1} maximum={100} />
        <TextField name="plate" label={t('plate')} span={2} />
        <SelectField
          name="paper"
          label={t('paper')}
          span={2}
          options={papers.map((value) => ({ value, label: t(`paper.${value}`) }))}
        />
        <TextField name="temperature" label={t('temperature')} inputMode="numeric" span={2} />
        <SelectField
          name="decision"
          label={t('decision')}
          span={4}
          options={decisions.map((value) => ({ value, label: t(`decision.${value}`) }))}
        />
        <TimeField name="time" label={t('at')} placeholder={t('atHint')} span={2} />
        {decision !== 'LET_THROUGH' && (
          <TextField name="reason" label={t('reason')} required={decision === 'TURNED_BACK'} span={12} />
        )}
        {isStaying && <StayFields />}
        {findsPeople && <PersonPicker name="person" required={false} />}
        {(hasDetails || isStaying) && <DetailFields />}
        {!isStaying && <CheckboxField name="hasDetails" label={t('details')} span={12} />}
      </FormGrid>
      {isStaying && <p className="vx-form-hint">{t('stayNote')}</p>}
      <FormActions>
        <Button type="submit" kind="primary" busy={busy}>
          {t('record')}
        </Button>
        <span className="vx-form-hint">{t('writeHint')}</span>
      </FormActions>
    </Form>
  )
}

/** From where, and where to: what the register asks of an arrival. */
function StayFields() {
  const t = useMessages(messages)
  const [search, setSearch] = useState('')
  const units = useReading(ORIGINS, { variables: { search }, skip: search === '' })
  return (
    <>
      <PickerField
        name="origin"
        label={t('origin')}
        placeholder={t('originHint')}
        required={false}
        span={4}
        searching={units.loading}
        onSearch={setSearch}
        options={(units.data?.adminUnits ?? []).map(({ code, name }) => ({ id: code, label: name, note: code }))}
      />
      <TextField name="fromPlace" label={t('from')} placeholder={t('fromHint')} span={4} />
      <TextField name="stayingAt" label={t('stayingAt')} placeholder={t('fromHint')} span={4} />
      <DateField name="departedOn" label={t('departedOn')} span={4} />
      <CheckboxField name="fromEpidemicArea" label={t('epidemic')} span={4} />
    </>
  )
}

function DetailFields() {
  const t = useMessages(messages)
  return (
    <>
      <WholeNumberField name="birthYear" label={t('birthYear')} span={2} minimum={1900} maximum={2100} />
      <SelectField
        name="sex"
        label={t('sex')}
        span={2}
        options={sexes.map((value) => ({ value, label: t(`sex.${value}`) }))}
      />
      <PhoneField name="phone" label={t('phone')} placeholder={t('sealed')} span={4} />
      <TextField name="identityNumber" label={t('identityNumber')} placeholder={t('sealed')} span={4} />
      <DateField name="paperUntil" label={t('paperUntil')} span={4} />
      <TextField name="note" label={t('note')} span={8} />
    </>
  )
}
