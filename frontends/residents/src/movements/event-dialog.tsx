import { useMessages } from '@vungxanh/remote'
import { ActDialog, done } from '@vungxanh/remote/act-dialog'
import { CheckboxField, type FieldValues, type FormRefusal, formatDate } from '@vungxanh/ui'
import type { ComponentProps } from 'react'
import type { HouseholdRelation } from '../operations.generated.ts'
import { messages } from './messages.ts'

/** What these pages know of somebody in the household. */
export interface Member {
  relation: HouseholdRelation
  person: { id: string; fullName: string }
}

/** What a mutation of an event answers. */
export type Outcome =
  | { __typename: 'LifeEventSuccess' }
  | { __typename: 'InvalidInput'; message: string; field: string }
  | { __typename: 'EventOutOfOrder'; since: string }
  | {
      __typename:
        | 'HouseholdNotFound'
        | 'NotInHousehold'
        | 'StillInHousehold'
        | 'PersonHasDied'
        | 'AbsenceUnchanged'
        | 'EventUndone'
        | 'UndoTooLate'
        | 'NotLatestEvent'
        | 'EventOfRequest'
        | 'CircumstanceChangedSince'
        | 'UndoneAmongMerges'
    }

/** What an event changes, wherever it is shown. */
export const stale = ['household', 'households', 'person', 'people', 'adminUnit']

// What the server calls a field, by what the forms call it.
const fieldNames: Record<string, string> = {
  to: 'household',
  parentIds: 'mother',
  toPlace: 'place',
  fromPlace: 'place',
}

function useOutcome() {
  const t = useMessages(messages)
  return (outcome: Exclude<Outcome, { __typename: 'LifeEventSuccess' }>): FormRefusal => {
    switch (outcome.__typename) {
      case 'InvalidInput':
        return { message: outcome.message, field: fieldNames[outcome.field] ?? outcome.field }
      case 'EventOutOfOrder':
        return { message: t('refusal.EventOutOfOrder', { since: formatDate(outcome.since) }) }
      default:
        return { message: t(`refusal.${outcome.__typename}`) }
    }
  }
}

interface EventDialogProps<Values extends FieldValues> extends Omit<ComponentProps<typeof ActDialog<Values>>, 'act'> {
  save: (values: Values) => Promise<Outcome | undefined>
}

/** One event of a household or a person. */
export function EventDialog<Values extends FieldValues>({ save, ...dialog }: EventDialogProps<Values>) {
  const refusalOf = useOutcome()
  return (
    <ActDialog<Values>
      {...dialog}
      act={async (values) => {
        const outcome = await save(values)
        if (!outcome) return undefined
        return outcome.__typename === 'LifeEventSuccess' ? done : refusalOf(outcome)
      }}
    />
  )
}

/** Who of a household takes part; each is a box of `who`. */
export function MemberBoxes({ members, label }: { members: readonly Member[]; label: string }) {
  return (
    <fieldset className="vx-fieldset" data-span={12}>
      <legend className="vx-label">{label}</legend>
      <div className="vx-choices">
        {members.map(({ person }) => (
          <CheckboxField key={person.id} name={`who.${person.id}`} label={person.fullName} />
        ))}
      </div>
    </fieldset>
  )
}

export type Ticked = Record<string, boolean>

export const tickedOf = (who: Ticked): string[] => Object.keys(who).filter((id) => who[id])

export const tickAll = (members: readonly Member[]): Ticked =>
  Object.fromEntries(members.map(({ person }) => [person.id, true]))

export const tickNone = (members: readonly Member[]): Ticked =>
  Object.fromEntries(members.map(({ person }) => [person.id, false]))
