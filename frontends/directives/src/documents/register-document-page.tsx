import {
  gql,
  Link,
  paths,
  type TypedDocumentNode,
  useAction,
  useMessages,
  useNavigate,
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
  Notice,
  Page,
  type Picked,
  PickerField,
  parseDate,
  SelectField,
  TextAreaField,
  TextField,
  tidy,
  useForm,
  useNotify,
} from '@vungxanh/ui'
import { useEffect, useState } from 'react'
import { messages } from '../messages.ts'
import type {
  DocumentType,
  RegisterDocumentMutation,
  RegisterDocumentMutationVariables,
  RegisterDocumentPageParseQuery,
  RegisterDocumentPageParseQueryVariables,
  RegisterDocumentPageQuery,
  RegisterDocumentPageQueryVariables,
  RelationKind,
  Urgency,
} from '../operations.generated.ts'
import { documentTypes } from './document-types.ts'

const CHOICES: TypedDocumentNode<RegisterDocumentPageQuery, RegisterDocumentPageQueryVariables> = gql`
  query RegisterDocumentPage($unit: ID!, $search: String!, $searching: Boolean!) {
    organisations(unit: $unit) {
      id
      name
    }
    documents(unit: $unit, search: $search, first: 8) @include(if: $searching) {
      edges {
        node {
          id
          symbol
          subject
          issuer {
            id
            name
          }
        }
      }
    }
  }
`

const PARSE: TypedDocumentNode<RegisterDocumentPageParseQuery, RegisterDocumentPageParseQueryVariables> = gql`
  query RegisterDocumentPageParse($raw: String!) {
    parseSymbol(raw: $raw) {
      symbol
      type
      regime
    }
  }
`

const REGISTER: TypedDocumentNode<RegisterDocumentMutation, RegisterDocumentMutationVariables> = gql`
  mutation RegisterDocument($input: RegisterDocumentInput!) {
    registerDocument(input: $input) {
      __typename
      ... on RegisterDocumentSuccess {
        document {
          id
          symbol
        }
      }
      ... on UserError {
        message
      }
      ... on InvalidInput {
        field
      }
      ... on DuplicateDocument {
        existing {
          id
          symbol
        }
      }
    }
  }
`

const urgencies: readonly Urgency[] = ['NORMAL', 'URGENT', 'VERY_URGENT', 'FLASH']
const relationKinds: readonly RelationKind[] = ['IMPLEMENTS', 'SUPPLEMENTS', 'REPLACES', 'FOUNDED_ON']
const otherIssuer = 'other'

interface Values {
  raw: string
  type: DocumentType | ''
  issuerId: string
  issuerName: string
  issuedOn: string
  subject: string
  urgency: Urgency
  relationKind: RelationKind
  related: Picked | undefined
}

/** What is typed, a quarter of a second after the last letter. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text.trim()), 250)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

export function RegisterDocumentPage() {
  const t = useMessages(messages)
  const unit = useUnit()
  const notify = useNotify()
  const navigate = useNavigate()
  const form = useForm<Values>({
    raw: '',
    type: '',
    issuerId: '',
    issuerName: '',
    issuedOn: '',
    subject: '',
    urgency: 'NORMAL',
    relationKind: 'IMPLEMENTS',
    related: undefined,
  })
  const raw = useSettled(form.watch('raw'))
  const issuerId = form.watch('issuerId')
  const [search, setSearch] = useState('')
  const [refusal, setRefusal] = useState<FormRefusal>()
  const choices = useReading(CHOICES, { variables: { unit: unit.code, search, searching: search !== '' } })
  const reading = useReading(PARSE, { variables: { raw }, skip: raw === '' })
  const parsed = raw === '' ? undefined : reading.data?.parseSymbol
  const [register, { busy, failure }] = useAction(REGISTER, { stale: ['documents'] })

  // The symbol usually says what kind of paper it is; a kind that the clerk chose is left alone.
  const { isDirty: typeChosen } = form.getFieldState('type', form.formState)
  useEffect(() => {
    if (parsed?.type && !typeChosen) form.resetField('type', { defaultValue: parsed.type })
  }, [parsed?.type, typeChosen, form])

  async function save(values: Values) {
    setRefusal(undefined)
    const data = await register({
      input: {
        unit: unit.code,
        raw: tidy(values.raw),
        type: values.type || 'VAN_BAN_KHAC',
        ...(values.issuerId === otherIssuer ? { issuerName: tidy(values.issuerName) } : { issuerId: values.issuerId }),
        issuedOn: parseDate(values.issuedOn) ?? null,
        subject: tidy(values.subject) || null,
        urgency: values.urgency,
        relations: values.related ? [{ kind: values.relationKind, documentId: values.related.id }] : [],
      },
    })
    const result = data?.registerDocument
    if (!result) return
    switch (result.__typename) {
      case 'RegisterDocumentSuccess':
        notify({ tone: 'success', title: t('saved', { symbol: result.document.symbol }) })
        navigate(paths.document(result.document.id))
        return
      case 'SymbolNotRecognised':
        setRefusal({ message: t('refusal.SymbolNotRecognised'), field: 'raw' })
        return
      case 'DuplicateDocument':
        setRefusal({
          message: t('refusal.DuplicateDocument'),
          field: 'raw',
          children: result.existing && (
            <>
              {' '}
              <Link to={paths.document(result.existing.id)}>{t('open')}</Link>
            </>
          ),
        })
        return
      case 'DocumentNotFound':
        setRefusal({ message: t('refusal.DocumentNotFound'), field: 'related' })
        return
      case 'UnitOutOfScope':
        setRefusal({ message: t('refusal.UnitOutOfScope') })
        return
      case 'InvalidInput':
        setRefusal({ message: result.message, field: result.field })
        return
    }
  }

  return (
    <Page
      title={t('register')}
      subtitle={t('formText')}
      trail={[
        <Link key="documents" to="/dieu-hanh">
          {t('documents')}
        </Link>,
      ]}
    >
      <Form form={form} label={t('register')} onSubmit={save} refusal={refusal} failure={failure}>
        <FormPanel title={t('document')}>
          <TextField name="raw" label={t('symbol')} description={t('rawHint')} required autoFocus span={6} />
          <div data-span="6" aria-live="polite">
            {raw !== '' &&
              (parsed ? (
                <Notice tone="success" title={`${t('parsed')}: ${parsed.symbol}`}>
                  {[parsed.type && t(`type.${parsed.type}`), parsed.regime && t(`regime.${parsed.regime}`)]
                    .filter(Boolean)
                    .join(' · ')}
                </Notice>
              ) : (
                <Notice tone={reading.loading ? 'neutral' : 'warning'}>
                  {reading.loading ? t('parsing') : t('notParsed')}
                </Notice>
              ))}
          </div>
          <SelectField
            name="type"
            label={t('type')}
            required
            span={4}
            options={[
              { value: '', label: '' },
              ...documentTypes.map((value) => ({ value, label: t(`type.${value}`) })),
            ]}
          />
          <DateField name="issuedOn" label={t('issuedOn')} span={4} />
          <SelectField
            name="urgency"
            label={t('urgency')}
            span={4}
            options={urgencies.map((value) => ({ value, label: t(`urgency.${value}`) }))}
          />
          <SelectField
            name="issuerId"
            label={t('issuer')}
            required
            span={6}
            options={[
              { value: '', label: '' },
              ...(choices.data?.organisations ?? []).map((one) => ({ value: one.id, label: one.name })),
              { value: otherIssuer, label: t('issuerOther') },
            ]}
          />
          {issuerId === otherIssuer && <TextField name="issuerName" label={t('issuerName')} required span={6} />}
          <TextAreaField name="subject" label={t('subject')} rows={2} span={12} />
        </FormPanel>
        <FormPanel title={t('relations')}>
          <SelectField
            name="relationKind"
            label={t('relationKind')}
            span={3}
            options={relationKinds.map((value) => ({ value, label: t(`relation.${value}`) }))}
          />
          <PickerField
            name="related"
            label={t('relationTo')}
            placeholder={t('search')}
            span={8}
            searching={choices.loading}
            onSearch={setSearch}
            options={(choices.data?.documents?.edges ?? []).map(({ node }) => ({
              id: node.id,
              label: node.symbol,
              note: [node.issuer?.name, node.subject].filter(Boolean).join(' · '),
            }))}
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
