import { gql, type TypedDocumentNode, useAction, useMessages } from '@vungxanh/remote'
import { DateField, formatDate, parseDate, SelectField, TextField, tidy, today, useForm } from '@vungxanh/ui'
import { chosenHousehold, HouseholdFields, type HouseholdValues, noHousehold } from '../households/household-choice.tsx'
import { relations, relationsToHead } from '../households/relations.ts'
import { messages as register } from '../messages.ts'
import type {
  HouseholdRelation,
  MoveInMutation,
  MoveInMutationVariables,
  MoveMembersMutation,
  MoveMembersMutationVariables,
  MoveOutMutation,
  MoveOutMutationVariables,
  ResidenceKind,
} from '../operations.generated.ts'
import {
  EventDialog,
  type Member,
  MemberBoxes,
  stale,
  type Ticked,
  tickAll,
  tickedOf,
  tickNone,
} from './event-dialog.tsx'
import { messages } from './messages.ts'

const MOVE_MEMBERS: TypedDocumentNode<MoveMembersMutation, MoveMembersMutationVariables> = gql`
  mutation MoveMembers($input: MoveMembersInput!) {
    moveMembers(input: $input) {
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

const MOVE_OUT: TypedDocumentNode<MoveOutMutation, MoveOutMutationVariables> = gql`
  mutation MoveOut($input: MoveOutInput!) {
    moveOut(input: $input) {
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

const MOVE_IN: TypedDocumentNode<MoveInMutation, MoveInMutationVariables> = gql`
  mutation MoveIn($input: MoveInInput!) {
    moveIn(input: $input) {
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

interface MoveValues extends HouseholdValues {
  who: Ticked
  on: string
  headId: string
  relation: Record<string, HouseholdRelation | ''>
}

/** Moving, splitting and merging are one form: who goes, and where to, says which of them it is. */
export function MoveDialog({ householdId, members, onClose }: DialogProps) {
  const t = useMessages(messages)
  const word = useMessages(register)
  const form = useForm<MoveValues>({
    ...noHousehold,
    who: tickNone(members),
    on: formatDate(today()),
    headId: '',
    relation: Object.fromEntries(members.map(({ person }) => [person.id, ''])),
  })
  const [move, { busy, failure }] = useAction(MOVE_MEMBERS, { stale })
  const going = tickedOf(form.watch('who'))
  const leaving = members.filter(({ person }) => going.includes(person.id))
  const founding = form.watch('placing') === 'founding'
  const isWhole = going.length === members.length
  const kind = isWhole ? (founding ? 'whole' : 'merge') : founding ? 'split' : 'some'
  return (
    <EventDialog
      title={t('move')}
      consequence={t(`move.${kind}`, { count: going.length })}
      form={form}
      busy={busy}
      failure={failure}
      onClose={onClose}
      save={async (values) => {
        const input = {
          householdId,
          personIds: going,
          on: parseDate(values.on) ?? today(),
          to: chosenHousehold(values),
          relations: leaving.flatMap(({ person }) => {
            const stated = founding && values.headId === person.id ? ('HEAD' as const) : values.relation[person.id]
            return stated ? [{ personId: person.id, relation: stated }] : []
          }),
        }
        return (await move({ input }))?.moveMembers ?? undefined
      }}
    >
      <MemberBoxes members={members} label={t('whoMoves')} />
      <DateField name="on" label={t('on')} required span={6} />
      <HouseholdFields founding={founding} except={householdId} />
      {founding && !isWhole && going.length > 0 && (
        <SelectField
          name="headId"
          label={t('newHead')}
          required
          span={6}
          options={[
            { value: '', label: '' },
            ...leaving.map(({ person }) => ({ value: person.id, label: person.fullName })),
          ]}
        />
      )}
      {!(founding && isWhole) &&
        leaving
          .filter(({ person }) => !(founding && form.watch('headId') === person.id))
          .map(({ person }) => (
            <SelectField
              key={person.id}
              name={`relation.${person.id}`}
              label={t('relationThere', { name: person.fullName })}
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

export function MoveOutDialog({ householdId, members, onClose }: DialogProps) {
  const t = useMessages(messages)
  const form = useForm({
    who: members.length === 1 ? tickAll(members) : tickNone(members),
    on: formatDate(today()),
    place: '',
  })
  const [move, { busy, failure }] = useAction(MOVE_OUT, { stale })
  const going = tickedOf(form.watch('who'))
  return (
    <EventDialog
      title={t('out')}
      consequence={t('out.consequence', { count: going.length })}
      form={form}
      busy={busy}
      failure={failure}
      onClose={onClose}
      save={async ({ on, place }) => {
        const input = { householdId, personIds: going, on: parseDate(on) ?? today(), toPlace: tidy(place) }
        return (await move({ input }))?.moveOut ?? undefined
      }}
    >
      <MemberBoxes members={members} label={t('whoMoves')} />
      <DateField name="on" label={t('on')} required span={6} />
      <TextField name="place" label={t('toPlace')} required span={6} />
    </EventDialog>
  )
}

interface InValues extends HouseholdValues {
  on: string
  place: string
  relation: HouseholdRelation | ''
  residenceKind: ResidenceKind
}

const residenceKinds: readonly ResidenceKind[] = ['PERMANENT', 'TEMPORARY', 'STAYING']

/** Somebody who is in the book and in no household comes, or comes back. */
export function MoveInDialog({ person, onClose }: { person: Member['person']; onClose: () => void }) {
  const t = useMessages(messages)
  const word = useMessages(register)
  const form = useForm<InValues>({
    ...noHousehold,
    on: formatDate(today()),
    place: '',
    relation: '',
    residenceKind: 'TEMPORARY',
  })
  const [move, { busy, failure }] = useAction(MOVE_IN, { stale })
  const founding = form.watch('placing') === 'founding'
  return (
    <EventDialog
      title={t('in')}
      consequence={t('in.consequence', { name: person.fullName })}
      form={form}
      busy={busy}
      failure={failure}
      onClose={onClose}
      save={async (values) => {
        const relation = founding ? 'HEAD' : values.relation || 'OTHER'
        const input = {
          personIds: [person.id],
          on: parseDate(values.on) ?? today(),
          fromPlace: tidy(values.place),
          to: chosenHousehold(values),
          relations: [{ personId: person.id, relation } as const],
          residenceKind: values.residenceKind,
        }
        return (await move({ input }))?.moveIn ?? undefined
      }}
    >
      <DateField name="on" label={t('on')} required autoFocus span={6} />
      <TextField name="place" label={t('fromPlace')} required span={6} />
      <HouseholdFields founding={founding} />
      {!founding && (
        <SelectField
          name="relation"
          label={word('relation')}
          required
          span={4}
          options={[
            { value: '', label: '' },
            ...relations.map((value) => ({ value, label: word(`relation.${value}`) })),
          ]}
        />
      )}
      <SelectField
        name="residenceKind"
        label={word('residenceKind')}
        required
        span={4}
        options={residenceKinds.map((value) => ({ value, label: word(`residence.${value}`) }))}
      />
    </EventDialog>
  )
}
