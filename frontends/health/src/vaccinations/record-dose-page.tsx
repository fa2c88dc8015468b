import {
  gql,
  Link,
  PersonPicker,
  type PickedPerson,
  type TypedDocumentNode,
  useAction,
  useLinkedPerson,
  useMessages,
  useReading,
  useUnit,
} from '@vungxanh/remote'
import {
  Button,
  DateField,
  Form,
  FormActions,
  FormPanel,
  type FormRefusal,
  formatDate,
  Notice,
  Page,
  parseDate,
  SelectField,
  today,
  useForm,
  useNotify,
  WholeNumberField,
} from '@vungxanh/ui'
import { useEffect, useState } from 'react'
import { messages } from '../messages.ts'
import type {
  RecordDoseMutation,
  RecordDoseMutationVariables,
  RecordDosePageQuery,
  RecordDosePageQueryVariables,
} from '../operations.generated.ts'

const CHOICES: TypedDocumentNode<RecordDosePageQuery, RecordDosePageQueryVariables> = gql`
  query RecordDosePage($unit: ID!, $product: ID!, $withLots: Boolean!) {
    products {
      id
      name
    }
    lots(unit: $unit, product: $product) @include(if: $withLots) {
      id
      number
      expiresOn
    }
  }
`

const RECORD: TypedDocumentNode<RecordDoseMutation, RecordDoseMutationVariables> = gql`
  mutation RecordDose($input: RecordDoseInput!) {
    recordDose(input: $input) {
      __typename
      ... on RecordDoseSuccess {
        dose {
          id
          doseNumber
          givenOn
        }
        warnings
      }
      ... on UserError {
        message
      }
      ... on InvalidInput {
        field
      }
      ... on IntervalTooShort {
        minimumDays
        earliestOn
        verified
        source
      }
    }
  }
`

const fieldNames: Record<string, string> = { personId: 'person' }

interface Values {
  person: PickedPerson | undefined
  productId: string
  lotId: string
  doseNumber: string
  givenOn: string
}

function blank(): Values {
  return { person: undefined, productId: '', lotId: '', doseNumber: '1', givenOn: formatDate(today()) }
}

export function RecordDosePage() {
  const t = useMessages(messages)
  const unit = useUnit()
  const notify = useNotify()
  const form = useForm<Values>(blank())
  const productId = form.watch('productId')
  const [round, setRound] = useState(0)
  const [refusal, setRefusal] = useState<FormRefusal>()
  const [warnings, setWarnings] = useState<readonly string[]>([])
  const choices = useReading(CHOICES, {
    variables: { unit: unit.code, product: productId, withLots: productId !== '' },
  })
  const [record, { busy, failure }] = useAction(RECORD, { stale: ['doses', 'adminUnit'] })

  useLinkedPerson((person) => form.setValue('person', person))
  // biome-ignore lint/correctness/useExhaustiveDependencies: a lot belongs to its product
  useEffect(() => form.setValue('lotId', ''), [productId])

  async function save(values: Values) {
    setRefusal(undefined)
    setWarnings([])
    const person = values.person
    const givenOn = parseDate(values.givenOn)
    if (!person || !givenOn) return
    const data = await record({
      input: {
        unit: unit.code,
        personId: person.id,
        residentialGroupId: person.residentialGroupId ?? null,
        productId: values.productId,
        lotId: values.lotId || null,
        doseNumber: Number(values.doseNumber),
        givenOn,
      },
    })
    const result = data?.recordDose
    if (!result) return
    switch (result.__typename) {
      case 'RecordDoseSuccess':
        notify({ tone: 'success', title: t('doseSaved', { number: result.dose.doseNumber, name: person.label }) })
        setWarnings(result.warnings)
        form.reset({ ...values, person: undefined })
        setRound((current) => current + 1)
        return
      case 'IntervalTooShort':
        setRefusal({
          field: 'givenOn',
          message: [
            t('refusal.IntervalTooShort', {
              days: result.minimumDays,
              earliest: formatDate(result.earliestOn),
              source: result.source ?? t('unknownSource'),
            }),
            ...(result.verified ? [] : [t('refusal.unverified')]),
          ].join(' '),
        })
        return
      case 'DoseAlreadyRecorded':
        setRefusal({ message: t('refusal.DoseAlreadyRecorded'), field: 'doseNumber' })
        return
      case 'LotExpired':
        setRefusal({ message: t('refusal.LotExpired'), field: 'lotId' })
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
      title={t('recordDose')}
      subtitle={t('formText')}
      trail={[
        <Link key="doses" to="/tram-y-te/tiem-chung">
          {t('vaccination')}
        </Link>,
      ]}
    >
      {warnings.length > 0 && (
        <Notice tone="warning" title={t('warnings')}>
          <ul>
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Form form={form} label={t('recordDose')} onSubmit={save} refusal={refusal} failure={failure}>
        <FormPanel title={t('recordDose')}>
          <PersonPicker key={round} name="person" autoFocus />
          <WholeNumberField name="doseNumber" label={t('doseNumberField')} minimum={1} maximum={9} required span={4} />
          <SelectField
            name="productId"
            label={t('product')}
            required
            span={4}
            options={[
              { value: '', label: '' },
              ...(choices.data?.products ?? []).map((product) => ({ value: product.id, label: product.name })),
            ]}
          />
          <SelectField
            name="lotId"
            label={t('lot')}
            span={4}
            options={[
              { value: '', label: t('lotUnknown') },
              ...(choices.data?.lots ?? []).map((lot) => ({
                value: lot.id,
                label: t('lotChoice', { number: lot.number, expires: formatDate(lot.expiresOn) || '—' }),
              })),
            ]}
          />
          <DateField name="givenOn" label={t('givenOn')} required span={4} />
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
