import { InvalidInput, refuse, refuseText } from '@vungxanh/subgraph'
import { type VisitMet, VisitResult } from './visit.ts'

const LONGEST_PURPOSE = 200
const LONGEST_NAMES = 200
const LONGEST_NOTE = 500
const MOST_DAYS = 90
const MOST_PRESENT = 99
/** Phones keep time badly; a visit from further ahead is one with a wrong date. */
const AHEAD_MS = 10 * 60_000
/** What was written down on a phone without a network arrives within days, not months. */
const BEHIND_MS = 30 * 86_400_000

export interface RoundFacts {
  purpose: string
  testWithinDays?: number | null
  assignedTo?: string | null
  stationPhone?: string | null
}

export function refuseRound({ purpose, testWithinDays, assignedTo, stationPhone }: RoundFacts) {
  return refuse(
    /[\p{L}\p{N}]/u.test(purpose) ? undefined : new InvalidInput('purpose', 'Hãy nhập mục đích của vòng đi.'),
    refuseText('purpose', 'Mục đích', purpose, LONGEST_PURPOSE),
    testWithinDays == null || (testWithinDays >= 1 && testWithinDays <= MOST_DAYS)
      ? undefined
      : new InvalidInput('testWithinDays', `Số ngày xét nghiệm phải từ 1 đến ${MOST_DAYS}.`),
    refuseText('assignedTo', 'Người được giao', assignedTo, LONGEST_NAMES),
    // A landline of an office is as good as a mobile number; short numbers are what people know by heart.
    stationPhone && !/^\d{3,11}$/.test(stationPhone)
      ? new InvalidInput('stationPhone', 'Số điện thoại chỉ gồm chữ số, từ 3 đến 11 số.')
      : undefined,
  )
}

export interface VisitFacts {
  result: VisitResult
  met?: VisitMet | null
  presentTonight?: number | null
  note?: string | null
  visitedAt: Date
}

export function refuseVisit({ result, met, presentTonight, note, visitedAt }: VisitFacts, now: Date) {
  const isHome = result === VisitResult.HOME
  return refuse(
    isHome && !met ? new InvalidInput('met', 'Hãy chọn ai đã tiếp.') : undefined,
    !isHome && met ? new InvalidInput('met', 'Không gặp ai thì không ghi người tiếp.') : undefined,
    !isHome && presentTonight != null
      ? new InvalidInput('presentTonight', 'Không gặp ai thì không ghi số người có mặt.')
      : undefined,
    presentTonight != null && (presentTonight < 0 || presentTonight > MOST_PRESENT)
      ? new InvalidInput('presentTonight', `Số người có mặt phải từ 0 đến ${MOST_PRESENT}.`)
      : undefined,
    refuseText('note', 'Ghi chú', note, LONGEST_NOTE),
    visitedAt.getTime() > now.getTime() + AHEAD_MS
      ? new InvalidInput('visitedAt', 'Giờ đến nằm trong tương lai. Hãy xem lại ngày giờ của điện thoại.')
      : undefined,
    visitedAt.getTime() < now.getTime() - BEHIND_MS
      ? new InvalidInput('visitedAt', 'Lượt thăm đã quá 30 ngày. Hãy xem lại ngày giờ của điện thoại.')
      : undefined,
  )
}

export interface Progress {
  households: number
  met: number
  nobodyHome: number
  refused: number
  movedAway: number
  left: number
}

/** Whoever was not at home is still to be called on; whoever refused or has gone is not. */
export function progressOf(households: number, results: readonly VisitResult[]): Progress {
  const count = (result: VisitResult): number => results.filter((one) => one === result).length
  const [met, refused, movedAway] = [count(VisitResult.HOME), count(VisitResult.REFUSED), count(VisitResult.MOVED_AWAY)]
  return {
    households,
    met,
    nobodyHome: count(VisitResult.NOBODY_HOME),
    refused,
    movedAway,
    left: households - met - refused - movedAway,
  }
}
