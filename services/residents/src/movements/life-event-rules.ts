import { addDays, InvalidInput, type LocalDate, localDateOf, refuseText } from '@vungxanh/subgraph'
import { HouseholdRelation } from '../households/household.ts'
import { LifeEventKind } from './life-event.ts'
import { EventOutOfOrder, EventUndone, UndoTooLate } from './refusals.ts'

const EARLIEST = '1900-01-01'
const LONGEST_PLACE = 200
/** A father may have died before the birth, by no more than the longest pregnancy. */
const LONGEST_PREGNANCY_DAYS = 301
const YOUNGEST_PARENT_YEARS = 10

export function refuseEventDate(on: LocalDate, today: LocalDate, field = 'on'): InvalidInput | undefined {
  if (on > today) return new InvalidInput(field, 'Ngày này nằm trong tương lai.')
  if (on < EARLIEST) return new InvalidInput(field, 'Ngày này quá xa trong quá khứ.')
}

export function refusePlace(field: string, place: string): InvalidInput | undefined {
  if (place === '') return new InvalidInput(field, field === 'toPlace' ? 'Hãy ghi đi đến đâu.' : 'Hãy ghi từ đâu đến.')
  return refuseText(field, 'Địa danh', place, LONGEST_PLACE)
}

/** An event may not precede what the book already says of the person: their stay in the household, their residence, another event. */
export function refuseOrder(
  name: string,
  on: LocalDate,
  known: readonly (LocalDate | null | undefined)[],
): EventOutOfOrder | undefined {
  const since = known.reduce<LocalDate>((latest, day) => (day && day > latest ? day : latest), '')
  return since > on ? new EventOutOfOrder(name, since) : undefined
}

/** Some members into a household of their own split off; a whole household into another is merged into it; the rest is moving. */
export function moveKind({ isWhole, isNew }: { isWhole: boolean; isNew: boolean }): LifeEventKind {
  if (isWhole === isNew) return LifeEventKind.MOVED
  return isNew ? LifeEventKind.SPLIT : LifeEventKind.MERGED
}

/** A household has at most one head, and a new one has one from its first day. */
export function refuseHeads(
  relations: readonly HouseholdRelation[],
  { isNew, hasHead }: { isNew: boolean; hasHead: boolean },
): InvalidInput | undefined {
  const heads = relations.filter((relation) => relation === HouseholdRelation.HEAD).length
  if (isNew && heads === 0) return new InvalidInput('relations', 'Hãy chọn một người làm chủ hộ của hộ mới.')
  if (heads > 1) return new InvalidInput('relations', 'Một hộ chỉ có một chủ hộ.')
  if (heads === 1 && hasHead)
    return new InvalidInput('relations', 'Hộ này đã có chủ hộ. Hãy chọn quan hệ khác, hoặc đổi chủ hộ sau.')
}

interface Parent {
  fullName: string
  bornOn?: LocalDate | null
  birthYear?: number | null
  diedOn?: LocalDate | null
}

export function refuseParent(parent: Parent, childBornOn: LocalDate): InvalidInput | undefined {
  const year = parent.birthYear
  if (year != null && Number(childBornOn.slice(0, 4)) - year < YOUNGEST_PARENT_YEARS)
    return new InvalidInput('parentIds', `${parent.fullName} sinh năm ${year}, không thể là cha hoặc mẹ của trẻ này.`)
  if (parent.diedOn && addDays(parent.diedOn, LONGEST_PREGNANCY_DAYS) < childBornOn)
    return new InvalidInput('parentIds', `${parent.fullName} đã mất quá lâu trước ngày sinh của trẻ.`)
}

/** Taking back is for slips of the same day; what people have acted upon since is corrected by another event. */
export function refuseUndo(
  event: { recordedAt: Date; undoneAt?: Date | null },
  now: Date,
): EventUndone | UndoTooLate | undefined {
  if (event.undoneAt) return new EventUndone()
  if (localDateOf(event.recordedAt) !== localDateOf(now)) return new UndoTooLate()
}
