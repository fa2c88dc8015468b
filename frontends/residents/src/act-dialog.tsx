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

/** Why the server refused; or what to look at again although it was done. */
export type Acted = FormRefusal | { warnings: readonly string[] }

export const done: Acted = { warnings: [] }

interface ActDialogProps<Values extends FieldValues> {
  title: string
  /** What will be so afterwards, in one sentence: whoever presses the button has read it. */
  consequence: string
  form: FormState<Values>
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

/** One act of the register: its fields, its consequence, and its refusals. */
export function ActDialog<Values extends FieldValues>(props: ActDialogProps<Values>) {
  const { title, consequence, form, act, busy, failure, danger, onClose, onDone, children } = props
  const t = useMessages(messages)
  const notify = useNotify()
  const [refusal, setRefusal] = useState<FormRefusal>()
  async function submit(values: Values) {
    setRefusal(undefined)
    const acted = await act(values)
    if (!acted) return
    if ('message' in acted) {
      setRefusal(acted)
      return
    }
    const text = acted.warnings.join(' ')
    if (onDone) onDone()
    else notify({ tone: text ? 'warning' : 'success', title: t('done', { what: title }), text })
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
