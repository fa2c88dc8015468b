import { addDays, InvalidInput, type LocalDate, localDateOf, refuse } from '@vungxanh/subgraph'
import { refuseBeforeEpidemic } from '../epidemic-rules.ts'

export function refuseSampledAt(sampledAt: Date, now: Date): InvalidInput | undefined {
  if (sampledAt > now) return new InvalidInput('sampledAt', 'Thời điểm lấy mẫu nằm trong tương lai.')
  return refuseBeforeEpidemic('sampledAt', 'Ngày lấy mẫu', localDateOf(sampledAt))
}

/** What is stored of a code as typed or scanned; null when there was none. */
export function tidySampleCode(code: string | null | undefined): string | null {
  return code?.trim().toUpperCase() || null
}

export function refuseSampleCode(code: string | null): InvalidInput | undefined {
  if (code !== null && !/^[\p{L}\p{N}][\p{L}\p{N}./_-]{0,39}$/u.test(code)) {
    return new InvalidInput('sampleCode', 'Mã mẫu gồm chữ, số và các dấu . / _ -, tối đa 40 ký tự.')
  }
}

export function refuseTest(
  { sampledAt, sampleCode }: { sampledAt: Date; sampleCode: string | null },
  now: Date,
): InvalidInput | undefined {
  return refuse(refuseSampledAt(sampledAt, now), refuseSampleCode(sampleCode))
}

/**
 * Whether anybody of a household was sampled within so many days, today among them. Of a household of which nobody is known,
 * or of a round that does not ask, it is not known.
 */
export function isTestedInTime(
  { persons, lastTestedOn }: { persons: number; lastTestedOn: LocalDate | null },
  withinDays: number | null,
  today: LocalDate,
): boolean | null {
  if (withinDays === null || persons === 0) return null
  return lastTestedOn !== null && lastTestedOn > addDays(today, -withinDays)
}
