import { useMessages } from '@vungxanh/remote'
import { ActDialog } from '@vungxanh/remote/act-dialog'
import type { FieldValues } from '@vungxanh/ui'
import type { ComponentProps } from 'react'
import { messages } from './messages.ts'

/** What a mutation of an establishment answers. */
export type Outcome =
  | { __typename: 'EstablishmentSuccess'; warnings: string[] }
  | { __typename: 'InvalidInput'; message: string; field: string }
  | {
      __typename:
        | 'EstablishmentClosed'
        | 'StillLodging'
        | 'HouseholdNotFound'
        | 'UnitOutOfScope'
        | 'NotUndoable'
        | 'GroupClosedSince'
    }

export const stale = ['establishment', 'establishments', 'household']

interface ChangeDialogProps<Values extends FieldValues> extends Omit<ComponentProps<typeof ActDialog<Values>>, 'act'> {
  save: (values: Values) => Promise<Outcome | undefined>
}

/** One change of an establishment. */
export function ChangeDialog<Values extends FieldValues>({ save, ...dialog }: ChangeDialogProps<Values>) {
  const t = useMessages(messages)
  return (
    <ActDialog<Values>
      {...dialog}
      act={async (values) => {
        const outcome = await save(values)
        if (!outcome || outcome.__typename === 'EstablishmentSuccess') return outcome
        if (outcome.__typename === 'InvalidInput') return { message: outcome.message, field: outcome.field }
        return { message: t(`refusal.${outcome.__typename}`) }
      }}
    />
  )
}
