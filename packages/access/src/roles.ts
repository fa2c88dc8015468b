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
  'EMERGENCY_READER',
] as const

export type Role = (typeof roles)[number]

/**
 * What nobody holds by appointment: a break-glass assignment gives it, for minutes. It is a role like any other, so that
 * the same tables, policies and audit rows speak of it.
 */
export const emergencyRole = 'EMERGENCY_READER' satisfies Role

/** The roles that posts carry. */
export const appointedRoles: readonly Role[] = roles.filter((role) => role !== emergencyRole)

/** Why a viewer works with data. One at a time: it is in the token, in the row-security context and in every audit row. */
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
  'BREAK_GLASS',
  'EVENTS',
] as const

export type Purpose = (typeof purposes)[number]

/** For what a department applies an event of another one: it stands in row-security contexts and in the audit, in no token. */
export const eventsPurpose = 'EVENTS' satisfies Purpose

/** Who acts then. Nobody's role: it can be neither appointed nor granted, and only audit rows carry it. */
export const departmentRole = { code: 'DEPARTMENT', vi: 'Bộ phận khác', en: 'Another department' } as const

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
  EMERGENCY_READER: { vi: 'Truy cập khẩn cấp', en: 'Emergency reader' },
}

export const purposeNames: Record<Purpose, { vi: string; en: string }> = {
  REGISTRY: { vi: 'Quản lý cư trú', en: 'Residents registry' },
  CARE: { vi: 'Chăm sóc, phòng dịch', en: 'Care and epidemic control' },
  WELFARE_ASSESS: { vi: 'Xét duyệt hỗ trợ', en: 'Assessing support' },
  PAYMENT: { vi: 'Chi trả', en: 'Payment' },
  COMMAND: { vi: 'Chỉ đạo, điều hành', en: 'Command' },
  INSPECTION: { vi: 'Kiểm tra, giám sát', en: 'Inspection' },
  STATISTICS: { vi: 'Thống kê', en: 'Statistics' },
  SUBJECT_REQUEST: { vi: 'Yêu cầu của chủ thể dữ liệu', en: 'Data-subject request' },
  ADMINISTRATION: { vi: 'Quản trị hệ thống', en: 'Administration' },
  BREAK_GLASS: { vi: 'Khẩn cấp', en: 'Break-glass' },
  EVENTS: { vi: 'Tiếp nhận sự kiện của bộ phận khác', en: 'Applying another department’s event' },
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
  EMERGENCY_READER: 'BREAK_GLASS',
}

/** `WELFARE_OFFICER` is `welfare-officer` on the command line and in sign-in names. */
export function roleSlug(role: Role): string {
  return role.toLowerCase().replaceAll('_', '-')
}

export function roleFromSlug(slug: string): Role | undefined {
  return roles.find((role) => roleSlug(role) === slug)
}
