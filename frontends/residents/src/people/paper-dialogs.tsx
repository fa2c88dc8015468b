import { gql, type TypedDocumentNode, useAction, useMessages } from '@vungxanh/remote'
import { ActDialog } from '@vungxanh/remote/act-dialog'
import {
  BirthField,
  type FieldValues,
  formatDate,
  PhoneField,
  parseBirth,
  parsePhone,
  SelectField,
  TextAreaField,
  TextField,
  tidy,
  useForm,
} from '@vungxanh/ui'
import type { ComponentProps } from 'react'
import { messages as register } from '../messages.ts'
import type {
  AddIdentityDocumentMutation,
  AddIdentityDocumentMutationVariables,
  CorrectPersonMutation,
  CorrectPersonMutationVariables,
  EndIdentityDocumentMutation,
  EndIdentityDocumentMutationVariables,
  IdentityEnd,
  IdentityKind,
  Sex,
} from '../operations.generated.ts'
import { messages } from './paper-messages.ts'

const ADD: TypedDocumentNode<AddIdentityDocumentMutation, AddIdentityDocumentMutationVariables> = gql`
  mutation AddIdentityDocument($input: AddIdentityDocumentInput!) {
    addIdentityDocument(input: $input) {
      __typename
      ... on IdentityDocumentSuccess {
        warnings
      }
      ... on InvalidInput {
        message
        field
      }
      ... on DuplicateIdentityNumber {
        holder {
          id
          fullName
        }
      }
    }
  }
`

const END: TypedDocumentNode<EndIdentityDocumentMutation, EndIdentityDocumentMutationVariables> = gql`
  mutation EndIdentityDocument($input: EndIdentityDocumentInput!) {
    endIdentityDocument(input: $input) {
      __typename
      ... on IdentityDocumentSuccess {
        warnings
      }
      ... on InvalidInput {
        message
        field
      }
      ... on DuplicateIdentityNumber {
        holder {
          id
          fullName
        }
      }
    }
  }
`

const CORRECT: TypedDocumentNode<CorrectPersonMutation, CorrectPersonMutationVariables> = gql`
  mutation CorrectPerson($input: CorrectPersonInput!) {
    correctPerson(input: $input) {
      __typename
      ... on LifeEventSuccess {
        warnings
      }
      ... on InvalidInput {
        message
        field
      }
    }
  }
`

const stale = ['person', 'people', 'household', 'households']

type Outcome =
  | { __typename: 'IdentityDocumentSuccess'; warnings: string[] }
  | { __typename: 'LifeEventSuccess'; warnings?: string[] }
  | { __typename: 'InvalidInput'; message: string; field: string }
  | { __typename: 'DuplicateIdentityNumber'; holder: { fullName: string } | null }

interface PaperDialogProps<Values extends FieldValues> extends Omit<ComponentProps<typeof ActDialog<Values>>, 'act'> {
  save: (values: Values) => Promise<Outcome | undefined>
  /** Which field holds the number, for a refusal that speaks of it. */
  numberField: string
}

function PaperDialog<Values extends FieldValues>({ save, numberField, ...dialog }: PaperDialogProps<Values>) {
  const t = useMessages(messages)
  return (
    <ActDialog<Values>
      {...dialog}
      act={async (values) => {
        const outcome = await save(values)
        switch (outcome?.__typename) {
          case 'InvalidInput':
            return { message: outcome.message, field: outcome.field }
          case 'DuplicateIdentityNumber': {
            const { holder } = outcome
            return { field: numberField, message: holder ? t('holder', { name: holder.fullName }) : t('holderUnknown') }
          }
          default:
            return outcome
        }
      }}
    />
  )
}

const paperKinds = ['CITIZEN_ID', 'OLD_ID', 'PASSPORT', 'BIRTH_CERTIFICATE'] as const satisfies readonly IdentityKind[]

/** A paper that somebody of the register has since: scanned, or typed. */
export function AddPaperDialog({ personId, onClose }: { personId: string; onClose: () => void }) {
  const t = useMessages(messages)
  const word = useMessages(register)
  const form = useForm<{ card: string; kind: IdentityKind; number: string }>({
    card: '',
    kind: 'CITIZEN_ID',
    number: '',
  })
  const [add, { busy, failure }] = useAction(ADD, { stale })
  const isScanned = form.watch('card').trim() !== ''
  return (
    <PaperDialog
      title={t('add')}
      consequence={t('add.consequence')}
      numberField={isScanned ? 'card' : 'number'}
      {...{ form, busy, failure, onClose }}
      save={async ({ card, kind, number }) => {
        const typed = { kind, number: number.replaceAll(/[\s.]/g, '') }
        const input = { personId, ...(card.trim() ? { card } : typed) }
        return (await add({ input }))?.addIdentityDocument
      }}
    >
      <TextField name="card" label={t('card')} description={t('cardHint')} autoFocus span={12} />
      {!isScanned && (
        <>
          <SelectField
            name="kind"
            label={t('kind')}
            span={6}
            options={paperKinds.map((value) => ({ value, label: word(`identity.${value}`) }))}
          />
          <TextField name="number" label={t('number')} required span={6} />
        </>
      )}
    </PaperDialog>
  )
}

interface EndPaperProps {
  document: { id: string; kind: IdentityKind }
  onClose: () => void
}

/** A paper that is wrong, replaced or worth nothing any more; with the number that takes its place, if there is one. */
export function EndPaperDialog({ document, onClose }: EndPaperProps) {
  const t = useMessages(messages)
  const word = useMessages(register)
  const form = useForm<{ endedAs: IdentityEnd; newNumber: string; reason: string }>({
    endedAs: 'WRONG',
    newNumber: '',
    reason: '',
  })
  const [end, { busy, failure }] = useAction(END, { stale })
  return (
    <PaperDialog
      title={t('end', { paper: word(`identity.${document.kind}`) })}
      consequence={t('end.consequence')}
      numberField="newNumber"
      {...{ form, busy, failure, onClose }}
      save={async ({ endedAs, newNumber, reason }) => {
        const number = newNumber.replaceAll(/[\s.]/g, '')
        const input = { id: document.id, endedAs, reason: tidy(reason), newNumber: number || null }
        return (await end({ input }))?.endIdentityDocument
      }}
    >
      <SelectField
        name="endedAs"
        label={t('endedAs')}
        required
        autoFocus
        span={12}
        options={(['WRONG', 'REPLACED', 'INVALID'] as const).map((value) => ({ value, label: t(`as.${value}`) }))}
      />
      <TextField name="newNumber" label={t('newNumber')} description={t('newNumberHint')} span={12} />
      <TextAreaField name="reason" label={t('reason')} description={t('reasonHint')} required span={12} />
    </PaperDialog>
  )
}

interface CorrectPersonProps {
  person: {
    id: string
    fullName: string
    bornOn?: string | null
    birthYear?: number | null
    sex?: Sex | null
    phoneMasked?: string | null
  }
  onClose: () => void
}

/** What was written down wrongly of somebody, with why. */
export function CorrectPersonDialog({ person, onClose }: CorrectPersonProps) {
  const t = useMessages(messages)
  const word = useMessages(register)
  const form = useForm<{ fullName: string; bornOn: string; sex: Sex; phone: string; reason: string }>({
    fullName: person.fullName,
    bornOn: person.bornOn ? formatDate(person.bornOn) : String(person.birthYear ?? ''),
    sex: person.sex ?? 'UNKNOWN',
    phone: '',
    reason: '',
  })
  const [correct, { busy, failure }] = useAction(CORRECT, { stale })
  return (
    <PaperDialog
      title={t('correct')}
      consequence={t('correct.consequence')}
      numberField="phone"
      {...{ form, busy, failure, onClose }}
      save={async ({ fullName, bornOn, sex, phone, reason }) => {
        const input = {
          personId: person.id,
          fullName: tidy(fullName),
          ...parseBirth(bornOn),
          sex,
          phone: phone ? parsePhone(phone) : null,
          reason: tidy(reason),
        }
        return (await correct({ input }))?.correctPerson
      }}
    >
      <TextField name="fullName" label={t('name')} required autoFocus span={12} />
      <BirthField name="bornOn" label={t('born')} span={6} />
      <SelectField
        name="sex"
        label={t('sex')}
        required
        span={6}
        options={(['MALE', 'FEMALE', 'UNKNOWN'] as const).map((value) => ({ value, label: word(`sex.${value}`) }))}
      />
      <PhoneField
        name="phone"
        label={t('phone')}
        description={person.phoneMasked && t('phoneKept', { masked: person.phoneMasked })}
        span={6}
      />
      <TextAreaField name="reason" label={t('reason')} description={t('reasonHint')} required span={12} />
    </PaperDialog>
  )
}
