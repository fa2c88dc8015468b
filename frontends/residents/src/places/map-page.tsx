import {
  gql,
  paths,
  type TypedDocumentNode,
  useFilters,
  useMay,
  useMessages,
  useNavigate,
  useReading,
  useUnit,
} from '@vungxanh/remote'
import { Notice, Page, Panel, Rows, SelectInput, Toolbar, today, useFormat } from '@vungxanh/ui'
import { lazy, Suspense, useMemo, useState } from 'react'
import { establishmentPath } from '../establishments/establishment-path.ts'
import { kinds } from '../establishments/kinds.ts'
import { messages as establishmentMessages } from '../establishments/messages.ts'
import type {
  MapGroupsQuery,
  MapGroupsQueryVariables,
  MapHouseholdsQuery,
  MapHouseholdsQueryVariables,
} from '../operations.generated.ts'
import { type Done, type Drawing, DrawingForm, UndoNotice } from './drawing.tsx'
import { CHECKPOINTS, CheckpointsPanel } from './map-checkpoints.tsx'
import { EstablishmentsPanel, useMapEstablishments } from './map-establishments.tsx'
import { GroupsPanel, HouseholdsPanel } from './map-lists.tsx'
import type { Box, Position } from './map-view.tsx'
import { messages } from './messages.ts'

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

const nothing: never[] = []

/** Groups and households on a map that asks nothing of the outside, and the same in tables. */
export function MapPage() {
  const t = useMessages(messages)
  const word = useMessages(establishmentMessages)
  const unit = useUnit()
  const format = useFormat()
  const navigate = useNavigate()
  const filters = useFilters()
  const group = filters.value('to')
  const which = filters.value('ds')
  const mayRecord = useMay('REGISTRAR')
  // Where somebody lives is for those who may read the household.
  const maySeeHouseholds = useMay('REGISTRAR', 'HEALTH_STAFF', 'WELFARE_OFFICER', 'APPROVER', 'INSPECTOR')
  const maySeeEstablishments = useMay(
    'CHAIR',
    'CASHIER',
    'CLERK',
    'INSPECTOR',
    'REGISTRAR',
    'HEALTH_STAFF',
    'WELFARE_OFFICER',
    'APPROVER',
  )
  const maySeeCheckpoints = useMay('CHAIR', 'INSPECTOR', 'REGISTRAR', 'HEALTH_STAFF', 'CLERK')
  const askedKind = maySeeEstablishments ? filters.oneOf('co-so', ['ALL', ...kinds]) : undefined
  const establishments = useMapEstablishments(askedKind, group)
  const [box, setBox] = useState<Box>()
  const [drawing, setDrawing] = useState<Drawing>()
  const [draft, setDraft] = useState<Position[]>([])
  const [hasFailed, setFailed] = useState(false)
  const [done, setDone] = useState<Done>()
  const groupsReading = useReading(GROUPS, { variables: { unit: unit.code } })
  const groups = groupsReading.data?.adminUnit?.residentialGroups ?? []
  const seen = useReading(HOUSEHOLDS, {
    variables: { unit: unit.code, box: box ?? null, residentialGroup: group || null },
    // The map says what of the unit is in view as soon as it stands.
    skip: !maySeeHouseholds || !box,
  })
  // What was in view stays until what is in view now has come: the map does not go empty under who moves it.
  const [onMap, setOnMap] = useState(seen.data?.householdMap)
  if (seen.data && seen.data.householdMap !== onMap) setOnMap(seen.data.householdMap)
  const outlined = useMemo(
    () =>
      groups.flatMap(({ id, number, name, outline }) =>
        outline && (!group || id === group)
          ? [{ id, name, shortName: t('shortGroup', { number }), ring: outline.ring }]
          : [],
      ),
    [groups, group, t],
  )
  const checkpointsReading = useReading(CHECKPOINTS, { variables: { unit: unit.code }, skip: !maySeeCheckpoints })
  const allCheckpoints = checkpointsReading.data?.checkpoints
  const checkpoints = useMemo(
    () => allCheckpoints?.filter(({ activeTo }) => activeTo == null || activeTo >= today()) ?? nothing,
    [allCheckpoints],
  )
  const listed = establishments.data?.establishments
  const placedEstablishments = useMemo(() => listed?.edges.map(({ node }) => node) ?? nothing, [listed])
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
        {maySeeEstablishments && (
          <SelectInput
            label={t('establishments')}
            value={askedKind ?? ''}
            options={[
              { value: '', label: t('hideEstablishments') },
              { value: 'ALL', label: t('allEstablishments') },
              ...kinds.map((kind) => ({ value: kind, label: word(`kind.${kind}`) })),
            ]}
            onChange={(value) => filters.set({ 'co-so': value })}
          />
        )}
      </Toolbar>
      <Rows>
        {done && <UndoNotice done={done} onClose={() => setDone(undefined)} />}
        <Panel title={t('drawing')} note={onMap && t('shown', { total: format.number(onMap.total) })}>
          {drawing && (
            <DrawingForm
              key={drawing.id}
              corners={groups.flatMap(({ outline }) => outline?.ring ?? [])}
              {...{ drawing, draft, setDraft, stop }}
            />
          )}
          {hasFailed ? (
            <Notice tone="info" title={t('noWebgl')} />
          ) : (
            <Suspense fallback={<div className="vx-map" />}>
              <MapView
                label={t('aria')}
                groups={outlined}
                households={onMap?.households ?? nothing}
                establishments={placedEstablishments}
                checkpoints={checkpoints}
                clusters={onMap?.clusters ?? nothing}
                clusterLabel={(count) => t('cluster', { count })}
                draft={draft}
                isDrawing={drawing !== undefined}
                focus={drawing?.group ?? (group || undefined)}
                zoomLabels={{ zoomIn: t('zoomIn'), zoomOut: t('zoomOut') }}
                onMove={setBox}
                onClick={(position) => setDraft(drawing?.what === 'outline' ? [...draft, position] : [position])}
                onHousehold={(id) => navigate(paths.household(id))}
                onEstablishment={(id) => navigate(establishmentPath(id))}
                onCheckpoint={(id) => navigate(`/dieu-hanh/chot/${id}`)}
                onFailure={() => setFailed(true)}
              />
            </Suspense>
          )}
          {(askedKind || checkpoints.length > 0) && !hasFailed && <p className="vx-form-hint">{t('legend')}</p>}
        </Panel>
        <GroupsPanel reading={groupsReading} mayDraw={mayRecord && !hasFailed} {...{ group, begin }} />
        {askedKind && <EstablishmentsPanel reading={establishments} />}
        {maySeeCheckpoints && <CheckpointsPanel reading={checkpointsReading} rows={checkpoints} begin={begin} />}
        {maySeeHouseholds && <HouseholdsPanel {...{ which, group, begin }} />}
      </Rows>
    </Page>
  )
}
