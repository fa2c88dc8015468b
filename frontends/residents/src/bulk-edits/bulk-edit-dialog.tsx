import { gql, ReadingView, type TypedDocumentNode, useAction, useMessages, useReading, useUnit } from '@vungxanh/remote'
import {
  Button,
  DataTable,
  DateField,
  Dialog,
  EmptyState,
  Form,
  FormActions,
  FormGrid,
  type FormRefusal,
  formatDate,
  ListField,
  Notice,
  optionMeant,
  parseDate,
  Rows,
  SelectField,
  TextField,
  tidy,
  today,
  useForm,
} from '@vungxanh/ui'
import { useState } from 'react'
import { relations, relationsToHead } from '../households/relations.ts'
import { messages as register } from '../messages.ts'
import type {
  ApplyBulkEditMutation,
  ApplyBulkEditMutationVariables,
  BulkEditGroupsQuery,
  BulkEditGroupsQueryVariables,
  BulkEditInput,
  BulkEditKind,
  BulkEditPreviewQuery,
  BulkEditPreviewQueryVariables,
  HouseholdRelation,
  ResidenceKind,
} from '../operations.generated.ts'
import { messages } from './messages.ts'
import { stale, UndoButton } from './undo-button.tsx'

const GROUPS: TypedDocumentNode<BulkEditGroupsQuery, BulkEditGroupsQueryVariables> = gql`
  query BulkEditGroups($unit: ID!, $withTeams: Boolean!) {
    adminUnit(code: $unit) {
      code
      residentialGroups {
        id
        name
        number
        selfManagementGroups @include(if: $withTeams) {
          id
          name
          number
        }
      }
    }
  }
`

const PREVIEW: TypedDocumentNode<BulkEditPreviewQuery, BulkEditPreviewQueryVariables> = gql`
  query BulkEditPreview($edit: BulkEditInput!) {
    bulkEditPreview(input: $edit) {
      changes {
        id
        name
        from
        to
        leaves
      }
      refused {
        id
        name
        reason
      }
    }
  }
`

const APPLY: TypedDocumentNode<ApplyBulkEditMutation, ApplyBulkEditMutationVariables> = gql`
  mutation ApplyBulkEdit($input: ApplyBulkEditInput!) {
    applyBulkEdit(input: $input) {
      __typename
      ... on BulkEditSuccess {
        bulkEdit {
          id
          changed
        }
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

const residenceKinds: readonly ResidenceKind[] = ['PERMANENT', 'TEMPORARY', 'STAYING']

interface Values {
  group: string
  addressFrom: string
  addressTo: string
  relation: HouseholdRelation
  residenceKind: ResidenceKind
  on: string
  place: string
}

interface BulkEditDialogProps {
  kind: BulkEditKind
  rows: Pick<BulkEditInput, 'ids' | 'matching'>
  /** Of the one household that is changed: all of it stands there to be written over. */
  address?: string
  onClose: (isDone: boolean) => void
}

/** What to change, then exactly which rows that is, then the change; and the way back. */
export function BulkEditDialog({ kind, rows, address = '', onClose }: BulkEditDialogProps) {
  const t = useMessages(messages)
  const word = useMessages(register)
  const unit = useUnit()
  const form = useForm<Values>({
    group: '',
    addressFrom: address,
    addressTo: address,
    relation: 'OTHER_RELATIVE',
    residenceKind: 'TEMPORARY',
    on: formatDate(today()),
    place: '',
  })
  const [edit, setEdit] = useState<BulkEditInput>()
  const [done, setDone] = useState<{ id: string; changed: number }>()
  const toTeam = kind === 'SELF_MANAGEMENT_GROUP'
  const toGroup = kind === 'HOUSEHOLD_GROUP'
  const groups = useReading(GROUPS, {
    variables: { unit: unit.code, withTeams: toTeam },
    skip: !(toGroup || toTeam),
  })
  const options = (groups.data?.adminUnit?.residentialGroups ?? []).flatMap(({ id, name, selfManagementGroups }) =>
    toTeam
      ? (selfManagementGroups ?? []).map((team) => ({ value: team.id, label: `${team.name} · ${name}` }))
      : [{ value: id, label: name }],
  )

  function choose({ group, residenceKind, on, place, relation, addressFrom, addressTo }: Values) {
    const chosen = optionMeant(options, group)?.value ?? null
    setEdit({
      unit: unit.code,
      kind,
      ...rows,
      on: parseDate(on) ?? today(),
      ...(toGroup ? { residentialGroupId: chosen } : {}),
      ...(toTeam ? { selfManagementGroupId: chosen } : {}),
      ...(kind === 'ADDRESS' ? { addressFrom: tidy(addressFrom), addressTo: tidy(addressTo) } : {}),
      ...(kind === 'RELATION' ? { relation } : {}),
      ...(kind === 'RESIDENCE_KIND' ? { residenceKind } : {}),
      ...(kind === 'ABSENCE' && tidy(place) ? { place: tidy(place) } : {}),
    })
  }

  return (
    <Dialog title={t(`kind.${kind}`)} opened onClose={() => onClose(done !== undefined)}>
      {done ? (
        <Rows>
          <Notice tone="success" title={t('done', { count: done.changed })}>
            {t('doneText')}
          </Notice>
          <FormActions>
            <Button kind="primary" onClick={() => onClose(true)}>
              {t('close')}
            </Button>
            <UndoButton id={done.id} changed={done.changed} onUndone={() => onClose(true)} />
          </FormActions>
        </Rows>
      ) : edit ? (
        <Preview edit={edit} onBack={() => setEdit(undefined)} onDone={setDone} />
      ) : (
        <Form form={form} label={t(`kind.${kind}`)} onSubmit={choose}>
          <FormGrid>
            {(toGroup || toTeam) && (
              <ListField
                name="group"
                label={t(toTeam ? 'team' : 'group')}
                required
                autoFocus
                span={toTeam ? 12 : 6}
                options={options}
              />
            )}
            {kind === 'ADDRESS' && (
              <>
                <TextField
                  name="addressFrom"
                  label={t('addressFrom')}
                  description={t('addressHint')}
                  required
                  autoFocus
                  span={12}
                />
                <TextField name="addressTo" label={t('addressTo')} required span={12} />
              </>
            )}
            {kind === 'RELATION' && (
              <SelectField
                name="relation"
                label={t('relation')}
                required
                span={6}
                options={relationsToHead.map((value) => ({ value, label: word(`relation.${value}`) }))}
              />
            )}
            {kind === 'RESIDENCE_KIND' && (
              <SelectField
                name="residenceKind"
                label={t('residenceKind')}
                required
                span={6}
                options={residenceKinds.map((value) => ({ value, label: word(`residence.${value}`) }))}
              />
            )}
            {kind !== 'ADDRESS' && <DateField name="on" label={t('on')} required span={6} />}
            {kind === 'ABSENCE' && <TextField name="place" label={t('place')} span={12} />}
          </FormGrid>
          <FormActions>
            <Button type="submit" kind="primary">
              {t('preview')}
            </Button>
          </FormActions>
        </Form>
      )}
    </Dialog>
  )
}

interface PreviewProps {
  edit: BulkEditInput
  onBack: () => void
  onDone: (done: { id: string; changed: number }) => void
}

function Preview({ edit, onBack, onDone }: PreviewProps) {
  const t = useMessages(messages)
  const word = useMessages(register)
  const form = useForm({})
  const [refusal, setRefusal] = useState<FormRefusal>()
  const [apply, { busy, failure }] = useAction(APPLY, { stale })
  const reading = useReading(PREVIEW, { variables: { edit } })
  const value = (text: string) => {
    if (text === 'PRESENT' || text === 'ABSENT' || text === 'UNGROUPED') return t(text)
    const kind = residenceKinds.find((one) => one === text)
    const relation = relations.find((one) => one === text)
    return kind ? word(`residence.${kind}`) : relation ? word(`relation.${relation}`) : text
  }

  async function save(expected: number) {
    setRefusal(undefined)
    const result = (await apply({ input: { edit, expected } }))?.applyBulkEdit
    if (!result) return
    if (result.__typename === 'BulkEditSuccess') onDone(result.bulkEdit)
    else {
      setRefusal({ message: result.message })
      reading.retry()
    }
  }

  return (
    <ReadingView reading={reading} select={(data) => data.bulkEditPreview} skeletonRows={6}>
      {({ changes, refused }) => (
        <Form
          form={form}
          label={t('preview')}
          onSubmit={() => save(changes.length)}
          refusal={refusal}
          failure={failure}
        >
          <h3 className="vx-panel-title">{t('willChange', { count: changes.length })}</h3>
          <DataTable
            caption={t('willChange', { count: changes.length })}
            rows={changes}
            rowKey={({ id }) => id}
            empty={<EmptyState>{t('nothing')}</EmptyState>}
            columns={[
              { key: 'row', label: t('row'), render: ({ name }) => name },
              { key: 'from', label: t('from'), render: ({ from }) => value(from) },
              {
                key: 'to',
                label: t('to'),
                render: ({ to, leaves }) => (leaves ? t('toAndLeaves', { to: value(to), group: leaves }) : value(to)),
              },
            ]}
          />
          {refused.length > 0 && (
            <>
              <h3 className="vx-panel-title">{t('willStay', { count: refused.length })}</h3>
              <DataTable
                caption={t('willStay', { count: refused.length })}
                rows={refused}
                rowKey={({ id }) => id}
                empty={null}
                columns={[
                  { key: 'row', label: t('row'), render: ({ name }) => name },
                  { key: 'reason', label: t('reason'), render: ({ reason }) => reason },
                ]}
              />
            </>
          )}
          <FormActions>
            <Button type="submit" kind="primary" busy={busy} disabled={changes.length === 0}>
              {t('apply', { count: changes.length })}
            </Button>
            <Button onClick={onBack}>{t('back')}</Button>
          </FormActions>
        </Form>
      )}
    </ReadingView>
  )
}
