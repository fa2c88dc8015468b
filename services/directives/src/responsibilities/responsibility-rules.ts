import { InvalidInput, isUuid, type LocalDate, refuse, refuseText } from '@vungxanh/subgraph'
import { nameKey } from '../organisations/organisation-name.ts'

const LONGEST_NAME = 100
const LONGEST_REASON = 500
/** No assignment of the epidemic is older: a slip of the keyboard. */
const EARLIEST_DAY = '2019-12-01'

interface Holder {
  holderName?: string | null
  organisationId?: string | null
  postId?: string | null
  holderAccountId?: string | null
}

interface Area {
  residentialGroupId?: string | null
  selfManagementGroupId?: string | null
  householdId?: string | null
}

/** A named holder is the same whatever body they were sent by; without a name the post is meant, or the body itself. */
export function holderKey({ holderName, organisationId, postId }: Holder): string {
  return holderName ? nameKey(holderName) : (postId ?? organisationId ?? '')
}

export function areasOf({ residentialGroupId, selfManagementGroupId, householdId }: Area): string[] {
  return [residentialGroupId, selfManagementGroupId, householdId].filter((id) => id !== null && id !== undefined)
}

export function refuseResponsibility(
  facts: Holder & Area & { fromOn: LocalDate },
  today: LocalDate,
): InvalidInput | undefined {
  const areas = areasOf(facts)
  return refuse(
    areas.length === 1 && areas.every(isUuid)
      ? undefined
      : new InvalidInput('area', 'Hãy chọn một tổ dân phố, một tổ tự quản hoặc một hộ.'),
    holderKey(facts) ? undefined : new InvalidInput('holderName', 'Hãy nhập người phụ trách, hoặc chọn tổ chức.'),
    refuseAccount(facts),
    refuseText('holderName', 'Tên người phụ trách', facts.holderName, LONGEST_NAME),
    facts.fromOn > today
      ? new InvalidInput('fromOn', 'Ngày phân công nằm trong tương lai. Hãy ghi khi đến ngày.')
      : undefined,
    facts.fromOn < EARLIEST_DAY ? new InvalidInput('fromOn', 'Năm phân công chưa đúng. Hãy xem lại ngày.') : undefined,
  )
}

/** An account is somebody's by name, and acknowledges for a group. */
export function mayHaveAccount({ holderName, householdId }: Holder & Area): boolean {
  return Boolean(holderName) && !householdId
}

export function refuseAccount({ holderAccountId, holderName, householdId }: Holder & Area): InvalidInput | undefined {
  if (!holderAccountId) return
  if (!holderName) return new InvalidInput('holderName', 'Hãy nhập tên người dùng tài khoản này.')
  if (householdId || !isUuid(holderAccountId))
    return new InvalidInput('holderAccountId', 'Tài khoản chỉ ghi cho người phụ trách tổ dân phố hoặc tổ tự quản.')
}

export function refuseEnd(
  { on, reason, fromOn }: { on: LocalDate; reason: string; fromOn: LocalDate },
  today: LocalDate,
): InvalidInput | undefined {
  return refuse(
    on > today ? new InvalidInput('on', 'Ngày thôi nằm trong tương lai.') : undefined,
    on < fromOn ? new InvalidInput('on', 'Ngày thôi đứng trước ngày phân công.') : undefined,
    reason === '' ? new InvalidInput('reason', 'Hãy nhập lý do thôi phụ trách.') : undefined,
    refuseText('reason', 'Lý do', reason, LONGEST_REASON),
  )
}

interface Days {
  fromOn: LocalDate
  toOn?: LocalDate | null
}

/** Whether days from this one on are taken. What ended on the day on which it began was a mistake, and takes none. */
export function isTakenFrom({ fromOn, toOn }: Days, day: LocalDate): boolean {
  return !toOn || (toOn > day && toOn > fromOn)
}

export function isHeldOn({ fromOn, toOn }: Days, day: LocalDate): boolean {
  return fromOn <= day && (!toOn || toOn > day)
}
