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

/** What a mutation of an establishment answers. */
export type Outcome =
  | { __typename: 'EstablishmentSuccess'; warnings: string[] }
  | { __typename: 'InvalidInput'; message: string; field: string }
  | {
      __typename: 'EstablishmentClosed' | 'StillLodging' | 'HouseholdNotFound' | 'UnitOutOfScope' | 'NotUndoable'
    }

export const stale = ['establishment', 'establishments', 'household']

interface ChangeDialogProps<Values extends FieldValues> {
  title: string
  /** What will be so afterwards: whoever presses the button has read it. */
  consequence: string
  form: FormState<Values>
  save: (values: Values) => Promise<Outcome | undefined>
  busy: boolean
  failure: string | undefined
  onClose: () => void
  children?: ReactNode
}

/** One change of an establishment: its fields, its consequence, and its refusals. */
export function ChangeDialog<Values extends FieldValues>(props: ChangeDialogProps<Values>) {
  const { title, consequence, form, save, busy, failure, onClose, children } = props
  const t = useMessages(messages)
  const notify = useNotify()
  const [refusal, setRefusal] = useState<FormRefusal>()
  async function submit(values: Values) {
    setRefusal(undefined)
    const outcome = await save(values)
    if (!outcome) return
    if (outcome.__typename === 'EstablishmentSuccess') {
      notify({ tone: 'success', title: t('saved', { what: title }), text: outcome.warnings.join(' ') })
      onClose()
    } else if (outcome.__typename === 'InvalidInput') {
      setRefusal({ message: outcome.message, field: outcome.field })
    } else setRefusal({ message: t(`refusal.${outcome.__typename}`) })
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
