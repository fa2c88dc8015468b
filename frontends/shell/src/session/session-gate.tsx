import { ApolloProvider, createGraph, readSession, type Session, signInAddress, useMessages } from '@vungxanh/remote'
import { Button, ErrorState, Notice } from '@vungxanh/ui'
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react'
import { messages } from '../messages.ts'
import { SignInPage } from './sign-in-page.tsx'
import { UnitScope } from './unit-scope.tsx'

type Gate = { status: 'asking' } | { status: 'away' } | { status: 'out' } | { status: 'in'; session: Session }

const askAgainAfter = 3_000

/** Nothing of the platform is shown without a session; one that ends in the middle of work leaves the work on the page. */
export function SessionGate({ children }: { children: ReactNode }) {
  const t = useMessages(messages)
  const [gate, setGate] = useState<Gate>({ status: 'asking' })
  const [ended, setEnded] = useState(false)

  const ask = useCallback(async () => {
    const answer = await readSession()
    if (answer.session) {
      setEnded(false)
      setGate({ status: 'in', session: answer.session })
    } else if (answer.signedOut) {
      setGate((current) => (current.status === 'in' ? current : { status: 'out' }))
      setEnded(true)
    } else {
      setGate((current) => (current.status === 'in' ? current : { status: 'away' }))
    }
  }, [])

  useEffect(() => void ask(), [ask])
  useEffect(() => {
    if (gate.status !== 'away') return
    const timer = setInterval(() => void ask(), askAgainAfter)
    return () => clearInterval(timer)
  }, [gate.status, ask])

  const graph = useMemo(() => createGraph({ onSignedOut: () => void ask() }), [ask])
  const session = gate.status === 'in' ? gate.session : undefined
  if (gate.status === 'asking') return null
  if (gate.status === 'away') {
    return (
      <main>
        <ErrorState title={t('serverAway')} onRetry={() => void ask()}>
          {t('serverAwayText')}
        </ErrorState>
      </main>
    )
  }
  if (!session) return <SignInPage />
  return (
    <ApolloProvider client={graph}>
      <UnitScope viewer={session.viewer}>
        {ended && (
          <Notice
            urgent
            tone="warning"
            title={t('sessionEnded')}
            action={
              <div className="vx-form-actions">
                <a href={signInAddress('/')} target="_blank" rel="noreferrer">
                  {t('signInAgain')}
                </a>
                <Button size="small" onClick={() => void ask()}>
                  {t('signedInAgain')}
                </Button>
              </div>
            }
          >
            {t('sessionEndedText')}
          </Notice>
        )}
        {children}
      </UnitScope>
    </ApolloProvider>
  )
}
