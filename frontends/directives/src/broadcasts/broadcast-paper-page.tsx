import { Link, ReadingView, useMay, useMessages, useParams, useReading, useUnit } from '@vungxanh/remote'
import { Button, formatDateTime, Page, SelectInput, today } from '@vungxanh/ui'
import { OfficialPaper, PaperTable } from '@vungxanh/ui/official-paper'
import { printPaper } from '@vungxanh/ui/paper'
import { useState } from 'react'
import { BROADCAST, groupsOf, type Told } from './broadcast-reading.ts'
import './broadcasts.css'
import { messages } from './messages.ts'

const kinds = ['paperNotice', 'paperSmall', 'paperDelivery'] as const
type Kind = (typeof kinds)[number]

// Paper is Vietnamese whatever the screen speaks.
const inVietnamese = messages.texts.vi

/** The notice for the board of a group, or the sheet on which its delivery is followed. */
export function BroadcastPaperPage() {
  const t = useMessages(messages)
  const { id = '' } = useParams()
  const withNames = useMay('REGISTRAR', 'HEALTH_STAFF', 'INSPECTOR')
  const reading = useReading(BROADCAST, { variables: { id, withNames } })
  const [kind, setKind] = useState<Kind>('paperNotice')
  return (
    <Page
      title={t('print')}
      trail={[
        <Link key="broadcast" to={`/dieu-hanh/thong-bao/${id}`}>
          {reading.data?.broadcast?.title ?? t('broadcast')}
        </Link>,
      ]}
      actions={
        <>
          <SelectInput
            label={t('paperKind')}
            value={kind}
            options={kinds.map((value) => ({ value, label: t(value) }))}
            onChange={(value) => setKind(kinds.find((known) => known === value) ?? 'paperNotice')}
          />
          <Button kind="primary" onClick={printPaper}>
            {t('printNow')}
          </Button>
        </>
      }
    >
      <ReadingView reading={reading} select={(data) => data.broadcast} skeletonRows={12}>
        {(broadcast) =>
          kind === 'paperDelivery' ? (
            <DeliveryPaper broadcast={broadcast} />
          ) : (
            <NoticePaper broadcast={broadcast} isSmall={kind === 'paperSmall'} />
          )
        }
      </ReadingView>
    </Page>
  )
}

function NoticePaper({ broadcast, isSmall }: { broadcast: Told; isSmall: boolean }) {
  const unit = useUnit()
  return (
    <OfficialPaper
      label={inVietnamese.broadcast}
      unit={unit.name ?? unit.code}
      title={broadcast.issuedAt ? 'Thông báo' : 'Dự thảo thông báo'}
      on={broadcast.issuedAt ? today(new Date(broadcast.issuedAt)) : undefined}
      about={broadcast.title}
      signatures={['Người ban hành']}
      sheet={isSmall ? 'A5' : undefined}
    >
      {broadcast.text.split(/\n+/).map((line) => (
        <p key={line}>{line}</p>
      ))}
      {broadcast.document && <p>Thực hiện văn bản {broadcast.document.symbol}.</p>}
    </OfficialPaper>
  )
}

function DeliveryPaper({ broadcast }: { broadcast: Told }) {
  const unit = useUnit()
  const { counts } = broadcast
  return (
    <OfficialPaper
      label={inVietnamese.delivery}
      unit={unit.name ?? unit.code}
      title="Theo dõi việc gửi thông báo"
      about={`${broadcast.title}. Đã xác nhận ${counts.acknowledged}/${counts.recipients} tổ; đã gửi, chờ xác nhận ${counts.sent}; không gửi được ${counts.failed}; chưa gửi ${counts.pending}.`}
      signatures={['Người lập bảng']}
    >
      <PaperTable
        caption={inVietnamese.delivery}
        rows={groupsOf(broadcast)}
        rowKey={({ key }) => key}
        columns={[
          { label: 'TT', align: 'end', render: (_, index) => index + 1 },
          { label: 'Tổ', render: ({ name }) => name },
          { label: 'Tổ trưởng', render: ({ leader }) => leader ?? '' },
          { label: 'Trạng thái', render: ({ recipient }) => recipient && inVietnamese[`delivery.${recipient.state}`] },
          {
            label: 'Lần cuối',
            render: ({ recipient }) => {
              const last = recipient?.steps.at(-1)
              return last && `${formatDateTime(last.at)}, ${last.byName}`
            },
          },
          { label: 'Ký nhận', render: () => '' },
        ]}
      />
    </OfficialPaper>
  )
}
