import { gql, type TypedDocumentNode, useAction, useMay, useMessages } from '@vungxanh/remote'
import {
  Button,
  Dialog,
  Form,
  FormActions,
  FormGrid,
  type FormRefusal,
  TextAreaField,
  tidy,
  useForm,
} from '@vungxanh/ui'
import { useEffect, useState } from 'react'
import { messages } from '../messages.ts'
import type {
  RevealContactPhoneMutation,
  RevealContactPhoneMutationVariables,
  RevealIdentityNumberMutation,
  RevealIdentityNumberMutationVariables,
  RevealPhoneMutation,
  RevealPhoneMutationVariables,
  RevealProposedPhoneMutation,
  RevealProposedPhoneMutationVariables,
} from '../operations.generated.ts'

const REVEAL_NUMBER: TypedDocumentNode<RevealIdentityNumberMutation, RevealIdentityNumberMutationVariables> = gql`
  mutation RevealIdentityNumber($input: RevealInput!) {
    revealIdentityNumber(input: $input) {
      __typename
      ... on RevealSuccess {
        number
      }
      ... on UserError {
        message
      }
      ... on InvalidInput {
        field
      }
    }
  }
`

const REVEAL_PHONE: TypedDocumentNode<RevealPhoneMutation, RevealPhoneMutationVariables> = gql`
  mutation RevealPhone($input: RevealInput!) {
    revealPhone(input: $input) {
      __typename
      ... on RevealSuccess {
        number
      }
      ... on UserError {
        message
      }
      ... on InvalidInput {
        field
      }
    }
  }
`

const REVEAL_CONTACT: TypedDocumentNode<RevealContactPhoneMutation, RevealContactPhoneMutationVariables> = gql`
  mutation RevealContactPhone($input: RevealInput!) {
    revealContactPhone(input: $input) {
      __typename
      ... on RevealSuccess {
        number
      }
      ... on UserError {
        message
      }
      ... on InvalidInput {
        field
      }
    }
  }
`

const REVEAL_PROPOSED: TypedDocumentNode<RevealProposedPhoneMutation, RevealProposedPhoneMutationVariables> = gql`
  mutation RevealProposedPhone($input: RevealInput!) {
    revealProposedPhone(input: $input) {
      __typename
      ... on RevealSuccess {
        number
      }
      ... on UserError {
        message
      }
      ... on InvalidInput {
        field
      }
    }
  }
`

/** Long enough to copy it onto a paper, short enough for a screen that is left alone. */
const seconds = 30

interface MaskedNumberProps {
  kind: 'identity' | 'phone' | 'contact' | 'proposed'
  /** The document, the person who has the telephone, the establishment whose contact has it, or the proposal that names it. */
  id: string
  label: string
  masked: string
}

/** A number with its middle hidden. The whole of it is shown to few, for a reason that is recorded, and for half a minute. */
export function MaskedNumber({ kind, id, label, masked }: MaskedNumberProps) {
  const t = useMessages(messages)
  const decides = useMay('REGISTRAR')
  const reads = useMay('REGISTRAR', 'HEALTH_STAFF')
  const mayReveal = kind === 'proposed' ? decides : reads
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
      {asking && (
        <RevealDialog
          kind={kind}
          id={id}
          label={label}
          onClose={() => setAsking(false)}
          onRevealed={(whole) => {
            setAsking(false)
            setNumber(whole)
          }}
        />
      )}
    </div>
  )
}

interface RevealDialogProps extends Omit<MaskedNumberProps, 'masked'> {
  onClose: () => void
  onRevealed: (number: string) => void
}

function RevealDialog({ kind, id, label, onClose, onRevealed }: RevealDialogProps) {
  const t = useMessages(messages)
  const form = useForm<{ reason: string }>({ reason: '' })
  const [refusal, setRefusal] = useState<FormRefusal>()
  const [revealNumber, numberState] = useAction(REVEAL_NUMBER)
  const [revealPhone, phoneState] = useAction(REVEAL_PHONE)
  const [revealContact, contactState] = useAction(REVEAL_CONTACT)
  const [revealProposed, proposedState] = useAction(REVEAL_PROPOSED)
  const states = [numberState, phoneState, contactState, proposedState]

  async function ask(variables: { input: { id: string; reason: string } }) {
    switch (kind) {
      case 'identity':
        return (await revealNumber(variables))?.revealIdentityNumber
      case 'phone':
        return (await revealPhone(variables))?.revealPhone
      case 'contact':
        return (await revealContact(variables))?.revealContactPhone
      case 'proposed':
        return (await revealProposed(variables))?.revealProposedPhone
    }
  }

  async function reveal({ reason }: { reason: string }) {
    setRefusal(undefined)
    const result = await ask({ input: { id, reason: tidy(reason) } })
    if (!result) return
    switch (result.__typename) {
      case 'RevealSuccess':
        onRevealed(result.number)
        return
      case 'NumberNotFound':
        setRefusal({ message: t('refusal.NumberNotFound') })
        return
      case 'InvalidInput':
        setRefusal({ message: result.message, field: result.field })
        return
    }
  }

  return (
    <Dialog title={t('revealOf', { label })} opened onClose={onClose}>
      <Form
        form={form}
        label={t('reveal')}
        onSubmit={reveal}
        refusal={refusal}
        failure={states.find((state) => state.failure)?.failure}
      >
        <p className="vx-form-hint">{t('revealText')}</p>
        <FormGrid>
          <TextAreaField name="reason" label={t('revealReason')} required autoFocus rows={2} />
        </FormGrid>
        <FormActions>
          <Button type="submit" kind="primary" busy={states.some((state) => state.busy)}>
            {t('reveal')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
