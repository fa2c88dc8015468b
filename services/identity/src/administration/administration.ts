import { randomInt } from 'node:crypto'
import { UniqueConstraintViolationException } from '@mikro-orm/core'
import type { EntityManager } from '@mikro-orm/postgresql'
import { isSteppedUp, type Role, type Viewer } from '@vungxanh/access'
import { localDateOf } from '@vungxanh/subgraph/business-time'
import { v7 as uuid } from 'uuid'
import { Account } from '../accounts/account.ts'
import { actingAssignment, type HeldAssignment, inForce, unitsOf } from '../accounts/acting.ts'
import { Assignment } from '../accounts/assignment.ts'
import { hashPassword } from '../accounts/password.ts'
import { Post } from '../accounts/post.ts'
import { closeBreakGlassesOpenedIn, stepUpRequired } from '../break-glass/emergencies.ts'
import { forbidden, notFound, Refused } from '../refusal.ts'
import { endSignIn, endSignInsOf, signInsOf } from '../sessions/sessions.ts'
import { revoke } from '../tokens/revocations.ts'
import { type AdministrationAction, AdministrationEvent } from './administration-event.ts'
import { refuseDays, refuseLongDeployment, refuseOtherUnits, refuseRole, refuseSelf } from './administration-rules.ts'
import { record } from './events.ts'

const betweenHalvesMs = 24 * 60 * 60 * 1000

/**
 * What the administrator of a unit does to accounts, posts and assignments. Every act asks for the second factor, happens in
 * one transaction with its record, and waits for the others of the unit, so that each sees what the last one left.
 */
export class Administration {
  constructor(
    private readonly em: EntityManager,
    private readonly viewer: Viewer,
    private readonly now: Date,
    private readonly requestId: string,
  ) {
    if (viewer.role !== 'SYSTEM_ADMIN') throw forbidden('Chỉ quản trị hệ thống của đơn vị được làm việc này.')
  }

  // Reading.

  async findAccounts({
    search,
    first,
    after,
  }: {
    search?: string | undefined
    first: number
    after?: string | undefined
  }) {
    const words = search?.trim().replace(/[%_\\]/g, '\\$&')
    const accounts = await this.em.find(
      Account,
      {
        $and: [
          // Somebody of elsewhere is found by the whole sign-in name: to be sent here, one must be known here.
          words ? { $or: [this.ours(), { signInName: search?.trim().toLowerCase() ?? '' }] } : this.ours(),
          words ? { $or: [{ fullName: { $ilike: `%${words}%` } }, { signInName: { $ilike: `%${words}%` } }] } : {},
          after ? { signInName: { $gt: after } } : {},
        ],
      },
      { orderBy: { signInName: 'asc' }, limit: first + 1 },
    )
    const page = accounts.slice(0, first)
    return { accounts: page, next: accounts.length > first ? (page.at(-1)?.signInName ?? null) : null }
  }

  /** Those of the unit, and those who are sent there. */
  private ours() {
    const units = [...this.viewer.units]
    return {
      $or: [
        { unitCode: { $in: units } },
        {
          assignments: { $some: { $or: [{ post: { unitCode: { $in: units } } }, { unitCodes: { $overlap: units } }] } },
        },
      ],
    }
  }

  async account(id: string): Promise<Account> {
    const account = await this.em.findOne(Account, { $and: [{ id }, this.ours()] })
    if (!account) throw notFound('tài khoản')
    return account
  }

  /** All that the account ever held here; of its posts elsewhere nothing. */
  assignments(accountId: string): Promise<HeldAssignment[]> {
    return this.em.find(
      Assignment,
      { $and: [{ account: accountId }, this.assignedHere()] },
      { populate: ['post', 'account'], orderBy: { validFrom: 'desc', id: 'asc' } },
    )
  }

  private assignedHere() {
    const units = [...this.viewer.units]
    return {
      $or: [
        { post: { unitCode: { $in: units } } },
        { unitCodes: { $overlap: units } },
        { account: { unitCode: { $in: units } } },
      ],
    }
  }

  posts(): Promise<Post[]> {
    return this.em.find(
      Post,
      { unitCode: { $in: [...this.viewer.units] }, role: { $ne: 'EMERGENCY_READER' } },
      { orderBy: { organisation: 'asc', title: 'asc', id: 'asc' } },
    )
  }

  /** Who holds the posts of the unit today, and who is sent there. */
  holders(): Promise<HeldAssignment[]> {
    return this.em.find(
      Assignment,
      { $and: [this.assignedHere(), inForce(this.now)] },
      { populate: ['post', 'account'], orderBy: { id: 'asc' } },
    )
  }

  async signIns(accountId?: string) {
    const accounts = await this.em.find(
      Account,
      accountId === undefined ? this.own() : { $and: [{ id: accountId }, this.own()] },
    )
    const byId = new Map(accounts.map((account) => [account.id, account]))
    const signIns = await signInsOf(this.em, [...byId.keys()])
    return signIns.flatMap((signIn) => {
      const account = byId.get(signIn.accountId)
      return account ? [{ ...signIn, account }] : []
    })
  }

  private own() {
    return { unitCode: { $in: [...this.viewer.units] } }
  }

  // Accounts.

  async createAccount({
    signInName,
    fullName,
    unit,
  }: {
    signInName: string
    fullName: string
    unit?: string | undefined
  }) {
    const unitCode = this.ownUnit(unit)
    const oneTimePassword = newPassword()
    const passwordHash = await hashPassword(oneTimePassword)
    const account = await this.act('ACCOUNT_CREATED', async (em) => {
      const created = em.create(Account, {
        id: uuid(),
        signInName,
        fullName,
        unitCode,
        passwordHash,
        mustChangePassword: true,
      })
      return { result: created, account: created, details: { signInName, fullName } }
    }).catch((error: unknown) => {
      if (!(error instanceof UniqueConstraintViolationException)) throw error
      throw new Refused(409, 'SIGN_IN_NAME_TAKEN', 'Tên đăng nhập này đã có người dùng.', 'signInName')
    })
    return { account, oneTimePassword }
  }

  async disable(id: string): Promise<void> {
    refuseSelf(this.viewer, id)
    await this.act('ACCOUNT_DISABLED', async (em) => {
      const account = await this.ownAccount(em, id)
      account.isDisabled = true
      await em.flush()
      await this.refuseWithoutAdministrator(em, await this.unitsAdministeredBy(em, id))
      await endSignInsOf(em, id, this.now)
      revoke(em, 'ACCOUNT', id, this.now)
      return { result: undefined, account }
    })
  }

  async enable(id: string): Promise<void> {
    refuseSelf(this.viewer, id)
    await this.act('ACCOUNT_ENABLED', async (em) => {
      const account = await this.ownAccount(em, id)
      Object.assign(account, { isDisabled: false, failedAttempts: 0, lockedUntil: null })
      return { result: undefined, account }
    })
  }

  /** Gives a password that opens only the form for a new one, and ends every sign-in. */
  async resetPassword(id: string): Promise<string> {
    refuseSelf(this.viewer, id)
    const oneTimePassword = newPassword()
    const passwordHash = await hashPassword(oneTimePassword)
    await this.act('PASSWORD_RESET', async (em) => {
      const account = await this.ownAccount(em, id)
      await this.refuseBothHalves(em, id, 'SECOND_FACTOR_RESET')
      Object.assign(account, { passwordHash, mustChangePassword: true, failedAttempts: 0, lockedUntil: null })
      await endSignInsOf(em, id, this.now)
      revoke(em, 'ACCOUNT', id, this.now)
      return { result: undefined, account }
    })
    return oneTimePassword
  }

  async resetSecondFactor(id: string): Promise<void> {
    refuseSelf(this.viewer, id)
    await this.act('SECOND_FACTOR_RESET', async (em) => {
      const account = await this.ownAccount(em, id)
      await this.refuseBothHalves(em, id, 'PASSWORD_RESET')
      Object.assign(account, { totpSecret: null, totpConfirmedAt: null, totpLastStep: null })
      // A receipt of the lost device must not go on opening doors.
      await endSignInsOf(em, id, this.now)
      revoke(em, 'ACCOUNT', id, this.now)
      return { result: undefined, account }
    })
  }

  async setKin(id: string, kin: string[]): Promise<void> {
    refuseSelf(this.viewer, id)
    await this.act('KIN_DECLARED', async (em) => {
      const account = await this.ownAccount(em, id)
      account.kin = [...new Set(kin)]
      // Tokens that still carry the old ones are renewed within seconds.
      revoke(em, 'ACCOUNT', id, this.now)
      return { result: undefined, account, details: { count: account.kin.length } }
    })
  }

  // Posts and assignments.

  async createPost(asked: {
    title: string
    organisation: string
    role: Role
    unit?: string | undefined
    units?: string[] | undefined
  }) {
    const { title, organisation, role } = asked
    refuseRole(role)
    const unitCode = this.ownUnit(asked.unit)
    const unitCodes = [...new Set(asked.units ?? [unitCode])]
    refuseOtherUnits(this.viewer, unitCodes, 'units')
    return this.act('POST_CREATED', async (em) => {
      const post = em.create(Post, { id: uuid(), title, organisation, role, unitCode, unitCodes })
      return { result: post, details: { postId: post.id, title, organisation, role, units: unitCodes } }
    })
  }

  async assign(asked: { accountId: string; postId: string; validFrom: string; validTo?: string | null | undefined }) {
    refuseSelf(this.viewer, asked.accountId)
    const { validFrom, validTo = null } = asked
    refuseDays(validFrom, validTo, localDateOf(this.now))
    return this.act('ASSIGNMENT_CREATED', async (em) => {
      const account = await this.ownAccount(em, asked.accountId)
      const post = await this.ownPost(em, asked.postId)
      await refuseOverlap(em, { account: account.id, post: post.id, kind: 'APPOINTMENT' }, asked)
      const assignment = em.create(Assignment, { id: uuid(), account, post, kind: 'APPOINTMENT', validFrom, validTo })
      return { result: assignment, account, details: detailsOf(assignment, post) }
    })
  }

  /** Sends somebody, of here or of elsewhere, to units that this administrator looks after, in a post of theirs or of ours. */
  async deploy(asked: { accountId: string; postId: string; units: string[]; validFrom: string; validTo: string }) {
    refuseSelf(this.viewer, asked.accountId)
    const { validFrom, validTo } = asked
    const units = [...new Set(asked.units)]
    refuseOtherUnits(this.viewer, units, 'units')
    refuseDays(validFrom, validTo, localDateOf(this.now))
    refuseLongDeployment(validFrom, validTo)
    return this.act('ASSIGNMENT_CREATED', async (em) => {
      const account = await em.findOne(Account, { id: asked.accountId, isDisabled: false })
      if (!account) throw notFound('tài khoản')
      const post = await em.findOne(Post, asked.postId)
      const isHeld =
        post !== null &&
        (await em.count(Assignment, {
          account: account.id,
          post: post.id,
          kind: 'APPOINTMENT',
          ...inForce(this.now),
        })) > 0
      if (!post || !(isHeld || this.viewer.units.includes(post.unitCode))) throw notFound('vị trí')
      refuseRole(post.role)
      if (post.role === 'SYSTEM_ADMIN') throw forbidden('Quyền quản trị không điều động được.')
      const overlapping = {
        account: account.id,
        post: post.id,
        kind: 'DEPLOYMENT',
        unitCodes: { $overlap: units },
      } as const
      await refuseOverlap(em, overlapping, asked)
      const assignment = em.create(Assignment, {
        id: uuid(),
        account,
        post,
        kind: 'DEPLOYMENT',
        validFrom,
        validTo,
        unitCodes: units,
      })
      return { result: assignment, account, details: detailsOf(assignment, post) }
    })
  }

  /** Takes it away now. The day it was to end stays as it was written. */
  async endAssignment(id: string): Promise<void> {
    await this.act('ASSIGNMENT_ENDED', async (em) => {
      const assignment = await em.findOne(Assignment, id, { populate: ['post', 'account'] })
      const units = assignment ? [assignment.post.$.unitCode, ...(assignment.unitCodes ?? [])] : []
      if (!assignment || !units.some((unit) => this.viewer.units.includes(unit))) throw notFound('phân công')
      refuseSelf(this.viewer, assignment.account.id)
      if (assignment.endedAt) throw new Refused(409, 'ALREADY_ENDED', 'Phân công này đã kết thúc.')
      assignment.endedAt = this.now
      await em.flush()
      if (assignment.post.$.role === 'SYSTEM_ADMIN')
        await this.refuseWithoutAdministrator(em, assignment.post.$.unitCodes)
      revoke(em, 'ASSIGNMENT', id, this.now)
      const { viewer, now, requestId } = this
      await closeBreakGlassesOpenedIn({ em, viewer, now, requestId }, assignment)
      return { result: undefined, account: assignment.account.$, details: detailsOf(assignment, assignment.post.$) }
    })
  }

  async endSession(id: string): Promise<void> {
    const known = (await this.signIns()).find((signIn) => signIn.id === id)
    if (!known) throw notFound('phiên đăng nhập')
    await this.act('SESSION_ENDED', async (em) => {
      await endSignIn(em, id, this.now)
      return { result: undefined, account: known.account, details: { signedInAt: known.signedInAt.toISOString() } }
    })
  }

  // What every act has in common.

  private async act<T>(
    action: AdministrationAction,
    work: (em: EntityManager) => Promise<{ result: T; account?: Account; details?: Record<string, unknown> }>,
  ): Promise<T> {
    if (!isSteppedUp(this.viewer, this.now)) throw stepUpRequired()
    return this.em.fork().transactional(async (em) => {
      for (const unit of this.viewer.units.toSorted()) {
        await em.execute('select pg_advisory_xact_lock(hashtext(?))', [`administration of ${unit}`])
      }
      // Another administrator may have ended this one while the request waited.
      const acting = await actingAssignment(em, this.viewer.accountId, this.viewer.assignmentId, this.now)
      if (acting?.id !== this.viewer.assignmentId) throw forbidden('Bạn không còn là quản trị của đơn vị.')
      const { result, account, details = {} } = await work(em)
      record(em, {
        action,
        at: this.now,
        unitCode: this.viewer.units[0],
        actor: this.viewer,
        accountId: account?.id,
        details,
        requestId: this.requestId,
      })
      return result
    })
  }

  /** Whoever replaces the password and the second factor of somebody signs in as them: that takes two administrators. */
  private async refuseBothHalves(em: EntityManager, accountId: string, otherHalf: AdministrationAction): Promise<void> {
    const own = await em.count(AdministrationEvent, {
      action: otherHalf,
      accountId,
      actorId: this.viewer.accountId,
      at: { $gt: new Date(this.now.getTime() - betweenHalvesMs) },
    })
    if (own === 0) return
    throw new Refused(
      403,
      'ANOTHER_ADMINISTRATOR',
      'Trong 24 giờ, một quản trị không đặt lại cả mật khẩu lẫn mã xác thực của cùng một người. Nhờ quản trị khác làm.',
    )
  }

  private ownUnit(unit: string | undefined): string {
    const unitCode = unit ?? this.viewer.units[0] ?? ''
    refuseOtherUnits(this.viewer, [unitCode], 'unit')
    return unitCode
  }

  private async ownAccount(em: EntityManager, id: string): Promise<Account> {
    const account = await em.findOne(Account, { $and: [{ id }, this.own()] })
    if (!account) throw notFound('tài khoản')
    return account
  }

  private async ownPost(em: EntityManager, id: string): Promise<Post> {
    const post = await em.findOne(Post, { id, unitCode: { $in: [...this.viewer.units] } })
    if (!post) throw notFound('vị trí')
    refuseRole(post.role)
    return post
  }

  private async unitsAdministeredBy(em: EntityManager, accountId: string): Promise<string[]> {
    const held = await em.find(
      Assignment,
      { account: accountId, post: { role: 'SYSTEM_ADMIN' }, ...inForce(this.now) },
      { populate: ['post'] },
    )
    return held.flatMap(unitsOf)
  }

  /** A unit whose last administrator went could never be given another. */
  private async refuseWithoutAdministrator(em: EntityManager, units: readonly string[]): Promise<void> {
    for (const unit of units) {
      const left = await em.count(Assignment, {
        account: { isDisabled: false },
        post: { role: 'SYSTEM_ADMIN', unitCodes: { $contains: [unit] } },
        ...inForce(this.now),
      })
      if (left > 0) continue
      throw new Refused(409, 'LAST_ADMINISTRATOR', `Đây là quản trị hệ thống cuối cùng của đơn vị ${unit}.`)
    }
  }
}

async function refuseOverlap(
  em: EntityManager,
  same: Parameters<typeof em.count<Assignment>>[1],
  { validFrom, validTo }: { validFrom: string; validTo?: string | null | undefined },
): Promise<void> {
  const overlapping = await em.count(Assignment, {
    $and: [
      same ?? {},
      { endedAt: null, $or: [{ validTo: null }, { validTo: { $gte: validFrom } }] },
      validTo ? { validFrom: { $lte: validTo } } : {},
    ],
  })
  if (overlapping > 0) {
    throw new Refused(409, 'ALREADY_ASSIGNED', 'Người này đã giữ vị trí đó trong khoảng ngày này.', 'validFrom')
  }
}

function detailsOf({ id, kind, validFrom, validTo = null, unitCodes }: Assignment, post: Post) {
  const { title, organisation, role } = post
  return {
    assignmentId: id,
    kind,
    post: title,
    organisation,
    role,
    units: unitCodes ?? post.unitCodes,
    validFrom,
    validTo,
  }
}

/** Letters and digits that nobody mistakes for one another when they are read out over the telephone. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

function newPassword(): string {
  const group = () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('')
  return Array.from({ length: 4 }, group).join('-')
}
