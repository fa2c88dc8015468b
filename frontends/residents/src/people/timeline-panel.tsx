import { Link, Slot, type TimelineEntry, useMessages } from '@vungxanh/remote'
import { DataTable, EmptyState, formatDate, formatDateTime, Panel, SelectInput, StatusBadge } from '@vungxanh/ui'
import { useCallback, useMemo, useState } from 'react'
import { messages as register } from '../messages.ts'
import { messages as movements } from '../movements/messages.ts'
import type { PersonPageQuery } from '../operations.generated.ts'
import { type Contributions, linesOf } from './timeline.ts'
import { messages } from './timeline-messages.ts'

type Person = NonNullable<PersonPageQuery['person']>

type OwnFacts = Pick<Person, 'residences' | 'history' | 'arrivals'>

/** What this department itself knows: where the person lived, and every event of the register that stands. */
export function useOwnEntries({ residences, history, arrivals }: OwnFacts): readonly TimelineEntry[] {
  const t = useMessages(messages)
  const word = useMessages(register)
  const move = useMessages(movements)
  return useMemo(
    () => [
      ...(residences ?? [])
        // One that was taken back is a period of no days.
        .filter(({ fromOn, toOn }) => !toOn || toOn >= fromOn)
        .map(({ id, kind, address, fromOn, toOn }) => ({
          id,
          at: fromOn,
          title: t('residence', { kind: word(`residence.${kind}`), address: address ?? '—' }),
          detail: toOn ? t('until', { day: formatDate(toOn) }) : undefined,
        })),
      ...(history ?? [])
        .filter(({ undoneAt }) => !undoneAt)
        .map(({ id, kind, occurredOn, household, toHousehold, place }) => ({
          id,
          at: occurredOn,
          title: move(`kind.${kind}`),
          detail: [[household?.code, toHousehold?.code].filter(Boolean).join(' → '), place].filter(Boolean).join(' · '),
        })),
      ...(arrivals ?? [])
        .filter(({ withdrawnAt }) => !withdrawnAt)
        .map(({ id, arrivedOn, fromPlace, household }) => ({
          id,
          at: arrivedOn,
          title: t('arrival', { place: fromPlace }),
          detail: household?.code,
        })),
    ],
    [residences, history, arrivals, t, word, move],
  )
}

/** What the other departments put in. */
export function useContributions() {
  const [contributions, setContributions] = useState<Contributions>({})
  const contribute = useCallback(
    (name: string, entries: readonly TimelineEntry[]) =>
      setContributions((current) => ({ ...current, [name]: entries })),
    [],
  )
  return { contributions, contribute }
}

export function TimelinePanel({ personId, own }: { personId: string; own: OwnFacts }) {
  const t = useMessages(messages)
  const [department, setDepartment] = useState('')
  const { contributions: others, contribute } = useContributions()
  const residents = useOwnEntries(own)
  const contributions: Contributions = { residents, ...others }
  const nameOf = (name: string) => {
    const known = messages.keys.find((key) => key === name)
    return known ? t(known) : name
  }
  return (
    <Panel
      title={t('timeline')}
      note={t('note')}
      actions={
        <SelectInput
          label={t('department')}
          value={department}
          onChange={setDepartment}
          options={[
            { value: '', label: t('all') },
            ...Object.keys(contributions).map((name) => ({ value: name, label: nameOf(name) })),
          ]}
        />
      }
      flush
    >
      <Slot name="personTimeline" given={{ personId, contribute }} />
      <DataTable
        caption={t('timeline')}
        rows={linesOf(contributions, department)}
        rowKey={({ department: of, id }) => `${of} ${id}`}
        empty={<EmptyState>{t('none')}</EmptyState>}
        columns={[
          {
            key: 'at',
            label: t('at'),
            nowrap: true,
            render: ({ at }) => (at.includes('T') ? formatDateTime(at) : formatDate(at)),
          },
          {
            key: 'what',
            label: t('what'),
            render: ({ title, detail, link }) => (
              <>
                {link ? <Link to={link}>{title}</Link> : title}
                {detail && <span className="vx-option-note">{detail}</span>}
              </>
            ),
          },
          {
            key: 'department',
            label: t('department'),
            nowrap: true,
            render: ({ department: of }) => <StatusBadge>{nameOf(of)}</StatusBadge>,
          },
        ]}
      />
    </Panel>
  )
}
