import { instantOf, type Picked, parseDate, parsePhone, parseTime, tidy, today } from '@vungxanh/ui'
import type {
  CheckpointDecision,
  CheckpointDirection,
  CheckpointPaper,
  CheckpointPurpose,
  RecordCheckpointEntryInput,
  SaidSex,
} from '../operations.generated.ts'

export const directions: readonly CheckpointDirection[] = ['IN', 'OUT']
export const purposes: readonly CheckpointPurpose[] = [
  'HOME',
  'WORK',
  'GOODS',
  'SHOPPING',
  'MEDICAL',
  'OFFICIAL',
  'STAY',
  'OTHER',
]
export const papers: readonly (CheckpointPaper | '')[] = [
  '',
  'TRAVEL_PERMIT',
  'WORK_PAPER',
  'MARKET_TICKET',
  'GOODS_CODE',
  'TEST_PAPER',
  'OTHER',
  'NONE',
]
export const decisions: readonly CheckpointDecision[] = ['LET_THROUGH', 'TURNED_BACK', 'SENT_TO_STATION']
export const sexes: readonly (SaidSex | '')[] = ['', 'FEMALE', 'MALE']

export interface EntryValues {
  saidName: string
  person: Picked | undefined
  direction: CheckpointDirection
  purpose: CheckpointPurpose
  people: string
  plate: string
  paper: CheckpointPaper | ''
  temperature: string
  decision: CheckpointDecision
  reason: string
  time: string
  hasDetails: boolean
  birthYear: string
  sex: SaidSex | ''
  phone: string
  identityNumber: string
  paperUntil: string
  note: string
  origin: Picked | undefined
  fromPlace: string
  departedOn: string
  stayingAt: string
  fromEpidemicArea: boolean
}

export const blankEntry: EntryValues = {
  saidName: '',
  person: undefined,
  direction: 'IN',
  purpose: 'HOME',
  people: '1',
  plate: '',
  paper: '',
  temperature: '',
  decision: 'LET_THROUGH',
  reason: '',
  time: '',
  hasDetails: false,
  birthYear: '',
  sex: '',
  phone: '',
  identityNumber: '',
  paperUntil: '',
  note: '',
  origin: undefined,
  fromPlace: '',
  departedOn: '',
  stayingAt: '',
  fromEpidemicArea: false,
}

/** Somebody who comes to stay, whom the register hears of. */
export const isStay = ({
  direction,
  purpose,
  decision,
}: Pick<EntryValues, 'direction' | 'purpose' | 'decision'>): boolean =>
  direction === 'IN' && purpose === 'STAY' && decision !== 'TURNED_BACK'

/** `36,6`, `36.6` or `36`; undefined when it is no temperature. */
export function parseTemperature(text: string): number | undefined {
  const typed = text.trim().replace(',', '.')
  return /^\d{2}(\.\d)?$/.test(typed) ? Number(typed) : undefined
}

/** The line as the server takes it; or the field of which only the page knows that something is missing. */
export function entryInput(
  values: EntryValues,
  { id, checkpointId, day }: { id: string; checkpointId: string; day: string },
): RecordCheckpointEntryInput | 'time' | 'temperature' {
  const time = values.time && parseTime(values.time)
  if (!time && day !== today()) return 'time'
  const temperature = values.temperature ? parseTemperature(values.temperature) : null
  if (temperature === undefined) return 'temperature'
  // What a closed part of the form still holds was not meant for this line.
  const hasMore = values.hasDetails || isStay(values)
  const stay = isStay(values)
    ? {
        originCode: values.origin?.id ?? null,
        fromPlace: tidy(values.fromPlace) || values.origin?.label || null,
        departedOn: parseDate(values.departedOn) ?? null,
        stayingAt: tidy(values.stayingAt) || null,
        fromEpidemicArea: values.fromEpidemicArea,
      }
    : {}
  const more = hasMore
    ? {
        birthYear: values.birthYear ? Number(values.birthYear) : null,
        sex: values.sex || null,
        phone: values.phone ? (parsePhone(values.phone) ?? null) : null,
        identityNumber: tidy(values.identityNumber) || null,
        paperUntil: parseDate(values.paperUntil) ?? null,
        note: tidy(values.note) || null,
      }
    : {}
  return {
    id,
    checkpointId,
    at: time ? instantOf(day, time) : new Date().toISOString(),
    direction: values.direction,
    personId: values.person?.id ?? null,
    saidName: tidy(values.saidName) || null,
    people: Number(values.people) || 1,
    plate: tidy(values.plate) || null,
    purpose: values.purpose,
    paper: values.paper || null,
    temperature,
    decision: values.decision,
    reason: values.decision === 'LET_THROUGH' ? null : tidy(values.reason) || null,
    ...more,
    ...stay,
  }
}

/** After a line: the next one comes the same way, and is somebody else. */
export function nextEntry({ direction, purpose, hasDetails }: EntryValues): EntryValues {
  return { ...blankEntry, direction, purpose, hasDetails }
}
