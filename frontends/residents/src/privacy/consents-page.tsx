import {
  gql,
  Link,
  paths,
  ReadingView,
  type TypedDocumentNode,
  useAction,
  useMay,
  useMessages,
  useParams,
  useReading,
} from '@vungxanh/remote'
import {
  Button,
  ChoiceField,
  Columns,
  DataTable,
  DateField,
  EmptyState,
  Form,
  FormActions,
  FormGrid,
  type FormRefusal,
  formatDate,
  formatDateTime,
  Notice,
  Page,
  Panel,
  parseDate,
  Rows,
  SelectField,
  StatusBadge,
  TextField,
  type Tone,
  tidy,
  today,
  useForm,
  useNotify,
} from '@vungxanh/ui'
import { useState } from 'react'
import type {
  ConsentAct,
  ConsentStanding,
  ConsentsPageQuery,
  ConsentsPageQueryVariables,
  ContactMethod,
  RecordConsentMutation,
  RecordConsentMutationVariables,
} from '../operations.generated.ts'
import { messages } from './messages.ts'
import { privacyPaths } from './privacy-paths.ts'

const CONSENTS: TypedDocumentNode<ConsentsPageQuery, ConsentsPageQueryVariables> = gql`
  query ConsentsPage($person: ID!) {
    person(id: $person) {
      id
      fullName
    }
    consents(person: $person) {
      id
      standing
      purpose {
        code
        name
        basis
        source
        verified
      }
      acts {
        id
        act
        actedOn
        method
        evidence
        recordedAt
        byName
        byPost
      }
    }
  }
`

const RECORD: TypedDocumentNode<RecordConsentMutation, RecordConsentMutationVariables> = gql`
  mutation RecordConsent($input: RecordConsentInput!) {
    recordConsent(input: $input) {
      __typename
      ... on InvalidInput {
        field
        message
      }
    }
  }
`

const tones: Record<ConsentStanding, Tone> = {
  NOT_NEEDED: 'neutral',
  NOT_ASKED: 'warning',
  GIVEN: 'success',
  WITHDRAWN: 'danger',
}
const acts: readonly ConsentAct[] = ['GIVEN', 'WITHDRAWN']
const methods: readonly ContactMethod[] = ['PAPER', 'VERBAL', 'APP']

type Consents = ConsentsPageQuery['consents']

export function ConsentsPage() {
  const t = useMessages(messages)
  const { id = '' } = useParams()
  const mayRecord = useMay('REGISTRAR')
  const reading = useReading(CONSENTS, { variables: { person: id } })
  const person = reading.data?.person
  return (
    <Page
      title={person ? t('consentsOf', { name: person.fullName }) : t('consents')}
      trail={[
        <Link key="requests" to={privacyPaths.requests()}>
          {t('requests')}
        </Link>,
        person && (
          <Link key="person" to={paths.person(person.id)}>
            {person.fullName}
          </Link>
        ),
      ].filter(Boolean)}
    >
      <ReadingView reading={reading} select={(data) => data.consents} skeletonRows={8}>
        {(consents) => (
          <>
            {consents.some(({ purpose }) => !purpose.verified) && (
              <Notice tone="warning" title={t('unverified')}>
                {t('unverifiedText')}
              </Notice>
            )}
            <Columns>
              <Rows>
                <Panel title={t('consents')} flush>
                  <DataTable
                    caption={t('consents')}
                    rows={consents}
                    rowKey={(consent) => consent.id}
                    empty={<EmptyState>{t('noActs')}</EmptyState>}
                    columns={[
                      { key: 'purpose', label: t('consentPurpose'), render: ({ purpose }) => purpose.name },
                      { key: 'basis', label: t('basis'), render: ({ purpose }) => t(`basis.${purpose.basis}`) },
                      {
                        key: 'standing',
                        label: t('consents'),
                        nowrap: true,
                        render: ({ standing }) => (
                          <StatusBadge tone={tones[standing]}>{t(`consent.${standing}`)}</StatusBadge>
                        ),
                      },
                      { key: 'law', label: t('law'), render: ({ purpose }) => purpose.source },
                    ]}
                  />
                </Panel>
                <Panel title={t('consentHistory')} flush>
                  <DataTable
                    caption={t('consentHistory')}
                    rows={consents.flatMap(({ purpose, acts: own }) => own.map((act) => ({ ...act, purpose })))}
                    rowKey={(act) => act.id}
                    empty={<EmptyState>{t('noActs')}</EmptyState>}
                    columns={[
                      { key: 'purpose', label: t('consentPurpose'), render: ({ purpose }) => purpose.name },
                      { key: 'act', label: t('act'), nowrap: true, render: ({ act }) => t(`act.${act}`) },
                      { key: 'on', label: t('actedOn'), nowrap: true, render: ({ actedOn }) => formatDate(actedOn) },
                      { key: 'method', label: t('method'), render: ({ method }) => t(`method.${method}`) },
                      { key: 'evidence', label: t('evidence'), render: ({ evidence }) => evidence ?? '—' },
                      {
                        key: 'by',
                        label: t('by'),
                        render: ({ byName, byPost, recordedAt }) =>
                          `${byName}, ${byPost}, ${formatDateTime(recordedAt)}`,
                      },
                    ]}
                  />
                </Panel>
              </Rows>
              <Rows>{mayRecord && <Recording person={id} consents={consents} />}</Rows>
            </Columns>
          </>
        )}
      </ReadingView>
    </Page>
  )
}

interface Values {
  purpose: string
  act: ConsentAct
  actedOn: string
  method: ContactMethod
  evidence: string
}

function Recording({ person, consents }: { person: string; consents: Consents }) {
  const t = useMessages(messages)
  const notify = useNotify()
  const form = useForm<Values>({
    purpose: '',
    act: 'GIVEN',
    actedOn: formatDate(today()),
    method: 'PAPER',
    evidence: '',
  })
  const [refusal, setRefusal] = useState<FormRefusal>()
  const [record, { busy, failure }] = useAction(RECORD, { stale: ['consents'] })
  async function save(values: Values) {
    setRefusal(undefined)
    const data = await record({
      input: {
        personId: person,
        purpose: values.purpose,
        act: values.act,
        actedOn: parseDate(values.actedOn) ?? today(),
        method: values.method,
        evidence: tidy(values.evidence) || null,
      },
    })
    const result = data?.recordConsent
    if (!result) return
    switch (result.__typename) {
      case 'RecordConsentSuccess':
        notify({ tone: 'success', title: t('recorded') })
        form.reset()
        return
      case 'ConsentNotNeeded':
        setRefusal({ message: t('consentNotNeeded'), field: 'purpose' })
        return
      case 'ConsentUnchanged':
        setRefusal({ message: t('consentUnchanged'), field: 'act' })
        return
      case 'InvalidInput':
        setRefusal({ message: result.message, field: result.field })
        return
    }
  }
  return (
    <Panel title={t('record')}>
      <Form form={form} label={t('record')} onSubmit={save} refusal={refusal} failure={failure}>
        <FormGrid>
          <SelectField
            name="purpose"
            label={t('consentPurpose')}
            required
            span={12}
            options={[
              { value: '', label: '' },
              ...consents
                .filter(({ purpose }) => purpose.basis === 'CONSENT')
                .map(({ purpose }) => ({ value: purpose.code, label: purpose.name })),
            ]}
          />
          <ChoiceField
            name="act"
            label={t('act')}
            required
            span={12}
            options={acts.map((value) => ({ value, label: t(`act.${value}`) }))}
          />
          <DateField name="actedOn" label={t('actedOn')} required span={6} />
          <SelectField
            name="method"
            label={t('method')}
            required
            span={6}
            options={methods.map((value) => ({ value, label: t(`method.${value}`) }))}
          />
          <TextField name="evidence" label={t('evidence')} span={12} />
        </FormGrid>
        <FormActions>
          <Button type="submit" kind="primary" busy={busy}>
            {t('recordSave')}
          </Button>
        </FormActions>
      </Form>
    </Panel>
  )
}
