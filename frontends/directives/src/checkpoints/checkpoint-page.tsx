import {
  ConnectionTable,
  Link,
  LinkButton,
  paths,
  ReadingView,
  useMay,
  useMessages,
  useParams,
  useSearchParams,
} from '@vungxanh/remote'
import { ExportMenu } from '@vungxanh/remote/export'
import { writePlace } from '@vungxanh/remote/written-place'
import {
  Button,
  type Column,
  EmptyState,
  Facts,
  formatDate,
  Page,
  Panel,
  SelectInput,
  StatTile,
  StatusBadge,
  Tiles,
  type Tone,
  Toolbar,
  timeOf,
  today,
  useFormat,
} from '@vungxanh/ui'
import { useState } from 'react'
import type { CheckpointDecision, CheckpointPageQuery } from '../operations.generated.ts'
import { AnnulDialog } from './annul-dialog.tsx'
import { ChangesPanel } from './changes-panel.tsx'
import { EndCheckpointDialog, ReopenButton } from './checkpoint-ends.tsx'
import { type EntryRow, type Seen, useCheckpoint } from './checkpoint-reading.ts'
import { CorrectCheckpointDialog } from './correct-checkpoint-dialog.tsx'
import { DayForm, useDay } from './day-form.tsx'
import { EntryForm } from './entry-form.tsx'
import { EntryNumbers } from './entry-numbers.tsx'
import { decisions, isStay } from './entry-values.ts'
import { messages } from './messages.ts'

const tones: Record<CheckpointDecision, Tone> = {
  LET_THROUGH: 'success',
  TURNED_BACK: 'danger',
  SENT_TO_STATION: 'warning',
}

type Checkpoint = NonNullable<CheckpointPageQuery['checkpoint']>

export function CheckpointPage() {
  const t = useMessages(messages)
  const { id = '' } = useParams()
  const { day, choose } = useDay()
  const [address, setAddress] = useSearchParams()
  const decision = decisions.find((known) => known === address.get('quyet-dinh')) ?? null
  const { reading, seen } = useCheckpoint({ id, on: day, decision, first: 50 })
  const mayRecord = useMay('REGISTRAR', 'HEALTH_STAFF', 'COMMUNITY_TEAM', 'CLERK')
  const mayEnd = useMay('CLERK')
  const [annulling, setAnnulling] = useState<EntryRow>()
  const [ending, setEnding] = useState(false)
  const [correcting, setCorrecting] = useState(false)
  const columns = useColumnsOf(seen, mayRecord ? setAnnulling : undefined)
  const setDecision = (value: string) =>
    setAddress(
      (current) => {
        if (value) current.set('quyet-dinh', value)
        else current.delete('quyet-dinh')
        return current
      },
      { replace: true },
    )
  const checkpoint = reading.data?.checkpoint
  const isOpen = checkpoint?.activeTo == null || checkpoint.activeTo >= today()
  return (
    <Page
      title={checkpoint?.name ?? t('checkpoint')}
      subtitle={checkpoint?.place}
      trail={[
        <Link key="list" to={`/dieu-hanh/chot${day === today() ? '' : `?ngay=${day}`}`}>
          {t('checkpoints')}
        </Link>,
      ]}
      actions={
        mayEnd &&
        checkpoint &&
        (isOpen ? (
          <>
            <Button onClick={() => setCorrecting(true)}>{t('correct')}</Button>
            <Button onClick={() => setEnding(true)}>{t('end')}</Button>
          </>
        ) : (
          <ReopenButton id={checkpoint.id} />
        ))
      }
    >
      {mayRecord && checkpoint && isOpen && (
        <Panel title={t('write')}>
          <EntryForm checkpointId={checkpoint.id} day={day} />
        </Panel>
      )}
      <Toolbar>
        <DayForm key={day} day={day} onChoose={choose} />
        <SelectInput
          label={t('decision')}
          value={decision ?? ''}
          options={[
            { value: '', label: t('allDecisions') },
            ...decisions.map((value) => ({ value, label: t(`decision.${value}`) })),
          ]}
          onChange={setDecision}
        />
      </Toolbar>
      {checkpoint && <Counts checkpoint={checkpoint} />}
      <Panel
        title={t('log')}
        note={formatDate(day)}
        flush
        actions={
          <>
            <LinkButton to={`/dieu-hanh/chot/${id}/in?${new URLSearchParams({ ngay: day })}`}>{t('print')}</LinkButton>
            <ExportMenu
              department="directives"
              list="checkpoint-entries"
              variables={{ checkpoint: id, on: day, decision }}
              conditions={[
                [t('checkpoint'), checkpoint?.name],
                [t('day'), formatDate(day)],
                [t('decision'), decision ? t(`decision.${decision}`) : undefined],
              ]}
            />
          </>
        }
      >
        <ReadingView reading={reading} select={(data) => data.checkpointEntries} skeletonRows={8}>
          {(connection) => (
            <ConnectionTable
              caption={t('log')}
              reading={reading}
              connection={connection}
              empty={<EmptyState>{t(decision ? 'noLines' : 'quiet')}</EmptyState>}
              columns={columns}
            />
          )}
        </ReadingView>
      </Panel>
      {checkpoint && <About checkpoint={checkpoint} />}
      {checkpoint && <ChangesPanel checkpoint={checkpoint} />}
      {annulling && <AnnulDialog entry={annulling} onClose={() => setAnnulling(undefined)} />}
      {ending && checkpoint && <EndCheckpointDialog checkpoint={checkpoint} onClose={() => setEnding(false)} />}
      {correcting && checkpoint && (
        <CorrectCheckpointDialog checkpoint={checkpoint} onClose={() => setCorrecting(false)} />
      )}
    </Page>
  )
}

function Counts({ checkpoint: { counts } }: { checkpoint: Checkpoint }) {
  const t = useMessages(messages)
  const { number } = useFormat()
  const figures = ['in', 'out', 'turnedBack', 'sentToStation'] as const
  return (
    <Tiles columns={4}>
      {figures.map((figure) => (
        <StatTile key={figure} label={t(figure)} value={number(counts[figure])} missing="—" />
      ))}
    </Tiles>
  )
}

function About({ checkpoint }: { checkpoint: Checkpoint }) {
  const t = useMessages(messages)
  const { kind, activeFrom, activeTo, document, residentialGroup, endReason } = checkpoint
  return (
    <Panel title={t('checkpoint')}>
      <Facts
        facts={[
          { label: t('kind'), value: t(`kind.${kind}`) },
          {
            label: t('active'),
            value: activeTo
              ? t('span', { from: formatDate(activeFrom), to: formatDate(activeTo) })
              : t('since', { from: formatDate(activeFrom) }),
          },
          {
            label: t('document'),
            value: document && <Link to={paths.document(document.id)}>{document.symbol}</Link>,
          },
          { label: t('position'), value: <CheckpointPosition checkpoint={checkpoint} /> },
          { label: t('group'), value: residentialGroup?.name ?? t('noGroup') },
          ...(endReason ? [{ label: t('endReason'), value: endReason }] : []),
        ]}
      />
    </Panel>
  )
}

/** Where it is on the map, for those who may open the map. */
function CheckpointPosition({ checkpoint }: { checkpoint: Checkpoint }) {
  const t = useMessages(messages)
  const mayOpenMap = useMay('CHAIR', 'INSPECTOR', 'REGISTRAR', 'HEALTH_STAFF', 'CLERK')
  const written = writePlace(checkpoint) || t('noPosition')
  return mayOpenMap ? <Link to="/ho-dan/ban-do">{written}</Link> : written
}

/** Whoever it is, in one cell: from the register, as they said, or nothing but their vehicle. */
function Who({ entry }: { entry: EntryRow }) {
  const { person, saidName, birthYear, plate } = entry
  const t = useMessages(messages)
  const name = person?.fullName ?? saidName
  return (
    <>
      {person ? <Link to={paths.person(person.id)}>{person.fullName}</Link> : (name ?? (plate ? '—' : t('inRegister')))}
      {birthYear && <span className="vx-option-note">{birthYear}</span>}
      <EntryNumbers entry={entry} />
    </>
  )
}

/** What was decided and why, and what the register made of whoever came to stay. */
function Decided({ entry }: { entry: EntryRow }) {
  const t = useMessages(messages)
  const { decision, reason, healthReason, annulledAt, annulReason, stayReport } = entry
  const why = annulledAt ? annulReason : (reason ?? healthReason)
  const state = stayReport?.state
  return (
    <>
      <StatusBadge tone={annulledAt ? 'neutral' : tones[decision]}>
        {t(annulledAt ? 'annulled' : `decision.${decision}`)}
      </StatusBadge>
      {why && <span className="vx-option-note">{why}</span>}
      {isStay(entry) && (state || !annulledAt) && (
        <span className="vx-option-note">
          {t('stay')}: {t(state ? `stay.${state}` : 'stay.none')}
        </span>
      )}
    </>
  )
}

function useColumnsOf({ who, health }: Seen, annul?: (entry: EntryRow) => void): Column<EntryRow>[] {
  const t = useMessages(messages)
  const { number } = useFormat()
  return [
    {
      key: 'at',
      label: t('at'),
      nowrap: true,
      render: ({ at, annulledAt }) => (annulledAt ? <s>{timeOf(String(at))}</s> : timeOf(String(at))),
    },
    ...(who ? [{ key: 'who', label: t('who'), render: (entry: EntryRow) => <Who entry={entry} /> }] : []),
    { key: 'direction', label: t('direction'), render: ({ direction }) => t(`direction.${direction}`) },
    { key: 'people', label: t('people'), align: 'end', render: ({ people }) => number(people) },
    ...(who ? [{ key: 'plate', label: t('plate'), nowrap: true, render: ({ plate }: EntryRow) => plate ?? '—' }] : []),
    {
      key: 'purpose',
      label: t('purpose'),
      render: ({ purpose, note, fromPlace, stayingAt }) => (
        <>
          {t(`purpose.${purpose}`)}
          {(note ?? fromPlace) && (
            <span className="vx-option-note">{[note, fromPlace, stayingAt].filter(Boolean).join(' · ')}</span>
          )}
        </>
      ),
    },
    {
      key: 'paper',
      label: t('paper'),
      render: ({ paper, paperUntil }) => (
        <>
          {paper ? t(`paper.${paper}`) : '—'}
          {paperUntil && <span className="vx-option-note">{t('until', { day: formatDate(paperUntil) })}</span>}
        </>
      ),
    },
    ...(health
      ? [
          {
            key: 'temperature',
            label: t('temperature'),
            align: 'end' as const,
            render: ({ temperature }: EntryRow) => (temperature == null ? '—' : number(temperature)),
          },
        ]
      : []),
    {
      key: 'decision',
      label: t('decision'),
      render: (entry) => <Decided entry={entry} />,
    },
    { key: 'by', label: t('by'), render: ({ byName }) => byName },
    ...(annul
      ? [
          {
            key: 'act',
            label: t('act'),
            nowrap: true,
            render: (entry: EntryRow) =>
              entry.annulledAt ? null : (
                <Button
                  size="small"
                  label={`${t('annul')}: ${timeOf(String(entry.at))} ${entry.person?.fullName ?? entry.saidName ?? entry.plate ?? ''}`}
                  onClick={() => annul(entry)}
                >
                  {t('annul')}
                </Button>
              ),
          },
        ]
      : []),
  ]
}
