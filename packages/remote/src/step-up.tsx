import { Button, Dialog, Form, FormActions, FormGrid, Notice, TextField, useForm } from '@vungxanh/ui'
import { createContext, type ReactNode, use, useCallback, useEffect, useRef, useState } from 'react'
import { paths } from './contract.ts'
import { defineMessages, useMessages } from './language.tsx'
import { Link } from './links.tsx'
import { askService, ServiceRefusal } from './service.ts'
import { readSession, type Session } from './session.tsx'

const messages = defineMessages('step-up', {
  vi: {
    title: 'Nhập mã xác thực',
    text: 'Việc này cần xác nhận lại người đang làm. Mở ứng dụng xác thực và nhập mã 6 số đang hiện. Mã có hiệu lực 10 phút cho các việc tiếp theo.',
    code: 'Mã 6 số',
    sixDigits: 'Mã gồm đúng 6 chữ số.',
    confirm: 'Xác nhận',
    cancel: 'Không làm nữa',
    demoCode: 'Bản chạy thử: mã hiện tại là {code}',
    notEnrolled: 'Tài khoản này chưa đăng ký mã xác thực',
    notEnrolledText: 'Đăng ký một lần ở trang Tài khoản của tôi, rồi làm lại việc này.',
    enrol: 'Đăng ký mã xác thực',
    away: 'Chưa kết nối được với máy chủ nên chưa kiểm tra được mã. Thử lại sau ít giây.',
  },
  en: {
    title: 'Enter the code',
    text: 'This needs to know again who is acting. Open your authenticator app and enter the 6 digits it shows. They stand for what you do in the next 10 minutes.',
    code: '6-digit code',
    sixDigits: 'The code has exactly 6 digits.',
    confirm: 'Confirm',
    cancel: 'Leave it',
    demoCode: 'Demonstration: the code at this moment is {code}',
    notEnrolled: 'This account has no authenticator yet',
    notEnrolledText: 'Enrol one on the page My account, once, and do this again.',
    enrol: 'Enrol an authenticator',
    away: 'The server did not answer, so the code could not be checked. Try again in a few seconds.',
  },
})

/** The code of a demonstration account stands on the page: it must be the one of now. */
const demoCodeEvery = 5_000

/** Asks for the second factor; whether it was proven. */
type Prove = () => Promise<boolean>

const StepUpContext = createContext<Prove>(() => Promise.resolve(false))

export function useStepUp(): Prove {
  return use(StepUpContext)
}

/** The page's one dialog for the second factor: what asked for it waits, and goes on by itself. */
export function StepUpProvider({ onProven, children }: { onProven: (session: Session) => void; children: ReactNode }) {
  const waiting = useRef<((proven: boolean) => void)[]>([])
  const [opened, setOpened] = useState(false)
  const [stepUp, setStepUp] = useState<Session['stepUp']>()

  const readFactor = useCallback(async () => {
    // Asked for anew: an authenticator may have been enrolled in another tab, and a demonstration's code changes.
    setStepUp((await readSession()).session?.stepUp)
  }, [])
  const prove = useCallback<Prove>(
    () =>
      new Promise((resolve) => {
        waiting.current.push(resolve)
        setOpened(true)
        void readFactor()
      }),
    [readFactor],
  )
  function finish(proven: boolean) {
    setOpened(false)
    for (const resolve of waiting.current.splice(0)) resolve(proven)
  }

  const dialog = opened && (
    <StepUpDialog
      stepUp={stepUp}
      readFactor={readFactor}
      onCancel={() => finish(false)}
      onProven={(session) => {
        onProven(session)
        finish(true)
      }}
    />
  )
  return (
    <StepUpContext value={prove}>
      {children}
      {dialog}
    </StepUpContext>
  )
}

interface StepUpDialogProps {
  stepUp: Session['stepUp'] | undefined
  readFactor: () => Promise<void>
  onProven: (session: Session) => void
  onCancel: () => void
}

function StepUpDialog({ stepUp, readFactor, onProven, onCancel }: StepUpDialogProps) {
  const t = useMessages(messages)
  const form = useForm<{ code: string }>({ code: '' })
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string>()

  const isDemo = stepUp?.demoCode !== undefined
  useEffect(() => {
    if (!isDemo) return
    const timer = setInterval(() => void readFactor(), demoCodeEvery)
    return () => clearInterval(timer)
  }, [isDemo, readFactor])

  async function confirm({ code }: { code: string }) {
    setRefusal(undefined)
    const digits = code.replaceAll(/\s/g, '')
    if (!/^\d{6}$/.test(digits)) {
      setRefusal(t('sixDigits'))
      return
    }
    setBusy(true)
    try {
      onProven(await askService<Session>('/auth/step-up', { code: digits }))
    } catch (error) {
      setRefusal(error instanceof ServiceRefusal ? error.message : t('away'))
      form.resetField('code')
      setBusy(false)
      await readFactor()
    }
  }

  return (
    <Dialog title={t('title')} opened onClose={onCancel}>
      {stepUp?.enrolled === false ? (
        <div className="vx-form">
          <Notice tone="warning" title={t('notEnrolled')}>
            {t('notEnrolledText')}
          </Notice>
          <FormActions>
            <Link to={paths.myAccount()} onClick={onCancel}>
              {t('enrol')}
            </Link>
            <Button onClick={onCancel}>{t('cancel')}</Button>
          </FormActions>
        </div>
      ) : (
        <Form form={form} label={t('title')} onSubmit={confirm} failure={refusal}>
          <p>{t('text')}</p>
          {stepUp?.demoCode && <Notice tone="info">{t('demoCode', { code: stepUp.demoCode })}</Notice>}
          <FormGrid>
            <TextField
              name="code"
              label={t('code')}
              inputMode="numeric"
              autoComplete="one-time-code"
              required
              autoFocus
              span={6}
            />
          </FormGrid>
          <FormActions>
            <Button type="submit" kind="primary" busy={busy}>
              {t('confirm')}
            </Button>
            <Button onClick={onCancel}>{t('cancel')}</Button>
          </FormActions>
        </Form>
      )}
    </Dialog>
  )
}
