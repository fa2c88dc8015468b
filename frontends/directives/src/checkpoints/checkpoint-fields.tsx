import { gql, type TypedDocumentNode, useMessages, useReading, useUnit } from '@vungxanh/remote'
import type { Acted } from '@vungxanh/remote/act-dialog'
import { isNearWard } from '@vungxanh/remote/near-ward'
import { readPlace, writePlace } from '@vungxanh/remote/written-place'
import { type Picked, SelectField, TextField, tidy } from '@vungxanh/ui'
import { DocumentField } from '../document-field.tsx'
import type {
  CheckpointGroupsQuery,
  CheckpointGroupsQueryVariables,
  CheckpointKind,
  CheckpointPageQuery,
  CorrectCheckpointInput,
} from '../operations.generated.ts'
import { messages } from './messages.ts'

const GROUPS: TypedDocumentNode<CheckpointGroupsQuery, CheckpointGroupsQueryVariables> = gql`
  query CheckpointGroups($unit: ID!) {
    adminUnit(code: $unit) {
      code
      residentialGroups {
        id
        name
        outline {
          id
          ring
        }
      }
    }
  }
`

const kinds: readonly CheckpointKind[] = ['WARD_GATE', 'LOCKED_AREA', 'RESIDENTIAL_AREA', 'MARKET', 'OTHER']

export interface CheckpointValues {
  name: string
  kind: CheckpointKind
  place: string
  position: string
  group: string
  document: Picked | undefined
}

type Checkpoint = NonNullable<CheckpointPageQuery['checkpoint']>

/** What a form begins with: nothing, or what stands there now. */
export function valuesOf(checkpoint?: Checkpoint): CheckpointValues {
  const document = checkpoint?.document
  return {
    name: checkpoint?.name ?? '',
    kind: checkpoint?.kind ?? 'WARD_GATE',
    place: checkpoint?.place ?? '',
    position: writePlace(checkpoint ?? {}),
    group: checkpoint?.residentialGroup?.id ?? '',
    document: document ? { id: document.id, label: document.symbol } : undefined,
  }
}

/** What a form sends, or what to look at again before it does. */
export function useCheckpointFacts(): (
  values: CheckpointValues,
) => { facts: Omit<CorrectCheckpointInput, 'id'> } | { refusal: Acted } {
  const t = useMessages(messages)
  const { groups, isLoading } = useGroups()
  return ({ name, kind, place, position, group, document }) => {
    const point = readPlace(position)
    if (point && isLoading) return { refusal: { message: t('positionUnchecked'), field: 'position' } }
    if (position.trim() && !point) return { refusal: { message: t('positionHint'), field: 'position' } }
    if (
      point &&
      !isNearWard(
        point,
        groups.flatMap(({ outline }) => outline?.ring ?? []),
      )
    )
      return { refusal: { message: t('positionFar'), field: 'position' } }
    return {
      facts: {
        name: tidy(name),
        kind,
        place: tidy(place),
        latitude: point?.latitude ?? null,
        longitude: point?.longitude ?? null,
        residentialGroup: group || null,
        documentId: document?.id ?? null,
      },
    }
  }
}

export const fields = { latitude: 'position' }

function useGroups() {
  const unit = useUnit()
  const { data, loading } = useReading(GROUPS, { variables: { unit: unit.code } })
  return { groups: data?.adminUnit?.residentialGroups ?? [], isLoading: loading && !data }
}

/** What is asked of a checkpoint when it is set up and when it is corrected. */
export function CheckpointFields() {
  const t = useMessages(messages)
  const { groups } = useGroups()
  return (
    <>
      <TextField name="name" label={t('name')} required span={8} autoFocus />
      <SelectField
        name="kind"
        label={t('kind')}
        span={4}
        options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      <TextField name="place" label={t('place')} required span={8} />
      <SelectField
        name="group"
        label={t('group')}
        span={4}
        options={[
          { value: '', label: t('noGroup') },
          ...groups.map(({ id, name }) => ({ value: id, label: name ?? '' })),
        ]}
      />
      <TextField name="position" label={t('position')} description={t('positionHint')} span={12} />
      <DocumentField label={t('documentSymbol')} placeholder={t('documentHint')} />
    </>
  )
}
