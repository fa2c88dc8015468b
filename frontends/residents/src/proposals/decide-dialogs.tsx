import { gql, type TypedDocumentNode, useAction, useMessages } from '@vungxanh/remote'
import { ActDialog, type Acted, done } from '@vungxanh/remote/act-dialog'
import { TextAreaField, tidy, useForm } from '@vungxanh/ui'
import type {
  DecideChangeProposalMutation,
  DecideChangeProposalMutationVariables,
  WithdrawChangeProposalMutation,
  WithdrawChangeProposalMutationVariables,
} from '../operations.generated.ts'
import { messages } from './messages.ts'
import type { Proposal } from './proposals-page.tsx'
import { useValue } from './use-value.ts'

const DECIDE: TypedDocumentNode<DecideChangeProposalMutation, DecideChangeProposalMutationVariables> = gql`
  mutation DecideChangeProposal($input: DecideChangeProposalInput!) {
    decideChangeProposal(input: $input) {
      __typename
      ... on InvalidInput {
        message
        field
      }
    }
  }
`

const WITHDRAW: TypedDocumentNode<WithdrawChangeProposalMutation, WithdrawChangeProposalMutationVariables> = gql`
  mutation WithdrawChangeProposal($id: ID!) {
    withdrawChangeProposal(id: $id) {
      __typename
    }
  }
`

/** A correction shows wherever the person does. */
const stale = ['changeProposals', 'person', 'people', 'household', 'households']

interface ActProps {
  proposal: Proposal
  onClose: () => void
}

function useDecide() {
  const t = useMessages(messages)
  const [decide, { busy, failure }] = useAction(DECIDE, { stale })
  async function act(input: DecideChangeProposalMutationVariables['input']): Promise<Acted | undefined> {
    const outcome = (await decide({ input }))?.decideChangeProposal
    switch (outcome?.__typename) {
      case 'InvalidInput':
        return { message: outcome.message, field: outcome.field }
      case 'ProposalDecided':
        return { message: t('decided') }
      case 'OwnProposal':
        return { message: t('own') }
      case 'ProposalOutdated':
        return { message: t('isOutdated') }
      default:
        return outcome && done
    }
  }
  return { act, busy, failure }
}

export function AcceptDialog({ proposal, onClose }: ActProps) {
  const t = useMessages(messages)
  const worded = useValue()
  const form = useForm({})
  const { act, ...state } = useDecide()
  const { id, field, person, values } = proposal
  const facts = { field: t(`field.${field}`), name: person.fullName, value: worded(field, values.proposed) }
  return (
    <ActDialog
      title={t('accept')}
      consequence={t('accept.consequence', facts)}
      {...{ form, onClose, ...state }}
      act={() => act({ id, accept: true })}
    />
  )
}

export function RefuseDialog({ proposal: { id }, onClose }: ActProps) {
  const t = useMessages(messages)
  const form = useForm({ answer: '' })
  const { act, ...state } = useDecide()
  return (
    <ActDialog
      title={t('refuse')}
      consequence={t('refuse.consequence')}
      {...{ form, onClose, ...state }}
      act={({ answer }) => act({ id, accept: false, answer: tidy(answer) })}
    >
      <TextAreaField name="answer" label={t('answer')} required autoFocus span={12} />
    </ActDialog>
  )
}

export function WithdrawDialog({ proposal: { id }, onClose }: ActProps) {
  const t = useMessages(messages)
  const form = useForm({})
  const [withdraw, { busy, failure }] = useAction(WITHDRAW, { stale })
  return (
    <ActDialog
      title={t('withdraw')}
      consequence={t('withdraw.consequence')}
      {...{ form, busy, failure, onClose }}
      act={async () => {
        const outcome = (await withdraw({ id }))?.withdrawChangeProposal
        return outcome?.__typename === 'ProposalDecided' ? { message: t('decided') } : outcome && done
      }}
    />
  )
}
