import { daysBetween, InvalidInput, type LocalDate } from '@vungxanh/subgraph'
import { formatDay } from '../format-day.ts'

const LONGEST_DESCRIPTION = 2_000
const HOUR = 3_600_000

/** Dated data; read in the documents named. */
export const followUpRules = {
  selfMonitorDays: 28,
  selfMonitorSource: 'QĐ 3588/QĐ-BYT ngày 26/7/2021',
  seriousInvestigationHours: 24,
  seriousInvestigationSource: 'Nghị định 104/2016/NĐ-CP, Điều 6',
  verified: true,
}

export interface ReportedEvent {
  description: string
  onsetOn: LocalDate
}

export function refuseAdverseEvent(
  { description, onsetOn }: ReportedEvent,
  givenOn: LocalDate,
  today: LocalDate,
): InvalidInput | undefined {
  if (!/\p{L}/u.test(description)) return new InvalidInput('description', 'Hãy mô tả phản ứng sau tiêm.')
  if (description.length > LONGEST_DESCRIPTION) {
    return new InvalidInput('description', `Mô tả dài tối đa ${LONGEST_DESCRIPTION} ký tự.`)
  }
  if (description.includes('\u0000')) {
    return new InvalidInput('description', 'Mô tả có ký tự không đọc được. Hãy nhập lại.')
  }
  if (onsetOn > today) return new InvalidInput('onsetOn', 'Ngày khởi phát nằm trong tương lai.')
  if (onsetOn < givenOn) {
    return new InvalidInput('onsetOn', `Ngày khởi phát phải từ ngày tiêm (${formatDay(givenOn)}) trở đi.`)
  }
}

export function adverseEventWarnings(onsetOn: LocalDate, givenOn: LocalDate): string[] {
  const { selfMonitorDays, selfMonitorSource } = followUpRules
  return daysBetween(givenOn, onsetOn) > selfMonitorDays
    ? [`Khởi phát sau hơn ${selfMonitorDays} ngày theo dõi sau tiêm (${selfMonitorSource}).`]
    : []
}

/** Until when a serious event must be investigated. */
export function investigateBy(reportedAt: Date): Date {
  return new Date(reportedAt.getTime() + followUpRules.seriousInvestigationHours * HOUR)
}
