import {
  ConnectionTable,
  gql,
  Link,
  paths,
  ReadingView,
  type TypedDocumentNode,
  useAction,
  useFilters,
  useMay,
  useMessages,
  useNavigate,
  useReading,
  useUnit,
} from '@vungxanh/remote'
import {
  Button,
  DataTable,
  EmptyState,
  Form,
  FormActions,
  FormGrid,
  type FormRefusal,
  Notice,
  Page,
  Panel,
  Rows,
  SelectInput,
  StatusBadge,
  TextField,
  Toolbar,
  useForm,
  useFormat,
  useNotify,
} from '@vungxanh/ui'
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import type {
  DrawGroupOutlineMutation,
  DrawGroupOutlineMutationVariables,
  HouseholdsByPlaceQuery,
  HouseholdsByPlaceQueryVariables,
  MapGroupsQuery,
  MapGroupsQueryVariables,
  MapHouseholdsQuery,
  MapHouseholdsQueryVariables,
  PlaceHouseholdMutation,
  PlaceHouseholdMutationVariables,
  UndoGroupOutlineMutation,
  UndoGroupOutlineMutationVariables,
  UndoPlacingMutation,
  UndoPlacingMutationVariables,
} from '../operations.generated.ts'
import type { Box, Position } from './map-view.tsx'
import { messages } from './messages.ts'
import { readPlace, writePlace } from './written-place.ts'

const MapView = lazy(() => import('./map-view.tsx'))

const GROUPS: TypedDocumentNode<MapGroupsQuery, MapGroupsQueryVariables> = gql`
  query MapGroups($unit: ID!) {
    adminUnit(code: $unit) {
      code
      name
      residentialGroups {
        id
        number
        name
        householdCount
        placedCount
        outline {
          id
          ring
        }
      }
    }
  }
`

const HOUSEHOLDS: TypedDocumentNode<MapHouseholdsQuery, MapHouseholdsQueryVariables> = gql`
  query MapHouseholds($unit: ID!, $box: MapBox, $residentialGroup: ID) {
    householdMap(unit: $unit, box: $box, residentialGroup: $residentialGroup) {
      total
      households {
        id
        code
        latitude
        longitude
      }
      clusters {
        latitude
        longitude
        count
      }
    }
  }
`

const LIST: TypedDocumentNode<HouseholdsByPlaceQuery, HouseholdsByPlaceQueryVariables> = gql`
  query HouseholdsByPlace($unit: ID!, $isPlaced: Boolean, $residentialGroup: ID, $first: Int, $after: String) {
    householdsByPlace(
      unit: $unit
      isPlaced: $isPlaced
      residentialGroup: $residentialGroup
      first: $first
      after: $after
    ) {
      edges {
        node {
          id
          code
          address
          latitude
          longitude
          residentialGroup {
            id
            name
          }
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

interface Drawing {
  what: 'place' | 'outline'
  id: string
  title: string
  /** Where on the map that is. */
  group: string | undefined
}

interface Done {
  what: Drawing['what']
  id: string
  title: string
}

/** Groups and households on a map that asks nothing of the outside, and the same in tables. */
export function MapPage() {
  const t = useMessages(messages)
  const unit = useUnit()
  const format = useFormat()
  const navigate = useNavigate()
  const filters = useFilters()
  const group = filters.value('to')
  const which = filters.value('ds')
  const mayRecord = useMay('REGISTRAR')
  // Where somebody lives is for those who may read the household.
  const maySeeHouseholds = useMay('REGISTRAR', 'HEALTH_STAFF', 'WELFARE_OFFICER', 'APPROVER', 'INSPECTOR')
  const [box, setBox] = useState<Box>()
  const [drawing, setDrawing] = useState<Drawing>()
  const [draft, setDraft] = useState<Position[]>([])
  const [hasFailed, setFailed] = useState(false)
  const [done, setDone] = useState<Done>()
  const groupsReading = useReading(GROUPS, { variables: { unit: unit.code } })
  const groups = groupsReading.data?.adminUnit?.residentialGroups ?? []
  const seen = useReading(HOUSEHOLDS, {
    variables: { unit: unit.code, box: box ?? null, residentialGroup: group || null },
    skip: !maySeeHouseholds,
  })
  const list = useReading(LIST, {
    variables: {
      unit: unit.code,
      isPlaced: which === '' ? null : which === 'co',
      residentialGroup: group || null,
      first: 50,
    },
    skip: !maySeeHouseholds,
  })
  const outlined = useMemo(
    () =>
      groups.flatMap(({ id, number, name, outline }) =>
        outline && (!group || id === group)
          ? [{ id, name, shortName: t('shortGroup', { number }), ring: outline.ring }]
          : [],
      ),
    [groups, group, t],
  )
  const onMap = seen.data?.householdMap
  const begin = (next: Drawing) => {
    setDrawing(next)
    setDraft([])
    setDone(undefined)
  }
  const stop = (finished?: Done) => {
    setDrawing(undefined)
    setDraft([])
    setDone(finished)
  }
  const sum = (of: (one: (typeof groups)[number]) => number | null): number =>
    groups.reduce((total, one) => total + (of(one) ?? 0), 0)
  return (
    <Page
      title={t('map')}
      subtitle={t('subtitle', {
        placed: format.number(sum((one) => one.placedCount)),
        households: format.number(sum((one) => one.householdCount)),
        unit: groupsReading.data?.adminUnit?.name ?? unit.code,
      })}
    >
      <Toolbar>
        <SelectInput
          label={t('group')}
          value={group}
          options={[
            { value: '', label: t('allGroups') },
            ...groups.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(value) => filters.set({ to: value })}
        />
        {maySeeHouseholds && (
          <SelectInput
            label={t('list')}
            value={which}
            options={[
              { value: '', label: t('allHouseholds') },
              { value: 'chua', label: t('unplaced') },
              { value: 'co', label: t('placed') },
            ]}
            onChange={(value) => filters.set({ ds: value })}
          />
        )}
      </Toolbar>
      <Rows>
        {done && <UndoNotice done={done} onClose={() => setDone(undefined)} />}
        <Panel title={t('drawing')} note={onMap && t('shown', { total: format.number(onMap.total) })}>
          {drawing && <DrawingForm key={drawing.id} {...{ drawing, draft, setDraft, stop }} />}
          {hasFailed ? (
            <Notice tone="info" title={t('noWebgl')} />
          ) : (
            <Suspense fallback={<div className="vx-map" />}>
              <MapView
                label={t('aria')}
                groups={outlined}
                households={onMap?.households ?? nothing}
                clusters={onMap?.clusters ?? nothing}
                clusterLabel={(count) => t('cluster', { count })}
                draft={draft}
                isDrawing={drawing !== undefined}
                focus={drawing?.group ?? (group || undefined)}
                zoomLabels={{ zoomIn: t('zoomIn'), zoomOut: t('zoomOut') }}
                onMove={setBox}
                onClick={(position) => setDraft(drawing?.what === 'outline' ? [...draft, position] : [position])}
                onHousehold={(id) => navigate(paths.household(id))}
                onFailure={() => setFailed(true)}
              />
            </Suspense>
          )}
        </Panel>
        <Panel title={t('groups')} flush>
          <ReadingView reading={groupsReading} select={(data) => data.adminUnit} skeletonRows={6}>
            {() => (
              <DataTable
                caption={t('groups')}
                rows={groups.filter(({ id }) => !group || id === group)}
                rowKey={({ id }) => id}
                empty={<EmptyState>{t('none')}</EmptyState>}
                columns={[
                  { key: 'name', label: t('group'), render: ({ name }) => name },
                  {
                    key: 'households',
                    label: t('households'),
                    align: 'end',
                    render: ({ householdCount }) => format.number(householdCount),
                  },
                  {
                    key: 'placed',
                    label: t('placedCount'),
                    align: 'end',
                    render: ({ placedCount }) => format.number(placedCount),
                  },
                  {
                    key: 'outline',
                    label: t('outline'),
                    render: ({ id, name, outline }) => (
                      <>
                        <StatusBadge {...(outline && { tone: 'success' as const })}>
                          {t(outline ? 'hasOutline' : 'noOutline')}
                        </StatusBadge>
                        {mayRecord && !hasFailed && (
                          <Button
                            size="small"
                            kind="quiet"
                            label={t('drawOf', { group: name })}
                            onClick={() =>
                              begin({ what: 'outline', id, title: t('drawOf', { group: name }), group: id })
                            }
                          >
                            {t('draw')}
                          </Button>
                        )}
                      </>
                    ),
                  },
                ]}
              />
            )}
          </ReadingView>
        </Panel>
        {maySeeHouseholds && (
          <Panel title={t('households')} flush>
            <ReadingView reading={list} select={(data) => data.householdsByPlace} skeletonRows={8}>
              {(connection) => (
                <ConnectionTable
                  caption={t('households')}
                  reading={list}
                  connection={connection}
                  empty={<EmptyState>{t('none')}</EmptyState>}
                  columns={[
                    {
                      key: 'code',
                      label: t('code'),
                      nowrap: true,
                      render: ({ id, code }) => <Link to={paths.household(id)}>{code}</Link>,
                    },
                    { key: 'address', label: t('address'), render: (one) => one.address },
                    { key: 'group', label: t('group'), nowrap: true, render: (one) => one.residentialGroup?.name },
                    {
                      key: 'place',
                      label: t('position'),
                      render: (one) => (
                        <>
                          {writePlace(one) || t('unknown')}
                          {mayRecord && (
                            <Button
                              size="small"
                              kind="quiet"
                              label={t('placeOf', { code: one.code })}
                              onClick={() =>
                                begin({
                                  what: 'place',
                                  id: one.id,
                                  title: t('placeOf', { code: one.code }),
                                  group: one.residentialGroup?.id,
                                })
                              }
                            >
                              {t('place')}
                            </Button>
                          )}
                        </>
                      ),
                    },
                  ]}
                />
              )}
            </ReadingView>
          </Panel>
        )}
      </Rows>
    </Page>
  )
}

const nothing: never[] = []

interface DrawingFormProps {
  drawing: Drawing
  draft: Position[]
  setDraft: (draft: Position[]) => void
  stop: (done?: Done) => void
}

/** What is drawn is seen on the map before it is saved; a place may be typed instead. */
function DrawingForm({ drawing, draft, setDraft, stop }: DrawingFormProps) {
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
function UndoNotice({ done, onClose }: { done: Done; onClose: () => void }) {
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
