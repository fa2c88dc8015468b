import { ActDialog, done } from '@vungxanh/remote/act-dialog'
import type { FieldValues } from '@vungxanh/ui'
import type { ComponentProps } from 'react'

/** What a mutation of a group answers: it was done, or the server says why not. */
export type Outcome = { __typename: string } | { __typename: string; message: string; field?: string }

/** What a change of a group changes, wherever it is shown. */
export const stale = ['adminUnit', 'selfManagementGroup', 'ungroupedHouseholds', 'household', 'households']

interface GroupDialogProps<Values extends FieldValues> extends Omit<ComponentProps<typeof ActDialog<Values>>, 'act'> {
  save: (values: Values) => Promise<Outcome | undefined>
}

/** One change of a group. */
export function GroupDialog<Values extends FieldValues>({ save, ...dialog }: GroupDialogProps<Values>) {
  return (
    <ActDialog<Values>
      {...dialog}
      act={async (values) => {
        const outcome = await save(values)
        return outcome && 'message' in outcome ? outcome : outcome && done
      }}
    />
  )
}
