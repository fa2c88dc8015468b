import {
  gql,
  PersonPicker,
  type PickedPerson,
  type TypedDocumentNode,
  useAction,
  useMessages,
  useUnit,
} from '@vungxanh/remote'
import { ActDialog, refusalOf } from '@vungxanh/remote/act-dialog'
import { ChoiceField, DateField, type Picked, parseDate, TextAreaField, tidy, useForm } from '@vungxanh/ui'
import { useState } from 'react'
import type {
  AnswerConfirmationMutation,
  AnswerConfirmationMutationVariables,
  AskConfirmationMutation,
  AskConfirmationMutationVariables,
  ConfirmationAnswer,
  EnterConfirmationMutation,
  EnterConfirmationMutationVariables,
  ReceiveConfirmationRequestMutation,
  ReceiveConfirmationRequestMutationVariables,
  SearchForConfirmationMutation,
  SearchForConfirmationMutationVariables,
} from '../operations.generated.ts'
import { messages } from './messages.ts'
import { UnitField } from './unit-field.tsx'

const ASK: TypedDocumentNode<AskConfirmationMutation, AskConfirmationMutationVariables> = gql`
  mutation AskConfirmation($input: AskConfirmationInput!) {
    askConfirmation(input: $input) {
      __typename
      ... on InvalidInput {
        field
      }
      ... on UserError {
        message
      }
    }
  }
`

const ENTER: TypedDocumentNode<EnterConfirmationMutation, EnterConfirmationMutationVariables> = gql`
  mutation EnterConfirmation($input: EnterConfirmationInput!) {
    enterConfirmation(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`

const RECEIVE: TypedDocumentNode<ReceiveConfirmationRequestMutation, ReceiveConfirmationRequestMutationVariables> = gql`
  mutation ReceiveConfirmationRequest($input: ReceiveConfirmationRequestInput!) {
    receiveConfirmationRequest(input: $input) {
      __typename
      ... on InvalidInput {
        field
      }
      ... on UserError {
        message
      }
    }
  }
`

const SEARCH: TypedDocumentNode<SearchForConfirmationMutation, SearchForConfirmationMutationVariables> = gql`
  mutation SearchForConfirmation($input: SearchForConfirmationInput!) {
    searchForConfirmation(input: $input) {
      __typename
      ... on InvalidInput {
        field
      }
      ... on UserError {
        message
      }
    }
  }
`

const ANSWER: TypedDocumentNode<AnswerConfirmationMutation, AnswerConfirmationMutationVariables> = gql`
  mutation AnswerConfirmation($input: AnswerConfirmationInput!) {
    answerConfirmation(input: $input) {
      __typename
      ... on InvalidInput {
        field
      }
      ... on UserError {
        message
      }
    }
  }
`

/** Its dossier shows an answer, and the approver's part of it. */
const stale = ['confirmationRequests', 'confirmationRequest', 'dossier', 'confirmationAskers', 'issuerKeys']

interface ActProps {
  onClose: () => void
}

const fields = { personId: 'person' }

export function AskDialog({ dossierId, ward, onClose }: ActProps & { dossierId: string; ward: Picked | undefined }) {
  const t = useMessages(messages)
  const form = useForm<{ unit: Picked | undefined }>({ unit: ward })
  const [ask, state] = useAction(ASK, { stale })
  return (
    <ActDialog
      title={t('ask')}
      consequence={t('askText')}
      {...{ form, onClose, ...state }}
      act={async ({ unit }) => (await ask({ input: { dossierId, unit: unit?.id ?? '' } }))?.askConfirmation}
    >
      <UnitField name="unit" label={t('unit')} description={t('unitHint')} required />
    </ActDialog>
  )
}

export function EnterDialog({ requestId, onClose }: ActProps & { requestId: string }) {
  const t = useMessages(messages)
  const form = useForm({ token: '' })
  const [enter, state] = useAction(ENTER, { stale })
  return (
    <ActDialog
      title={t('enter')}
      consequence={t('enterText')}
      {...{ form, onClose, ...state }}
      act={async ({ token }) => (await enter({ input: { requestId, token } }))?.enterConfirmation}
    >
      <TokenField />
    </ActDialog>
  )
}

function TokenField() {
  const t = useMessages(messages)
  return (
    <TextAreaField name="token" label={t('token')} description={t('tokenHint')} required autoFocus rows={5} span={12} />
  )
}

export function ReceiveDialog({ onClose }: ActProps) {
  const t = useMessages(messages)
  const unit = useUnit()
  const form = useForm<{ token: string; person: PickedPerson | undefined }>({ token: '', person: undefined })
  const [receive, state] = useAction(RECEIVE, { stale })
  return (
    <ActDialog
      title={t('receive')}
      consequence={t('receiveText')}
      {...{ form, fields, onClose, ...state }}
      act={async ({ token, person }) =>
        (await receive({ input: { unit: unit.code, token, personId: person?.id ?? '' } }))?.receiveConfirmationRequest
      }
    >
      <TokenField />
      <PersonPicker name="person" />
    </ActDialog>
  )
}

/** By the numbers that the asking ward told, at once; says whether the register is being searched. */
export function useSearchBooks(requestId: string) {
  const [search, { busy, failure }] = useAction(SEARCH, { stale })
  const [refusal, setRefusal] = useState<string>()
  async function run(): Promise<boolean> {
    const outcome = (await search({ input: { requestId } }))?.searchForConfirmation
    const refused = outcome && refusalOf(outcome)
    setRefusal(refused?.message)
    return outcome !== undefined && !refused
  }
  return { run, busy, problem: refusal ?? failure }
}

/** Once more, with somebody chosen by hand. */
export function SearchDialog({ requestId, onClose }: ActProps & { requestId: string }) {
  const t = useMessages(messages)
  const form = useForm<{ person: PickedPerson | undefined }>({ person: undefined })
  const [search, state] = useAction(SEARCH, { stale })
  return (
    <ActDialog
      title={t('searchAgain')}
      label={t('search')}
      consequence={t('searchText')}
      {...{ form, fields, onClose, ...state }}
      act={async ({ person }) =>
        (await search({ input: { requestId, personId: person?.id ?? null } }))?.searchForConfirmation
      }
    >
      <PersonPicker name="person" required={false} />
    </ActDialog>
  )
}

const answers: readonly ConfirmationAnswer[] = ['RECEIVED', 'NOT_RECEIVED', 'UNKNOWN_PERSON', 'UNKNOWN_PROGRAMME']

export function AnswerDialog({ requestId, says, onClose }: ActProps & { requestId: string; says: ConfirmationAnswer }) {
  const t = useMessages(messages)
  const form = useForm({ answer: says, paidOn: '', reason: '' })
  const [reply, state] = useAction(ANSWER, { stale })
  const chosen = form.watch('answer')
  const differs = chosen !== says
  return (
    <ActDialog
      title={t('reply')}
      consequence={t('replyText')}
      {...{ form, onClose, ...state }}
      act={async ({ answer, paidOn, reason }) =>
        (
          await reply({
            input: {
              requestId,
              answer,
              paidOn: differs && answer === 'RECEIVED' ? (parseDate(paidOn) ?? null) : null,
              reason: differs ? tidy(reason) || null : null,
            },
          })
        )?.answerConfirmation
      }
    >
      <ChoiceField
        name="answer"
        label={t('answer')}
        span={12}
        options={answers.map((value) => ({ value, label: t(`answer.${value}`) }))}
      />
      {differs && chosen === 'RECEIVED' && <DateField name="paidOn" label={t('paidOnField')} span={6} />}
      {differs && <TextAreaField name="reason" label={t('reason')} required rows={2} span={12} />}
    </ActDialog>
  )
}
