import { useMessages } from '@vungxanh/remote'
import {
  Button,
  CheckboxField,
  Dialog,
  type FieldValues,
  Form,
  FormActions,
  FormGrid,
  type FormRefusal,
  type FormState,
  formatDate,
  useNotify,
} from '@vungxanh/ui'
import { type ReactNode, useState } from 'react'
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

export function useOutcome() {
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

interface EventDialogProps<Values extends FieldValues> {
  title: string
  /** What will be so afterwards, in one sentence: whoever presses the button has read it. */
  consequence: string
  form: FormState<Values>
  save: (values: Values) => Promise<Outcome | undefined>
  busy: boolean
  failure: string | undefined
  onClose: () => void
  children: ReactNode
}

/** One event of a household or a person: its fields, its consequence, and its refusals. */
export function EventDialog<Values extends FieldValues>(props: EventDialogProps<Values>) {
  const { title, consequence, form, save, busy, failure, onClose, children } = props
  const t = useMessages(messages)
  const notify = useNotify()
  const refusalOf = useOutcome()
  const [refusal, setRefusal] = useState<FormRefusal>()
  async function submit(values: Values) {
    setRefusal(undefined)
    const outcome = await save(values)
    if (!outcome) return
    if (outcome.__typename !== 'LifeEventSuccess') {
      setRefusal(refusalOf(outcome))
      return
    }
    notify({ tone: 'success', title: t('recorded', { title }) })
    onClose()
  }
  return (
    <Dialog title={title} opened onClose={onClose}>
      <Form form={form} label={title} onSubmit={submit} refusal={refusal} failure={failure}>
        <FormGrid>{children}</FormGrid>
        <p className="vx-form-hint">{consequence}</p>
        <FormActions>
          <Button type="submit" kind="primary" busy={busy}>
            {title}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
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
