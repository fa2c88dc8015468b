import type { EntityManager } from '@mikro-orm/postgresql'
import {
  claimsOf,
  emergencyRole,
  type Role,
  rolePurposes,
  roleSlug,
  tokenAudience,
  type Viewer,
} from '@vungxanh/access'
import { localDateOf } from '@vungxanh/subgraph/business-time'
import { importJWK, SignJWT } from 'jose'
import { v5 as uuid } from 'uuid'
import { Account } from './accounts/account.ts'
import { Assignment } from './accounts/assignment.ts'
import { hashPassword } from './accounts/password.ts'
import { Post } from './accounts/post.ts'
import { emergencyPostTitle } from './break-glass/emergencies.ts'
import { encryptSecret, newSecret } from './second-factor/totp.ts'
import type { SignInChoice } from './sign-in/sign-in-page.ts'
import { readSigningKeys } from './tokens/signing-keys.ts'

export { createSigningKeys } from './tokens/signing-keys.ts'

/** What tokens of the command line say of themselves; the gateway takes them only where demonstration accounts are. */
export const commandLineClientId = 'command-line'

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
  organisation: string
  unit: string
  unitName: string
}

/** The bodies that the posts belong to, each with the name of its ward behind it. */
const bodies = {
  party: 'Đảng uỷ',
  committee: 'Uỷ ban nhân dân',
  inspection: 'Uỷ ban Kiểm tra Đảng uỷ',
  steering: 'Ban Chỉ đạo phòng, chống dịch COVID-19',
  station: 'Trạm Y tế',
}

type Body = keyof typeof bodies

function organisationOf(body: Body, unitName: string): string {
  return `${bodies[body]} ${unitName.charAt(0).toLowerCase()}${unitName.slice(1)}`
}

interface Person {
  slug: string
  role: Role
  post: string
  body: Body
  names: [string, string]
}

// Every name is invented. The first of each pair serves Giang Biên, the second Đức Giang.
const people: Person[] = [
  person('CHAIR', 'Trưởng Ban Chỉ đạo phòng, chống dịch', 'steering', 'Nguyễn Thị Hoài An', 'Trần Quốc Khải'),
  person('INSPECTOR', 'Chủ nhiệm Uỷ ban Kiểm tra', 'inspection', 'Đỗ Mạnh Tường', 'Lưu Thị Bích Vân'),
  person('REGISTRAR', 'Công chức Tư pháp – Hộ tịch', 'committee', 'Phạm Thu Thuỷ', 'Ngô Xuân Lộc'),
  person('HEALTH_STAFF', 'Viên chức Trạm Y tế', 'station', 'Lê Minh Đức', 'Hà Thị Kim Ngân'),
  person('COMMUNITY_TEAM', 'Tổ Covid cộng đồng, tổ dân phố số 1', 'steering', 'Vũ Thị Hạnh', 'Bùi Văn Sáng'),
  person(
    'WELFARE_OFFICER',
    'Công chức Lao động – Thương binh và Xã hội',
    'committee',
    'Hoàng Anh Tuấn',
    'Đinh Thị Lan Chi',
  ),
  person('APPROVER', 'Chủ tịch Uỷ ban nhân dân', 'committee', 'Trịnh Văn Bách', 'Tạ Hồng Quân'),
  {
    ...person('APPROVER', 'Phó Chủ tịch Uỷ ban nhân dân', 'committee', 'Đặng Thị Mai Phương', 'Cao Đình Nghĩa'),
    slug: 'approver-2',
  },
  person('CASHIER', 'Thủ quỹ', 'committee', 'Nguyễn Đình Phúc', 'Mai Thị Thanh Tâm'),
  person('CLERK', 'Văn thư – Lưu trữ', 'party', 'Bùi Ngọc Diệp', 'Phan Hữu Thắng'),
  person('TEAM_LEADER', 'Trưởng đoàn công tác địa bàn', 'steering', 'Tống Việt Dũng', 'Lương Thị Hồng Nhung'),
  person('ANALYST', 'Chuyên viên phân tích số liệu', 'committee', 'Kiều Bảo Châu', 'Dương Nhật Minh'),
  person(
    'DATA_PROTECTION_OFFICER',
    'Cán bộ bảo vệ dữ liệu cá nhân',
    'committee',
    'Quách Thị Thu Hiền',
    'Hồ Trọng Nhân',
  ),
  person('SYSTEM_ADMIN', 'Quản trị hệ thống', 'committee', 'Chu Hải Đăng', 'Võ Thị Yến Nhi'),
]

function person(role: Role, post: string, body: Body, first: string, second: string): Person {
  return { slug: roleSlug(role), role, post, body, names: [first, second] }
}

const namespace = '0f6f8c1e-5d0b-4e0e-9a57-3f6f5a1f2b21'

function demoId(kind: 'account' | 'post' | 'assignment' | 'deployment', unit: string, slug: string): string {
  return uuid(`${kind}/${unit}/${slug}`, namespace)
}

export const demoAccounts: DemoAccount[] = demoUnits.flatMap((unit, index) =>
  people.map(({ slug, role, post, body, names }) => ({
    id: demoId('account', unit.code, slug),
    signInName: index === 0 ? slug : `${slug}@${unit.code}`,
    fullName: names[index === 0 ? 0 : 1],
    role,
    post,
    organisation: organisationOf(body, unit.name),
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

/** Posts that one of the accounts holds beside its own: there is somebody to switch between. */
const secondPosts = [
  {
    holder: 'approver-2',
    slug: 'deputy-leader',
    role: 'TEAM_LEADER',
    post: 'Phó Trưởng đoàn công tác địa bàn',
    validFrom: '2021-07-24',
  },
] as const

/** Works for both wards at once: an inspector of the district above them. */
const districtPost = {
  holder: { slug: 'inspector', unit: demoUnits[1].code },
  slug: 'district-inspector',
  role: 'INSPECTOR',
  post: 'Uỷ viên Uỷ ban Kiểm tra Quận uỷ',
  organisation: 'Uỷ ban Kiểm tra Quận uỷ Long Biên',
  units: demoUnits.map(({ code }) => code),
  validFrom: '2021-07-24',
} as const

/** Health staff of the second ward, sent to the first for a month from the first start on. */
const deployment = { holder: 'health-staff', from: demoUnits[1].code, to: demoUnits[0].code, days: 30 }

const firstDay = '2021-01-01'

/** Adds what is missing of the demonstration; what exists is left as it is. Says how many accounts it added. */
export async function ensureDemoAccounts(em: EntityManager, totpKey: Uint8Array): Promise<number> {
  const ids = demoAccounts.map(({ id }) => id)
  const known = new Map((await em.find(Account, { id: { $in: ids } })).map((account) => [account.id, account]))
  const missing = demoAccounts.filter(({ id }) => !known.has(id))
  const passwordHash = missing.length > 0 ? await hashPassword(demoPassword) : ''
  await em.transactional(async (inner) => {
    for (const { id, signInName, fullName, role, post, organisation, unit } of missing) {
      const slug = slugOf(signInName)
      inner.create(Account, { id, signInName, fullName, unitCode: unit, passwordHash })
      await ensureAssignment(inner, { unit, slug, accountId: id, role, post, organisation, validFrom: firstDay })
    }
    await inner.flush()
    for (const { id, signInName, organisation, unit } of demoAccounts) {
      // Those of an older installation.
      const postId = demoId('post', unit, slugOf(signInName))
      await inner.nativeUpdate(Post, { id: postId, organisation: '' }, { organisation })
      const totpSecret = encryptSecret(newSecret(), totpKey, id)
      await inner.nativeUpdate(Account, { id, totpSecret: null }, { totpSecret, totpConfirmedAt: new Date() })
    }
    for (const { code: unit, name } of demoUnits) {
      for (const { holder, slug, role, post, validFrom } of secondPosts) {
        const accountId = demoId('account', unit, holder)
        await ensureAssignment(inner, {
          unit,
          slug,
          accountId,
          role,
          post,
          organisation: organisationOf('steering', name),
          validFrom,
        })
      }
    }
    const { holder, units, ...post } = districtPost
    const accountId = demoId('account', holder.unit, holder.slug)
    await ensureAssignment(inner, { ...post, unit: holder.unit, units, accountId })
    await ensureDeployment(inner)
  })
  return missing.length
}

function slugOf(signInName: string): string {
  return signInName.split('@')[0] ?? signInName
}

interface Held {
  unit: string
  /** Where the post works, when that is more than its own unit. */
  units?: readonly string[]
  slug: string
  accountId: string
  role: Role
  post: string
  organisation: string
  validFrom: string
}

async function ensureAssignment(em: EntityManager, given: Held): Promise<void> {
  const { unit, units = [unit], slug, accountId, role, post, organisation, validFrom } = given
  const id = demoId('assignment', unit, slug)
  if (await em.findOne(Assignment, id)) return
  const held = em.create(Post, {
    id: demoId('post', unit, slug),
    title: post,
    organisation,
    role,
    unitCode: unit,
    unitCodes: [...units],
  })
  em.create(Assignment, { id, account: accountId, post: held, validFrom })
}

async function ensureDeployment(em: EntityManager): Promise<void> {
  const { holder, from, to, days } = deployment
  const id = demoId('deployment', from, holder)
  if (await em.findOne(Assignment, id)) return
  const today = new Date()
  em.create(Assignment, {
    id,
    account: demoId('account', from, holder),
    post: demoId('post', from, holder),
    kind: 'DEPLOYMENT',
    validFrom: localDateOf(today),
    validTo: localDateOf(new Date(today.getTime() + days * 24 * 60 * 60 * 1000)),
    unitCodes: [to],
  })
}

/** Who a demonstration token speaks for: the unit's demo account, or, in a unit without any, one made from its code. */
export function demoViewer(role: Role, unit: string): Viewer {
  // Nobody holds the emergency role by appointment: the chair is the one who opened it.
  const isEmergency = role === emergencyRole
  const appointed = isEmergency ? 'CHAIR' : role
  const known = demoAccounts.find((account) => account.unit === unit && account.role === appointed)
  const template = people.find((candidate) => candidate.role === appointed)
  if (!template) throw new Error(`There is no demonstration account for ${role}`)
  return {
    accountId: known?.id ?? demoId('account', unit, template.slug),
    name: known?.fullName ?? template.names[0],
    role,
    post: isEmergency ? emergencyPostTitle : template.post,
    organisation: known?.organisation ?? organisationOf(template.body, `Đơn vị ${unit}`),
    assignmentId: demoId('assignment', unit, roleSlug(role)),
    units: [unit],
    purpose: rolePurposes[role],
    kin: [],
  }
}

export interface DemoTokenRequest {
  keysFile: string
  issuer: string
  role: Role
  unit: string
  /** Where the post works, when that is more than its own unit. */
  units?: readonly string[]
  /** An hour, so that a person at a terminal can work with it; a signed-in browser's lives five minutes. */
  seconds?: number
}

/** A bearer token like the provider's own, signed with the demonstration issuer's key. */
export async function mintDemoToken({
  keysFile,
  issuer,
  role,
  unit,
  units = [unit],
  seconds = 3600,
}: DemoTokenRequest): Promise<string> {
  const { keys } = await readSigningKeys(keysFile)
  // As if the second factor had just been proven: there is nobody at the other end of a script to ask.
  const { sub, ...claims } = claimsOf({ ...demoViewer(role, unit), units, steppedUpAt: Math.floor(Date.now() / 1000) })
  return new SignJWT({ ...claims, client_id: commandLineClientId })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: keys[0].kid ?? '' })
    .setSubject(sub)
    .setIssuer(issuer)
    .setAudience(tokenAudience)
    .setJti(crypto.randomUUID())
    .setIssuedAt()
    .setExpirationTime(`${seconds}s`)
    .sign(await importJWK(keys[0], 'ES256'))
}
