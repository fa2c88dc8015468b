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
} from '@vungxanh/ui'
import { type ReactNode, useState } from 'react'

const messages = defineMessages('directives-act', { vi: { cancel: 'Thôi' }, en: { cancel: 'Cancel' } })

/** What a mutation answers: it was done, or the server says why not. */
export type Outcome = { __typename: string } | { __typename: string; message: string; field?: string }

/** Why the server refused; nothing when it was done. */
export function refusalOf(outcome: Outcome): FormRefusal | undefined {
  return 'message' in outcome ? { message: outcome.message, field: outcome.field } : undefined
}

/** One act with its fields and what follows of it; closes when it was done. */
export function ActDialog<Values extends FieldValues>({
  title,
  consequence,
  form,
  act,
  acting: { busy, failure },
  danger,
  onClose,
  onDone,
  children,
}: {
  title: string
  consequence: string
  form: FormState<Values>
  act: (values: Values) => Promise<Outcome | undefined>
  acting: { busy: boolean; failure: string | undefined }
  danger?: boolean
  onClose: () => void
  onDone: () => void
  children?: ReactNode
}) {
  const t = useMessages(messages)
  const [refusal, setRefusal] = useState<FormRefusal>()
  return (
    <Dialog title={title} opened onClose={onClose}>
      <Form
        form={form}
        label={title}
        refusal={refusal}
        failure={failure}
        onSubmit={async (values) => {
          const outcome = await act(values)
          if (!outcome) return
          const refused = refusalOf(outcome)
          setRefusal(refused)
          if (refused) return
          onDone()
          onClose()
        }}
      >
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
