import { gql, type TypedDocumentNode, useAction, useMay, useMessages } from '@vungxanh/remote'
import {
  Button,
  ChoiceField,
  Form,
  FormActions,
  FormGrid,
  type FormRefusal,
  Panel,
  SelectField,
  TextAreaField,
  useForm,
  useNotify,
} from '@vungxanh/ui'
import { type ReactNode, useState } from 'react'
import type {
  AcknowledgeSubjectRequestMutation,
  AcknowledgeSubjectRequestMutationVariables,
  ApplyCorrectionMutation,
  ApplyCorrectionMutationVariables,
  DecideSubjectRequestMutation,
  DecideSubjectRequestMutationVariables,
  ExtendSubjectRequestMutation,
  ExtendSubjectRequestMutationVariables,
  RefusalGround,
  SubjectRequestState,
} from '../operations.generated.ts'
import { messages } from './messages.ts'

const ACKNOWLEDGE: TypedDocumentNode<AcknowledgeSubjectRequestMutation, AcknowledgeSubjectRequestMutationVariables> =
  gql`
  mutation AcknowledgeSubjectRequest($id: ID!) {
    acknowledgeSubjectRequest(id: $id) {
      __typename
    }
  }
`

const EXTEND: TypedDocumentNode<ExtendSubjectRequestMutation, ExtendSubjectRequestMutationVariables> = gql`
  mutation ExtendSubjectRequest($id: ID!, $reason: String!) {
    extendSubjectRequest(id: $id, reason: $reason) {
      __typename
      ... on InvalidInput {
        field
        message
      }
    }
  }
`

const DECIDE: TypedDocumentNode<DecideSubjectRequestMutation, DecideSubjectRequestMutationVariables> = gql`
  mutation DecideSubjectRequest($input: DecideSubjectRequestInput!) {
    decideSubjectRequest(input: $input) {
      __typename
      ... on InvalidInput {
        field
        message
      }
    }
  }
`

const APPLY: TypedDocumentNode<ApplyCorrectionMutation, ApplyCorrectionMutationVariables> = gql`
  mutation ApplyCorrection($id: ID!) {
    applyCorrection(id: $id) {
      __typename
      ... on InvalidInput {
        field
        message
      }
    }
  }
`

const grounds: readonly RefusalGround[] = [
  'LAW_REQUIRES_KEEPING',
  'STATE_TASK',
  'EMERGENCY_EPIDEMIC',
  'RIGHTS_OF_OTHERS',
  'DATA_NOT_HELD',
  'NOT_ENTITLED',
]

const stale = ['subjectRequest', 'subjectRequests', 'consents', 'person', 'people']

interface Request {
  id: string
  state: SubjectRequestState
  firstAnswerBy: string | null
}

type Refused =
  | { __typename: 'InvalidInput'; message: string; field: string }
  | {
      __typename:
        | 'SubjectRequestMoved'
        | 'AlreadyExtended'
        | 'OwnHouseholdRequest'
        | 'ConsentNotNeeded'
        | 'ConsentUnchanged'
    }

/** What each refusal says here; `InvalidInput` stands beside its field. */
function useRefusal() {
  const t = useMessages(messages)
  return (refused: Refused): FormRefusal => {
    switch (refused.__typename) {
      case 'SubjectRequestMoved':
        return { message: t('moved') }
      case 'AlreadyExtended':
        return { message: t('alreadyExtended') }
      case 'OwnHouseholdRequest':
        return { message: t('ownHousehold') }
      case 'ConsentNotNeeded':
        return { message: t('consentNotNeeded') }
      case 'ConsentUnchanged':
        return { message: t('consentUnchanged') }
      case 'InvalidInput':
        return { message: refused.message, field: refused.field }
    }
  }
}

/** What the viewer can do with the request now, or whom it waits for. */
export function NextStep({ request }: { request: Request }) {
  const t = useMessages(messages)
  const isOfficer = useMay('DATA_PROTECTION_OFFICER')
  const isRegistrar = useMay('REGISTRAR')
  switch (request.state) {
    case 'RECEIVED':
      return (
        <>
          <Panel title={t('next')}>
            {isOfficer || isRegistrar ? <Acknowledging id={request.id} /> : t('waitsForOfficer')}
          </Panel>
          {isOfficer && <Extending request={request} />}
        </>
      )
    case 'ACKNOWLEDGED':
      return (
        <>
          {isOfficer ? <Deciding id={request.id} /> : <Waiting>{t('waitsForOfficer')}</Waiting>}
          {isOfficer && <Extending request={request} />}
        </>
      )
    case 'ACCEPTED':
      return isRegistrar ? (
        <Panel title={t('next')}>
          <Applying id={request.id} />
        </Panel>
      ) : (
        <Waiting>{t('waitsForRegistrar')}</Waiting>
      )
    case 'FULFILLED':
    case 'REFUSED':
      return <Waiting>{t('closed')}</Waiting>
  }
}

function Waiting({ children }: { children: ReactNode }) {
  const t = useMessages(messages)
  return <Panel title={t('next')}>{children}</Panel>
}

function Acknowledging({ id }: { id: string }) {
  const t = useMessages(messages)
  const form = useForm({})
  const notify = useNotify()
  const refusalOf = useRefusal()
  const [refusal, setRefusal] = useState<FormRefusal>()
  const [acknowledge, { busy, failure }] = useAction(ACKNOWLEDGE, { stale })
  async function save() {
    const result = (await acknowledge({ id }))?.acknowledgeSubjectRequest
    if (!result) return
    if (result.__typename === 'SubjectRequestSuccess') notify({ tone: 'success', title: t('done') })
    else setRefusal(refusalOf(result))
  }
  return (
    <Form form={form} label={t('acknowledge')} onSubmit={save} refusal={refusal} failure={failure}>
      <p>{t('acknowledgeText')}</p>
      <FormActions>
        <Button type="submit" kind="primary" busy={busy}>
          {t('acknowledge')}
        </Button>
      </FormActions>
    </Form>
  )
}

function Extending({ request }: { request: Request }) {
  const t = useMessages(messages)
  const form = useForm({ reason: '' })
  const notify = useNotify()
  const refusalOf = useRefusal()
  const [refusal, setRefusal] = useState<FormRefusal>()
  const [extend, { busy, failure }] = useAction(EXTEND, { stale })
  if (request.firstAnswerBy) return null
  async function save({ reason }: { reason: string }) {
    const result = (await extend({ id: request.id, reason }))?.extendSubjectRequest
    if (!result) return
    if (result.__typename === 'SubjectRequestSuccess') notify({ tone: 'success', title: t('done') })
    else setRefusal(refusalOf(result))
  }
  return (
    <Panel title={t('extend')}>
      <Form form={form} label={t('extend')} onSubmit={save} refusal={refusal} failure={failure}>
        <p>{t('extendText')}</p>
        <FormGrid>
          <TextAreaField name="reason" label={t('reason')} required rows={2} span={12} />
        </FormGrid>
        <FormActions>
          <Button type="submit" busy={busy}>
            {t('extend')}
          </Button>
        </FormActions>
      </Form>
    </Panel>
  )
}

interface Decision {
  decision: 'accept' | 'refuse'
  refusalGround: RefusalGround | ''
  answer: string
}

function Deciding({ id }: { id: string }) {
  const t = useMessages(messages)
  const form = useForm<Decision>({ decision: 'accept', refusalGround: '', answer: '' })
  const notify = useNotify()
  const refusalOf = useRefusal()
  const [refusal, setRefusal] = useState<FormRefusal>()
  const [decide, { busy, failure }] = useAction(DECIDE, { stale })
  const isRefusing = form.watch('decision') === 'refuse'
  async function save({ decision, refusalGround, answer }: Decision) {
    setRefusal(undefined)
    const accept = decision === 'accept'
    const input = { id, accept, answer, refusalGround: accept ? null : refusalGround || null }
    const result = (await decide({ input }))?.decideSubjectRequest
    if (!result) return
    if (result.__typename === 'SubjectRequestSuccess') notify({ tone: 'success', title: t('done') })
    else setRefusal(refusalOf(result))
  }
  return (
    <Panel title={t('answer')}>
      <Form form={form} label={t('answer')} onSubmit={save} refusal={refusal} failure={failure}>
        <FormGrid>
          <ChoiceField
            name="decision"
            label={t('decision')}
            required
            span={12}
            options={[
              { value: 'accept', label: t('decision.accept') },
              { value: 'refuse', label: t('decision.refuse') },
            ]}
          />
          {isRefusing && (
            <SelectField
              name="refusalGround"
              label={t('ground')}
              required
              span={12}
              options={[{ value: '', label: '' }, ...grounds.map((value) => ({ value, label: t(`ground.${value}`) }))]}
            />
          )}
          <TextAreaField name="answer" label={t('answer')} description={t('answerHint')} required span={12} />
        </FormGrid>
        <FormActions>
          <Button type="submit" kind="primary" busy={busy}>
            {t('decide')}
          </Button>
        </FormActions>
      </Form>
    </Panel>
  )
}

function Applying({ id }: { id: string }) {
  const t = useMessages(messages)
  const form = useForm({})
  const notify = useNotify()
  const refusalOf = useRefusal()
  const [refusal, setRefusal] = useState<FormRefusal>()
  const [apply, { busy, failure }] = useAction(APPLY, { stale })
  async function save() {
    const result = (await apply({ id }))?.applyCorrection
    if (!result) return
    if (result.__typename === 'SubjectRequestSuccess') notify({ tone: 'success', title: t('done') })
    else setRefusal(refusalOf(result))
  }
  return (
    <Form form={form} label={t('applyCorrection')} onSubmit={save} refusal={refusal} failure={failure}>
      <p>{t('applyText')}</p>
      <FormActions>
        <Button type="submit" kind="primary" busy={busy}>
          {t('applyCorrection')}
        </Button>
      </FormActions>
    </Form>
  )
}
