import { gql, type TypedDocumentNode, useAction, useMessages } from '@vungxanh/remote'
import { isNearWard } from '@vungxanh/remote/near-ward'
import { readPlace } from '@vungxanh/remote/written-place'
import {
  Button,
  Form,
  FormActions,
  FormGrid,
  type FormRefusal,
  Notice,
  TextField,
  useForm,
  useNotify,
} from '@vungxanh/ui'
import { useEffect, useRef, useState } from 'react'
import type {
  DrawGroupOutlineMutation,
  DrawGroupOutlineMutationVariables,
  PlaceCheckpointInput,
  PlaceCheckpointMutation,
  PlaceCheckpointMutationVariables,
  PlaceHouseholdMutation,
  PlaceHouseholdMutationVariables,
  UndoGroupOutlineMutation,
  UndoGroupOutlineMutationVariables,
  UndoPlacingMutation,
  UndoPlacingMutationVariables,
} from '../operations.generated.ts'
import type { Position } from './map-view.tsx'
import { messages } from './messages.ts'

const PLACE: TypedDocumentNode<PlaceHouseholdMutation, PlaceHouseholdMutationVariables> = gql`
  mutation PlaceHousehold($input: PlaceHouseholdInput!) {
    placeHousehold(input: $input) {
      __typename
      ... on PlaceHouseholdSuccess {
        warnings
        event {
          id
        }
      }
      ... on InvalidInput {
        message
      }
    }
  }
`

const UNDO_PLACE: TypedDocumentNode<UndoPlacingMutation, UndoPlacingMutationVariables> = gql`
  mutation UndoPlacing($id: ID!) {
    undoLifeEvent(id: $id) {
      __typename
    }
  }
`

const PLACE_CHECKPOINT: TypedDocumentNode<PlaceCheckpointMutation, PlaceCheckpointMutationVariables> = gql`
  mutation PlaceCheckpoint($input: PlaceCheckpointInput!) {
    placeCheckpoint(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`

const DRAW: TypedDocumentNode<DrawGroupOutlineMutation, DrawGroupOutlineMutationVariables> = gql`
  mutation DrawGroupOutline($input: DrawGroupOutlineInput!) {
    drawGroupOutline(input: $input) {
      __typename
      ... on GroupOutlineSuccess {
        outline {
          id
        }
      }
      ... on InvalidInput {
        message
      }
    }
  }
`

const UNDO_OUTLINE: TypedDocumentNode<UndoGroupOutlineMutation, UndoGroupOutlineMutationVariables> = gql`
  mutation UndoGroupOutline($id: ID!) {
    undoGroupOutline(id: $id) {
      __typename
    }
  }
`

const stale = ['household', 'householdMap', 'householdsByPlace', 'adminUnit', 'checkpoints']

interface Named {
  id: string
  title: string
}

/** A household's place, a group's outline, or a checkpoint's place with where it stood before. */
type Drawn = Named & ({ what: 'place' | 'outline' } | { what: 'checkpoint'; before: Omit<PlaceCheckpointInput, 'id'> })

export type Drawing = Drawn & {
  /** Where on the map that is. */
  group: string | undefined
}

/** What can be taken back: an event or an outline by its id, a checkpoint by what stood there before. */
export type Done = Drawn

interface DrawingFormProps {
  drawing: Drawing
  draft: Position[]
  /** Of the groups' outlines: a checkpoint is not far from them. */
  corners: readonly (readonly number[])[]
  setDraft: (draft: Position[]) => void
  stop: (done?: Done) => void
}

/** What is drawn is seen on the map before it is saved; a place may be typed instead. */
export function DrawingForm({ drawing, draft, corners, setDraft, stop }: DrawingFormProps) {
  const t = useMessages(messages)
  const notify = useNotify()
  const form = useForm({ typed: '' })
  const [refusal, setRefusal] = useState<FormRefusal>()
  const [place, placing] = useAction(PLACE, { stale })
  const [placeCheckpoint, placingCheckpoint] = useAction(PLACE_CHECKPOINT, { stale })
  const [draw, drawn] = useAction(DRAW, { stale })
  const { what, id, title } = drawing
  const isOutline = what === 'outline'
  const here = useRef<HTMLDivElement>(null)
  useEffect(() => {
    here.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const told = (finished: Done, warnings: string[] = []) => {
    notify({
      tone: warnings.length > 0 ? 'warning' : 'success',
      title: t('saved', { what: title }),
      text: warnings.join(' '),
    })
    stop(finished)
  }
  async function savePlace(typed: string) {
    const [longitude, latitude] = draft[0] ?? []
    const text = readPlace(typed)
    const point =
      text || longitude === undefined || latitude === undefined
        ? text && { ...text, source: 'TYPED' as const }
        : { latitude, longitude, source: 'MAP' as const }
    if (!point) return setRefusal({ message: t('placeHint'), field: 'typed' })
    if (drawing.what === 'checkpoint') return saveCheckpoint(drawing.before, point)
    const outcome = (await place({ input: { householdId: id, place: point } }))?.placeHousehold
    if (outcome?.__typename === 'PlaceHouseholdSuccess')
      told({ what: 'place', id: outcome.event.id, title }, outcome.warnings)
    else if (outcome?.__typename === 'InvalidInput') setRefusal({ message: outcome.message, field: 'typed' })
    else if (outcome) setRefusal({ message: t('refusal.HouseholdNotFound') })
  }
  async function saveCheckpoint(
    before: Omit<PlaceCheckpointInput, 'id'>,
    { latitude, longitude }: { latitude: number; longitude: number },
  ) {
    // Of households the server knows it; directives, which has the checkpoints, has no outlines.
    if (!isNearWard({ latitude, longitude }, corners)) return setRefusal({ message: t('placeFar'), field: 'typed' })
    const outcome = (await placeCheckpoint({ input: { id, latitude, longitude } }))?.placeCheckpoint
    if (outcome && 'message' in outcome) setRefusal({ message: outcome.message, field: 'typed' })
    else if (outcome) told({ what: 'checkpoint', id, title, before })
  }
  async function saveOutline() {
    const [first] = draft
    const ring = first ? [...draft, first] : []
    const outcome = (await draw({ input: { residentialGroupId: id, ring } }))?.drawGroupOutline
    if (outcome?.__typename === 'GroupOutlineSuccess') told({ what: 'outline', id: outcome.outline.id, title })
    else if (outcome) setRefusal({ message: outcome.message })
  }
  return (
    <div ref={here} className="vx-map-drawing">
      <Form
        form={form}
        label={title}
        onSubmit={({ typed }) => {
          setRefusal(undefined)
          return isOutline ? saveOutline() : savePlace(typed)
        }}
        refusal={refusal}
        failure={placing.failure ?? placingCheckpoint.failure ?? drawn.failure}
      >
        <p className="vx-form-hint">
          <strong>{title}.</strong> {isOutline ? t('drawHint', { count: draft.length }) : t('placeHint')}
        </p>
        <FormGrid>
          {!isOutline && <TextField name="typed" label={t('typed')} description={t('typedHint')} autoFocus span={6} />}
          <FormActions>
            <Button type="submit" kind="primary" busy={placing.busy || placingCheckpoint.busy || drawn.busy}>
              {t('save')}
            </Button>
            {isOutline && <Button onClick={() => setDraft(draft.slice(0, -1))}>{t('back')}</Button>}
            <Button onClick={() => stop()}>{t('cancel')}</Button>
          </FormActions>
        </FormGrid>
      </Form>
    </div>
  )
}

/** What was just recorded can be taken back here; later from the history of the household. */
export function UndoNotice({ done, onClose }: { done: Done; onClose: () => void }) {
  const t = useMessages(messages)
  const notify = useNotify()
  const [undoPlace, placing] = useAction(UNDO_PLACE, { stale })
  const [undoOutline, drawn] = useAction(UNDO_OUTLINE, { stale })
  const [placeCheckpoint, placingCheckpoint] = useAction(PLACE_CHECKPOINT, { stale })
  async function takeBack() {
    switch (done.what) {
      case 'place':
        return (await undoPlace({ id: done.id }))?.undoLifeEvent
      case 'outline':
        return (await undoOutline({ id: done.id }))?.undoGroupOutline
      case 'checkpoint':
        return (await placeCheckpoint({ input: { id: done.id, ...done.before } }))?.placeCheckpoint
    }
  }
  async function undo() {
    const outcome = await takeBack()
    if (!outcome) return
    const isDone = ['LifeEventSuccess', 'GroupOutlineSuccess', 'CheckpointSuccess'].includes(outcome.__typename)
    notify({
      tone: isDone ? 'success' : 'warning',
      title: isDone ? t('undone', { what: done.title }) : t('refusal.late'),
    })
    onClose()
  }
  return (
    <Notice
      tone="success"
      title={t('saved', { what: done.title })}
      action={
        <Button size="small" busy={placing.busy || placingCheckpoint.busy || drawn.busy} onClick={() => void undo()}>
          {t('undo')}
        </Button>
      }
    >
      {placing.failure ?? placingCheckpoint.failure ?? drawn.failure}
    </Notice>
  )
}
