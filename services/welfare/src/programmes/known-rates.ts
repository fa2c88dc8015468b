import type { Rates } from './programme-rules.ts'

export interface KnownRates extends Rates {
  programme: string
  /** Read in a source, or only inferred from the totals of a report. */
  verified: boolean
  source: string
}

const nothing: Rates = { once: null, perDay: null, maxDays: null, childOnce: null }

/** Rates as they were found in the sources; those of a scenario that agree with these carry their mark, others carry none. */
export const knownRates: KnownRates[] = [
  {
    ...nothing,
    programme: 'NQ68-FREELANCE',
    once: 1_500_000,
    verified: true,
    source: 'Nghị quyết 68/NQ-CP ngày 01/7/2021, mục 12: không thấp hơn 1.500.000 đồng; Hà Nội chi đúng mức này',
  },
  {
    ...nothing,
    programme: 'NQ15-HANOI',
    once: 1_000_000,
    verified: true,
    source: 'Nghị quyết 15/NQ-HĐND Hà Nội ngày 14/8/2021; mức khớp với tổng chi, danh mục nhóm hưởng chưa đối chiếu',
  },
  {
    ...nothing,
    programme: 'CHILDCARE',
    once: 3_000_000,
    verified: false,
    source: 'Suy ra từ tổng chi cho 5 nhóm trẻ; báo cáo chưa nói rõ căn cứ',
  },
  {
    ...nothing,
    programme: 'NQ68-F1',
    perDay: 80_000,
    maxDays: 21,
    childOnce: 1_000_000,
    verified: true,
    source: 'Nghị quyết 68/NQ-CP ngày 01/7/2021: tiền ăn người cách ly, trẻ em thêm một lần',
  },
  {
    ...nothing,
    programme: 'MTTQ-1371',
    once: 500_000,
    verified: true,
    source: 'Văn bản 1371/MTTQ-BTT ngày 09/9/2021; mức khớp với tổng chi ở hai nơi, toàn văn chưa đối chiếu',
  },
]
