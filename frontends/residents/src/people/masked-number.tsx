import { gql, type TypedDocumentNode, useAction, useMay, useMessages } from '@vungxanh/remote'
import { type Reveal, MaskedNumber as Shown } from '@vungxanh/remote/masked-number'
import { messages } from '../messages.ts'
import type {
  RevealContactPhoneMutation,
  RevealContactPhoneMutationVariables,
  RevealIdentityNumberMutation,
  RevealIdentityNumberMutationVariables,
  RevealInput,
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
  identity: () => useWay(REVEAL_NUMBER, (data) => data.revealIdentityNumber),
  phone: () => useWay(REVEAL_PHONE, (data) => data.revealPhone),
  contact: () => useWay(REVEAL_CONTACT, (data) => data.revealContactPhone),
  proposed: () => useWay(REVEAL_PROPOSED, (data) => data.revealProposedPhone),
}

type Outcome = RevealPhoneMutation['revealPhone']

/** What is answered by each way alike: the number, or why not. */
function useWay<Data>(
  document: TypedDocumentNode<Data, { input: RevealInput }>,
  read: (data: Data) => Outcome,
): Reveal {
  const t = useMessages(messages)
  const [ask, acting] = useAction(document)
  return {
    ...acting,
    reveal: async (input) => {
      const data = await ask({ input })
      const outcome = data && read(data)
      if (outcome?.__typename === 'RevealSuccess') return outcome.number
      return outcome?.__typename === 'NumberNotFound' ? { message: t('refusal.NumberNotFound') } : outcome
    },
  }
}
