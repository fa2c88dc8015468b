import { gql, PersonPicker, type PickedPerson, type TypedDocumentNode, useAction, useMessages } from '@vungxanh/remote'
import { ActDialog } from '@vungxanh/remote/act-dialog'
import { DateField, formatDate, parseDate, today, useForm } from '@vungxanh/ui'
import type {
  DissolveSelfManagementGroupMutation,
  DissolveSelfManagementGroupMutationVariables,
  ReopenSelfManagementGroupMutation,
  ReopenSelfManagementGroupMutationVariables,
  SetGroupLeaderMutation,
  SetGroupLeaderMutationVariables,
} from '../operations.generated.ts'
import type { Group } from './group-page.tsx'
import { messages } from './messages.ts'
import { stale } from './stale.ts'

const SET_LEADER: TypedDocumentNode<SetGroupLeaderMutation, SetGroupLeaderMutationVariables> = gql`
  mutation SetGroupLeader($input: SetGroupLeaderInput!) {
    setGroupLeader(input: $input) {
      __typename
      ... on UserError {
        message
      }
      ... on InvalidInput {
        field
      }
    }
  }
`

const DISSOLVE: TypedDocumentNode<DissolveSelfManagementGroupMutation, DissolveSelfManagementGroupMutationVariables> =
  gql`
  mutation DissolveSelfManagementGroup($input: DissolveSelfManagementGroupInput!) {
    dissolveSelfManagementGroup(input: $input) {
      __typename
      ... on UserError {
        message
      }
      ... on InvalidInput {
        field
      }
    }
  }
`

const REOPEN: TypedDocumentNode<ReopenSelfManagementGroupMutation, ReopenSelfManagementGroupMutationVariables> = gql`
  mutation ReopenSelfManagementGroup($id: ID!) {
    reopenSelfManagementGroup(id: $id) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`

interface DialogProps {
  group: Group
  onClose: () => void
}

interface LeaderDialogProps {
  /** A group of either kind. */
  of: { residentialGroupId: string } | { selfManagementGroupId: string }
  isEnding: boolean
  onClose: () => void
}

/** Names a leader, or only says that the present one has ended. */
export function LeaderDialog({ of, isEnding, onClose }: LeaderDialogProps) {
  const t = useMessages(messages)
  const form = useForm<{ personId: PickedPerson | undefined; on: string }>({
    personId: undefined,
    on: formatDate(today()),
  })
  const [set, { busy, failure }] = useAction(SET_LEADER, { stale })
  const title = isEnding ? 'endLeader' : 'setLeader'
  return (
    <ActDialog
      title={t(title)}
      consequence={t(`${title}.consequence`)}
      form={form}
      busy={busy}
      failure={failure}
      danger={isEnding}
      onClose={onClose}
      act={async ({ personId, on }) => {
        const input = { ...of, personId: personId?.id ?? null, on: parseDate(on) ?? today() }
        return (await set({ input }))?.setGroupLeader
      }}
    >
      {!isEnding && <PersonPicker name="personId" autoFocus />}
      <DateField name="on" label={t('on')} required span={4} />
    </ActDialog>
  )
}

export function DissolveDialog({ group, onClose }: DialogProps) {
  const t = useMessages(messages)
  const form = useForm({ on: formatDate(today()) })
  const [dissolve, { busy, failure }] = useAction(DISSOLVE, { stale })
  return (
    <ActDialog
      title={t('dissolve')}
      consequence={t('dissolve.consequence', { count: group.householdCount ?? 0 })}
      form={form}
      busy={busy}
      failure={failure}
      danger
      onClose={onClose}
      act={async ({ on }) =>
        (await dissolve({ input: { id: group.id, on: parseDate(on) ?? today() } }))?.dissolveSelfManagementGroup
      }
    >
      <DateField name="on" label={t('on')} required autoFocus span={4} />
    </ActDialog>
  )
}

export function ReopenDialog({ group, onClose }: DialogProps) {
  const t = useMessages(messages)
  const form = useForm({})
  const [reopen, { busy, failure }] = useAction(REOPEN, { stale })
  return (
    <ActDialog
      title={t('reopen')}
      consequence={t('reopen.consequence')}
      form={form}
      busy={busy}
      failure={failure}
      onClose={onClose}
      act={async () => (await reopen({ id: group.id }))?.reopenSelfManagementGroup}
    />
  )
}
