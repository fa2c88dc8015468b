// By the package's name: the messages of the page, and not a second copy of them.
import { defineMessages, useMay, useMessages } from '@vungxanh/remote'
import { Button, TextAreaField, tidy, useForm } from '@vungxanh/ui'
import { useEffect, useState } from 'react'
import { ActDialog, type Acted, done } from './act-dialog.tsx'

const messages = defineMessages('masked-number', {
  vi: {
    reveal: 'Hiện số',
    revealOf: 'Hiện số: {label}',
    text: 'Mỗi lần xem số đầy đủ được ghi vào nhật ký cùng lý do, và người dân được biết khi hỏi.',
    reason: 'Lý do cần số đầy đủ',
    revealed: 'Tự che lại sau {seconds} giây',
    hide: 'Che lại',
  },
  en: {
    reveal: 'Show the number',
    revealOf: 'Show the number: {label}',
    text: 'Every look at a whole number is recorded with its reason, and the person hears of it when they ask.',
    reason: 'Why the whole number is needed',
    revealed: 'Hidden again in {seconds} seconds',
    hide: 'Hide it',
  },
})

/** Long enough to copy it onto a paper, short enough for a screen that is left alone. */
const seconds = 30

export interface Reveal {
  /** The whole number, why it is not shown, or nothing after an accident on the way. */
  reveal: (input: { id: string; reason: string }) => Promise<string | Acted | undefined>
  busy: boolean
  failure: string | undefined
}

interface MaskedNumberProps {
  /** Whose it is, as the server knows it. */
  id: string
  label: string
  masked: string
  /** A component's, so that it may act by hooks; only there while somebody asks. */
  useReveal: () => Reveal
}

/** A number with its middle hidden. The whole of it is shown to few, for a reason that is recorded, and for half a minute. */
export function MaskedNumber({ id, label, masked, useReveal }: MaskedNumberProps) {
  const t = useMessages(messages)
  const mayReveal = useMay('REGISTRAR', 'HEALTH_STAFF')
  const [asking, setAsking] = useState(false)
  const [number, setNumber] = useState<string>()
  useEffect(() => {
    if (number === undefined) return
    const timer = setTimeout(() => setNumber(undefined), seconds * 1000)
    return () => clearTimeout(timer)
  }, [number])

  if (!mayReveal) return masked
  return (
    <div className="vx-form-actions">
      {number === undefined ? (
        <>
          <span>{masked}</span>
          <Button size="small" kind="quiet" label={t('revealOf', { label })} onClick={() => setAsking(true)}>
            {t('reveal')}
          </Button>
        </>
      ) : (
        <>
          <strong role="status">{number}</strong>
          <Button size="small" kind="quiet" onClick={() => setNumber(undefined)}>
            {t('hide')}
          </Button>
          <span className="vx-form-hint">{t('revealed', { seconds })}</span>
        </>
      )}
      {asking && <RevealDialog {...{ id, label, useReveal }} onClose={() => setAsking(false)} onRevealed={setNumber} />}
    </div>
  )
}

interface RevealDialogProps extends Omit<MaskedNumberProps, 'masked'> {
  onClose: () => void
  onRevealed: (number: string) => void
}

function RevealDialog({ id, label, useReveal, onClose, onRevealed }: RevealDialogProps) {
  const t = useMessages(messages)
  const form = useForm<{ reason: string }>({ reason: '' })
  const { reveal, ...acting } = useReveal()
  return (
    <ActDialog
      title={t('revealOf', { label })}
      label={t('reveal')}
      consequence={t('text')}
      form={form}
      {...acting}
      act={async ({ reason }) => {
        const answer = await reveal({ id, reason: tidy(reason) })
        if (typeof answer !== 'string') return answer
        onRevealed(answer)
        return done
      }}
      // What was asked for is on the screen.
      onDone={() => undefined}
      onClose={onClose}
    >
      <TextAreaField name="reason" label={t('reason')} required autoFocus rows={2} />
    </ActDialog>
  )
}
