import {
  gql,
  Link,
  paths,
  ReadingView,
  type TypedDocumentNode,
  useMay,
  useMessages,
  useReading,
} from '@vungxanh/remote'
import { Button, DataTable, EmptyState, Panel, StatusBadge, today } from '@vungxanh/ui'
import { type ReactNode, useState } from 'react'
import type {
  CircumstanceLineFragment,
  HouseholdCircumstancesQuery,
  HouseholdCircumstancesQueryVariables,
  PersonCircumstancesQuery,
  PersonCircumstancesQueryVariables,
} from '../operations.generated.ts'
import { AnnulDialog, EndDialog, RecordDialog } from './circumstance-dialogs.tsx'
import { messages } from './messages.ts'
import { useSpan } from './use-span.ts'

const recorders = ['REGISTRAR', 'WELFARE_OFFICER'] as const

const LINE: TypedDocumentNode<CircumstanceLineFragment> = gql`
  fragment CircumstanceLine on Circumstance {
    id
    kind
    fromOn
    toOn
    document
    byName
    annulledAt
    annulledByName
    annulledReason
    person {
      id
      fullName
    }
  }
`

const OF_HOUSEHOLD: TypedDocumentNode<HouseholdCircumstancesQuery, HouseholdCircumstancesQueryVariables> = gql`
  query HouseholdCircumstances($id: ID!, $on: LocalDate!) {
    household(id: $id) {
      id
      own: circumstances {
        ...CircumstanceLine @unmask
      }
      standing: circumstances(on: $on) {
        ...CircumstanceLine @unmask
      }
    }
  }
  ${LINE}
`

const OF_PERSON: TypedDocumentNode<PersonCircumstancesQuery, PersonCircumstancesQueryVariables> = gql`
  query PersonCircumstances($id: ID!) {
    person(id: $id) {
      id
      circumstances {
        ...CircumstanceLine @unmask
      }
    }
  }
  ${LINE}
`

/** What a household is entitled to be looked after for, and what the people in it are. */
export function HouseholdCircumstancesPanel({ householdId: id, isOpen }: { householdId: string; isOpen: boolean }) {
  const reading = useReading(OF_HOUSEHOLD, { variables: { id, on: today() } })
  const t = useMessages(messages)
  return (
    <CircumstancesPanel holder={isOpen ? { householdId: id } : undefined}>
      <ReadingView reading={reading} select={(data) => data.household} skeletonRows={2}>
        {({ own, standing }) => {
          const ofMembers = (standing ?? []).filter(({ person }) => person)
          return (
            <>
              <Lines caption={t('ofHousehold')} lines={own ?? []} />
              {ofMembers.length > 0 && <Lines caption={t('ofMembers')} lines={ofMembers} readOnly />}
            </>
          )
        }}
      </ReadingView>
    </CircumstancesPanel>
  )
}

export function PersonCircumstancesPanel({ personId: id, isOpen }: { personId: string; isOpen: boolean }) {
  const reading = useReading(OF_PERSON, { variables: { id } })
  const t = useMessages(messages)
  return (
    <CircumstancesPanel holder={isOpen ? { personId: id } : undefined}>
      <ReadingView reading={reading} select={(data) => data.person} skeletonRows={2}>
        {({ circumstances }) => <Lines caption={t('kind')} lines={circumstances ?? []} />}
      </ReadingView>
    </CircumstancesPanel>
  )
}

export type Holder = { householdId: string } | { personId: string }

function CircumstancesPanel({ holder, children }: { holder: Holder | undefined; children: ReactNode }) {
  const t = useMessages(messages)
  const mayRecord = useMay(...recorders)
  const [recording, setRecording] = useState(false)
  return (
    <Panel
      title={t('title')}
      flush
      actions={
        mayRecord &&
        holder && (
          <Button size="small" onClick={() => setRecording(true)}>
            {t('record')}
          </Button>
        )
      }
    >
      {children}
      {recording && holder && <RecordDialog holder={holder} onClose={() => setRecording(false)} />}
    </Panel>
  )
}

interface LinesProps {
  caption: string
  lines: readonly CircumstanceLineFragment[]
  /** They are somebody else's: changed on that person's page. */
  readOnly?: boolean
}

function Lines({ caption, lines, readOnly = false }: LinesProps) {
  const t = useMessages(messages)
  const spanOf = useSpan()
  const mayRecord = useMay(...recorders)
  const [acting, setActing] = useState<{ act: 'end' | 'annul'; line: CircumstanceLineFragment }>()
  const close = () => setActing(undefined)
  return (
    <>
      <DataTable
        caption={caption}
        rows={lines}
        rowKey={({ id }) => id}
        empty={<EmptyState>{t('none')}</EmptyState>}
        columns={[
          {
            key: 'kind',
            label: caption,
            render: (line) => (
              <>
                {t(`kind.${line.kind}`)} {line.annulledAt && <StatusBadge>{t('annulled')}</StatusBadge>}
                {readOnly && line.person && (
                  <>
                    {' · '}
                    <Link to={paths.person(line.person.id)}>{line.person.fullName}</Link>
                  </>
                )}
                <div className="vx-form-hint">
                  {[
                    spanOf(line),
                    line.document,
                    line.annulledAt
                      ? t('annulledBy', { name: line.annulledByName ?? '', reason: line.annulledReason ?? '' })
                      : t('by', { name: line.byName }),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </div>
                {mayRecord &&
                  !readOnly &&
                  !line.annulledAt &&
                  (['end', 'annul'] as const).map((act) => (
                    <Button
                      key={act}
                      size="small"
                      kind="quiet"
                      label={`${t(act)}: ${t(`kind.${line.kind}`)}`}
                      onClick={() => setActing({ act, line })}
                    >
                      {t(act)}
                    </Button>
                  ))}
              </>
            ),
          },
        ]}
      />
      {acting?.act === 'end' && <EndDialog line={acting.line} onClose={close} />}
      {acting?.act === 'annul' && <AnnulDialog line={acting.line} onClose={close} />}
    </>
  )
}
