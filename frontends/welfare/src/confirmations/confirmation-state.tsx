import { gql, useMessages } from '@vungxanh/remote'
import { formatDate, StatusBadge, type Tone } from '@vungxanh/ui'
import type {
  ConfirmationAnswer,
  ConfirmationStandingFragment,
  ConfirmationState as State,
} from '../operations.generated.ts'
import { messages } from './messages.ts'

export const STANDING = gql`
  fragment ConfirmationStanding on ConfirmationRequest {
    state
    confirmation {
      id
      answer
      stage
      paidOn
      isValid
    }
  }
`

const tones: Record<State, Tone> = {
  IDENTIFYING: 'info',
  NO_NUMBER: 'warning',
  WAITING: 'info',
  ANSWERED: 'neutral',
  EXPIRED: 'warning',
}

const answerTones: Record<ConfirmationAnswer, Tone> = {
  RECEIVED: 'danger',
  NOT_RECEIVED: 'success',
  UNKNOWN_PERSON: 'warning',
  UNKNOWN_PROGRAMME: 'warning',
}

/** What was answered, or how far the question is. */
export function Standing({ state, confirmation }: Pick<ConfirmationStandingFragment, 'state' | 'confirmation'>) {
  const t = useMessages(messages)
  if (!confirmation) return <StatusBadge tone={tones[state]}>{t(`state.${state}`)}</StatusBadge>
  const { answer, stage, paidOn, isValid } = confirmation
  const received = stage && (paidOn ? t('paidOn', { on: formatDate(paidOn) }) : t('claimed'))
  return (
    <>
      <AnswerBadge answer={answer} />{' '}
      <span className="vx-form-hint">{[received, !isValid && t('outOfDate')].filter(Boolean).join(' · ')}</span>
    </>
  )
}

export function AnswerBadge({ answer }: { answer: ConfirmationAnswer }) {
  const t = useMessages(messages)
  return <StatusBadge tone={answerTones[answer]}>{t(`answer.${answer}`)}</StatusBadge>
}
