import { useMessages } from '@vungxanh/remote'
import { writePlace } from '@vungxanh/remote/written-place'
import { DataTable, EmptyState, formatDateTime, Panel } from '@vungxanh/ui'
import type { CheckpointPageQuery } from '../operations.generated.ts'
import { messages } from './messages.ts'

type Checkpoint = NonNullable<CheckpointPageQuery['checkpoint']>
type Facts = Pick<Checkpoint, 'name' | 'kind' | 'place' | 'latitude' | 'longitude' | 'residentialGroup' | 'document'>

/** What was corrected, by whom, and what stood there before. Each correction keeps what was there until then. */
export function ChangesPanel({ checkpoint }: { checkpoint: Checkpoint }) {
  const t = useMessages(messages)
  const written = (one: Facts): [label: string, value: string][] => [
    [t('name'), one.name],
    [t('kind'), t(`kind.${one.kind}`)],
    [t('place'), one.place],
    [t('position'), writePlace(one) || t('noPosition')],
    [t('group'), one.residentialGroup?.name ?? t('noGroup')],
    [t('documentSymbol'), one.document?.symbol ?? t('noDocument')],
  ]
  const rows = checkpoint.changes.flatMap((change, index) => {
    const after = written(checkpoint.changes[index - 1] ?? checkpoint)
    return written(change).flatMap(([what, before], place) => {
      const now = after[place]?.[1] ?? ''
      return now === before ? [] : [{ ...change, key: `${change.id} ${what}`, what, before, now }]
    })
  })
  if (rows.length === 0) return null
  return (
    <Panel title={t('changes')} flush>
      <DataTable
        caption={t('changes')}
        rows={rows}
        rowKey={({ key }) => key}
        empty={<EmptyState>{t('noChanges')}</EmptyState>}
        columns={[
          { key: 'at', label: t('changedAt'), nowrap: true, render: ({ at }) => formatDateTime(String(at)) },
          { key: 'what', label: t('what'), render: ({ what }) => what },
          { key: 'before', label: t('before'), render: ({ before }) => before },
          { key: 'now', label: t('after'), render: ({ now }) => now },
          { key: 'by', label: t('changedBy'), render: ({ byName }) => byName },
        ]}
      />
    </Panel>
  )
}
