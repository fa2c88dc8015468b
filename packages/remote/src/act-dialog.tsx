// By the package's name: the messages of the page, and not a second copy of them.
import { defineMessages, useMessages } from '@vungxanh/remote'
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

const messages = defineMessages('act', {
  vi: { done: 'Đã ghi: {what}', cancel: 'Thôi' },
  en: { done: 'Recorded: {what}', cancel: 'Cancel' },
})

/** Why the server refused; or that it was done, with what to look at again. */
export type Acted = FormRefusal | { __typename?: string; warnings?: readonly string[] }

export const done: Acted = {}

/** Why it was not done, of what a mutation answers; its field as the form calls it, where the server has another name for it. */
export function refusalOf(acted: Acted, fields: FieldNames = {}): FormRefusal | undefined {
  if (!('message' in acted)) return undefined
  const { message, field } = acted
  return { message, field: field && (fields[field] ?? field) }
}

type FieldNames = Readonly<Record<string, string>>

interface ActDialogProps<Values extends FieldValues> {
  title: string
  /** What the button says, where the title says more. */
  label?: string
  /** What will be so afterwards, in one sentence: whoever presses the button has read it. */
  consequence?: string
  form: FormState<Values>
  /** What the form calls a field that the server calls otherwise. */
  fields?: FieldNames | undefined
  /** Nothing comes back of an accident on the way; `failure` tells of it. */
  act: (values: Values) => Promise<Acted | undefined>
  busy: boolean
  failure: string | undefined
  danger?: boolean | undefined
  onClose: () => void
  /** Instead of saying that it was done. */
  onDone?: (() => void) | undefined
  children?: ReactNode
}

/** One act: its fields, its consequence, and its refusals. Closes when it was done. */
export function ActDialog<Values extends FieldValues>(props: ActDialogProps<Values>) {
  const { title, label, consequence, form, fields, act, busy, failure, danger, onClose, onDone, children } = props
  const t = useMessages(messages)
  const notify = useNotify()
  const [refusal, setRefusal] = useState<FormRefusal>()
  async function submit(values: Values) {
    setRefusal(undefined)
    const acted = await act(values)
    if (!acted) return
    if ('message' in acted) {
      setRefusal(refusalOf(acted, fields))
      return
    }
    const text = (acted.warnings ?? []).join(' ')
    if (onDone) onDone()
    else notify({ tone: text ? 'warning' : 'success', title: t('done', { what: title }), text })
    onClose()
  }
  return (
    <Dialog title={title} opened onClose={onClose}>
      <Form form={form} label={title} onSubmit={submit} refusal={refusal} failure={failure}>
        <FormGrid>{children}</FormGrid>
        {consequence && <p className="vx-form-hint">{consequence}</p>}
        <FormActions>
          <Button type="submit" kind={danger ? 'danger' : 'primary'} busy={busy}>
            {label ?? title}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
