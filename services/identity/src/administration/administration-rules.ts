import { appointedRoles, type Role, type Viewer } from '@vungxanh/access'
import { forbidden, Refused } from '../refusal.ts'

/** An administrator's own access is another administrator's business. */
export function refuseSelf(viewer: Viewer, accountId: string): void {
  if (viewer.accountId === accountId) {
    throw new Refused(403, 'SELF_ADMINISTRATION', 'Không ai tự thay đổi quyền của chính mình. Nhờ quản trị khác làm.')
  }
}

/** Whoever opens a unit's data administers that unit. */
export function refuseOtherUnits(viewer: Viewer, units: readonly string[], field: string): void {
  const foreign = units.filter((unit) => !viewer.units.includes(unit))
  if (foreign.length > 0) {
    throw new Refused(403, 'FORBIDDEN', `Bạn không quản trị đơn vị ${foreign.join(', ')}.`, field)
  }
}

/** What nobody is appointed to is not given by hand either. */
export function refuseRole(role: Role): void {
  if (!appointedRoles.includes(role)) throw forbidden('Quyền khẩn cấp chỉ có bằng cách mở truy cập khẩn cấp.')
}

export function refuseDays(validFrom: string, validTo: string | null | undefined, today: string): void {
  if (validTo && validTo < validFrom) {
    throw new Refused(400, 'INVALID_DATES', 'Ngày kết thúc phải từ ngày bắt đầu trở đi.', 'validTo')
  }
  if (validTo && validTo < today) {
    throw new Refused(400, 'INVALID_DATES', 'Ngày kết thúc đã qua.', 'validTo')
  }
}

/** Longest that somebody of elsewhere is sent: beyond that it is an appointment. */
export const longestDeploymentDays = 180

export function refuseLongDeployment(validFrom: string, validTo: string): void {
  if (Date.parse(validTo) - Date.parse(validFrom) > longestDeploymentDays * 24 * 60 * 60 * 1000) {
    throw new Refused(400, 'INVALID_DATES', `Điều động dài nhất ${longestDeploymentDays} ngày.`, 'validTo')
  }
}
