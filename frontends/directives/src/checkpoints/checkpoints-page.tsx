import {
  gql,
  Link,
  paths,
  ReadingView,
  type TypedDocumentNode,
  useMay,
  useMessages,
  useReading,
  useUnit,
} from '@vungxanh/remote'
import { writePlace } from '@vungxanh/remote/written-place'
import {
  Button,
  DataTable,
  EmptyState,
  formatDate,
  Notice,
  Page,
  Panel,
  StatusBadge,
  Toolbar,
  today,
  useFormat,
} from '@vungxanh/ui'
import { useState } from 'react'
import type { CheckpointsPageQuery, CheckpointsPageQueryVariables } from '../operations.generated.ts'
import { DayForm, useDay } from './day-form.tsx'
import { messages } from './messages.ts'
import { OpenCheckpointDialog } from './open-checkpoint-dialog.tsx'

const CHECKPOINTS: TypedDocumentNode<CheckpointsPageQuery, CheckpointsPageQueryVariables> = gql`
  query CheckpointsPage($unit: ID!, $on: LocalDate) {
    checkpoints(unit: $unit) {
      id
      name
      kind
      place
      latitude
      longitude
      activeFrom
      activeTo
      lastEntryAt
      document {
        id
        symbol
      }
      residentialGroup {
        id
        name
      }
      counts(on: $on) {
        in
        out
        turnedBack
        sentToStation
      }
    }
  }
`

type Row = CheckpointsPageQuery['checkpoints'][number]

/** In Viet Nam, as the day of a moment is written. */
const dayOf = (moment: string): string => today(new Date(moment))

export function CheckpointsPage() {
  const t = useMessages(messages)
  const unit = useUnit()
  const { number } = useFormat()
  const mayOpen = useMay('CLERK')
  const { day, choose } = useDay()
  const [opening, setOpening] = useState(false)
  const reading = useReading(CHECKPOINTS, { variables: { unit: unit.code, on: day } })
  const found = reading.data?.checkpoints ?? []
  const isQuiet = found.every(({ counts }) => counts.in + counts.out + counts.turnedBack === 0)
  const latest = found
    .flatMap(({ lastEntryAt }) => (lastEntryAt ? [dayOf(String(lastEntryAt))] : []))
    .sort()
    .at(-1)
  const count = (key: 'in' | 'out' | 'turnedBack' | 'sentToStation') => ({
    key,
    label: t(key),
    align: 'end' as const,
    render: ({ counts }: Row) => number(counts[key]),
  })
  return (
    <Page
      title={t('checkpoints')}
      subtitle={t('subtitle', { day: formatDate(day) })}
      actions={
        mayOpen && (
          <Button kind="primary" onClick={() => setOpening(true)}>
            {t('open')}
          </Button>
        )
      }
    >
      <Toolbar>
        <DayForm key={day} day={day} onChoose={choose} />
      </Toolbar>
      {isQuiet && latest && latest !== day && (
        <Notice title={t('quiet')}>
          <Button size="small" onClick={() => choose(latest)}>
            {t('latestDay', { day: formatDate(latest) })}
          </Button>
        </Notice>
      )}
      <Panel title={t('checkpoints')} flush>
        <ReadingView reading={reading} select={(data) => data.checkpoints} skeletonRows={4}>
          {(checkpoints) => (
            <DataTable
              caption={t('checkpoints')}
              rows={checkpoints}
              rowKey={({ id }) => id}
              empty={<EmptyState>{t('none')}</EmptyState>}
              columns={[
                {
                  key: 'name',
                  label: t('checkpoint'),
                  render: ({ id, name, place }) => (
                    <>
                      <Link to={`/dieu-hanh/chot/${id}${day === today() ? '' : `?ngay=${day}`}`}>{name}</Link>
                      <span className="vx-option-note">{place}</span>
                    </>
                  ),
                },
                count('in'),
                count('out'),
                count('turnedBack'),
                count('sentToStation'),
                {
                  key: 'position',
                  label: t('position'),
                  nowrap: true,
                  render: (checkpoint) => writePlace(checkpoint) || '—',
                },
                { key: 'kind', label: t('kind'), nowrap: true, render: ({ kind }) => t(`kind.${kind}`) },
                {
                  key: 'active',
                  label: t('active'),
                  nowrap: true,
                  render: ({ activeFrom, activeTo }) =>
                    activeTo && activeTo < today() ? (
                      <StatusBadge>{t('ended')}</StatusBadge>
                    ) : activeTo ? (
                      t('span', { from: formatDate(activeFrom), to: formatDate(activeTo) })
                    ) : (
                      t('since', { from: formatDate(activeFrom) })
                    ),
                },
                {
                  key: 'document',
                  label: t('document'),
                  nowrap: true,
                  render: ({ document }) =>
                    document ? <Link to={paths.document(document.id)}>{document.symbol}</Link> : '—',
                },
              ]}
            />
          )}
        </ReadingView>
      </Panel>
      {opening && <OpenCheckpointDialog onClose={() => setOpening(false)} />}
    </Page>
  )
}
