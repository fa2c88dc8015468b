import { gql, Link, type Reading, ReadingView, type TypedDocumentNode, useMay, useMessages } from '@vungxanh/remote'
import { writePlace } from '@vungxanh/remote/written-place'
import { Button, DataTable, EmptyState, Panel } from '@vungxanh/ui'
import type { MapCheckpointsQuery, MapCheckpointsQueryVariables } from '../operations.generated.ts'
import type { Drawing } from './drawing.tsx'
import { messages } from './messages.ts'

/** What directives keeps of where people are stopped; those that have ended are on no map. */
export const CHECKPOINTS: TypedDocumentNode<MapCheckpointsQuery, MapCheckpointsQueryVariables> = gql`
  query MapCheckpoints($unit: ID!) {
    checkpoints(unit: $unit) {
      id
      name
      place
      latitude
      longitude
      activeTo
      residentialGroup {
        id
      }
    }
  }
`

type Row = MapCheckpointsQuery['checkpoints'][number]

interface CheckpointsPanelProps {
  reading: Reading<MapCheckpointsQuery>
  /** Those that have not ended. */
  rows: readonly Row[]
  begin: (drawing: Drawing) => void
}

/** The same as on the map, by keyboard. */
export function CheckpointsPanel({ reading, rows, begin }: CheckpointsPanelProps) {
  const t = useMessages(messages)
  const mayPlace = useMay('CLERK')
  return (
    <Panel title={t('checkpoints')} flush>
      <ReadingView reading={reading} select={(data) => data.checkpoints} skeletonRows={3}>
        {() => (
          <DataTable
            caption={t('checkpoints')}
            rows={rows}
            rowKey={({ id }) => id}
            empty={<EmptyState>{t('noCheckpoints')}</EmptyState>}
            columns={[
              {
                key: 'name',
                label: t('checkpoint'),
                render: ({ id, name }) => <Link to={`/dieu-hanh/chot/${id}`}>{name}</Link>,
              },
              { key: 'where', label: t('checkpointPlace'), render: ({ place }) => place },
              { key: 'place', label: t('position'), render: (one) => writePlace(one) || t('unknown') },
              ...(mayPlace
                ? [
                    {
                      key: 'act',
                      label: t('place'),
                      render: (checkpoint: Row) => (
                        <Button
                          size="small"
                          label={t('placeCheckpoint', { name: checkpoint.name })}
                          onClick={() => begin(drawingOf(checkpoint, t('placeCheckpoint', { name: checkpoint.name })))}
                        >
                          {t('place')}
                        </Button>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </ReadingView>
    </Panel>
  )
}

function drawingOf({ id, latitude, longitude, residentialGroup }: Row, title: string): Drawing {
  return { what: 'checkpoint', id, title, group: residentialGroup?.id, before: { latitude, longitude } }
}
