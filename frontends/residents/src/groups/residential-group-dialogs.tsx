import { gql, type TypedDocumentNode, useAction, useMessages, useUnit } from '@vungxanh/remote'
import { ActDialog } from '@vungxanh/remote/act-dialog'
import { DateField, formatDate, parseDate, TextField, tidy, today, useForm, WholeNumberField } from '@vungxanh/ui'
import type {
  ChangeResidentialGroupMutation,
  ChangeResidentialGroupMutationVariables,
  CloseResidentialGroupMutation,
  CloseResidentialGroupMutationVariables,
  OpenResidentialGroupMutation,
  OpenResidentialGroupMutationVariables,
  ReopenResidentialGroupMutation,
  ReopenResidentialGroupMutationVariables,
} from '../operations.generated.ts'
import { messages } from './residential-group-messages.ts'
import { stale } from './stale.ts'

const OPEN: TypedDocumentNode<OpenResidentialGroupMutation, OpenResidentialGroupMutationVariables> = gql`
  mutation OpenResidentialGroup($input: OpenResidentialGroupInput!) {
    openResidentialGroup(input: $input) {
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

const CHANGE: TypedDocumentNode<ChangeResidentialGroupMutation, ChangeResidentialGroupMutationVariables> = gql`
  mutation ChangeResidentialGroup($input: ChangeResidentialGroupInput!) {
    changeResidentialGroup(input: $input) {
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

const CLOSE: TypedDocumentNode<CloseResidentialGroupMutation, CloseResidentialGroupMutationVariables> = gql`
  mutation CloseResidentialGroup($input: CloseResidentialGroupInput!) {
    closeResidentialGroup(input: $input) {
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

const REOPEN: TypedDocumentNode<ReopenResidentialGroupMutation, ReopenResidentialGroupMutationVariables> = gql`
  mutation ReopenResidentialGroup($id: ID!) {
    reopenResidentialGroup(id: $id) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`

function NumberAndName() {
  const t = useMessages(messages)
  return (
    <>
      <WholeNumberField name="number" label={t('number')} required autoFocus minimum={1} maximum={999} span={4} />
      <TextField name="name" label={t('name')} placeholder={t('name.example')} required span={8} />
    </>
  )
}

export function OpenGroupDialog({ onClose }: { onClose: () => void }) {
  const t = useMessages(messages)
  const unit = useUnit()
  const form = useForm({ number: '', name: '' })
  const [open, { busy, failure }] = useAction(OPEN, { stale })
  return (
    <ActDialog
      title={t('open')}
      consequence={t('open.consequence')}
      form={form}
      busy={busy}
      failure={failure}
      onClose={onClose}
      act={async ({ number, name }) =>
        (await open({ input: { unit: unit.code, number: Number(number), name: tidy(name) } }))?.openResidentialGroup
      }
    >
      <NumberAndName />
    </ActDialog>
  )
}

interface DialogProps {
  group: { id: string; number: number; name: string }
  onClose: () => void
}

export function ChangeGroupDialog({ group, onClose }: DialogProps) {
  const t = useMessages(messages)
  const form = useForm({ number: String(group.number), name: group.name })
  const [change, { busy, failure }] = useAction(CHANGE, { stale })
  return (
    <ActDialog
      title={t('change')}
      consequence={t('change.consequence')}
      form={form}
      busy={busy}
      failure={failure}
      onClose={onClose}
      act={async ({ number, name }) =>
        (await change({ input: { id: group.id, number: Number(number), name: tidy(name) } }))?.changeResidentialGroup
      }
    >
      <NumberAndName />
    </ActDialog>
  )
}

export function CloseGroupDialog({ group, onClose }: DialogProps) {
  const t = useMessages(messages)
  const form = useForm({ on: formatDate(today()) })
  const [close, { busy, failure }] = useAction(CLOSE, { stale })
  return (
    <ActDialog
      title={t('close')}
      consequence={t('close.consequence')}
      form={form}
      busy={busy}
      failure={failure}
      danger
      onClose={onClose}
      act={async ({ on }) =>
        (await close({ input: { id: group.id, on: parseDate(on) ?? today() } }))?.closeResidentialGroup
      }
    >
      <DateField name="on" label={t('on')} required autoFocus span={4} />
    </ActDialog>
  )
}

export function ReopenGroupDialog({ group, onClose }: DialogProps) {
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
      act={async () => (await reopen({ id: group.id }))?.reopenResidentialGroup}
    />
  )
}
