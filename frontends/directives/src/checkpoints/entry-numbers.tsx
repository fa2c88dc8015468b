import { gql, type TypedDocumentNode, useAction } from '@vungxanh/remote'
import { MaskedNumber, type Reveal } from '@vungxanh/remote/masked-number'
import type { RevealEntryNumbersMutation, RevealEntryNumbersMutationVariables } from '../operations.generated.ts'
import type { EntryRow } from './checkpoint-reading.ts'
import { useInWords } from './refusal-words.ts'

const REVEAL: TypedDocumentNode<RevealEntryNumbersMutation, RevealEntryNumbersMutationVariables> = gql`
  mutation RevealEntryNumbers($input: RevealEntryNumbersInput!) {
    revealEntryNumbers(input: $input) {
      __typename
      ... on EntryNumbersSuccess {
        phone
        identityNumber
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

/** The telephone and the card of one line: both at one look, because whoever needs one asks for the person. */
export function EntryNumbers({ entry }: { entry: EntryRow }) {
  const masked = [entry.phoneMasked, entry.identityMasked].filter(Boolean).join(' · ')
  if (!masked) return null
  const who = entry.person?.fullName ?? entry.saidName ?? entry.plate ?? ''
  return <MaskedNumber id={entry.id} label={who} masked={masked} useReveal={useReveal} />
}

function useReveal(): Reveal {
  const inWords = useInWords()
  const [ask, acting] = useAction(REVEAL)
  return {
    ...acting,
    reveal: async (input) => {
      const outcome = (await ask({ input }))?.revealEntryNumbers
      return outcome?.__typename === 'EntryNumbersSuccess'
        ? [outcome.phone, outcome.identityNumber].filter(Boolean).join(' · ')
        : inWords(outcome)
    },
  }
}
