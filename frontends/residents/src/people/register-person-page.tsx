import {
  gql,
  Link,
  paths,
  type TypedDocumentNode,
  useAction,
  useMessages,
  useNavigate,
  useSearchParams,
  useUnit,
} from '@vungxanh/remote'
import {
  BirthField,
  Button,
  ChoiceField,
  DateField,
  Form,
  FormActions,
  FormPanel,
  type FormRefusal,
  formatDate,
  Page,
  PhoneField,
  type Picked,
  parseBirth,
  parseDate,
  parsePhone,
  SelectField,
  TextField,
  tidy,
  today,
  useForm,
  useNotify,
} from '@vungxanh/ui'
import { useRef, useState } from 'react'
import { LikelyDuplicates } from '../duplicates/likely-duplicates.tsx'
import { chosenHousehold, HouseholdFields, type HouseholdValues, noHousehold } from '../households/household-choice.tsx'
import { relations } from '../households/relations.ts'
import { messages } from '../messages.ts'
import type {
  HouseholdRelation,
  IdentityKind,
  RegisterPersonMutation,
  RegisterPersonMutationVariables,
  ResidenceKind,
  Sex,
} from '../operations.generated.ts'

const REGISTER: TypedDocumentNode<RegisterPersonMutation, RegisterPersonMutationVariables> = gql`
  mutation RegisterPerson($input: RegisterPersonInput!) {
    registerPerson(input: $input) {
      __typename
      ... on RegisterPersonSuccess {
        warnings
        person {
          id
          fullName
          provisionalCode
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

const sexes: readonly Sex[] = ['FEMALE', 'MALE', 'UNKNOWN']
const identityKinds: readonly IdentityKind[] = ['CITIZEN_ID', 'OLD_ID', 'PASSPORT', 'BIRTH_CERTIFICATE']
const residenceKinds: readonly ResidenceKind[] = ['PERMANENT', 'TEMPORARY', 'STAYING']
interface Values extends HouseholdValues {
  fullName: string
  born: string
  sex: Sex | ''
  identityKind: IdentityKind | ''
  identityNumber: string
  phone: string
  relation: HouseholdRelation | ''
  residenceKind: ResidenceKind
  residesFrom: string
  fromPlace: string
}

// What the server calls a field, by what the form calls it.
const fieldNames: Record<string, keyof Values> = {
  bornOn: 'born',
  birthYear: 'born',
  householdId: 'household',
}

function blank(): Values {
  return {
    fullName: '',
    born: '',
    sex: '',
    identityKind: 'CITIZEN_ID',
    identityNumber: '',
    phone: '',
    ...noHousehold,
    relation: '',
    residenceKind: 'PERMANENT',
    residesFrom: formatDate(today()),
    fromPlace: '',
  }
}

/** The household whose page led here. */
function linkedHousehold(address: URLSearchParams): Picked | undefined {
  const id = address.get('ho')
  return id ? { id, label: address.get('ma') ?? id } : undefined
}

export function RegisterPersonPage() {
  const t = useMessages(messages)
  const unit = useUnit()
  const navigate = useNavigate()
  const notify = useNotify()
  const [address] = useSearchParams()
  const form = useForm<Values>({ ...blank(), household: linkedHousehold(address) })
  const [refusal, setRefusal] = useState<FormRefusal>()
  const goOn = useRef(false)
  const [register, { busy, failure }] = useAction(REGISTER, { stale: ['people', 'households', 'household'] })
  const founding = form.watch('placing') === 'founding'
  const identityKind = form.watch('identityKind')

  async function save(values: Values) {
    setRefusal(undefined)
    const digits = values.identityNumber.replaceAll(/\s/g, '')
    if (digits && values.identityKind === 'CITIZEN_ID' && !/^\d{12}$/.test(digits)) {
      setRefusal({ message: t('cccdLength'), field: 'identityNumber' })
      return
    }
    if (digits && values.identityKind === 'OLD_ID' && !/^\d{9}$/.test(digits)) {
      setRefusal({ message: t('cmndLength'), field: 'identityNumber' })
      return
    }
    const data = await register({
      input: {
        unit: unit.code,
        fullName: tidy(values.fullName),
        ...parseBirth(values.born),
        sex: values.sex || 'UNKNOWN',
        ...(digits && values.identityKind ? { identityKind: values.identityKind, identityNumber: digits } : {}),
        ...(values.phone ? { phone: parsePhone(values.phone) ?? null } : {}),
        ...chosenHousehold(values),
        relation: founding ? 'HEAD' : values.relation || null,
        residenceKind: values.residenceKind,
        residesFrom: parseDate(values.residesFrom) ?? today(),
        fromPlace: tidy(values.fromPlace) || null,
      },
    })
    const result = data?.registerPerson
    if (!result) return
    switch (result.__typename) {
      case 'RegisterPersonSuccess': {
        const { fullName: name, provisionalCode: code } = result.person
        notify({
          tone: result.warnings.length > 0 ? 'warning' : 'success',
          title: code ? t('savedWithCode', { name, code }) : t('saved', { name }),
          text: result.warnings.join(' '),
        })
        if (!goOn.current) {
          navigate(paths.person(result.person.id))
          return
        }
        form.reset({
          ...blank(),
          placing: 'existing',
          household: values.household,
          residenceKind: values.residenceKind,
        })
        setTimeout(() => document.getElementById('field-fullName')?.focus(), 0)
        return
      }
      case 'DuplicateIdentityNumber':
        setRefusal({ message: t('refusal.DuplicateIdentityNumber'), field: 'identityNumber' })
        return
      case 'HouseholdNotFound':
        setRefusal({ message: t('refusal.HouseholdNotFound'), field: 'household' })
        return
      case 'UnitOutOfScope':
        setRefusal({ message: t('refusal.UnitOutOfScope') })
        return
      case 'InvalidInput':
        setRefusal({ message: result.message, field: fieldNames[result.field] ?? result.field })
        return
    }
  }

  return (
    <Page
      title={t('register')}
      subtitle={t('registerText')}
      trail={[
        <Link key="people" to={paths.people()}>
          {t('people')}
        </Link>,
      ]}
    >
      <Form form={form} label={t('register')} onSubmit={save} refusal={refusal} failure={failure}>
        <FormPanel title={t('who')}>
          <TextField name="fullName" label={t('name')} required autoFocus span={4} />
          <BirthField name="born" label={t('born')} description={t('bornHint')} required span={4} />
          <ChoiceField
            name="sex"
            label={t('sex')}
            required
            span={4}
            options={sexes.map((value) => ({ value, label: t(`sex.${value}`) }))}
          />
          <SelectField
            name="identityKind"
            label={t('identityKind')}
            span={4}
            options={[
              ...identityKinds.map((value) => ({ value, label: t(`identity.${value}`) })),
              { value: '', label: t('identity.NONE') },
            ]}
          />
          <TextField
            name="identityNumber"
            label={t('identityNumber')}
            inputMode={identityKind === 'PASSPORT' ? 'text' : 'numeric'}
            disabled={identityKind === ''}
            span={4}
          />
          <PhoneField name="phone" label={t('phone')} span={4} />
        </FormPanel>
        <FormPanel title={t('where')}>
          <HouseholdFields founding={founding} />
          {!founding && (
            <SelectField
              name="relation"
              label={t('relation')}
              required
              span={4}
              options={[
                { value: '', label: '' },
                ...relations.map((value) => ({ value, label: t(`relation.${value}`) })),
              ]}
            />
          )}
          <SelectField
            name="residenceKind"
            label={t('residenceKind')}
            required
            span={4}
            options={residenceKinds.map((value) => ({ value, label: t(`residence.${value}`) }))}
          />
          <DateField name="residesFrom" label={t('residesFrom')} required span={4} />
          <TextField name="fromPlace" label={t('fromPlace')} description={t('fromPlaceHint')} span={4} />
        </FormPanel>
        <LikelyDuplicates
          typed={{
            fullName: form.watch('fullName'),
            born: form.watch('born'),
            sex: form.watch('sex'),
            phone: form.watch('phone'),
            residentialGroupId: form.watch('residentialGroupId'),
          }}
        />
        <FormActions>
          <Button
            type="submit"
            kind="primary"
            busy={busy}
            onClick={() => {
              goOn.current = false
            }}
          >
            {t('save')}
          </Button>
          <Button
            type="submit"
            busy={busy}
            onClick={() => {
              goOn.current = true
            }}
          >
            {t('saveNext')}
          </Button>
        </FormActions>
      </Form>
    </Page>
  )
}
