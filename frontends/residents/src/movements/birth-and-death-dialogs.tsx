import { gql, type TypedDocumentNode, useAction, useMessages } from '@vungxanh/remote'
import {
  ChoiceField,
  DateField,
  formatDate,
  parseDate,
  SelectField,
  TextField,
  tidy,
  today,
  useForm,
} from '@vungxanh/ui'
import { relationsToHead } from '../households/relations.ts'
import { messages as register } from '../messages.ts'
import type {
  HouseholdRelation,
  RecordBirthMutation,
  RecordBirthMutationVariables,
  RecordDeathMutation,
  RecordDeathMutationVariables,
  Sex,
} from '../operations.generated.ts'
import { EventDialog, type Member, stale } from './event-dialog.tsx'
import { messages } from './messages.ts'

const RECORD_BIRTH: TypedDocumentNode<RecordBirthMutation, RecordBirthMutationVariables> = gql`
  mutation RecordBirth($input: RecordBirthInput!) {
    recordBirth(input: $input) {
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

const RECORD_DEATH: TypedDocumentNode<RecordDeathMutation, RecordDeathMutationVariables> = gql`
  mutation RecordDeath($input: RecordDeathInput!) {
    recordDeath(input: $input) {
      __typename
      ... on InvalidInput {
        message
        field
      }
      ... on EventOutOfOrder {
        since
      }
    }
  }
`

interface BirthValues {
  fullName: string
  bornOn: string
  sex: Sex | ''
  mother: string
  father: string
  relation: HouseholdRelation | ''
}

interface BirthDialogProps {
  householdId: string
  members: readonly Member[]
  onClose: () => void
}

export function BirthDialog({ householdId, members, onClose }: BirthDialogProps) {
  const t = useMessages(messages)
  const word = useMessages(register)
  const form = useForm<BirthValues>({ fullName: '', bornOn: '', sex: '', mother: '', father: '', relation: '' })
  const [record, { busy, failure }] = useAction(RECORD_BIRTH, { stale })
  const people = [
    { value: '', label: '' },
    ...members.map(({ person }) => ({ value: person.id, label: person.fullName })),
  ]
  return (
    <EventDialog
      title={t('birth')}
      consequence={t('birth.consequence')}
      form={form}
      busy={busy}
      failure={failure}
      onClose={onClose}
      save={async ({ fullName, bornOn, sex, mother, father, relation }) => {
        if (!relation) return
        const input = {
          householdId,
          fullName: tidy(fullName),
          bornOn: parseDate(bornOn) ?? today(),
          sex: sex || ('UNKNOWN' as const),
          parentIds: [mother, father].filter(Boolean),
          relation,
        }
        return (await record({ input }))?.recordBirth ?? undefined
      }}
    >
      <TextField name="fullName" label={word('name')} required autoFocus span={6} />
      <DateField name="bornOn" label={word('born')} required span={6} />
      <ChoiceField
        name="sex"
        label={word('sex')}
        required
        span={6}
        options={(['FEMALE', 'MALE'] as const).map((value) => ({ value, label: word(`sex.${value}`) }))}
      />
      <SelectField
        name="relation"
        label={word('relation')}
        required
        span={6}
        options={[
          { value: '', label: '' },
          ...relationsToHead.map((value) => ({ value, label: word(`relation.${value}`) })),
        ]}
      />
      <SelectField name="mother" label={t('parent')} required span={6} options={people} />
      <SelectField name="father" label={t('otherParent')} span={6} options={people} />
    </EventDialog>
  )
}

interface DeathDialogProps {
  members: readonly Pick<Member, 'person'>[]
  onClose: () => void
}

export function DeathDialog({ members, onClose }: DeathDialogProps) {
  const t = useMessages(messages)
  const form = useForm({
    personId: members.length === 1 ? (members[0]?.person.id ?? '') : '',
    on: formatDate(today()),
  })
  const [record, { busy, failure }] = useAction(RECORD_DEATH, { stale })
  const chosen = members.find(({ person }) => person.id === form.watch('personId'))
  return (
    <EventDialog
      title={t('death')}
      consequence={t('death.consequence', { name: chosen?.person.fullName ?? '…' })}
      form={form}
      busy={busy}
      failure={failure}
      onClose={onClose}
      save={async ({ personId, on }) =>
        (await record({ input: { personId, on: parseDate(on) ?? today() } }))?.recordDeath ?? undefined
      }
    >
      <SelectField
        name="personId"
        label={t('whose')}
        required
        autoFocus
        span={6}
        options={[
          { value: '', label: '' },
          ...members.map(({ person }) => ({ value: person.id, label: person.fullName })),
        ]}
      />
      <DateField name="on" label={t('diedOn')} required span={6} />
    </EventDialog>
  )
}
