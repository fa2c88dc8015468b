import { gql, type TypedDocumentNode, useAction, useMessages } from '@vungxanh/remote'
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
  PlaceHouseholdMutation,
  PlaceHouseholdMutationVariables,
  UndoGroupOutlineMutation,
  UndoGroupOutlineMutationVariables,
  UndoPlacingMutation,
  UndoPlacingMutationVariables,
} from '../operations.generated.ts'
import type { Position } from './map-view.tsx'
import { messages } from './messages.ts'
import { readPlace } from './written-place.ts'

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

const stale = ['household', 'householdMap', 'householdsByPlace', 'adminUnit']

export interface Drawing {
  what: 'place' | 'outline'
  id: string
  title: string
  /** Where on the map that is. */
  group: string | undefined
}

export interface Done {
  what: Drawing['what']
  id: string
  title: string
}

interface DrawingFormProps {
  drawing: Drawing
  draft: Position[]
  setDraft: (draft: Position[]) => void
  stop: (done?: Done) => void
}

/** What is drawn is seen on the map before it is saved; a place may be typed instead. */
export function DrawingForm({ drawing, draft, setDraft, stop }: DrawingFormProps) {
  const t = useMessages(messages)
  const notify = useNotify()
  const form = useForm({ typed: '' })
  const [refusal, setRefusal] = useState<FormRefusal>()
  const [place, placing] = useAction(PLACE, { stale })
  const [draw, drawn] = useAction(DRAW, { stale })
  const { what, id, title } = drawing
  const here = useRef<HTMLDivElement>(null)
  useEffect(() => {
    here.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const told = (eventId: string, warnings: string[] = []) => {
    notify({
      tone: warnings.length > 0 ? 'warning' : 'success',
      title: t('saved', { what: title }),
      text: warnings.join(' '),
    })
    stop({ what, id: eventId, title })
  }
  async function savePlace(typed: string) {
    const [longitude, latitude] = draft[0] ?? []
    const text = readPlace(typed)
    const point =
      text || longitude === undefined || latitude === undefined
        ? text && { ...text, source: 'TYPED' as const }
        : { latitude, longitude, source: 'MAP' as const }
    if (!point) return setRefusal({ message: t('placeHint'), field: 'typed' })
    const outcome = (await place({ input: { householdId: id, place: point } }))?.placeHousehold
    if (outcome?.__typename === 'PlaceHouseholdSuccess') told(outcome.event.id, outcome.warnings)
    else if (outcome?.__typename === 'InvalidInput') setRefusal({ message: outcome.message, field: 'typed' })
    else if (outcome) setRefusal({ message: t('refusal.HouseholdNotFound') })
  }
  async function saveOutline() {
    const [first] = draft
    const ring = first ? [...draft, first] : []
    const outcome = (await draw({ input: { residentialGroupId: id, ring } }))?.drawGroupOutline
    if (outcome?.__typename === 'GroupOutlineSuccess') told(outcome.outline.id)
    else if (outcome) setRefusal({ message: outcome.message })
  }
  return (
    <div ref={here} className="vx-map-drawing">
      <Form
        form={form}
        label={title}
        onSubmit={({ typed }) => {
          setRefusal(undefined)
          return what === 'place' ? savePlace(typed) : saveOutline()
        }}
        refusal={refusal}
        failure={placing.failure ?? drawn.failure}
      >
        <p className="vx-form-hint">
          <strong>{title}.</strong> {what === 'place' ? t('placeHint') : t('drawHint', { count: draft.length })}
        </p>
        <FormGrid>
          {what === 'place' && (
            <TextField name="typed" label={t('typed')} description={t('typedHint')} autoFocus span={6} />
          )}
          <FormActions>
            <Button type="submit" kind="primary" busy={placing.busy || drawn.busy}>
              {t('save')}
            </Button>
            {what === 'outline' && <Button onClick={() => setDraft(draft.slice(0, -1))}>{t('back')}</Button>}
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
  async function undo() {
    const outcome =
      done.what === 'place'
        ? (await undoPlace({ id: done.id }))?.undoLifeEvent
        : (await undoOutline({ id: done.id }))?.undoGroupOutline
    if (!outcome) return
    const isDone = outcome.__typename === 'LifeEventSuccess' || outcome.__typename === 'GroupOutlineSuccess'
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
        <Button size="small" busy={placing.busy || drawn.busy} onClick={() => void undo()}>
          {t('undo')}
        </Button>
      }
    >
      {placing.failure ?? drawn.failure}
    </Notice>
  )
}
