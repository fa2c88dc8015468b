import { daysBetween, InvalidInput, type LocalDate, refuse, refuseText } from '@vungxanh/subgraph'
import { refuseEventDate, refusePlace } from './life-event-rules.ts'

/** Nobody is on the way for longer; a longer journey has a stay in it, which is where they come from. */
const LONGEST_JOURNEY_DAYS = 30
const LONGEST_NOTE = 500
const SHORTEST_REASON = 5

export interface DeclaredJourney {
  fromPlace: string
  departedOn?: LocalDate | null
  arrivedOn: LocalDate
  note?: string | null
}

export function refuseJourney(
  { fromPlace, departedOn, arrivedOn, note }: DeclaredJourney,
  today: LocalDate,
): InvalidInput | undefined {
  return refuse(
    refusePlace('fromPlace', fromPlace),
    refuseEventDate(arrivedOn, today, 'arrivedOn'),
    departedOn && departedOn > arrivedOn
      ? new InvalidInput('departedOn', 'Ngày đi phải trước hoặc trùng ngày đến.')
      : undefined,
    departedOn && daysBetween(departedOn, arrivedOn) > LONGEST_JOURNEY_DAYS
      ? new InvalidInput(
          'departedOn',
          `Ngày đi trước ngày đến quá ${LONGEST_JOURNEY_DAYS} ngày. Hãy ghi nơi dừng chân cuối cùng là nơi đi.`,
        )
      : undefined,
    refuseText('note', 'Ghi chú', note, LONGEST_NOTE),
  )
}

export function refuseReason(reason: string): InvalidInput | undefined {
  if (reason.length < SHORTEST_REASON) return new InvalidInput('reason', 'Hãy ghi lý do, để người sau hiểu vì sao.')
  return refuseText('reason', 'Lý do', reason, LONGEST_NOTE)
}
