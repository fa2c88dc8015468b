import { Link, ReadingView, useMessages, useParams, useUnit } from '@vungxanh/remote'
import { longestList, useWholeList } from '@vungxanh/remote/whole-list'
import { Button, formatDate, Notice, Page, timeOf } from '@vungxanh/ui'
import { OfficialPaper, PaperTable } from '@vungxanh/ui/official-paper'
import { printPaper } from '@vungxanh/ui/paper'
import { useCheckpoint } from './checkpoint-reading.ts'
import { useDay } from './day-form.tsx'
import { messages } from './messages.ts'

// On paper Vietnamese, whatever the screen speaks.
const words = messages.texts.vi

/** The log of a day on paper; what was annulled is not on it. */
export function LogPaperPage() {
  const t = useMessages(messages)
  const unit = useUnit()
  const { id = '' } = useParams()
  const { day } = useDay()
  const { reading, seen } = useCheckpoint({ id, on: day, decision: null, first: 100 })
  const connection = reading.data?.checkpointEntries
  const { isWhole, isTooLong } = useWholeList(reading as never, connection)
  const checkpoint = reading.data?.checkpoint
  return (
    <Page
      title={t('print')}
      trail={[
        <Link key="log" to={`/dieu-hanh/chot/${id}?ngay=${day}`}>
          {t('back')}
        </Link>,
      ]}
      actions={
        <Button kind="primary" disabled={!isWhole} onClick={printPaper}>
          {t('print')}
        </Button>
      }
    >
      {isTooLong && <Notice tone="warning" title={t('tooMany', { most: longestList })} />}
      {!isWhole && !isTooLong && connection && (
        <Notice title={t('reading', { read: connection.edges.length, total: connection.totalCount ?? 0 })} />
      )}
      <ReadingView reading={reading} select={(data) => data.checkpointEntries} skeletonRows={12}>
        {({ edges }) => (
          <OfficialPaper
            label={t('print')}
            unit={unit.name ?? unit.code}
            title="Sổ chốt kiểm soát"
            about={[
              checkpoint?.name,
              `ngày ${formatDate(day)}`,
              checkpoint &&
                `vào ${checkpoint.counts.in}, ra ${checkpoint.counts.out}, không cho qua ${checkpoint.counts.turnedBack} người`,
            ]
              .filter(Boolean)
              .join(' · ')}
            signatures={['Người trực chốt', 'Chỉ huy chốt']}
          >
            <PaperTable
              caption="Sổ chốt kiểm soát"
              rows={edges.map(({ node }) => node).filter(({ annulledAt }) => !annulledAt)}
              rowKey={({ id: line }) => line}
              columns={[
                { label: 'TT', align: 'end', render: (_, index) => index + 1 },
                { label: 'Lúc', render: ({ at }) => timeOf(String(at)) },
                { label: 'Vào/ra', render: ({ direction }) => words[`direction.${direction}`] },
                ...(seen.who
                  ? [
                      {
                        label: 'Họ và tên',
                        render: ({ person, saidName }: (typeof edges)[number]['node']) =>
                          person?.fullName ?? saidName ?? '',
                      },
                      { label: 'Biển số', render: ({ plate }: (typeof edges)[number]['node']) => plate ?? '' },
                    ]
                  : []),
                { label: 'Số người', align: 'end', render: ({ people }) => people },
                { label: 'Việc', render: ({ purpose }) => words[`purpose.${purpose}`] },
                { label: 'Giấy', render: ({ paper }) => (paper ? words[`paper.${paper}`] : '') },
                { label: 'Quyết định', render: ({ decision }) => words[`decision.${decision}`] },
              ]}
            />
          </OfficialPaper>
        )}
      </ReadingView>
    </Page>
  )
}
