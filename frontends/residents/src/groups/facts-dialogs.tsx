import { gql, type TypedDocumentNode, useAction, useMessages, useUnit } from '@vungxanh/remote'
import { ActDialog } from '@vungxanh/remote/act-dialog'
import {
  DateField,
  formatDate,
  parseDate,
  SelectField,
  TextField,
  tidy,
  today,
  useForm,
  WholeNumberField,
} from '@vungxanh/ui'
import type {
  ChangeSelfManagementGroupMutation,
  ChangeSelfManagementGroupMutationVariables,
  ChannelKind,
  FoundSelfManagementGroupMutation,
  FoundSelfManagementGroupMutationVariables,
} from '../operations.generated.ts'
import type { Group } from './group-page.tsx'
import { messages } from './messages.ts'
import { stale } from './stale.ts'

const FOUND: TypedDocumentNode<FoundSelfManagementGroupMutation, FoundSelfManagementGroupMutationVariables> = gql`
  mutation FoundSelfManagementGroup($input: FoundSelfManagementGroupInput!) {
    foundSelfManagementGroup(input: $input) {
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

const CHANGE: TypedDocumentNode<ChangeSelfManagementGroupMutation, ChangeSelfManagementGroupMutationVariables> = gql`
  mutation ChangeSelfManagementGroup($input: ChangeSelfManagementGroupInput!) {
    changeSelfManagementGroup(input: $input) {
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

const channels: readonly ChannelKind[] = ['ZALO', 'PHONE_TREE', 'LOUDSPEAKER']

interface FactValues {
  number: string
  name: string
  channelKind: ChannelKind | ''
  channelName: string
  channelLink: string
}

const factsOf = ({ number, name, channelKind, channelName, channelLink }: FactValues) => ({
  number: Number(number),
  name: tidy(name),
  channelKind: channelKind || null,
  channelName: tidy(channelName) || null,
  channelLink: channelLink.trim() || null,
})

function FactFields() {
  const t = useMessages(messages)
  return (
    <>
      <WholeNumberField name="number" label={t('number')} required minimum={1} maximum={999} span={4} />
      <TextField name="name" label={t('name')} required span={8} />
      <SelectField
        name="channelKind"
        label={t('channel')}
        span={4}
        options={[
          { value: '', label: t('noChannel') },
          ...channels.map((value) => ({ value, label: t(`channel.${value}`) })),
        ]}
      />
      <TextField name="channelName" label={t('channelName')} span={8} />
      <TextField name="channelLink" label={t('channelLink')} placeholder="https://zalo.me/g/…" span={12} />
    </>
  )
}

interface FoundDialogProps {
  residentialGroups: readonly { id: string; name: string }[]
  chosen: string
  onClose: () => void
}

export function FoundDialog({ residentialGroups, chosen, onClose }: FoundDialogProps) {
  const t = useMessages(messages)
  const unit = useUnit()
  const form = useForm<FactValues & { residentialGroupId: string; on: string }>({
    residentialGroupId: chosen,
    number: '',
    name: '',
    channelKind: '',
    channelName: '',
    channelLink: '',
    on: formatDate(today()),
  })
  const [found, { busy, failure }] = useAction(FOUND, { stale })
  return (
    <ActDialog
      title={t('found')}
      consequence={t('found.consequence')}
      form={form}
      busy={busy}
      failure={failure}
      onClose={onClose}
      act={async ({ residentialGroupId, on, ...facts }) => {
        const input = { unit: unit.code, residentialGroupId, on: parseDate(on) ?? today(), ...factsOf(facts) }
        return (await found({ input }))?.foundSelfManagementGroup
      }}
    >
      <SelectField
        name="residentialGroupId"
        label={t('residentialGroup')}
        required
        autoFocus
        span={8}
        options={[{ value: '', label: '' }, ...residentialGroups.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <DateField name="on" label={t('foundedOn')} required span={4} />
      <FactFields />
    </ActDialog>
  )
}

export function ChangeDialog({ group, onClose }: { group: Group; onClose: () => void }) {
  const t = useMessages(messages)
  const form = useForm<FactValues>({
    number: String(group.number),
    name: group.name,
    channelKind: group.channelKind ?? '',
    channelName: group.channelName ?? '',
    channelLink: group.channelLink ?? '',
  })
  const [change, { busy, failure }] = useAction(CHANGE, { stale })
  return (
    <ActDialog
      title={t('change')}
      consequence={t('change.consequence')}
      form={form}
      busy={busy}
      failure={failure}
      onClose={onClose}
      act={async (facts) => (await change({ input: { id: group.id, ...factsOf(facts) } }))?.changeSelfManagementGroup}
    >
      <FactFields />
    </ActDialog>
  )
}
