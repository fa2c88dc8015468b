import { InvalidInput, type LocalDate } from '@vungxanh/subgraph'
import { formatDay } from './format-day.ts'

/** The first case in Việt Nam was of January 2020: nothing that this department records is older. */
const EPIDEMIC_BEGINS: LocalDate = '2020-01-01'

export function refuseBeforeEpidemic(field: string, words: string, on: LocalDate): InvalidInput | undefined {
  if (on < EPIDEMIC_BEGINS) {
    return new InvalidInput(field, `${words} phải từ ngày ${formatDay(EPIDEMIC_BEGINS)}. Hãy xem lại năm.`)
  }
}
