import { gql, type TypedDocumentNode, useAction, useMessages } from '@vungxanh/remote'
import { ActDialog, type Acted, done } from '@vungxanh/remote/act-dialog'
import {
  BirthField,
  Button,
  PhoneField,
  parseBirth,
  parsePhone,
  SelectField,
  TextAreaField,
  TextField,
  tidy,
  useForm,
} from '@vungxanh/ui'
import { useState } from 'react'
import { messages as register } from '../messages.ts'
import type { ProposeChangeMutation, ProposeChangeMutationVariables, ProposedField } from '../operations.generated.ts'
import { messages } from './messages.ts'

const PROPOSE: TypedDocumentNode<ProposeChangeMutation, ProposeChangeMutationVariables> = gql`
  mutation ProposeChange($input: ProposeChangeInput!) {
    proposeChange(input: $input) {
      __typename
      ... on InvalidInput {
        message
        field
      }
    }
  }
`

/** What somebody finds wrong: a day and a year of birth are one thing to them. */
const things = ['FULL_NAME', 'BIRTH', 'SEX', 'PHONE'] as const
type Thing = (typeof things)[number]

/** Each in a field of its own, so that what was typed for one is not sent for another. */
interface Values {
  thing: Thing
  fullName: string
  birth: string
  sex: string
  phone: string
  reason: string
}

function proposed({ thing, ...values }: Values): { field: ProposedField; newValue: string } {
  switch (thing) {
    case 'BIRTH': {
      const { bornOn, birthYear } = parseBirth(values.birth) ?? {}
      return bornOn
        ? { field: 'BORN_ON', newValue: bornOn }
        : { field: 'BIRTH_YEAR', newValue: String(birthYear ?? '') }
    }
    case 'FULL_NAME':
      return { field: thing, newValue: tidy(values.fullName) }
    case 'SEX':
      return { field: thing, newValue: values.sex }
    case 'PHONE':
      return { field: thing, newValue: parsePhone(values.phone) ?? values.phone }
  }
}

const inputs = { FULL_NAME: 'fullName', BIRTH: 'birth', SEX: 'sex', PHONE: 'phone' } as const

/** For whoever reads the register and does not keep it. */
export function ProposeButton({ person }: { person: { id: string; fullName: string } }) {
  const t = useMessages(messages)
  const [proposing, setProposing] = useState(false)
  return (
    <>
      <Button onClick={() => setProposing(true)}>{t('propose')}</Button>
      {proposing && <ProposeDialog person={person} onClose={() => setProposing(false)} />}
    </>
  )
}

function ProposeDialog({ person, onClose }: { person: { id: string; fullName: string }; onClose: () => void }) {
  const t = useMessages(messages)
  const word = useMessages(register)
  const form = useForm<Values>({
    thing: 'FULL_NAME',
    fullName: person.fullName,
    birth: '',
    sex: '',
    phone: '',
    reason: '',
  })
  const [propose, { busy, failure }] = useAction(PROPOSE, { stale: ['changeProposals'] })
  const thing = form.watch('thing')
  return (
    <ActDialog
      title={t('propose')}
      consequence={t('propose.consequence')}
      {...{ form, busy, failure, onClose }}
      act={async (values): Promise<Acted | undefined> => {
        const input = { personId: person.id, ...proposed(values), reason: tidy(values.reason) }
        const outcome = (await propose({ input }))?.proposeChange
        switch (outcome?.__typename) {
          case 'InvalidInput': {
            const { message, field } = outcome
            return { message, field: field === 'newValue' ? inputs[values.thing] : field }
          }
          case 'ChangeAlreadyProposed':
            return { message: t('already'), field: 'thing' }
          default:
            return outcome && done
        }
      }}
    >
      <SelectField
        name="thing"
        label={t('field')}
        required
        autoFocus
        span={12}
        options={things.map((value) => ({ value, label: t(`field.${value}`) }))}
      />
      {thing === 'FULL_NAME' && <TextField name="fullName" label={t('newValue')} required span={12} />}
      {thing === 'BIRTH' && <BirthField name="birth" label={t('newValue')} required span={12} />}
      {thing === 'SEX' && (
        <SelectField
          name="sex"
          label={t('newValue')}
          required
          span={12}
          options={[
            { value: '', label: '—' },
            ...(['MALE', 'FEMALE'] as const).map((value) => ({ value, label: word(`sex.${value}`) })),
          ]}
        />
      )}
      {thing === 'PHONE' && <PhoneField name="phone" label={t('newValue')} required span={12} />}
      <TextAreaField name="reason" label={t('reason')} description={t('reasonHint')} required span={12} />
    </ActDialog>
  )
}
