import { InvalidInput, type LocalDate, refuse, refuseText } from '@vungxanh/subgraph'

const LONGEST_NAME = 100
const LONGEST_TITLE = 200
const LONGEST_REASON = 500
/** No commitment of the epidemic is older: a slip of the keyboard. */
const EARLIEST_DAY = '2019-12-01'

export function refuseSigning(
  {
    signedOn,
    signerName,
    collectedBy,
  }: { signedOn: LocalDate; signerName?: string | null; collectedBy?: string | null },
  today: LocalDate,
): InvalidInput | undefined {
  return refuse(
    signedOn > today ? new InvalidInput('signedOn', 'Ngày ký nằm trong tương lai.') : undefined,
    signedOn < EARLIEST_DAY ? new InvalidInput('signedOn', 'Năm ký chưa đúng. Hãy xem lại ngày.') : undefined,
    refuseText('signerName', 'Tên người ký', signerName, LONGEST_NAME),
    refuseText('collectedBy', 'Tên người thu', collectedBy, LONGEST_NAME),
  )
}

export function refuseEnd(
  { on, reason, signedOn }: { on: LocalDate; reason: string; signedOn: LocalDate },
  today: LocalDate,
): InvalidInput | undefined {
  return refuse(
    on > today ? new InvalidInput('on', 'Ngày rút lại nằm trong tương lai.') : undefined,
    on < signedOn ? new InvalidInput('on', 'Ngày rút lại đứng trước ngày ký.') : undefined,
    reason === '' ? new InvalidInput('reason', 'Hãy nhập lý do rút lại.') : undefined,
    refuseText('reason', 'Lý do', reason, LONGEST_REASON),
  )
}

export function refuseRound({
  title,
  startsOn,
  endsOn,
}: {
  title: string
  startsOn: LocalDate
  endsOn?: LocalDate | null
}): InvalidInput | undefined {
  return refuse(
    /[\p{L}\p{N}]/u.test(title) ? undefined : new InvalidInput('title', 'Hãy nhập tên đợt ký cam kết.'),
    refuseText('title', 'Tên đợt', title, LONGEST_TITLE),
    startsOn < EARLIEST_DAY ? new InvalidInput('startsOn', 'Năm bắt đầu chưa đúng. Hãy xem lại ngày.') : undefined,
    endsOn && endsOn < startsOn ? new InvalidInput('endsOn', 'Ngày cuối đứng trước ngày đầu.') : undefined,
  )
}
