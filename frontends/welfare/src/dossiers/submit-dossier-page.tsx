import {
  gql,
  Link,
  PersonPicker,
  type PickedPerson,
  paths,
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
  Columns,
  Facts,
  Form,
  FormActions,
  FormPanel,
  type FormRefusal,
  Page,
  Panel,
  type Picked,
  SelectField,
  StatusBadge,
  TextAreaField,
  tidy,
  useForm,
  useFormat,
  useNotify,
  WholeNumberField,
} from '@vungxanh/ui'
import { useEffect, useState } from 'react'
import { UnitField } from '../confirmations/unit-field.tsx'
import { messages } from '../messages.ts'
import type {
  EstablishmentKind,
  SubmitDossierMutation,
  SubmitDossierMutationVariables,
  SubmitDossierPageQuery,
  SubmitDossierPageQueryVariables,
} from '../operations.generated.ts'
import { AttestationField } from './attestation-field.tsx'

const CHOICES: TypedDocumentNode<SubmitDossierPageQuery, SubmitDossierPageQueryVariables> = gql`
  query SubmitDossierPage($unit: ID!, $kind: EstablishmentKind, $withEstablishments: Boolean!) {
    programmes(unit: $unit) {
      id
      code
      name
      beneficiary
      basisNote
      requiresQuarantineOrder
      formula {
        text
        verified
        perDay
        maxDays
        childOnce
      }
      fund {
        id
        name
        available
      }
      basis {
        id
        symbol
      }
      excludes {
        id
        code
        name
      }
    }
    establishments(unit: $unit, kind: $kind, first: 100) @include(if: $withEstablishments) {
      edges {
        node {
          id
          name
          address
          residentialGroup {
            id
          }
        }
      }
    }
  }
`

const SUBMIT: TypedDocumentNode<SubmitDossierMutation, SubmitDossierMutationVariables> = gql`
  mutation SubmitDossier($input: SubmitDossierInput!) {
    submitDossier(input: $input) {
      __typename
      ... on SubmitDossierSuccess {
        dossier {
          id
          code
        }
      }
      ... on UserError {
        message
      }
      ... on InvalidInput {
        field
      }
      ... on ExcludedByOtherProgramme {
        dossierCode
        programme {
          id
          name
        }
      }
    }
  }
`

const kinds: readonly EstablishmentKind[] = [
  'CHILDCARE_GROUP',
  'BUSINESS',
  'BOARDING_HOUSE',
  'MARKET',
  'FACTORY',
  'OFFICE',
]
const fieldNames: Record<string, string> = { personId: 'person', establishmentId: 'establishmentId' }

interface Values {
  programmeId: string
  person: PickedPerson | undefined
  establishmentKind: EstablishmentKind
  establishmentId: string
  otherResidence: Picked | undefined
  attestationId: string
  quarantineDays: string
  isChild: boolean
  statement: string
}

export function SubmitDossierPage() {
  const t = useMessages(messages)
  const format = useFormat()
  const unit = useUnit()
  const notify = useNotify()
  const navigate = useNavigate()
  const form = useForm<Values>({
    programmeId: '',
    person: undefined,
    establishmentKind: 'CHILDCARE_GROUP',
    establishmentId: '',
    otherResidence: undefined,
    attestationId: '',
    quarantineDays: '',
    isChild: false,
    statement: '',
  })
  const programmeId = form.watch('programmeId')
  const person = form.watch('person')
  const kind = form.watch('establishmentKind')
  const [refusal, setRefusal] = useState<FormRefusal>()
  const [forEstablishment, setForEstablishment] = useState(false)
  const choices = useReading(CHOICES, { variables: { unit: unit.code, kind, withEstablishments: forEstablishment } })
  const programme = choices.data?.programmes.find((one) => one.id === programmeId)
  const [submit, { busy, failure }] = useAction(SUBMIT, { stale: ['dossiers', 'funds'] })

  useLinkedPerson((linked) => form.setValue('person', linked))
  useEffect(() => setForEstablishment(programme?.beneficiary === 'ESTABLISHMENT'), [programme?.beneficiary])

  async function save(values: Values) {
    setRefusal(undefined)
    const establishment = choices.data?.establishments?.edges.find(
      ({ node }) => node.id === values.establishmentId,
    )?.node
    const data = await submit({
      input: {
        unit: unit.code,
        programmeId: values.programmeId,
        ...(forEstablishment
          ? { establishmentId: values.establishmentId, residentialGroupId: establishment?.residentialGroup?.id ?? null }
          : { personId: values.person?.id ?? null, residentialGroupId: values.person?.residentialGroupId ?? null }),
        otherResidence: forEstablishment ? null : (values.otherResidence?.id ?? null),
        quarantineDays: programme?.formula.perDay && values.quarantineDays ? Number(values.quarantineDays) : null,
        isChild: programme?.formula.childOnce ? values.isChild : false,
        statement: tidy(values.statement) || null,
      },
    })
    const result = data?.submitDossier
    if (!result) return
    switch (result.__typename) {
      case 'SubmitDossierSuccess':
        notify({ tone: 'success', title: t('saved', { code: result.dossier.code }) })
        navigate(paths.dossier(result.dossier.id))
        return
      case 'ExcludedByOtherProgramme':
        setRefusal({
          field: 'programmeId',
          message: t('refusal.ExcludedByOtherProgramme', {
            programme: result.programme?.name ?? t('refusal.otherProgramme'),
            code: result.dossierCode ?? '—',
          }),
        })
        return
      case 'InvalidInput':
        setRefusal({ message: result.message, field: fieldNames[result.field] ?? result.field })
        return
      case 'DossierAlreadyOpen':
        setRefusal({ message: t('refusal.DossierAlreadyOpen') })
        return
      case 'BeneficiaryKindMismatch':
        setRefusal({ message: t('refusal.BeneficiaryKindMismatch'), field: 'programmeId' })
        return
      case 'ProgrammeNotInForce':
        setRefusal({ message: t('refusal.ProgrammeNotInForce'), field: 'programmeId' })
        return
      case 'UnitOutOfScope':
        setRefusal({ message: t('refusal.UnitOutOfScope') })
        return
      default:
        setRefusal({ message: result.message })
    }
  }

  return (
    <Page
      title={t('submit')}
      subtitle={t('formText')}
      trail={[
        <Link key="dossiers" to="/an-sinh">
          {t('dossiers')}
        </Link>,
      ]}
    >
      <Columns>
        <Form form={form} label={t('submit')} onSubmit={save} refusal={refusal} failure={failure}>
          <FormPanel title={t('submit')}>
            <SelectField
              name="programmeId"
              label={t('programme')}
              required
              autoFocus
              span={12}
              options={[
                { value: '', label: '' },
                ...(choices.data?.programmes ?? []).map((one) => ({
                  value: one.id,
                  label: `${one.name} (${one.code})`,
                })),
              ]}
            />
            {forEstablishment ? (
              <>
                <SelectField
                  name="establishmentKind"
                  label={t('establishmentKind')}
                  span={4}
                  options={kinds.map((value) => ({ value, label: t(`establishment.${value}`) }))}
                />
                <SelectField
                  name="establishmentId"
                  label={t('establishment')}
                  required
                  span={8}
                  options={[
                    { value: '', label: '' },
                    ...(choices.data?.establishments?.edges ?? []).map(({ node }) => ({
                      value: node.id,
                      label: `${node.name} · ${node.address}`,
                    })),
                  ]}
                />
              </>
            ) : (
              <PersonPicker name="person" />
            )}
            {programme?.requiresQuarantineOrder && person && (
              <AttestationField
                key={person.id}
                personId={person.id}
                attestationId={form.watch('attestationId')}
                onDays={(days) => form.setValue('quarantineDays', String(days))}
              />
            )}
            {programme?.formula.perDay && (
              <WholeNumberField
                name="quarantineDays"
                label={t('days')}
                minimum={1}
                maximum={99}
                description={
                  programme.formula.maxDays ? t('daysHint', { days: programme.formula.maxDays }) : t('daysHintOpen')
                }
                required
                span={4}
              />
            )}
            {programme?.formula.childOnce && (
              <CheckboxField
                name="isChild"
                label={t('child', { amount: format.vnd(programme.formula.childOnce) })}
                span={12}
              />
            )}
            {!forEstablishment && (
              <UnitField name="otherResidence" label={t('otherResidence')} description={t('otherResidenceHint')} />
            )}
            <TextAreaField name="statement" label={t('statement')} rows={3} span={12} />
          </FormPanel>
          <FormActions>
            <Button type="submit" kind="primary" busy={busy}>
              {t('save')}
            </Button>
          </FormActions>
        </Form>
        {programme && (
          <Panel title={programme.name}>
            <Facts
              facts={[
                { label: t('formula'), value: programme.formula.text },
                {
                  label: t('rule'),
                  value: (
                    <StatusBadge tone={programme.formula.verified ? 'success' : 'warning'}>
                      {programme.formula.verified ? t('verified') : t('unverified')}
                    </StatusBadge>
                  ),
                },
                { label: t('basis'), value: programme.basis?.symbol ?? programme.basisNote },
                { label: t('fund'), value: programme.fund?.name },
                { label: t('available'), value: programme.fund && format.vnd(programme.fund.available) },
                { label: t('excludes'), value: programme.excludes.map((one) => one.name).join('; ') },
              ]}
            />
          </Panel>
        )}
      </Columns>
    </Page>
  )
}
