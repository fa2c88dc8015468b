import type { LocalDate } from '@vungxanh/subgraph'

/** How long a close contact (F1) stays in quarantine, from a day to a day. */
export interface QuarantineRule {
  validFrom: LocalDate
  validTo: LocalDate | null
  days: number
  /** For whom; null for every F1. */
  condition: string | null
  source: string
  /** False when a duration or a date could not be confirmed in the document itself. */
  verified: boolean
}

const VACCINATED_7 = 'đã tiêm đủ liều từ 14 ngày đến 6 tháng, hoặc khỏi bệnh trong 6 tháng'

export const quarantineRules: readonly QuarantineRule[] = [
  {
    validFrom: '2021-01-01',
    validTo: '2021-05-04',
    days: 14,
    condition: null,
    source: 'Hướng dẫn cách ly tập trung 14 ngày (ngày bắt đầu chưa đối chiếu)',
    verified: false,
  },
  {
    validFrom: '2021-05-05',
    validTo: '2021-07-13',
    days: 21,
    condition: null,
    source: 'Chỉ đạo cách ly tập trung 21 ngày từ 5/5/2021',
    verified: true,
  },
  {
    validFrom: '2021-07-14',
    validTo: '2021-12-15',
    days: 14,
    condition: null,
    source: '5599/BYT-MT ngày 14/7/2021',
    verified: true,
  },
  {
    validFrom: '2021-12-16',
    validTo: '2022-02-20',
    days: 7,
    condition: VACCINATED_7,
    source: '10696/BYT-MT (ngày bắt đầu chưa đối chiếu)',
    verified: false,
  },
  {
    validFrom: '2022-02-21',
    validTo: '2022-04-15',
    days: 5,
    condition: 'đã tiêm ít nhất 2 mũi, hoặc khỏi bệnh trong 3 tháng',
    source: '762/BYT-DP (các nguồn ghi ngày khác nhau: 21/01 và 21/02/2022)',
    verified: false,
  },
  {
    validFrom: '2022-02-21',
    validTo: '2022-04-15',
    days: 7,
    condition: 'các trường hợp khác',
    source: '762/BYT-DP (chưa đối chiếu)',
    verified: false,
  },
  {
    validFrom: '2022-04-16',
    validTo: null,
    days: 0,
    condition: null,
    source: 'F1 không phải cách ly từ 16/4/2022',
    verified: true,
  },
]
