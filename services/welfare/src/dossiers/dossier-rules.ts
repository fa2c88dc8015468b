import type { Role } from '@vungxanh/access'
import { InvalidInput, isUuid, type LocalDate, refuse, refuseText, UserError } from '@vungxanh/subgraph'
import { Field, ObjectType } from 'type-graphql'
import { BeneficiaryKind, Programme } from '../programmes/programme.ts'
import {
  type Attested,
  computeLines,
  type InForce,
  type ProgrammeNotInForce,
  type Rates,
  refuseOutOfForce,
} from '../programmes/programme-rules.ts'
import { DossierStatus, transitions } from './dossier-status.ts'

const LONGEST_STATEMENT = 2000
const LONGEST_REASON = 500
const MOST_DAYS = 366

@ObjectType({ implements: UserError, description: 'Không có hồ sơ này trong phạm vi công tác.' })
export class DossierNotFound extends UserError {
  readonly code = 'DossierNotFound'

  constructor() {
    super('Không tìm thấy hồ sơ này trong phạm vi công tác của bạn. Hãy tải lại danh sách.')
  }
}

@ObjectType({
  implements: UserError,
  description: 'Người, hộ hoặc cơ sở này đã có hồ sơ ở chính chương trình này, đang xử lý hoặc đã chi.',
})
export class DossierAlreadyOpen extends UserError {
  readonly code = 'DossierAlreadyOpen'

  @Field(() => String)
  dossierCode: string

  constructor(dossierCode: string) {
    super(`Đã có hồ sơ ${dossierCode} ở chính chương trình này. Hãy mở hồ sơ đó: mỗi đối tượng chỉ được một hồ sơ.`)
    this.dossierCode = dossierCode
  }
}

@ObjectType({
  implements: UserError,
  description: 'Đối tượng đã có hồ sơ chưa bị từ chối ở một chương trình không được hưởng cùng.',
})
export class ExcludedByOtherProgramme extends UserError {
  readonly code = 'ExcludedByOtherProgramme'

  @Field(() => Programme)
  programme: Programme

  @Field(() => String)
  dossierCode: string

  constructor(programme: Programme, dossierCode: string) {
    super(`Đã có hồ sơ ${dossierCode} ở chương trình ${programme.code}, không được hưởng cùng chương trình này.`)
    this.programme = programme
    this.dossierCode = dossierCode
  }
}

@ObjectType({ implements: UserError, description: 'Chương trình dành cho đối tượng khác.' })
export class BeneficiaryKindMismatch extends UserError {
  readonly code = 'BeneficiaryKindMismatch'

  @Field(() => BeneficiaryKind, { description: 'Đối tượng mà chương trình hỗ trợ.' })
  expected: BeneficiaryKind

  constructor(expected: BeneficiaryKind) {
    super(`Hãy chọn đúng một ${beneficiaryWords[expected]} làm đối tượng hưởng của hồ sơ.`)
    this.expected = expected
  }
}

const beneficiaryWords: Record<BeneficiaryKind, string> = { PERSON: 'người', HOUSEHOLD: 'hộ', ESTABLISHMENT: 'cơ sở' }

@ObjectType({ implements: UserError, description: 'Người này đã duyệt lần một; lần hai phải do người khác.' })
export class SamePersonTwice extends UserError {
  readonly code = 'SamePersonTwice'

  constructor() {
    super('Bạn đã duyệt lần một hồ sơ này. Lần hai phải do một lãnh đạo khác duyệt.')
  }
}

@ObjectType({ implements: UserError, description: 'Người lập hồ sơ không được duyệt hồ sơ đó.' })
export class SubmitterMayNotApprove extends UserError {
  readonly code = 'SubmitterMayNotApprove'

  constructor() {
    super('Bạn là người lập hồ sơ này nên không được duyệt. Hãy chuyển cho lãnh đạo khác.')
  }
}

@ObjectType({ implements: UserError, description: 'Hồ sơ không ở bước chờ duyệt.' })
export class DossierNotAwaitingApproval extends UserError {
  readonly code = 'DossierNotAwaitingApproval'

  @Field(() => DossierStatus)
  status: DossierStatus

  constructor(status: DossierStatus) {
    super('Hồ sơ không còn chờ duyệt. Hãy tải lại để xem tình trạng mới.')
    this.status = status
  }
}

@ObjectType({ implements: UserError, description: 'Hồ sơ đã chi hoặc đã bị từ chối, không từ chối được nữa.' })
export class DossierAlreadyClosed extends UserError {
  readonly code = 'DossierAlreadyClosed'

  @Field(() => DossierStatus)
  status: DossierStatus

  constructor(status: DossierStatus) {
    super('Hồ sơ đã chi hoặc đã bị từ chối. Hãy tải lại để xem tình trạng mới.')
    this.status = status
  }
}

export interface Beneficiary {
  kind: BeneficiaryKind
  id: string
}

export interface NamedBeneficiaries {
  personId?: string | null
  householdId?: string | null
  establishmentId?: string | null
}

/** The one beneficiary of the programme's kind, if exactly that was named. */
export function beneficiaryOf(expected: BeneficiaryKind, named: NamedBeneficiaries): Beneficiary | undefined {
  const all: [BeneficiaryKind, string | null | undefined][] = [
    [BeneficiaryKind.PERSON, named.personId],
    [BeneficiaryKind.HOUSEHOLD, named.householdId],
    [BeneficiaryKind.ESTABLISHMENT, named.establishmentId],
  ]
  const given = all.flatMap(([kind, id]) => (id == null ? [] : [{ kind, id }]))
  return given.length === 1 && given[0]?.kind === expected ? given[0] : undefined
}

export interface ProgrammeTerms extends InForce {
  beneficiary: BeneficiaryKind
  requiresQuarantineOrder: boolean
  rates: Rates
}

export interface Submission extends NamedBeneficiaries, Attested {
  residentialGroupId?: string | null
  otherResidence?: string | null
  statement?: string | null
}

export function refuseSubmission(
  programme: ProgrammeTerms,
  submission: Submission,
  on: LocalDate,
): ProgrammeNotInForce | BeneficiaryKindMismatch | InvalidInput | undefined {
  return (
    refuseOutOfForce(programme, on) ??
    refuseBeneficiary(programme.beneficiary, submission) ??
    refuse(
      refuseAttested(programme, submission),
      refuseOtherResidence(programme.beneficiary, submission),
      refuseText('statement', 'Lời trình bày', submission.statement, LONGEST_STATEMENT),
    )
  )
}

function refuseBeneficiary(
  expected: BeneficiaryKind,
  submission: Submission,
): BeneficiaryKindMismatch | InvalidInput | undefined {
  for (const field of ['personId', 'householdId', 'establishmentId', 'residentialGroupId'] as const) {
    if (submission[field] != null && !isUuid(submission[field]))
      return new InvalidInput(field, 'Mã đã chọn không đúng. Hãy chọn lại từ danh sách.')
  }
  return beneficiaryOf(expected, submission) ? undefined : new BeneficiaryKindMismatch(expected)
}

function refuseOtherResidence(expected: BeneficiaryKind, { otherResidence }: Submission): InvalidInput | undefined {
  if (otherResidence == null) return undefined
  if (expected !== BeneficiaryKind.PERSON)
    return new InvalidInput('otherResidence', 'Chỉ hồ sơ của một người mới ghi nơi cư trú khác. Hãy để trống ô này.')
  if (!/^\d{5}$/.test(otherResidence))
    return new InvalidInput('otherResidence', 'Mã phường/xã gồm 5 chữ số. Hãy xem lại nơi cư trú khác.')
}

function refuseAttested(programme: ProgrammeTerms, attested: Attested): InvalidInput | undefined {
  const { quarantineDays } = attested
  const byDay = programme.rates.perDay != null
  if (quarantineDays == null) {
    if (!byDay && !programme.requiresQuarantineOrder) return undefined
    return new InvalidInput('quarantineDays', 'Hãy nhập số ngày cách ly ghi trong quyết định.')
  }
  if (!byDay && !programme.requiresQuarantineOrder)
    return new InvalidInput('quarantineDays', 'Chương trình này không tính theo ngày cách ly. Hãy để trống ô này.')
  if (!Number.isInteger(quarantineDays) || quarantineDays < 1 || quarantineDays > MOST_DAYS)
    return new InvalidInput('quarantineDays', `Số ngày cách ly phải từ 1 đến ${MOST_DAYS}.`)
  if (computeLines(programme.rates, attested).length === 0)
    return new InvalidInput('programmeId', 'Cách tính của chương trình không cho số tiền nào cho hồ sơ này.')
}

export interface Standing {
  status: DossierStatus
  submittedById: string
  firstApprovedById?: string | null
  secondApprovedById?: string | null
}

/** Two approvals by two persons, neither of them the one who submitted. */
export function refuseApproval(
  { status, submittedById, firstApprovedById }: Standing,
  approverId: string,
): DossierNotAwaitingApproval | SubmitterMayNotApprove | SamePersonTwice | undefined {
  if (status !== DossierStatus.SUBMITTED && status !== DossierStatus.FIRST_APPROVED)
    return new DossierNotAwaitingApproval(status)
  if (submittedById === approverId) return new SubmitterMayNotApprove()
  if (firstApprovedById === approverId) return new SamePersonTwice()
}

export function refuseNote(note: string | null | undefined): InvalidInput | undefined {
  return refuseText('note', 'Ghi chú', note, LONGEST_REASON)
}

export function refuseRefusal(
  { status }: Pick<Standing, 'status'>,
  reason: string,
): DossierAlreadyClosed | InvalidInput | undefined {
  if (!transitions[status].includes(DossierStatus.REFUSED)) return new DossierAlreadyClosed(status)
  if (reason.trim() === '') return new InvalidInput('reason', 'Hãy ghi lý do từ chối để trả lời người nộp.')
  return refuseText('reason', 'Lý do', reason, LONGEST_REASON)
}

/** Undefined: all of them. */
export function statusesVisibleTo(role: Role): DossierStatus[] | undefined {
  return role === 'CASHIER' ? [DossierStatus.APPROVED, DossierStatus.PAID] : undefined
}

export function dossierCode(programmeCode: string, number: number): string {
  return `${programmeCode}-${String(number).padStart(4, '0')}`
}
