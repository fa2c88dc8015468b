import { Link, ReadingView, useMessages, useUnit } from '@vungxanh/remote'
import { Button, formatDate, Page } from '@vungxanh/ui'
import { OfficialPaper, PaperTable } from '@vungxanh/ui/official-paper'
import { printPaper } from '@vungxanh/ui/paper'
import { linesOf, useAccountability } from './accountability.ts'
import { messages } from './messages.ts'

// Paper is Vietnamese whatever the screen speaks.
const inVietnamese = messages.texts.vi

/** The list of who answers for which group, to be signed and hung up. */
export function ResponsibilitiesPaperPage() {
  const t = useMessages(messages)
  const unit = useUnit()
  const { day, reading, query } = useAccountability()
  return (
    <Page
      title={t('print')}
      trail={[
        <Link key="page" to={`/dieu-hanh/phan-cong?${query}`}>
          {t('title')}
        </Link>,
      ]}
      actions={
        <Button kind="primary" onClick={printPaper}>
          {t('printNow')}
        </Button>
      }
    >
      <ReadingView reading={reading} select={(data) => data.adminUnit} skeletonRows={12}>
        {(found) => (
          <OfficialPaper
            label={inVietnamese.title}
            unit={unit.name ?? unit.code}
            title="Danh sách phân công phụ trách tổ dân phố"
            about={`Tính đến ngày ${formatDate(day)}`}
            signatures={['Người lập danh sách', 'Trưởng Ban Chỉ đạo']}
          >
            <PaperTable
              caption={inVietnamese.groups}
              rows={linesOf(found, day)}
              rowKey={({ id }) => id}
              columns={[
                { label: 'TT', align: 'end', render: (_, index) => index + 1 },
                { label: 'Tổ dân phố', render: ({ name }) => name },
                {
                  label: 'Người, tổ chức phụ trách',
                  render: ({ held }) =>
                    held.map(({ id, kind, responsible, fromOn }) => (
                      <div key={id}>
                        {responsible}: {inVietnamese[`kind.${kind}`].toLowerCase()}, từ {formatDate(fromOn)}
                      </div>
                    )),
                },
                {
                  label: 'Cam kết',
                  align: 'end',
                  render: (line) => `${line.signedHouseholdCount ?? ''}/${line.householdCount ?? ''}`,
                },
                { label: 'Việc mở', align: 'end', render: ({ openTasks }) => openTasks?.length },
                { label: 'Ký nhận', render: () => '' },
              ]}
            />
          </OfficialPaper>
        )}
      </ReadingView>
    </Page>
  )
}
