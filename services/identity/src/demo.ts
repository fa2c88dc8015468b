import type { EntityManager } from '@mikro-orm/postgresql'
import { claimsOf, type Role, rolePurposes, roleSlug, tokenAudience, type Viewer } from '@vungxanh/access'
import { importJWK, SignJWT } from 'jose'
import { v5 as uuid } from 'uuid'
import { Account } from './accounts/account.ts'
import { Assignment } from './accounts/assignment.ts'
import { hashPassword } from './accounts/password.ts'
import { Post } from './accounts/post.ts'
import { gatewayClientId } from './provider.ts'
import type { SignInChoice } from './sign-in/sign-in-page.ts'
import { readSigningKeys } from './tokens/signing-keys.ts'

export { createSigningKeys } from './tokens/signing-keys.ts'

/** The one password of every demonstration account; printed by `npm start`, worthless anywhere else. */
export const demoPassword = 'vung-xanh-2021'

export const demoUnits = [
  { code: '00121', name: 'Phường Giang Biên' },
  { code: '00124', name: 'Phường Đức Giang' },
] as const

export interface DemoAccount {
  id: string
  signInName: string
  fullName: string
  role: Role
  post: string
  unit: string
  unitName: string
}

// Every name is invented. The first of each pair serves Giang Biên, the second Đức Giang.
const people: { slug: string; role: Role; post: string; names: [string, string] }[] = [
  person('CHAIR', 'Trưởng Ban Chỉ đạo phòng, chống dịch', 'Nguyễn Thị Hoài An', 'Trần Quốc Khải'),
  person('INSPECTOR', 'Chủ nhiệm Uỷ ban Kiểm tra', 'Đỗ Mạnh Tường', 'Lưu Thị Bích Vân'),
  person('REGISTRAR', 'Công chức Tư pháp – Hộ tịch', 'Phạm Thu Thuỷ', 'Ngô Xuân Lộc'),
  person('HEALTH_STAFF', 'Viên chức Trạm Y tế', 'Lê Minh Đức', 'Hà Thị Kim Ngân'),
  person('COMMUNITY_TEAM', 'Tổ Covid cộng đồng, tổ dân phố số 1', 'Vũ Thị Hạnh', 'Bùi Văn Sáng'),
  person('WELFARE_OFFICER', 'Công chức Lao động – Thương binh và Xã hội', 'Hoàng Anh Tuấn', 'Đinh Thị Lan Chi'),
  person('APPROVER', 'Chủ tịch Uỷ ban nhân dân', 'Trịnh Văn Bách', 'Tạ Hồng Quân'),
  {
    ...person('APPROVER', 'Phó Chủ tịch Uỷ ban nhân dân', 'Đặng Thị Mai Phương', 'Cao Đình Nghĩa'),
    slug: 'approver-2',
  },
  person('CASHIER', 'Thủ quỹ', 'Nguyễn Đình Phúc', 'Mai Thị Thanh Tâm'),
  person('CLERK', 'Văn thư – Lưu trữ', 'Bùi Ngọc Diệp', 'Phan Hữu Thắng'),
  person('TEAM_LEADER', 'Trưởng đoàn công tác địa bàn', 'Tống Việt Dũng', 'Lương Thị Hồng Nhung'),
  person('ANALYST', 'Chuyên viên phân tích số liệu', 'Kiều Bảo Châu', 'Dương Nhật Minh'),
  person('DATA_PROTECTION_OFFICER', 'Cán bộ bảo vệ dữ liệu cá nhân', 'Quách Thị Thu Hiền', 'Hồ Trọng Nhân'),
  person('SYSTEM_ADMIN', 'Quản trị hệ thống', 'Chu Hải Đăng', 'Võ Thị Yến Nhi'),
]

function person(role: Role, post: string, first: string, second: string) {
  return { slug: roleSlug(role), role, post, names: [first, second] satisfies [string, string] as [string, string] }
}

const namespace = '0f6f8c1e-5d0b-4e0e-9a57-3f6f5a1f2b21'

function demoId(kind: 'account' | 'post' | 'assignment', unit: string, slug: string): string {
  return uuid(`${kind}/${unit}/${slug}`, namespace)
}

export const demoAccounts: DemoAccount[] = demoUnits.flatMap((unit, index) =>
  people.map(({ slug, role, post, names }) => ({
    id: demoId('account', unit.code, slug),
    signInName: index === 0 ? slug : `${slug}@${unit.code}`,
    fullName: names[index === 0 ? 0 : 1],
    role,
    post,
    unit: unit.code,
    unitName: unit.name,
  })),
)

export const demoChoices: SignInChoice[] = demoAccounts.map(({ signInName, fullName, post, unitName }) => ({
  signInName,
  fullName,
  post,
  unit: unitName,
}))

/** Adds the demonstration accounts that are missing; those that exist are left as they are. */
export async function ensureDemoAccounts(em: EntityManager): Promise<number> {
  const known = await em.find(Account, { id: { $in: demoAccounts.map(({ id }) => id) } }, { fields: ['id'] })
  const knownIds = new Set(known.map(({ id }) => id))
  const missing = demoAccounts.filter(({ id }) => !knownIds.has(id))
  if (missing.length === 0) return 0

  const passwordHash = await hashPassword(demoPassword)
  await em.transactional(async (inner) => {
    for (const { id, signInName, fullName, role, post: title, unit } of missing) {
      const slug = signInName.split('@')[0] ?? signInName
      const account = inner.create(Account, { id, signInName, fullName, passwordHash })
      const post = inner.create(Post, { id: demoId('post', unit, slug), title, role, unitCode: unit })
      inner.create(Assignment, { id: demoId('assignment', unit, slug), account, post, validFrom: '2021-01-01' })
    }
  })
  return missing.length
}

/** Who a demonstration token speaks for: the unit's demo account, or, in a unit without any, one made from its code. */
export function demoViewer(role: Role, unit: string): Viewer {
  const slug = roleSlug(role)
  const known = demoAccounts.find((account) => account.unit === unit && account.role === role)
  const template = people.find((candidate) => candidate.role === role)
  return {
    accountId: known?.id ?? demoId('account', unit, slug),
    name: known?.fullName ?? template?.names[0] ?? slug,
    role,
    post: known?.post ?? template?.post ?? slug,
    organisation: '',
    assignmentId: demoId('assignment', unit, slug),
    units: [unit],
    purpose: rolePurposes[role],
    kin: [],
    steppedUpAt: Math.floor(Date.now() / 1000),
  }
}

export interface DemoTokenRequest {
  keysFile: string
  issuer: string
  role: Role
  unit: string
  /** An hour, so that a person at a terminal can work with it; a signed-in browser's lives five minutes. */
  seconds?: number
}

/** A bearer token like the provider's own, signed with the demonstration issuer's key. */
export async function mintDemoToken({
  keysFile,
  issuer,
  role,
  unit,
  seconds = 3600,
}: DemoTokenRequest): Promise<string> {
  const { keys } = await readSigningKeys(keysFile)
  const { sub, ...claims } = claimsOf(demoViewer(role, unit))
  return new SignJWT({ ...claims, client_id: gatewayClientId })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: keys[0].kid ?? '' })
    .setSubject(sub)
    .setIssuer(issuer)
    .setAudience(tokenAudience)
    .setJti(crypto.randomUUID())
    .setIssuedAt()
    .setExpirationTime(`${seconds}s`)
    .sign(await importJWK(keys[0], 'ES256'))
}
