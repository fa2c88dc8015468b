import { useMessages } from '@vungxanh/remote'
import type { Acted } from '@vungxanh/remote/act-dialog'
import { messages } from './messages.ts'

type Outcome =
  | { __typename: 'CheckpointSuccess' | 'CheckpointEntrySuccess' }
  | { __typename: 'InvalidInput'; message: string; field: string }
  | {
      __typename:
        | 'CheckpointNotFound'
        | 'CheckpointEnded'
        | 'CheckpointStillActive'
        | 'CheckpointEntryNotFound'
        | 'CheckpointEntryAnnulled'
        | 'DocumentNotFound'
        | 'UnitOutOfScope'
      message: string
    }

/** Of what a mutation answers: that it was done, what is wrong with a field, or why not in the portal's words. */
export function useInWords() {
  const t = useMessages(messages)
  return (outcome: Outcome | undefined): Acted | undefined =>
    !outcome || outcome.__typename === 'InvalidInput' || !('message' in outcome)
      ? outcome
      : { message: t(`refusal.${outcome.__typename}`) }
}
