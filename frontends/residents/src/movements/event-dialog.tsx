import { useMessages } from '@vungxanh/remote'
import { ActDialog, type Acted } from '@vungxanh/remote/act-dialog'
import { CheckboxField, type FieldValues, formatDate } from '@vungxanh/ui'
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
  | { __typename: 'LifeEventSuccess'; warnings?: string[] }
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
        | 'GroupClosedSince'
        | 'UndoneAmongMerges'
    }

/** What an event changes, wherever it is shown. */
export const stale = ['household', 'households', 'person', 'people', 'adminUnit']

const fields = {
  to: 'household',
  parentIds: 'mother',
  toPlace: 'place',
  fromPlace: 'place',
}

function useInWords() {
  const t = useMessages(messages)
  return (outcome: Outcome): Acted => {
    switch (outcome.__typename) {
      case 'LifeEventSuccess':
      case 'InvalidInput':
        return outcome
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
  const t = useMessages(messages)
  const inWords = useInWords()
  return (
    <ActDialog<Values>
      {...dialog}
      fields={fields}
      act={async (values) => {
        const { who } = values as { who?: Ticked }
        if (who && tickedOf(who).length === 0) return { message: t('nobody') }
        const outcome = await save(values)
        return outcome && inWords(outcome)
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
