import { gql, type TypedDocumentNode, useAction, useMay, useMessages } from '@vungxanh/remote'
import { type Reveal, MaskedNumber as Shown } from '@vungxanh/remote/masked-number'
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

interface MaskedNumberProps {
  kind: 'identity' | 'phone' | 'contact' | 'proposed'
  /** The document, the person who has the telephone, the establishment whose contact has it, or the proposal that names it. */
  id: string
  label: string
  masked: string
}

export function MaskedNumber({ kind, ...props }: MaskedNumberProps) {
  const decides = useMay('REGISTRAR')
  // Who decides about a proposal needs the number; who made it has it.
  if (kind === 'proposed' && !decides) return props.masked
  return <Shown {...props} useReveal={waysOf[kind]} />
}

const waysOf: Record<MaskedNumberProps['kind'], () => Reveal> = {
  identity: () => {
    const [ask, acting] = useAction(REVEAL_NUMBER)
    const read = useNumber()
    return { ...acting, reveal: async (input) => read((await ask({ input }))?.revealIdentityNumber) }
  },
  phone: () => {
    const [ask, acting] = useAction(REVEAL_PHONE)
    const read = useNumber()
    return { ...acting, reveal: async (input) => read((await ask({ input }))?.revealPhone) }
  },
  contact: () => {
    const [ask, acting] = useAction(REVEAL_CONTACT)
    const read = useNumber()
    return { ...acting, reveal: async (input) => read((await ask({ input }))?.revealContactPhone) }
  },
  proposed: () => {
    const [ask, acting] = useAction(REVEAL_PROPOSED)
    const read = useNumber()
    return { ...acting, reveal: async (input) => read((await ask({ input }))?.revealProposedPhone) }
  },
}

/** What is answered by each way alike: the number, or why not. */
function useNumber() {
  const t = useMessages(messages)
  return (outcome: RevealPhoneMutation['revealPhone'] | undefined) => {
    if (outcome?.__typename === 'RevealSuccess') return outcome.number
    return outcome?.__typename === 'NumberNotFound' ? { message: t('refusal.NumberNotFound') } : outcome
  }
}
