import { useMessages } from '@vungxanh/remote'
import { Button, EmptyState, formatDateTime, formatNumber, formatVnd, Panel } from '@vungxanh/ui'
import { Paper, printPaper } from '@vungxanh/ui/paper'
import { amountInWords } from '@vungxanh/ui/words'
import { messages } from '../messages.ts'
import type { CountUnit } from '../operations.generated.ts'

export interface Report {
  unit: string
  asOf: string
  personsTested: number
  personsPositive: number
  doses: number
  adverseEvents: number
  count: number
  amount: number
  lines: readonly {
    programme: string
    basis: string | undefined
    countUnit: CountUnit
    count: number
    amount: number
  }[]
}

// The paper itself is Vietnamese whatever the language of the screen: it is signed and sent.
const countUnits: Record<CountUnit, string> = {
  DOSSIER: 'hồ sơ',
  CASE: 'trường hợp',
  ESTABLISHMENT: 'cơ sở',
  HOUSEHOLD: 'hộ',
}

function money(amount: number): string {
  return formatVnd(amount).replace(/đ$/, 'đồng')
}

/** Most programmes carry their document in their name; it is not said twice. */
function cited({ programme, basis }: { programme: string; basis: string | undefined }): string {
  return basis && !programme.includes(basis) ? ` (${basis})` : ''
}

/** The committee's paragraph, in the words of the ward's own reports. */
export function reportSentences(report: Report): { opening: string; support: string; lines: readonly string[] } {
  const [day, time] = formatDateTime(report.asOf).split(' ')
  const words = amountInWords(report.amount)
  return {
    opening:
      `Tính đến ${time?.replace(':', ' giờ ')} ngày ${day}, trên địa bàn ${report.unit} đã xét nghiệm ` +
      `${formatNumber(report.personsTested)} người, trong đó ${formatNumber(report.personsPositive)} người dương tính; ` +
      `đã tiêm ${formatNumber(report.doses)} mũi vắc xin phòng Covid-19, ` +
      `${formatNumber(report.adverseEvents)} trường hợp phản ứng sau tiêm.`,
    support:
      `Về an sinh xã hội, đã chi ${formatNumber(report.count)} lượt hỗ trợ với tổng số tiền ` +
      `${money(report.amount)} (${words})${report.lines.length > 0 ? ', gồm:' : '.'}`,
    lines: report.lines.map(
      (line, index) =>
        `- ${line.programme}${cited(line)}: ${formatNumber(line.count)} ` +
        `${countUnits[line.countUnit]}, ${money(line.amount)}${index === report.lines.length - 1 ? '.' : ';'}`,
    ),
  }
}

export function ReportParagraph({ report }: { report: Report | undefined }) {
  const t = useMessages(messages)
  if (!report) {
    return (
      <Panel title={t('report')} flush>
        <EmptyState>{t('reportWaits')}</EmptyState>
      </Panel>
    )
  }
  const { opening, support, lines } = reportSentences(report)
  return (
    <Panel
      title={t('report')}
      actions={
        <Button size="small" onClick={printPaper}>
          {t('print')}
        </Button>
      }
    >
      <Paper label={t('reportLabel')}>
        <div lang="vi">
          <p>{opening}</p>
          <p>{support}</p>
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      </Paper>
    </Panel>
  )
}
