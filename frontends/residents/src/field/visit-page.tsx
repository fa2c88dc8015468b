import {
  gql,
  Link,
  ReadingView,
  type TypedDocumentNode,
  useAction,
  useMessages,
  useNavigate,
  useParams,
  useReading,
  useUnit,
} from '@vungxanh/remote'
import { Button, EmptyState, Facts, Notice, Page, today, useNotify } from '@vungxanh/ui'
import { type ReactNode, useState } from 'react'
import type {
  FieldCommitmentMutation,
  FieldCommitmentMutationVariables,
  FieldVisitMutation,
  FieldVisitMutationVariables,
  VisitMet,
  VisitResult,
} from '../operations.generated.ts'
import './field.css'
import { isDone, lacksCommitment } from '../rounds/lacks.ts'
import { messages } from '../rounds/messages.ts'
import { ROUND, type Round, type Stop, useRoundVariables } from '../rounds/round-query.ts'

const RECORD: TypedDocumentNode<FieldVisitMutation, FieldVisitMutationVariables> = gql`
  mutation FieldVisit($input: RecordVisitInput!) {
    recordVisit(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`

const SIGN: TypedDocumentNode<FieldCommitmentMutation, FieldCommitmentMutationVariables> = gql`
  mutation FieldCommitment($input: RecordCommitmentsInput!) {
    recordCommitments(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`

export function FieldVisitPage() {
  const t = useMessages(messages)
  const { id = '', stop: stopId = '' } = useParams()
  const reading = useReading(ROUND, { variables: useRoundVariables(id) })
  const stop = reading.data?.round?.stops.find((one) => one.id === stopId)
  return (
    <Page
      title={stop?.household.address ?? t('household')}
      trail={[
        <Link key="round" to={`/td/ho-dan/${id}`}>
          {t('toRound')}
        </Link>,
      ]}
      subtitle={stop?.household.code}
    >
      <ReadingView reading={reading} select={(data) => data.round}>
        {(round) => (stop ? <Visit key={stop.id} round={round} stop={stop} /> : <EmptyState>{t('gone')}</EmptyState>)}
      </ReadingView>
    </Page>
  )
}

type Step = 'result' | 'met' | 'present' | 'commitment' | 'symptoms' | 'save'

/** At most six questions, one after another; each answer goes on to the next, and the last time's answers stand first. */
function Visit({ round, stop }: { round: Round; stop: Stop }) {
  const t = useMessages(messages)
  const unit = useUnit()
  const notify = useNotify()
  const navigate = useNavigate()
  // Made once for this visit: however often it is sent, it is one.
  const [ids] = useState(() => ({ visit: crypto.randomUUID(), commitment: crypto.randomUUID() }))
  const [step, setStep] = useState<Step>('result')
  const [result, setResult] = useState<VisitResult>('HOME')
  const [met, setMet] = useState<VisitMet>()
  const [present, setPresent] = useState(stop.lastVisit?.presentTonight ?? stop.expectedPresent)
  const [signed, setSigned] = useState(false)
  const [isCalling, setCalling] = useState(false)
  const [note, setNote] = useState('')
  const [refusal, setRefusal] = useState<string>()
  const [unsigned, setUnsigned] = useState<string>()
  const [record, recording] = useAction(RECORD, { stale: ['round', 'rounds'] })
  const [sign, signing] = useAction(SIGN, { stale: ['round'] })
  const { commitmentDocument } = round
  const steps: readonly Step[] =
    result === 'HOME'
      ? [
          'result',
          'met',
          'present',
          ...(lacksCommitment(stop, commitmentDocument) ? ['commitment' as const] : []),
          'symptoms',
          'save',
        ]
      : ['result', 'save']

  function go(from: Step) {
    setStep(steps[steps.indexOf(from) + 1] ?? 'save')
  }

  function leave() {
    notify({ tone: 'success', title: t('saved', { code: stop.household.code }) })
    const next = round.stops.slice(round.stops.indexOf(stop) + 1).find((one) => !isDone(one))
    navigate(next ? `/td/ho-dan/${round.id}/${next.id}` : `/td/ho-dan/${round.id}`)
  }

  async function saveCommitment() {
    const answer = await sign({
      input: {
        unit: unit.code,
        documentId: commitmentDocument?.id ?? '',
        signedOn: today(),
        households: [{ id: ids.commitment, householdId: stop.household.id }],
      },
    })
    const said = answer?.recordCommitments
    if (said?.__typename === 'RecordCommitmentsSuccess') leave()
    else setUnsigned(said ? said.message : t('unknownReason'))
  }

  async function save() {
    setRefusal(undefined)
    const isHome = result === 'HOME'
    const answer = await record({
      input: {
        id: ids.visit,
        stopId: stop.id,
        result,
        met: isHome ? (met ?? 'HEAD') : null,
        presentTonight: isHome ? present : null,
        note: note || null,
        visitedAt: new Date().toISOString(),
      },
    })
    const said = answer?.recordVisit
    if (!said) return
    if (said.__typename !== 'VisitSuccess') setRefusal(said.message)
    else if (isHome && signed) await saveCommitment()
    else leave()
  }

  if (unsigned) {
    return (
      <Notice
        tone="danger"
        urgent
        title={t('commitmentFailed', { reason: unsigned })}
        action={
          <>
            <Button kind="primary" busy={signing.busy} onClick={saveCommitment}>
              {t('again')}
            </Button>
            <Button onClick={leave}>{t('toRound')}</Button>
          </>
        }
      />
    )
  }
  const place = steps.indexOf(step)
  return (
    <div className="residents-field-choices">
      <span>{t('step', { step: place + 1, steps: steps.length })}</span>
      {step === 'result' && (
        <Question title={t('home')}>
          {(['HOME', 'NOBODY_HOME', 'REFUSED', 'MOVED_AWAY'] as const).map((one) => (
            <Choice
              key={one}
              isUsual={one === 'HOME'}
              onChoose={() => {
                setResult(one)
                setStep(one === 'HOME' ? 'met' : 'save')
              }}
            >
              {t(`result.${one}`)}
            </Choice>
          ))}
        </Question>
      )}
      {step === 'met' && (
        <Question title={t('who')}>
          {(['HEAD', 'MEMBER', 'OTHER'] as const).map((one) => (
            <Choice
              key={one}
              isUsual={one === (stop.lastVisit?.met ?? 'HEAD')}
              onChoose={() => {
                setMet(one)
                go('met')
              }}
            >
              {t(`met.${one}`)}
            </Choice>
          ))}
        </Question>
      )}
      {step === 'present' && (
        <Question title={t('howMany')}>
          <span>{t('expected', { count: stop.expectedPresent })}</span>
          <Choice isUsual onChoose={() => go('present')}>
            {t('correct', { count: present })}
          </Choice>
          <div className="residents-field-count">
            <Choice onChoose={() => setPresent(Math.max(0, present - 1))}>{t('less')}</Choice>
            <Choice onChoose={() => setPresent(Math.min(99, present + 1))}>{t('more')}</Choice>
          </div>
        </Question>
      )}
      {step === 'commitment' && (
        <Question title={t('commitment')}>
          {[true, false].map((isSigned) => (
            <Choice
              key={String(isSigned)}
              isUsual={isSigned}
              onChoose={() => {
                setSigned(isSigned)
                go('commitment')
              }}
            >
              {t(isSigned ? 'signedNow' : 'notSigned')}
            </Choice>
          ))}
        </Question>
      )}
      {step === 'symptoms' && !isCalling && (
        <Question title={t('symptoms')}>
          <Choice isUsual onChoose={() => go('symptoms')}>
            {t('symptomsNo')}
          </Choice>
          <Choice onChoose={() => setCalling(true)}>{t('symptomsYes')}</Choice>
        </Question>
      )}
      {step === 'symptoms' && isCalling && (
        <Question title={t('callStation')}>
          <Notice tone="danger">{t('callText')}</Notice>
          <a className="residents-field-choice" href={`tel:${round.stationPhone ?? '115'}`}>
            {t('call', { phone: round.stationPhone ?? '115' })}
          </a>
          <Choice onChoose={() => go('symptoms')}>{t('goOn')}</Choice>
        </Question>
      )}
      {step === 'save' && (
        <Question title={t('check')}>
          <Facts
            facts={[
              { label: t('visit'), value: t(`result.${result}`) },
              { label: t('who'), value: result === 'HOME' && met && t(`met.${met}`) },
              { label: t('present'), value: result === 'HOME' ? String(present) : undefined },
              ...(steps.includes('commitment')
                ? [{ label: t('commitmentFact'), value: t(signed ? 'signedNow' : 'notSigned') }]
                : []),
            ]}
          />
          <label>
            {t('note')}
            <textarea
              className="residents-field-choice"
              value={note}
              maxLength={500}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
          </label>
          {(refusal ?? recording.failure) && <Notice tone="danger" urgent title={refusal ?? recording.failure} />}
          <Button kind="primary" busy={recording.busy || signing.busy} onClick={save}>
            {t('save')}
          </Button>
        </Question>
      )}
      {place > 0 && (
        <Button
          kind="quiet"
          onClick={() => {
            setCalling(false)
            setStep(steps[place - 1] ?? 'result')
          }}
        >
          {t('back')}
        </Button>
      )}
    </div>
  )
}

function Question({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <h2>{title}</h2>
      {children}
    </>
  )
}

/** A target of a thumb. What was so the last time, or mostly is, stands out. */
function Choice({ isUsual, onChoose, children }: { isUsual?: boolean; onChoose: () => void; children: ReactNode }) {
  return (
    <button type="button" className="residents-field-choice" data-usual={isUsual || undefined} onClick={onChoose}>
      {children}
    </button>
  )
}
