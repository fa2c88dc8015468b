import { useMessages } from '@vungxanh/remote'
import { Button, Dialog, FormActions, Notice } from '@vungxanh/ui'
import { messages } from './messages.ts'

export interface Question {
  title: string
  /** What happens, to whom, and how soon. */
  consequence: string
  button: string
  run: () => Promise<boolean>
}

/** Asks before something is taken away, and names what follows. */
export function Confirmation({
  question,
  busy,
  refusal,
  onClose,
}: {
  question: Question | undefined
  busy: boolean
  refusal: string | undefined
  onClose: () => void
}) {
  const t = useMessages(messages)
  if (!question) return null
  return (
    <Dialog title={question.title} opened onClose={onClose}>
      <div className="vx-form">
        {refusal && (
          <Notice tone="danger" urgent>
            {refusal}
          </Notice>
        )}
        <p>{question.consequence}</p>
        <FormActions>
          <Button
            kind="danger"
            busy={busy}
            onClick={async () => {
              if (await question.run()) onClose()
            }}
          >
            {question.button}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </FormActions>
      </div>
    </Dialog>
  )
}
