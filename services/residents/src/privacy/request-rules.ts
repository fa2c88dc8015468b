import { addDays, daysBetween, InvalidInput, type LocalDate, refuse, refuseText } from '@vungxanh/subgraph'
import { Sex } from '../people/person.ts'
import { refuseBirth, refuseName } from '../people/person-rules.ts'
import { tidyText } from '../people/search-key.ts'
import { holidays, lawOn, type RequestLaw, requestLaws, type SubjectRequestKind } from './legal-data.ts'
import {
  type CorrectableField,
  Requester,
  RequestStanding,
  SubjectRequestState,
  type SubjectRequestStepKind,
} from './subject-request.ts'

const LONGEST_TEXT = 2000

export function isWorkingDay(on: LocalDate): boolean {
  const weekday = new Date(on).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !holidays.has(on)
}

/** The last of so many working days after a day. */
export function addWorkingDays(on: LocalDate, days: number): LocalDate {
  let last = on
  for (let left = days; left > 0; ) {
    last = addDays(last, 1)
    if (isWorkingDay(last)) left -= 1
  }
  return last
}

export interface Deadlines {
  law: RequestLaw
  acknowledgeBy: LocalDate
  answerBy: LocalDate
}

/** Decree 356/2025: undefined for a day before any rule was in force. */
export function deadlinesFor(
  kind: SubjectRequestKind,
  receivedOn: LocalDate,
  sharedWithThirdParties: boolean,
): Deadlines | undefined {
  const law = lawOn(requestLaws, receivedOn)
  if (!law) return undefined
  const days = (sharedWithThirdParties && law.answerWithinThirdParties[kind]) || law.answerWithin[kind]
  return { law, acknowledgeBy: addWorkingDays(receivedOn, law.acknowledgeWithin), answerBy: addDays(receivedOn, days) }
}

/** Once, and as long again as the first period. */
export function extended({ receivedOn, answerBy }: { receivedOn: LocalDate; answerBy: LocalDate }): LocalDate {
  return addDays(answerBy, daysBetween(receivedOn, answerBy))
}

const steps: Record<SubjectRequestStepKind, readonly SubjectRequestState[]> = {
  RECEIVED: [],
  ACKNOWLEDGED: [SubjectRequestState.RECEIVED],
  EXTENDED: [SubjectRequestState.RECEIVED, SubjectRequestState.ACKNOWLEDGED],
  ACCEPTED: [SubjectRequestState.ACKNOWLEDGED],
  FULFILLED: [SubjectRequestState.ACKNOWLEDGED, SubjectRequestState.ACCEPTED],
  REFUSED: [SubjectRequestState.ACKNOWLEDGED],
}

/** Whether a request that stands there may take the step. Nobody is answered before they know that they were heard. */
export function mayStep(state: SubjectRequestState, step: SubjectRequestStepKind): boolean {
  return steps[step].includes(state)
}

interface Timed {
  state: SubjectRequestState
  acknowledgeBy: LocalDate
  answerBy: LocalDate
  answeredOn?: LocalDate | null
}

/** The day by which the next thing must have happened. */
export function nextDeadline({ state, acknowledgeBy, answerBy }: Timed): LocalDate {
  return state === SubjectRequestState.RECEIVED && acknowledgeBy < answerBy ? acknowledgeBy : answerBy
}

export function standingOf(request: Timed, today: LocalDate): RequestStanding {
  if (request.answeredOn)
    return request.answeredOn > request.answerBy ? RequestStanding.ANSWERED_LATE : RequestStanding.ANSWERED
  const deadline = nextDeadline(request)
  if (deadline < today) return RequestStanding.OVERDUE
  return deadline <= addWorkingDays(today, 1) ? RequestStanding.DUE_SOON : RequestStanding.ON_TIME
}

export interface Reception {
  receivedOn: LocalDate
  requester: Requester
  requesterName?: string | null
  identityChecked: boolean
  detail: string
}

export function refuseReception(reception: Reception, today: LocalDate): InvalidInput | undefined {
  const name = tidyText(reception.requesterName ?? '')
  return refuse(
    reception.receivedOn > today ? new InvalidInput('receivedOn', 'Ngày nhận nằm trong tương lai.') : undefined,
    lawOn(requestLaws, reception.receivedOn)
      ? undefined
      : new InvalidInput('receivedOn', 'Chưa có quy định về thời hạn áp dụng cho ngày này.'),
    reception.requester !== Requester.SUBJECT && !/\p{L}/u.test(name)
      ? new InvalidInput('requesterName', 'Hãy ghi họ tên người đứng ra yêu cầu.')
      : undefined,
    refuseText('requesterName', 'Họ tên người yêu cầu', name, 100),
    reception.identityChecked
      ? undefined
      : new InvalidInput('identityChecked', 'Hãy kiểm tra giấy tờ của người yêu cầu trước khi tiếp nhận.'),
    refuseNote('detail', 'Nội dung yêu cầu', reception.detail),
  )
}

/** What somebody must be able to read later: why, or what. */
export function refuseNote(field: string, words: string, text: string | null | undefined): InvalidInput | undefined {
  if (tidyText(text ?? '') === '') return new InvalidInput(field, `Hãy ghi: ${words.toLowerCase()}.`)
  return refuseText(field, words, text, LONGEST_TEXT)
}

/** A wish to correct is checked like what a registrar would type: an impossible value is not taken down. */
export function refuseCorrection(
  field: CorrectableField | null | undefined,
  value: string | null | undefined,
  current: string | null,
  today: LocalDate,
): InvalidInput | undefined {
  if (!field) return new InvalidInput('correctField', 'Hãy chọn thông tin cần sửa.')
  const wanted = tidyText(value ?? '')
  if (wanted === '') return new InvalidInput('newValue', 'Hãy ghi nội dung đúng.')
  if (wanted === current) return new InvalidInput('newValue', 'Sổ đang ghi đúng như vậy.')
  const shapes: Record<CorrectableField, () => InvalidInput | undefined> = {
    FULL_NAME: () => refuseName(wanted),
    BORN_ON: () =>
      /^\d{4}-\d{2}-\d{2}$/.test(wanted) && !Number.isNaN(Date.parse(wanted))
        ? refuseBirth({ bornOn: wanted }, today)
        : new InvalidInput('newValue', 'Ngày sinh chưa đúng.'),
    BIRTH_YEAR: () =>
      /^\d{4}$/.test(wanted)
        ? refuseBirth({ birthYear: Number(wanted) }, today)
        : new InvalidInput('newValue', 'Năm sinh chưa đúng.'),
    SEX: () => (wanted in Sex ? undefined : new InvalidInput('newValue', 'Hãy chọn giới tính.')),
  }
  const refusal = shapes[field]()
  return refusal && new InvalidInput('newValue', refusal.message)
}
