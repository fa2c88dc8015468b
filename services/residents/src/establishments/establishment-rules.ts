import { InvalidInput, type LocalDate, refuse, refuseText } from '@vungxanh/subgraph'
import { refuseAddress, refuseName, refusePhone } from '../people/person-rules.ts'
import { EstablishmentKind } from './establishment.ts'

const LONGEST_NAME = 200
const LONGEST_REASON = 300
const LONGEST_ROOM_NUMBER = 20
/** The largest market and the largest factory of the country have fewer. */
const MOST = 100_000
const MOST_IN_A_ROOM = 50

export interface EstablishmentFacts {
  kind: EstablishmentKind
  name: string
  address: string
  contactPersonId?: string | null
  contactName?: string | null
  contactPhone?: string | null
  workers?: number | null
  stalls?: number | null
  openedOn?: LocalDate | null
}

function refuseCount(field: string, words: string, count: number | null | undefined): InvalidInput | undefined {
  if (count != null && (!Number.isInteger(count) || count < 0 || count > MOST))
    return new InvalidInput(field, `${words} là số từ 0 đến ${MOST.toLocaleString('vi-VN')}.`)
}

export function refuseEstablishment(facts: EstablishmentFacts, today: LocalDate): InvalidInput | undefined {
  const { name, kind, contactPersonId, contactName, contactPhone, stalls, openedOn } = facts
  const nameless = contactName ? refuseName(contactName) : undefined
  return refuse(
    /[\p{L}\p{N}]/u.test(name) ? undefined : new InvalidInput('name', 'Hãy nhập tên cơ sở.'),
    refuseText('name', 'Tên cơ sở', name, LONGEST_NAME),
    facts.address === '' ? new InvalidInput('address', 'Hãy nhập địa chỉ của cơ sở.') : refuseAddress(facts.address),
    contactPersonId && (contactName || contactPhone)
      ? new InvalidInput('contactName', 'Chọn một người trong sổ, hoặc ghi tên và điện thoại; không cần cả hai.')
      : undefined,
    nameless && new InvalidInput('contactName', nameless.message),
    !contactPersonId && !contactName && contactPhone
      ? new InvalidInput('contactName', 'Hãy ghi số điện thoại này là của ai.')
      : undefined,
    refusePhone(contactPhone) && new InvalidInput('contactPhone', refusePhone(contactPhone)?.message ?? ''),
    refuseCount('workers', 'Số người làm việc', facts.workers),
    refuseCount('stalls', 'Số sạp', stalls),
    stalls != null && kind !== EstablishmentKind.MARKET
      ? new InvalidInput('stalls', 'Chỉ chợ mới có số sạp.')
      : undefined,
    openedOn && openedOn > today ? new InvalidInput('openedOn', 'Ngày này nằm trong tương lai.') : undefined,
  )
}

export function refuseRoom({ number, capacity }: { number: string; capacity: number }): InvalidInput | undefined {
  if (number === '') return new InvalidInput('number', 'Hãy nhập số phòng.')
  if (!Number.isInteger(capacity) || capacity < 1 || capacity > MOST_IN_A_ROOM)
    return new InvalidInput('capacity', `Một phòng ở được từ 1 đến ${MOST_IN_A_ROOM} người.`)
  return refuseText('number', 'Số phòng', number, LONGEST_ROOM_NUMBER)
}

export function refuseReason(reason: string): InvalidInput | undefined {
  if (reason === '') return new InvalidInput('reason', 'Hãy nói rõ lý do.')
  return refuseText('reason', 'Lý do', reason, LONGEST_REASON)
}

/** A day on which something of an establishment ends: not before it began, not to come. */
export function refuseEnd(
  on: LocalDate,
  since: LocalDate | null | undefined,
  today: LocalDate,
): InvalidInput | undefined {
  if (on > today) return new InvalidInput('on', 'Ngày này nằm trong tương lai.')
  if (since && on < since)
    return new InvalidInput('on', `Ngày này trước ngày bắt đầu trong sổ (${since.split('-').reverse().join('/')}).`)
}
