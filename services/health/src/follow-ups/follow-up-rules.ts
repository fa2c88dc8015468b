import { addDays, InvalidInput, type LocalDate, refuse, refuseText, UserError } from '@vungxanh/subgraph'
import { Field, ObjectType } from 'type-graphql'
import type { ZoneLevel } from '../zones/zone-assessment.ts'
import { FollowUpState } from './follow-up.ts'

/** What is due for whoever comes from a place of a level: days of the rule are counted from the day of arrival, which is 1. */
export interface FollowUpRule {
  validFrom: LocalDate
  validTo: LocalDate | null
  level: ZoneLevel
  /** The last day of monitoring, counted. */
  monitorDays: number
  testDays: readonly number[]
  /** Within how many hours of the declaration the station speaks to them first. */
  contactHours: number
  source: string
  /** False when a number could not be confirmed in the document itself. */
  verified: boolean
}

const period = (
  validFrom: LocalDate,
  validTo: LocalDate | null,
  source: string,
  levels: Record<`${ZoneLevel}`, [monitorDays: number, testDays: number[], contactHours: number]>,
): FollowUpRule[] =>
  (Object.entries(levels) as [ZoneLevel, [number, number[], number]][]).map(
    ([level, [monitorDays, testDays, contactHours]]) => ({
      validFrom,
      validTo,
      level,
      monitorDays,
      testDays,
      contactHours,
      source,
      verified: false,
    }),
  )

/**
 * None of these was read in the document itself: the durations are those of close contacts of the time, applied to whoever
 * comes from a place of the highest level, and the hours are what a station is asked for in practice.
 */
export const followUpRules: readonly FollowUpRule[] = [
  ...period('2020-03-27', '2021-10-11', '5599/BYT-MT ngày 14/7/2021 và chỉ đạo của địa phương (chưa đối chiếu)', {
    GREEN: [7, [], 48],
    YELLOW: [14, [1], 24],
    ORANGE: [14, [1, 7, 14], 24],
    RED: [14, [1, 7, 14], 12],
  }),
  ...period('2021-10-12', null, 'Nghị quyết 128/NQ-CP và hướng dẫn của Bộ Y tế (chưa đối chiếu)', {
    GREEN: [3, [], 48],
    YELLOW: [7, [1], 24],
    ORANGE: [7, [1, 7], 24],
    RED: [14, [1, 7, 14], 12],
  }),
]

/** Nobody knows the level of where they come from: that is a risk, and treated as the highest. */
const levelOfUnknown = 'RED' as ZoneLevel

export interface Due {
  monitorUntil: LocalDate
  testOn: LocalDate[]
  contactBy: Date
  rule: string
  ruleVerified: boolean
}

export function dueFor(level: ZoneLevel | null, arrivedOn: LocalDate, heardAt: Date): Due {
  const rule = followUpRules.find(
    ({ level: of, validFrom, validTo }) =>
      of === (level ?? levelOfUnknown) && validFrom <= arrivedOn && (validTo === null || arrivedOn <= validTo),
  )
  const { monitorDays, testDays, contactHours, source, verified } = rule ?? {
    monitorDays: 14,
    testDays: [1, 7, 14],
    contactHours: 12,
    source: 'Chưa có quy định vào ngày đến',
    verified: false,
  }
  return {
    monitorUntil: addDays(arrivedOn, monitorDays - 1),
    testOn: testDays.map((day) => addDays(arrivedOn, day - 1)),
    contactBy: new Date(heardAt.getTime() + contactHours * 3_600_000),
    rule: source,
    ruleVerified: verified,
  }
}

@ObjectType({ implements: UserError, description: 'Việc theo dõi này đã kết thúc.' })
export class FollowUpClosed extends UserError {
  readonly code = 'FollowUpClosed'

  @Field(() => FollowUpState)
  state: FollowUpState

  constructor(state: FollowUpState) {
    super(
      state === FollowUpState.CANCELLED
        ? 'Lượt đến đã được rút, nên không còn phải theo dõi. Hãy tải lại danh sách.'
        : 'Việc theo dõi này đã kết thúc rồi. Hãy tải lại danh sách.',
    )
    this.state = state
  }
}

export function refuseClosed({ state }: { state: FollowUpState }): FollowUpClosed | undefined {
  const isOpen = state === FollowUpState.OPEN || state === FollowUpState.CONTACTED
  return isOpen ? undefined : new FollowUpClosed(state)
}

export function refuseNote(field: string, note: string | null, isNeeded: boolean): InvalidInput | undefined {
  return refuse(
    isNeeded && !note ? new InvalidInput(field, 'Hãy ghi vì sao, để người sau hiểu.') : undefined,
    refuseText(field, 'Ghi chú', note, 500),
  )
}
