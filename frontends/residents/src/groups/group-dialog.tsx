import { useMessages } from '@vungxanh/remote'
import {
  Button,
  Dialog,
  type FieldValues,
  Form,
  FormActions,
  FormGrid,
  type FormRefusal,
  type FormState,
  useNotify,
} from '@vungxanh/ui'
import { type ReactNode, useState } from 'react'
import { messages } from './messages.ts'

/** What a mutation of a group answers: it was done, or the server says why not. */
export type Outcome = { __typename: string } | { __typename: string; message: string; field?: string }

/** What a change of a group changes, wherever it is shown. */
export const stale = ['adminUnit', 'selfManagementGroup', 'ungroupedHouseholds', 'household', 'households']

interface GroupDialogProps<Values extends FieldValues> {
  title: string
  /** What will be so afterwards: whoever presses the button has read it. */
  consequence: string
  form: FormState<Values>
  save: (values: Values) => Promise<Outcome | undefined>
  busy: boolean
  failure: string | undefined
  danger?: boolean
  onClose: () => void
  onDone?: () => void
  children?: ReactNode
}

/** One change of a group: its fields, its consequence, and its refusals. */
export function GroupDialog<Values extends FieldValues>(props: GroupDialogProps<Values>) {
  const { title, consequence, form, save, busy, failure, danger, onClose, onDone, children } = props
  const t = useMessages(messages)
  const notify = useNotify()
  const [refusal, setRefusal] = useState<FormRefusal>()
  async function submit(values: Values) {
    setRefusal(undefined)
    const outcome = await save(values)
    if (!outcome) return
    if ('message' in outcome) {
      setRefusal(outcome)
      return
    }
    if (onDone) onDone()
    else notify({ tone: 'success', title: t('saved', { what: title }) })
    onClose()
  }
  return (
    <Dialog title={title} opened onClose={onClose}>
      <Form form={form} label={title} onSubmit={submit} refusal={refusal} failure={failure}>
        <FormGrid>{children}</FormGrid>
        <p className="vx-form-hint">{consequence}</p>
        <FormActions>
          <Button type="submit" kind={danger ? 'danger' : 'primary'} busy={busy}>
            {title}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
