import { addDays, InvalidInput, type LocalDate, localDateOf, refuse, refuseText } from '@vungxanh/subgraph'
import { CheckpointDecision, CheckpointDirection, CheckpointPurpose } from './checkpoint-entry.ts'

const LONGEST_NAME = 100
const LONGEST_PLACE = 200
const LONGEST_TEXT = 300
const SHORTEST_REASON = 3
/** No checkpoint of the epidemic is older: a slip of the keyboard. */
const EARLIEST_DAY = '2019-12-01'
/** The mainland of Việt Nam and its near islands, generously. */
const vietNam = { south: 8, north: 23.5, west: 102, east: 110 }
/** A coach; more come in several lines. */
const MOST_PEOPLE = 100
const OLDEST_BIRTH_YEAR = 1900
/** Outside of these a thermometer was held wrongly, or two digits changed places. */
const TEMPERATURES = { lowest: 34, highest: 43 }
/** The clock of whoever writes may be a little ahead of ours. */
const CLOCK_SLACK_MS = 2 * 60_000
/** Nobody is on the way for longer. */
const LONGEST_JOURNEY_DAYS = 30

interface WrittenFacts {
  name: string
  place: string
  latitude?: number | null
  longitude?: number | null
}

interface NewCheckpoint extends WrittenFacts {
  activeFrom: LocalDate
  activeTo?: LocalDate | null
}

export function refuseFacts({ name, place, latitude, longitude }: WrittenFacts): InvalidInput | undefined {
  return refuse(
    /[\p{L}\p{N}]/u.test(name) ? undefined : new InvalidInput('name', 'Hãy nhập tên chốt.'),
    refuseText('name', 'Tên chốt', name, LONGEST_NAME),
    /[\p{L}\p{N}]/u.test(place) ? undefined : new InvalidInput('place', 'Hãy ghi chốt đặt ở đâu.'),
    refuseText('place', 'Chỗ đặt chốt', place, LONGEST_PLACE),
    refusePosition(latitude ?? null, longitude ?? null),
  )
}

/** How far it is from the ward the form knows: residents has the outlines. */
export function refusePosition(latitude: number | null, longitude: number | null): InvalidInput | undefined {
  if (latitude === null && longitude === null) return
  const { south, north, west, east } = vietNam
  const isThere =
    latitude !== null &&
    longitude !== null &&
    latitude >= south &&
    latitude <= north &&
    longitude >= west &&
    longitude <= east
  if (!isThere)
    return new InvalidInput(
      'latitude',
      'Điểm này không nằm ở Việt Nam. Hãy ghi vĩ độ rồi kinh độ, như 21.0651, 105.9152.',
    )
}

export function refuseCheckpoint(facts: NewCheckpoint, today: LocalDate): InvalidInput | undefined {
  const { activeFrom, activeTo } = facts
  return refuse(
    refuseFacts(facts),
    activeFrom < EARLIEST_DAY ? new InvalidInput('activeFrom', 'Năm bắt đầu chưa đúng. Hãy xem lại ngày.') : undefined,
    activeTo && activeTo < activeFrom ? new InvalidInput('activeTo', 'Ngày cuối đứng trước ngày đầu.') : undefined,
    activeFrom > addDays(today, 366)
      ? new InvalidInput('activeFrom', 'Ngày bắt đầu xa hơn một năm. Hãy xem lại ngày.')
      : undefined,
  )
}

export function refuseEnd(
  { on, reason, activeFrom }: { on: LocalDate; reason: string; activeFrom: LocalDate },
  today: LocalDate,
): InvalidInput | undefined {
  return refuse(
    on > today ? new InvalidInput('on', 'Ngày kết thúc nằm trong tương lai.') : undefined,
    on < activeFrom ? new InvalidInput('on', 'Ngày kết thúc đứng trước ngày chốt bắt đầu.') : undefined,
    refuseText('reason', 'Lý do', reason, LONGEST_TEXT),
  )
}

export function refuseAnnulment(reason: string): InvalidInput | undefined {
  if (reason.length < SHORTEST_REASON) return new InvalidInput('reason', 'Hãy ghi vì sao hủy lượt này.')
  return refuseText('reason', 'Lý do', reason, LONGEST_TEXT)
}

export interface EntryFacts {
  at: Date
  direction: CheckpointDirection
  personId?: string | null
  saidName?: string | null
  birthYear?: number | null
  phone?: string | null
  identityNumber?: string | null
  people: number
  plate?: string | null
  purpose: CheckpointPurpose
  note?: string | null
  temperature?: number | null
  decision: CheckpointDecision
  decisionReason?: string | null
  originCode?: string | null
  fromPlace?: string | null
  departedOn?: LocalDate | null
  stayingAt?: string | null
}

/** Somebody who came from elsewhere to stay in the ward: whoever was let in, and whoever was taken to the station. */
export function isStay({
  direction,
  purpose,
  decision,
}: Pick<EntryFacts, 'direction' | 'purpose' | 'decision'>): boolean {
  return (
    direction === CheckpointDirection.IN &&
    purpose === CheckpointPurpose.STAY &&
    decision !== CheckpointDecision.TURNED_BACK
  )
}

export function refuseEntry(entry: EntryFacts, activeFrom: LocalDate, now: Date): InvalidInput | undefined {
  const day = localDateOf(entry.at)
  return refuse(
    entry.at.getTime() > now.getTime() + CLOCK_SLACK_MS
      ? new InvalidInput('at', 'Giờ qua chốt nằm trong tương lai.')
      : undefined,
    day < activeFrom ? new InvalidInput('at', 'Ngày này chốt chưa hoạt động.') : undefined,
    refuseWho(entry, day),
    refusePassage(entry),
    refuseDecision(entry),
    isStay(entry) ? refuseStay(entry, day) : undefined,
  )
}

function refuseWho(
  { personId, saidName, plate, birthYear, phone, identityNumber }: EntryFacts,
  day: LocalDate,
): InvalidInput | undefined {
  return refuse(
    personId || saidName || plate ? undefined : new InvalidInput('saidName', 'Hãy ghi tên người, hoặc biển số xe.'),
    refuseText('saidName', 'Tên', saidName, LONGEST_NAME),
    birthYear != null && (birthYear < OLDEST_BIRTH_YEAR || birthYear > Number(day.slice(0, 4)))
      ? new InvalidInput('birthYear', 'Năm sinh chưa đúng.')
      : undefined,
    phone && !/^0\d{9}$/.test(phone)
      ? new InvalidInput('phone', 'Số điện thoại gồm 10 chữ số, bắt đầu bằng 0.')
      : undefined,
    // A card of 12 digits, an old one of 9, or a passport.
    identityNumber && !/^(\d{12}|\d{9}|[A-Z]\d{7,8})$/i.test(identityNumber)
      ? new InvalidInput('identityNumber', 'Số giấy tờ gồm 12 hoặc 9 chữ số, hoặc là số hộ chiếu.')
      : undefined,
  )
}

function refusePassage({ people, plate, note, temperature }: EntryFacts): InvalidInput | undefined {
  return refuse(
    Number.isInteger(people) && people >= 1 && people <= MOST_PEOPLE
      ? undefined
      : new InvalidInput('people', `Số người từ 1 đến ${MOST_PEOPLE}.`),
    plate && !/^[\dA-ZĐ.-]{4,15}$/.test(plate)
      ? new InvalidInput('plate', 'Biển số chỉ có chữ và số, như 29H-123.45.')
      : undefined,
    refuseText('note', 'Việc cụ thể', note, LONGEST_TEXT),
    temperature != null && (temperature < TEMPERATURES.lowest || temperature > TEMPERATURES.highest)
      ? new InvalidInput('temperature', 'Thân nhiệt chưa đúng. Hãy đo và ghi lại, hoặc để trống.')
      : undefined,
  )
}

function refuseDecision({ decision, decisionReason }: EntryFacts): InvalidInput | undefined {
  if (decision === CheckpointDecision.TURNED_BACK && (decisionReason ?? '').length < SHORTEST_REASON)
    return new InvalidInput('reason', 'Hãy ghi vì sao không cho qua.')
  return refuseText('reason', 'Lý do', decisionReason, LONGEST_TEXT)
}

/** Without a name and a place that they come from nobody could look after them. */
function refuseStay(
  { personId, saidName, originCode, fromPlace, departedOn, stayingAt }: EntryFacts,
  day: LocalDate,
): InvalidInput | undefined {
  return refuse(
    personId || saidName ? undefined : new InvalidInput('saidName', 'Người đến ở cần được ghi tên.'),
    originCode || fromPlace ? undefined : new InvalidInput('fromPlace', 'Hãy ghi người này từ đâu đến.'),
    refuseText('fromPlace', 'Nơi đi', fromPlace, LONGEST_PLACE),
    refuseText('stayingAt', 'Nơi ở', stayingAt, LONGEST_PLACE),
    departedOn && (departedOn > day || departedOn < addDays(day, -LONGEST_JOURNEY_DAYS))
      ? new InvalidInput('departedOn', `Ngày đi phải trong ${LONGEST_JOURNEY_DAYS} ngày trước ngày qua chốt.`)
      : undefined,
  )
}

/** As a plate is painted: `29h 123.45` is `29H-123.45`. */
export function tidyPlate(plate: string | null | undefined): string | null {
  return (
    (plate ?? '')
      .normalize('NFC')
      .toUpperCase()
      .trim()
      .replace(/[\s–-]+/g, '-') || null
  )
}
