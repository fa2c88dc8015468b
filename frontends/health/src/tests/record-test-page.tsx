import {
  gql,
  Link,
  PersonPicker,
  type PickedPerson,
  type TypedDocumentNode,
  useAction,
  useLinkedPerson,
  useMessages,
  useUnit,
} from '@vungxanh/remote'
import {
  Button,
  ChoiceField,
  DateField,
  Form,
  FormActions,
  FormPanel,
  type FormRefusal,
  formatDate,
  instantOf,
  Page,
  parseDate,
  parseTime,
  TextField,
  TimeField,
  tidy,
  timeOf,
  today,
  useForm,
  useNotify,
} from '@vungxanh/ui'
import { useState } from 'react'
import { messages } from '../messages.ts'
import type {
  RecordTestMutation,
  RecordTestMutationVariables,
  TestMethod,
  TestOutcome,
} from '../operations.generated.ts'

const RECORD: TypedDocumentNode<RecordTestMutation, RecordTestMutationVariables> = gql`
  mutation RecordTest($input: RecordTestInput!) {
    recordTest(input: $input) {
      __typename
      ... on RecordTestSuccess {
        test {
          id
          outcome
          sampledAt
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

const methods: readonly TestMethod[] = ['RT_PCR', 'RAPID_ANTIGEN']
const outcomes: readonly TestOutcome[] = ['NEGATIVE', 'POSITIVE', 'INCONCLUSIVE', 'PENDING']
const fieldNames: Record<string, string> = { personId: 'person', sampledAt: 'sampledOn' }

interface Values {
  person: PickedPerson | undefined
  sampledOn: string
  sampledTime: string
  method: TestMethod
  outcome: TestOutcome | ''
  sampleCode: string
}

function blank(): Values {
  return {
    person: undefined,
    sampledOn: formatDate(today()),
    sampledTime: timeOf(new Date()),
    method: 'RT_PCR',
    outcome: '',
    sampleCode: '',
  }
}

export function RecordTestPage() {
  const t = useMessages(messages)
  const unit = useUnit()
  const notify = useNotify()
  const form = useForm<Values>(blank())
  const [round, setRound] = useState(0)
  const [refusal, setRefusal] = useState<FormRefusal>()
  const [record, { busy, failure }] = useAction(RECORD, { stale: ['tests', 'adminUnit'] })

  useLinkedPerson((person) => form.setValue('person', person))

  async function save(values: Values) {
    setRefusal(undefined)
    const person = values.person
    const day = parseDate(values.sampledOn)
    const time = parseTime(values.sampledTime)
    if (!person || !day || !time || values.outcome === '') return
    const data = await record({
      input: {
        unit: unit.code,
        personId: person.id,
        residentialGroupId: person.residentialGroupId ?? null,
        method: values.method,
        outcome: values.outcome,
        sampledAt: instantOf(day, time),
        sampleCode: tidy(values.sampleCode) || null,
      },
    })
    const result = data?.recordTest
    if (!result) return
    switch (result.__typename) {
      case 'RecordTestSuccess':
        notify({ tone: 'success', title: t('testSaved', { name: person.label }) })
        form.reset({ ...blank(), sampledOn: values.sampledOn, method: values.method })
        setRound((current) => current + 1)
        return
      case 'DuplicateSampleCode':
        setRefusal({ message: t('refusal.DuplicateSampleCode'), field: 'sampleCode' })
        return
      case 'UnitOutOfScope':
        setRefusal({ message: t('refusal.UnitOutOfScope'), field: 'person' })
        return
      case 'InvalidInput':
        setRefusal({ message: result.message, field: fieldNames[result.field] ?? result.field })
        return
    }
  }

  return (
    <Page
      title={t('recordTest')}
      subtitle={t('formText')}
      trail={[
        <Link key="tests" to="/tram-y-te">
          {t('tests')}
        </Link>,
      ]}
    >
      <Form form={form} label={t('recordTest')} onSubmit={save} refusal={refusal} failure={failure}>
        <FormPanel title={t('recordTest')}>
          <PersonPicker key={round} name="person" autoFocus />
          <TextField name="sampleCode" label={t('sampleCode')} span={4} />
          <DateField name="sampledOn" label={t('sampledOn')} required span={4} />
          <TimeField name="sampledTime" label={t('sampledTime')} required span={4} />
          <ChoiceField
            name="method"
            label={t('method')}
            required
            span={4}
            options={methods.map((value) => ({ value, label: t(`method.${value}`) }))}
          />
          <ChoiceField
            name="outcome"
            label={t('outcome')}
            required
            span={12}
            options={outcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))}
          />
        </FormPanel>
        <FormActions>
          <Button type="submit" kind="primary" busy={busy}>
            {t('save')}
          </Button>
        </FormActions>
      </Form>
    </Page>
  )
}
