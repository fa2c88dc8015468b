import { ReadingView, useMessages, useSearchParams, useServiceReading } from '@vungxanh/remote'
import { DataTable, EmptyState, formatDateTime, Page, Panel, SelectInput, Toolbar } from '@vungxanh/ui'
import type { AdministrationEvent } from '../answers.ts'
import { messages as common } from '../messages.ts'
import { messages } from './messages.ts'
import { UnreadPanel } from './unread-panel.tsx'

interface EventsAnswer {
  events: readonly AdministrationEvent[]
  next: string | null
}

const join = (known: EventsAnswer, more: EventsAnswer): EventsAnswer => ({
  events: [...known.events, ...more.events],
  next: more.next,
})

const actions = messages.keys.filter((key) => key.startsWith('action.'))

function useActionName() {
  const t = useMessages(messages)
  return (action: string) => {
    const known = actions.find((key) => key === `action.${action}`)
    return known ? t(known) : action
  }
}

export function EventsPage() {
  const t = useMessages(messages)
  const c = useMessages(common)
  const nameOf = useActionName()
  const [address, setAddress] = useSearchParams()
  const action = address.get('viec') ?? ''
  const reading = useServiceReading<EventsAnswer>(`/auth/api/events${action && `?action=${action}`}`, join)
  const next = reading.data?.next
  return (
    <Page title={t('events')} subtitle={t('eventsText')}>
      <UnreadPanel />
      <Toolbar>
        <SelectInput
          label={t('action')}
          value={action}
          onChange={(viec) => setAddress(viec ? { viec } : {}, { replace: true })}
          options={[
            { value: '', label: t('all') },
            ...actions.map((key) => ({ value: key.slice('action.'.length), label: t(key) })),
          ]}
        />
      </Toolbar>
      <Panel title={t('events')} flush>
        <ReadingView reading={reading} select={(data) => data.events} skeletonRows={8}>
          {(events) => (
            <DataTable
              caption={t('events')}
              rows={events}
              rowKey={(event) => event.id}
              empty={<EmptyState>{t('none')}</EmptyState>}
              loadingMore={reading.loadingMore}
              onMore={next ? () => reading.more({ after: next }) : undefined}
              columns={[
                { key: 'at', label: c('at'), nowrap: true, render: ({ at }) => formatDateTime(at) },
                { key: 'action', label: t('action'), render: (event) => nameOf(event.action) },
                {
                  key: 'actor',
                  label: t('actor'),
                  render: ({ actor }) =>
                    actor ? (
                      <>
                        {actor.name}
                        <span className="vx-option-note">{actor.post}</span>
                      </>
                    ) : (
                      t('nobody')
                    ),
                },
                { key: 'details', label: t('details'), render: ({ details }) => <Details details={details} /> },
                { key: 'request', label: t('request'), render: ({ requestId }) => <code>{requestId ?? '—'}</code> },
              ]}
            />
          )}
        </ReadingView>
      </Panel>
    </Page>
  )
}

/** As they were recorded: whoever checks the log compares it with other records by these very words. */
function Details({ details }: { details: AdministrationEvent['details'] }) {
  const entries = Object.entries(details)
  if (entries.length === 0) return '—'
  return entries.map(([key, value]) => (
    <span key={key} className="vx-option-note">
      {key}: {typeof value === 'string' ? value : JSON.stringify(value)}
    </span>
  ))
}
