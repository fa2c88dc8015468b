import { gql, type TypedDocumentNode, useAction, useMessages } from '@vungxanh/remote'
import { DateField, formatDate, parseDate, SelectField, today, useForm } from '@vungxanh/ui'
import { relationsToHead } from '../households/relations.ts'
import { messages as register } from '../messages.ts'
import type {
  ChangeHeadMutation,
  ChangeHeadMutationVariables,
  ChangeRelationMutation,
  ChangeRelationMutationVariables,
  HouseholdRelation,
} from '../operations.generated.ts'
import { EventDialog, type Member, stale } from './event-dialog.tsx'
import { messages } from './messages.ts'

const CHANGE_HEAD: TypedDocumentNode<ChangeHeadMutation, ChangeHeadMutationVariables> = gql`
  mutation ChangeHead($input: ChangeHeadInput!) {
    changeHead(input: $input) {
      __typename
      ... on LifeEventSuccess {
        warnings
      }
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

const CHANGE_RELATION: TypedDocumentNode<ChangeRelationMutation, ChangeRelationMutationVariables> = gql`
  mutation ChangeRelation($input: ChangeRelationInput!) {
    changeRelation(input: $input) {
      __typename
      ... on LifeEventSuccess {
        warnings
      }
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

interface DialogProps {
  householdId: string
  members: readonly Member[]
  onClose: () => void
}

interface HeadValues {
  headId: string
  on: string
  relation: Record<string, HouseholdRelation | ''>
}

/** The former head is asked about; for the others what is in the book is offered. */
export function ChangeHeadDialog({ householdId, members, onClose }: DialogProps) {
  const t = useMessages(messages)
  const word = useMessages(register)
  const former = members.find(({ relation }) => relation === 'HEAD')
  const form = useForm<HeadValues>({
    headId: '',
    on: formatDate(today()),
    relation: Object.fromEntries(
      members.map(({ person, relation }) => [person.id, relation === 'HEAD' ? '' : relation]),
    ),
  })
  const [change, { busy, failure }] = useAction(CHANGE_HEAD, { stale })
  const headId = form.watch('headId')
  const head = members.find(({ person }) => person.id === headId)
  const others = members.filter(({ person }) => head && person.id !== headId)
  return (
    <EventDialog
      title={t(former ? 'head' : 'firstHead')}
      consequence={head ? t('head.consequence', { name: head.person.fullName }) : t('head.choose')}
      form={form}
      busy={busy}
      failure={failure}
      onClose={onClose}
      save={async ({ on, relation }) => {
        const stated = others.flatMap(({ person }) => {
          const chosen = relation[person.id]
          return chosen ? [{ personId: person.id, relation: chosen }] : []
        })
        const input = { householdId, headId, on: parseDate(on) ?? today(), relations: stated }
        return (await change({ input }))?.changeHead ?? undefined
      }}
    >
      <SelectField
        name="headId"
        label={t('newHead')}
        required
        autoFocus
        span={6}
        options={[
          { value: '', label: '' },
          ...members
            .filter(({ relation }) => relation !== 'HEAD')
            .map(({ person }) => ({ value: person.id, label: person.fullName })),
        ]}
      />
      <DateField name="on" label={t('on')} required span={6} />
      {others.map(({ person }) => (
        <SelectField
          key={person.id}
          name={`relation.${person.id}`}
          label={t('relationOf', { name: person.fullName })}
          required
          span={6}
          options={[
            { value: '', label: '' },
            ...relationsToHead.map((value) => ({ value, label: word(`relation.${value}`) })),
          ]}
        />
      ))}
    </EventDialog>
  )
}

interface RelationValues {
  personId: string
  relation: HouseholdRelation | ''
  on: string
}

export function ChangeRelationDialog({ householdId, members, onClose }: DialogProps) {
  const t = useMessages(messages)
  const word = useMessages(register)
  const form = useForm<RelationValues>({ personId: '', relation: '', on: formatDate(today()) })
  const [change, { busy, failure }] = useAction(CHANGE_RELATION, { stale })
  return (
    <EventDialog
      title={t('relation')}
      consequence={t('relation.consequence')}
      form={form}
      busy={busy}
      failure={failure}
      onClose={onClose}
      save={async ({ personId, relation, on }) => {
        if (!relation) return
        const input = { householdId, personId, relation, on: parseDate(on) ?? today() }
        return (await change({ input }))?.changeRelation ?? undefined
      }}
    >
      <SelectField
        name="personId"
        label={t('whose')}
        required
        autoFocus
        span={6}
        options={[
          { value: '', label: '' },
          ...members
            .filter((member) => member.relation !== 'HEAD')
            .map(({ person }) => ({ value: person.id, label: person.fullName })),
        ]}
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
      <DateField name="on" label={t('on')} required span={6} />
    </EventDialog>
  )
}
