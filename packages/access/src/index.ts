/** Every role of the platform. The order is the order in which accounts and tables list them. */
export const roles = [
  'CHAIR',
  'INSPECTOR',
  'REGISTRAR',
  'HEALTH_STAFF',
  'COMMUNITY_TEAM',
  'WELFARE_OFFICER',
  'APPROVER',
  'CASHIER',
  'CLERK',
  'TEAM_LEADER',
  'ANALYST',
  'DATA_PROTECTION_OFFICER',
  'SYSTEM_ADMIN',
] as const

export type Role = (typeof roles)[number]

/** Why a viewer works with data. One at a time: it is in the token and in the row-security context of every statement. */
export const purposes = [
  'REGISTRY',
  'CARE',
  'WELFARE_ASSESS',
  'PAYMENT',
  'COMMAND',
  'INSPECTION',
  'STATISTICS',
  'SUBJECT_REQUEST',
  'ADMINISTRATION',
] as const

export type Purpose = (typeof purposes)[number]

export const roleNames: Record<Role, { vi: string; en: string }> = {
  CHAIR: { vi: 'Trưởng Ban Chỉ đạo', en: 'Steering-committee chair' },
  INSPECTOR: { vi: 'Cán bộ kiểm tra, giám sát', en: 'Inspector' },
  REGISTRAR: { vi: 'Cán bộ hộ tịch – cư trú', en: 'Resident registrar' },
  HEALTH_STAFF: { vi: 'Cán bộ trạm y tế', en: 'Health-station staff' },
  COMMUNITY_TEAM: { vi: 'Thành viên Tổ Covid cộng đồng', en: 'Community Covid team member' },
  WELFARE_OFFICER: { vi: 'Cán bộ an sinh xã hội', en: 'Welfare officer' },
  APPROVER: { vi: 'Lãnh đạo UBND phê duyệt', en: 'Approver' },
  CASHIER: { vi: 'Cán bộ chi trả', en: 'Cashier' },
  CLERK: { vi: 'Văn thư', en: 'Directives clerk' },
  TEAM_LEADER: { vi: 'Tổ trưởng, Trưởng đoàn công tác', en: 'Working-group leader' },
  ANALYST: { vi: 'Cán bộ phân tích', en: 'Analyst' },
  DATA_PROTECTION_OFFICER: { vi: 'Cán bộ bảo vệ dữ liệu cá nhân', en: 'Data-protection officer' },
  SYSTEM_ADMIN: { vi: 'Quản trị hệ thống', en: 'System administrator' },
}

export const rolePurposes: Record<Role, Purpose> = {
  CHAIR: 'COMMAND',
  INSPECTOR: 'INSPECTION',
  REGISTRAR: 'REGISTRY',
  HEALTH_STAFF: 'CARE',
  COMMUNITY_TEAM: 'CARE',
  WELFARE_OFFICER: 'WELFARE_ASSESS',
  APPROVER: 'WELFARE_ASSESS',
  CASHIER: 'PAYMENT',
  CLERK: 'COMMAND',
  TEAM_LEADER: 'COMMAND',
  ANALYST: 'STATISTICS',
  DATA_PROTECTION_OFFICER: 'SUBJECT_REQUEST',
  SYSTEM_ADMIN: 'ADMINISTRATION',
}

/** `WELFARE_OFFICER` is `welfare-officer` on the command line and in sign-in names. */
export function roleSlug(role: Role): string {
  return role.toLowerCase().replaceAll('_', '-')
}

export function roleFromSlug(slug: string): Role | undefined {
  return roles.find((role) => roleSlug(role) === slug)
}

/** The audience that access tokens carry and every subgraph demands. */
export const tokenAudience = 'vungxanh'

/** Who is asking: one assignment of one account. Authority belongs to the post; units are administrative unit codes. */
export interface Viewer {
  accountId: string
  name: string
  role: Role
  post: string
  units: readonly string[]
  purpose: Purpose
}

export type ViewerClaims = {
  sub: string
  name: string
  role: Role
  post: string
  units: readonly string[]
  purpose: Purpose
}

export function claimsOf(viewer: Viewer): ViewerClaims {
  const { accountId, ...claims } = viewer
  return { sub: accountId, ...claims }
}

/** Reads a viewer from verified token claims; undefined when a claim is missing or of the wrong kind. */
export function viewerFromClaims(claims: Record<string, unknown>): Viewer | undefined {
  const { sub, name, role, post, units, purpose } = claims
  if (typeof sub !== 'string' || typeof name !== 'string' || typeof post !== 'string') return undefined
  const knownRole = roles.find((known) => known === role)
  const knownPurpose = purposes.find((known) => known === purpose)
  if (!knownRole || !knownPurpose || !Array.isArray(units)) return undefined
  if (!units.every((unit): unit is string => typeof unit === 'string')) return undefined
  return { accountId: sub, name, role: knownRole, post, units, purpose: knownPurpose }
}
