import { Link, LinkButton, useMessages, useViewer } from '@vungxanh/remote'
import { DataTable, EmptyState, formatDateTime, Panel, Skeletons } from '@vungxanh/ui'
import { useAudit } from '../audit/audit-reading.ts'
import { AwayNotices } from '../audit/away-notices.tsx'
import { messages } from '../audit/messages.ts'
import { Duty, useSummary } from '../audit/record-words.tsx'

const shown = 5
/** Enough to find some of others among one's own, which are many: looking at the trace leaves a trace. */
const read = 30

interface LatelyProps {
  /** Undefined until they are known. */
  subjects: readonly string[] | undefined
  address: string
  extract?: string
}

/** Others who looked last, beside a person or a household. */
export function Lately({ subjects, address, extract }: LatelyProps) {
  const t = useMessages(messages)
  const summaryOf = useSummary()
  const { accountId } = useViewer()
  const audit = useAudit({ subjects }, { first: read, skip: subjects === undefined })
  const ofOthers = audit.records.filter((record) => record.accountId !== accountId)
  return (
    <Panel
      title={t('audit')}
      note={t('lately')}
      actions={<LinkButton to={address}>{t('seeAll')}</LinkButton>}
      foot={extract && <Link to={extract}>{t('extract')}</Link>}
      flush
    >
      <AwayNotices away={audit.away} />
      {ofOthers.length === 0 && (audit.loading || subjects === undefined) ? (
        <Skeletons rows={3} />
      ) : (
        <DataTable
          caption={t('audit')}
          rows={ofOthers.slice(0, shown)}
          rowKey={({ department, id }) => `${department} ${id}`}
          empty={<EmptyState>{t('nobodyYet')}</EmptyState>}
          columns={[
            { key: 'at', label: t('at'), nowrap: true, render: ({ at }) => formatDateTime(at) },
            {
              key: 'who',
              label: t('who'),
              render: (record) => (
                <>
                  {record.name}
                  <span className="vx-option-note">{summaryOf(record)}</span>
                </>
              ),
            },
            { key: 'duty', label: t('duty'), render: (record) => <Duty record={record} /> },
          ]}
        />
      )}
    </Panel>
  )
}
