import { gql, type TypedDocumentNode, useAction, useMessages, useReading, useUnit } from '@vungxanh/remote'
import { ActDialog, type Acted } from '@vungxanh/remote/act-dialog'
import {
  Button,
  CheckboxField,
  DateField,
  formatDate,
  parseDate,
  SelectField,
  Skeletons,
  today,
  useForm,
} from '@vungxanh/ui'
import type {
  AddHouseholdsToGroupMutation,
  AddHouseholdsToGroupMutationVariables,
  RemoveHouseholdsFromGroupMutation,
  RemoveHouseholdsFromGroupMutationVariables,
  UngroupedHouseholdsQuery,
  UngroupedHouseholdsQueryVariables,
} from '../operations.generated.ts'
import type { Group } from './group-page.tsx'
import { messages } from './messages.ts'
import { stale } from './stale.ts'

export const UNGROUPED: TypedDocumentNode<UngroupedHouseholdsQuery, UngroupedHouseholdsQueryVariables> = gql`
  query UngroupedHouseholds($unit: ID!, $residentialGroup: ID, $first: Int, $after: String) {
    ungroupedHouseholds(unit: $unit, residentialGroup: $residentialGroup, first: $first, after: $after) {
      edges {
        node {
          id
          code
          address
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
      totalCount
    }
  }
`

const ADD: TypedDocumentNode<AddHouseholdsToGroupMutation, AddHouseholdsToGroupMutationVariables> = gql`
  mutation AddHouseholdsToGroup($input: AddHouseholdsInput!) {
    addHouseholdsToGroup(input: $input) {
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

const REMOVE: TypedDocumentNode<RemoveHouseholdsFromGroupMutation, RemoveHouseholdsFromGroupMutationVariables> = gql`
  mutation RemoveHouseholdsFromGroup($input: SelfManagementMembersInput!) {
    removeHouseholdsFromGroup(input: $input) {
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

export type MembersChange = 'add' | 'move' | 'leave'

/** What was done to some households of a group, with all that taking it back needs. */
export interface DoneChange {
  kind: MembersChange
  householdIds: string[]
  on: string
  groupId: string
  to: { id: string; name: string } | undefined
}

/** Does a change of members, or the opposite of one: what was added leaves, what left or moved comes back. */
export function useMembersChange() {
  const [add, adding] = useAction(ADD, { stale })
  const [remove, removing] = useAction(REMOVE, { stale })
  const join = async (id: string, { householdIds, on }: DoneChange, move: boolean): Promise<Acted | undefined> =>
    (await add({ input: { id, householdIds, on, move } }))?.addHouseholdsToGroup
  const leave = async ({ groupId, householdIds, on }: DoneChange): Promise<Acted | undefined> =>
    (await remove({ input: { id: groupId, householdIds, on } }))?.removeHouseholdsFromGroup
  return {
    busy: adding.busy || removing.busy,
    failure: adding.failure ?? removing.failure,
    act: (change: DoneChange) => {
      if (change.kind === 'leave') return leave(change)
      return join(change.to?.id ?? change.groupId, change, change.kind === 'move')
    },
    undo: (change: DoneChange) =>
      change.kind === 'add' ? leave(change) : join(change.groupId, change, change.kind === 'move'),
  }
}

interface HouseholdsDialogProps {
  group: Group
  kind: MembersChange
  onDone: (change: DoneChange) => void
  onClose: () => void
}

/** Several households at once: those that have no group come in, those of the group move on or leave. */
export function HouseholdsDialog({ group, kind, onDone, onClose }: HouseholdsDialogProps) {
  const t = useMessages(messages)
  const unit = useUnit()
  const { busy, failure, act } = useMembersChange()
  const ungrouped = useReading(UNGROUPED, {
    variables: { unit: unit.code, residentialGroup: group.residentialGroup.id, first: 100 },
    skip: kind !== 'add',
  })
  const free = ungrouped.data?.ungroupedHouseholds
  const households =
    kind === 'add'
      ? (free?.edges ?? []).map(({ node }) => node)
      : (group.members ?? []).map(({ household }) => household)
  const form = useForm<{ householdIds: Record<string, boolean>; to: string; on: string }>({
    householdIds: {},
    to: '',
    on: formatDate(today()),
  })
  const ticked = form.watch('householdIds')
  const chosen = households.filter(({ id }) => ticked[id]).map(({ id }) => id)
  const others = group.residentialGroup.selfManagementGroups.filter(({ id }) => id !== group.id)
  const change = (values: { to: string; on: string }): DoneChange => ({
    kind,
    householdIds: chosen,
    on: parseDate(values.on) ?? today(),
    groupId: group.id,
    to: others.find(({ id }) => id === values.to),
  })
  return (
    <ActDialog
      title={t(kind)}
      consequence={t(`${kind}.consequence`, { count: chosen.length })}
      form={form}
      busy={busy}
      failure={failure}
      danger={kind === 'leave'}
      onClose={onClose}
      onDone={() => onDone(change(form.getValues()))}
      act={async (values) => (chosen.length === 0 ? { message: t('noneChosen') } : act(change(values)))}
    >
      {kind === 'move' && (
        <SelectField
          name="to"
          label={t('moveTo')}
          required
          span={8}
          options={[{ value: '', label: '' }, ...others.map(({ id, name }) => ({ value: id, label: name }))]}
        />
      )}
      <DateField name="on" label={t('on')} required span={4} />
      {ungrouped.loading && <Skeletons rows={4} />}
      {kind === 'add' && !ungrouped.loading && households.length === 0 && <p data-span={12}>{t('everyone')}</p>}
      {households.length > 0 && (
        <fieldset className="vx-fieldset" data-span={12}>
          <legend className="vx-label">{t('which')}</legend>
          <Button
            size="small"
            kind="quiet"
            onClick={() => form.setValue('householdIds', Object.fromEntries(households.map(({ id }) => [id, true])))}
          >
            {t('all')}
          </Button>
          <div className="residents-group-boxes">
            {households.map(({ id, code, address }) => (
              <CheckboxField key={id} name={`householdIds.${id}`} label={`${code} · ${address}`} />
            ))}
          </div>
          {free && (free.totalCount ?? 0) > households.length && (
            <p className="vx-form-hint">
              {t('moreUngrouped', { shown: households.length, total: free.totalCount ?? 0 })}
            </p>
          )}
        </fieldset>
      )}
    </ActDialog>
  )
}
