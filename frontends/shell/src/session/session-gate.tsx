import {
  ApolloProvider,
  createGraph,
  readSession,
  type Session,
  StepUpProvider,
  signInAddress,
  useMessages,
} from '@vungxanh/remote'
import { Button, ErrorState, Notice } from '@vungxanh/ui'
import { Fragment, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { messages } from '../messages.ts'
import { useSessionWatch } from './session-watch.ts'
import { SignInPage } from './sign-in-page.tsx'
import { UnitScope } from './unit-scope.tsx'

type Gate = { status: 'asking' } | { status: 'away' } | { status: 'out' } | { status: 'in'; session: Session }

const askAgainAfter = 3_000
/** A page may be refused several things at once, which is one reason to ask. */
const askAtMostEvery = 5_000

/** Nothing of the platform is shown without a session; one that ends in the middle of work leaves the work on the page. */
export function SessionGate({ children }: { children: ReactNode }) {
  const t = useMessages(messages)
  const [gate, setGate] = useState<Gate>({ status: 'asking' })
  const [ended, setEnded] = useState(false)

  const goOn = useCallback((session: Session) => {
    setEnded(false)
    setGate({ status: 'in', session })
  }, [])
  const ask = useCallback(async () => {
    const answer = await readSession()
    if (answer.session) goOn(answer.session)
    else if (answer.signedOut) {
      setGate((current) => (current.status === 'in' ? current : { status: 'out' }))
      setEnded(true)
    } else {
      setGate((current) => (current.status === 'in' ? current : { status: 'away' }))
    }
  }, [goOn])
  const renewSession = useCallback((session?: Session) => (session ? goOn(session) : void ask()), [goOn, ask])

  useEffect(() => void ask(), [ask])
  useEffect(() => {
    if (gate.status !== 'away') return
    const timer = setInterval(() => void ask(), askAgainAfter)
    return () => clearInterval(timer)
  }, [gate.status, ask])

  const session = gate.status === 'in' ? gate.session : undefined
  const assignmentId = session?.viewer.assignmentId
  const askedAt = useRef(0)
  // What was read in one assignment is not for the next: the cache goes with it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a graph of its own for each assignment
  const graph = useMemo(
    () =>
      createGraph({
        onSignedOut: () => void ask(),
        onForbidden: () => {
          if (Date.now() - askedAt.current < askAtMostEvery) return
          askedAt.current = Date.now()
          void ask()
        },
      }),
    [ask, assignmentId],
  )
  useSessionWatch(session, ask)
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
      <UnitScope session={session} renewSession={renewSession}>
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
        <StepUpProvider onProven={goOn}>
          <Fragment key={assignmentId}>{children}</Fragment>
        </StepUpProvider>
      </UnitScope>
    </ApolloProvider>
  )
}
