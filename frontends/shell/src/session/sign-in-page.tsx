import { signInAddress, useLanguage, useMessages } from '@vungxanh/remote'
import { Button } from '@vungxanh/ui'
import { useEffect } from 'react'
import { messages } from '../messages.ts'

export function SignInPage() {
  const t = useMessages(messages)
  const { language, setLanguage } = useLanguage()
  useEffect(() => {
    document.title = `${t('signIn')} · Vùng Xanh`
  }, [t])
  const returnTo = location.pathname + location.search
  return (
    <main className="vx-sign-in">
      <section className="vx-sign-in-card" aria-labelledby="sign-in-title">
        <span className="vx-mark" aria-hidden />
        <h1 id="sign-in-title">{t('signInTitle')}</h1>
        <p>{t('signInText')}</p>
        <Button
          kind="primary"
          link={({ children, ...look }) => (
            <a href={signInAddress(returnTo)} {...look}>
              {children}
            </a>
          )}
        >
          {t('signIn')}
        </Button>
        <p className="vx-sign-in-note">{t('signInNote')}</p>
        <Button kind="quiet" size="small" onClick={() => setLanguage(language === 'vi' ? 'en' : 'vi')}>
          {t('switchLanguage')}
        </Button>
      </section>
    </main>
  )
}
