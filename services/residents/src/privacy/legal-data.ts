import type { LocalDate } from '@vungxanh/subgraph'
import { registerEnumType } from 'type-graphql'

// What the law says of personal data, as dated data. None of it has been compared with the text of the law yet
// (`verified: false`), and every screen that decides by it says so.

export enum LegalBasis {
  CONSENT = 'CONSENT',
  STATE_TASK = 'STATE_TASK',
  EMERGENCY_EPIDEMIC = 'EMERGENCY_EPIDEMIC',
}
registerEnumType(LegalBasis, {
  name: 'LegalBasis',
  description:
    'Căn cứ xử lý dữ liệu. CONSENT: sự đồng ý. STATE_TASK: nhiệm vụ của cơ quan nhà nước. EMERGENCY_EPIDEMIC: tình trạng khẩn cấp do dịch bệnh.',
})

export enum SubjectRequestKind {
  ACCESS = 'ACCESS',
  CORRECTION = 'CORRECTION',
  DELETION = 'DELETION',
  RESTRICTION = 'RESTRICTION',
  WITHDRAWAL = 'WITHDRAWAL',
  OBJECTION = 'OBJECTION',
  COMPLAINT = 'COMPLAINT',
}
registerEnumType(SubjectRequestKind, {
  name: 'SubjectRequestKind',
  description:
    'Yêu cầu của chủ thể dữ liệu. ACCESS: xem, cung cấp. CORRECTION: chỉnh sửa. DELETION: xóa. RESTRICTION: hạn chế xử lý. WITHDRAWAL: rút lại đồng ý. OBJECTION: phản đối xử lý. COMPLAINT: khiếu nại.',
})

export interface Law {
  inForceFrom: LocalDate
  source: string
  verified: boolean
}

export interface PurposeLaw extends Law {
  code: string
  name: string
  basis: LegalBasis
}

const personalData = 'Luật 91/2025/QH15'
const inForceFrom = '2026-01-01'

/** What the unit uses personal data for. A later entry of the same code replaces the earlier from its day on. */
export const purposeLaws: readonly PurposeLaw[] = [
  {
    code: 'RESIDENTS_REGISTRY',
    name: 'Quản lý hộ khẩu thực tế và cư trú',
    basis: LegalBasis.STATE_TASK,
    inForceFrom,
    source: `Luật Cư trú 2020; ${personalData}`,
    verified: false,
  },
  {
    code: 'EPIDEMIC_CONTROL',
    name: 'Xét nghiệm, truy vết, cách ly, tiêm chủng phòng dịch',
    basis: LegalBasis.EMERGENCY_EPIDEMIC,
    inForceFrom,
    source: `Luật Phòng, chống bệnh truyền nhiễm; ${personalData}`,
    verified: false,
  },
  {
    code: 'SOCIAL_SUPPORT',
    name: 'Xét duyệt và chi trả hỗ trợ an sinh',
    basis: LegalBasis.STATE_TASK,
    inForceFrom,
    source: `Nghị quyết về hỗ trợ người gặp khó khăn do dịch; ${personalData}`,
    verified: false,
  },
  {
    code: 'CONTACT_MESSAGES',
    name: 'Gọi điện, nhắn tin, mời vào nhóm Zalo của tổ dân phố',
    basis: LegalBasis.CONSENT,
    inForceFrom,
    source: personalData,
    verified: false,
  },
  {
    code: 'SHARING_WITH_CHARITIES',
    name: 'Chuyển tên và địa chỉ cho nhóm thiện nguyện để tặng quà',
    basis: LegalBasis.CONSENT,
    inForceFrom,
    source: personalData,
    verified: false,
  },
  {
    code: 'PUBLISHING_PICTURES',
    name: 'Đăng tên, hình ảnh người nhận hỗ trợ trên trang của phường',
    basis: LegalBasis.CONSENT,
    inForceFrom,
    source: personalData,
    verified: false,
  },
]

export interface RequestLaw extends Law {
  /** Working days until the person is told that the request has come in. */
  acknowledgeWithin: number
  /** Days until it is answered, counted from the day it came in; the extension, once, is as long again. */
  answerWithin: Record<SubjectRequestKind, number>
  /** The same where data went to third parties, for the kinds where it takes longer. */
  answerWithinThirdParties: Partial<Record<SubjectRequestKind, number>>
}

/**
 * Counted from the day of receipt in calendar days, and complaints and objections like withdrawals: where the law may allow
 * more, the deadline comes too early, never too late.
 */
export const requestLaws: readonly RequestLaw[] = [
  {
    inForceFrom,
    source: 'Nghị định 356/2025/NĐ-CP',
    verified: false,
    acknowledgeWithin: 2,
    answerWithin: {
      ACCESS: 10,
      CORRECTION: 10,
      DELETION: 20,
      RESTRICTION: 15,
      WITHDRAWAL: 15,
      OBJECTION: 15,
      COMPLAINT: 15,
    },
    answerWithinThirdParties: { RESTRICTION: 20, WITHDRAWAL: 20 },
  },
]

/** Days off beside Saturdays and Sundays. One that is missing here makes a deadline earlier, never later. */
export const holidays: ReadonlySet<LocalDate> = new Set([
  '2026-01-01',
  '2026-02-16',
  '2026-02-17',
  '2026-02-18',
  '2026-02-19',
  '2026-02-20',
  '2026-04-27',
  '2026-04-30',
  '2026-05-01',
  '2026-09-01',
  '2026-09-02',
  '2027-01-01',
  '2027-04-30',
  '2027-09-02',
])

/** The version in force on a day; undefined before the first. */
export function lawOn<L extends Law>(laws: readonly L[], on: LocalDate): L | undefined {
  return laws
    .filter((law) => law.inForceFrom <= on)
    .toSorted((one, other) => (one.inForceFrom < other.inForceFrom ? 1 : -1))[0]
}

export function purposeOn(code: string, on: LocalDate): PurposeLaw | undefined {
  return lawOn(
    purposeLaws.filter((law) => law.code === code),
    on,
  )
}

/** Every purpose as it is on a day. */
export function purposesOn(on: LocalDate): PurposeLaw[] {
  return [...new Set(purposeLaws.map(({ code }) => code))].flatMap((code) => purposeOn(code, on) ?? [])
}
