import {
  gql,
  Link,
  PersonPicker,
  type PickedPerson,
  type TypedDocumentNode,
  useAction,
  useLinkedPerson,
  useMessages,
  useNavigate,
  useReading,
  useUnit,
} from '@vungxanh/remote'
import {
  Button,
  CheckboxField,
  ChoiceField,
  DateField,
  Form,
  FormActions,
  FormPanel,
  type FormRefusal,
  formatDate,
  Page,
  parseDate,
  SelectField,
  TextAreaField,
  TextField,
  tidy,
  today,
  useForm,
  useNotify,
} from '@vungxanh/ui'
import { useState } from 'react'
import { messages as register } from '../messages.ts'
import type {
  ContactMethod,
  CorrectableField,
  ReceiveSubjectRequestMutation,
  ReceiveSubjectRequestMutationVariables,
  ReceiveSubjectRequestPageQuery,
  ReceiveSubjectRequestPageQueryVariables,
  Requester,
  Sex,
  SubjectRequestKind,
} from '../operations.generated.ts'
import { messages } from './messages.ts'
import { privacyPaths } from './privacy-paths.ts'

const PURPOSES: TypedDocumentNode<ReceiveSubjectRequestPageQuery, ReceiveSubjectRequestPageQueryVariables> = gql`
  query ReceiveSubjectRequestPage {
    processingPurposes {
      code
      name
      basis
    }
  }
`

const RECEIVE: TypedDocumentNode<ReceiveSubjectRequestMutation, ReceiveSubjectRequestMutationVariables> = gql`
  mutation ReceiveSubjectRequest($input: ReceiveSubjectRequestInput!) {
    receiveSubjectRequest(input: $input) {
      __typename
      ... on SubjectRequestSuccess {
        request {
          id
          number
        }
      }
      ... on InvalidInput {
        field
        message
      }
    }
  }
`

const kinds: readonly SubjectRequestKind[] = [
  'ACCESS',
  'CORRECTION',
  'DELETION',
  'RESTRICTION',
  'WITHDRAWAL',
  'OBJECTION',
  'COMPLAINT',
]
const requesters: readonly Requester[] = ['SUBJECT', 'GUARDIAN', 'REPRESENTATIVE']
const methods: readonly ContactMethod[] = ['VERBAL', 'PAPER', 'APP']
const correctable: readonly CorrectableField[] = ['FULL_NAME', 'BORN_ON', 'BIRTH_YEAR', 'SEX']
const sexes: readonly Sex[] = ['FEMALE', 'MALE', 'UNKNOWN']

interface Values {
  person: PickedPerson | undefined
  requester: Requester
  requesterName: string
  identityChecked: boolean
  kind: SubjectRequestKind
  method: ContactMethod
  receivedOn: string
  detail: string
  sharedWithThirdParties: boolean
  purpose: string
  correctField: CorrectableField
  newValue: string
}

export function ReceiveRequestPage() {
  const t = useMessages(messages)
  const words = useMessages(register)
  const unit = useUnit()
  const navigate = useNavigate()
  const notify = useNotify()
  const form = useForm<Values>({
    person: undefined,
    requester: 'SUBJECT',
    requesterName: '',
    identityChecked: false,
    kind: 'ACCESS',
    method: 'VERBAL',
    receivedOn: formatDate(today()),
    detail: '',
    sharedWithThirdParties: false,
    purpose: '',
    correctField: 'FULL_NAME',
    newValue: '',
  })
  const [refusal, setRefusal] = useState<FormRefusal>()
  const purposes = useReading(PURPOSES, { variables: {} })
  const [receive, { busy, failure }] = useAction(RECEIVE, { stale: ['subjectRequests'] })
  useLinkedPerson((person) => form.setValue('person', person))
  const kind = form.watch('kind')
  const correctField = form.watch('correctField')

  async function save(values: Values) {
    setRefusal(undefined)
    const isCorrection = values.kind === 'CORRECTION'
    const newValue =
      values.correctField === 'BORN_ON' ? (parseDate(values.newValue) ?? values.newValue) : tidy(values.newValue)
    const data = await receive({
      input: {
        unit: unit.code,
        personId: values.person?.id ?? '',
        kind: values.kind,
        requester: values.requester,
        requesterName: values.requester === 'SUBJECT' ? null : tidy(values.requesterName),
        identityChecked: values.identityChecked,
        method: values.method,
        receivedOn: parseDate(values.receivedOn) ?? today(),
        sharedWithThirdParties: values.sharedWithThirdParties,
        detail: values.detail,
        purpose: values.kind === 'WITHDRAWAL' ? values.purpose : null,
        correctField: isCorrection ? values.correctField : null,
        newValue: isCorrection ? newValue : null,
      },
    })
    const result = data?.receiveSubjectRequest
    if (!result) return
    switch (result.__typename) {
      case 'SubjectRequestSuccess':
        notify({ tone: 'success', title: t('saved', { number: result.request.number }) })
        navigate(privacyPaths.request(result.request.id))
        return
      case 'ConsentNotNeeded':
        setRefusal({ message: t('consentNotNeeded'), field: 'purpose' })
        return
      case 'UnitOutOfScope':
        setRefusal({ message: t('outOfScope') })
        return
      case 'InvalidInput':
        setRefusal({ message: result.message, field: result.field === 'personId' ? 'person' : result.field })
        return
    }
  }

  return (
    <Page
      title={t('receive')}
      subtitle={t('formHint')}
      trail={[
        <Link key="requests" to={privacyPaths.requests()}>
          {t('requests')}
        </Link>,
      ]}
    >
      <Form form={form} label={t('receive')} onSubmit={save} refusal={refusal} failure={failure}>
        <FormPanel title={t('whose')}>
          <PersonPicker name="person" autoFocus />
          <DateField name="receivedOn" label={t('received')} required span={4} />
          <ChoiceField
            name="requester"
            label={t('requester')}
            required
            span={8}
            options={requesters.map((value) => ({ value, label: t(`requester.${value}`) }))}
          />
          {form.watch('requester') !== 'SUBJECT' && (
            <TextField name="requesterName" label={t('requesterName')} required span={4} />
          )}
          <CheckboxField name="identityChecked" label={t('identityChecked')} span={12} />
        </FormPanel>
        <FormPanel title={t('what')}>
          <SelectField
            name="kind"
            label={t('kind')}
            required
            span={4}
            options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          />
          <SelectField
            name="method"
            label={t('method')}
            required
            span={4}
            options={methods.map((value) => ({ value, label: t(`method.${value}`) }))}
          />
          {kind === 'WITHDRAWAL' && (
            <SelectField
              name="purpose"
              label={t('purpose')}
              required
              span={8}
              options={[
                { value: '', label: '' },
                ...(purposes.data?.processingPurposes ?? [])
                  .filter(({ basis }) => basis === 'CONSENT')
                  .map(({ code, name }) => ({ value: code, label: name })),
              ]}
            />
          )}
          {kind === 'CORRECTION' && (
            <>
              <SelectField
                name="correctField"
                label={t('correctField')}
                required
                span={4}
                options={correctable.map((value) => ({ value, label: t(`field.${value}`) }))}
              />
              {correctField === 'SEX' ? (
                <SelectField
                  name="newValue"
                  label={t('newValue')}
                  required
                  span={4}
                  options={[
                    { value: '', label: '' },
                    ...sexes.map((value) => ({ value, label: words(`sex.${value}`) })),
                  ]}
                />
              ) : correctField === 'BORN_ON' ? (
                <DateField name="newValue" label={t('newValue')} required span={4} />
              ) : (
                <TextField name="newValue" label={t('newValue')} required span={4} />
              )}
            </>
          )}
          <TextAreaField name="detail" label={t('detail')} required span={12} />
          <CheckboxField
            name="sharedWithThirdParties"
            label={`${t('thirdParties')} (${t('thirdPartiesHint').toLowerCase()})`}
            span={12}
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
