import {
  gql,
  PersonPicker,
  type PickedPerson,
  type TypedDocumentNode,
  useAction,
  useMessages,
  useReading,
  useUnit,
} from '@vungxanh/remote'
import { readPlace, writePlace } from '@vungxanh/remote/written-place'
import {
  DateField,
  formatDate,
  PhoneField,
  parseDate,
  parsePhone,
  SelectField,
  TextAreaField,
  TextField,
  tidy,
  useForm,
  WholeNumberField,
} from '@vungxanh/ui'
import type {
  EditEstablishmentMutation,
  EditEstablishmentMutationVariables,
  EstablishmentGroupsQuery,
  EstablishmentGroupsQueryVariables,
  EstablishmentKind,
  EstablishmentPageQuery,
  RegisterEstablishmentMutation,
  RegisterEstablishmentMutationVariables,
} from '../operations.generated.ts'
import { ChangeDialog, stale } from './change-dialog.tsx'
import { kinds } from './kinds.ts'
import { messages } from './messages.ts'

const GROUPS: TypedDocumentNode<EstablishmentGroupsQuery, EstablishmentGroupsQueryVariables> = gql`
  query EstablishmentGroups($unit: ID!) {
    adminUnit(code: $unit) {
      code
      residentialGroups {
        id
        name
        number
      }
    }
  }
`

const REGISTER: TypedDocumentNode<RegisterEstablishmentMutation, RegisterEstablishmentMutationVariables> = gql`
  mutation RegisterEstablishment($input: RegisterEstablishmentInput!) {
    registerEstablishment(input: $input) {
      __typename
      ... on EstablishmentSuccess {
        warnings
      }
      ... on InvalidInput {
        message
        field
      }
    }
  }
`

const EDIT: TypedDocumentNode<EditEstablishmentMutation, EditEstablishmentMutationVariables> = gql`
  mutation EditEstablishment($input: EditEstablishmentInput!) {
    editEstablishment(input: $input) {
      __typename
      ... on EstablishmentSuccess {
        warnings
      }
      ... on InvalidInput {
        message
        field
      }
    }
  }
`

interface Values {
  kind: EstablishmentKind
  name: string
  address: string
  residentialGroupId: string
  person: PickedPerson | undefined
  contactName: string
  contactPhone: string
  workers: string
  stalls: string
  openedOn: string
  place: string
  reason: string
}

const count = (text: string): number | null => (text.trim() === '' ? null : Number(text))

interface EstablishmentDialogProps {
  establishment?: NonNullable<EstablishmentPageQuery['establishment']>
  onClose: () => void
}

/** Registers an establishment, or edits the one that is given. */
export function EstablishmentDialog({ establishment, onClose }: EstablishmentDialogProps) {
  const t = useMessages(messages)
  const unit = useUnit()
  const groups = useReading(GROUPS, { variables: { unit: unit.code } })
  const contact = establishment?.contactPerson
  const form = useForm<Values>({
    kind: establishment?.kind ?? 'BUSINESS',
    name: establishment?.name ?? '',
    address: establishment?.address ?? '',
    residentialGroupId: establishment?.residentialGroup.id ?? '',
    person: contact ? { id: contact.id, label: contact.fullName, residentialGroupId: undefined } : undefined,
    contactName: establishment?.contactName ?? '',
    contactPhone: '',
    workers: String(establishment?.workers ?? ''),
    stalls: String(establishment?.stalls ?? ''),
    openedOn: formatDate(establishment?.openedOn),
    place: writePlace(establishment ?? {}),
    reason: '',
  })
  const [register, registering] = useAction(REGISTER, { stale })
  const [edit, editing] = useAction(EDIT, { stale })
  const { busy, failure } = establishment ? editing : registering
  const title = t(establishment ? 'edit' : 'register')
  const isMarket = form.watch('kind') === 'MARKET'
  return (
    <ChangeDialog
      title={title}
      consequence={t(establishment ? 'edit.consequence' : 'register.consequence')}
      form={form}
      busy={busy}
      failure={failure}
      onClose={onClose}
      save={async (values) => {
        const point = readPlace(values.place)
        if (values.place.trim() && !point)
          return { __typename: 'InvalidInput', field: 'place', message: t('placeHint') }
        const facts = {
          kind: values.kind,
          name: tidy(values.name),
          address: tidy(values.address),
          residentialGroupId: values.residentialGroupId,
          contactPersonId: values.person?.id ?? null,
          contactName: values.person ? null : tidy(values.contactName) || null,
          contactPhone: values.person ? null : (parsePhone(values.contactPhone) ?? null),
          workers: count(values.workers),
          stalls: isMarket ? count(values.stalls) : null,
          openedOn: parseDate(values.openedOn) ?? null,
          place: point
            ? {
                ...point,
                source:
                  (values.place === writePlace(establishment ?? {}) && establishment?.placeSource) ||
                  ('TYPED' as const),
              }
            : null,
        }
        return establishment
          ? (await edit({ input: { id: establishment.id, ...facts, reason: tidy(values.reason) || null } }))
              ?.editEstablishment
          : (await register({ input: { unit: unit.code, ...facts } }))?.registerEstablishment
      }}
    >
      <SelectField
        name="kind"
        label={t('kind')}
        required
        span={4}
        options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      <TextField name="name" label={t('name')} required autoFocus span={8} />
      <SelectField
        name="residentialGroupId"
        label={t('group')}
        required
        span={4}
        options={[
          { value: '', label: '' },
          ...(groups.data?.adminUnit?.residentialGroups ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <TextField name="address" label={t('address')} required span={8} />
      <PersonPicker name="person" required={false} />
      <TextField name="contactName" label={t('contactName')} span={6} />
      <PhoneField
        name="contactPhone"
        label={t('contactPhone')}
        description={
          establishment?.contactPhoneMasked && t('contactPhoneKept', { masked: establishment.contactPhoneMasked })
        }
        span={6}
      />
      <WholeNumberField name="workers" label={t('workers')} span={4} />
      {isMarket && <WholeNumberField name="stalls" label={t('stalls')} span={4} />}
      <DateField name="openedOn" label={t('openedOn')} span={4} />
      <TextField name="place" label={t('placeField')} description={t('placeHint')} span={12} />
      {establishment && <TextAreaField name="reason" label={t('reason')} span={12} />}
    </ChangeDialog>
  )
}
