import { LockMode } from '@mikro-orm/core'
import {
  type Context,
  InvalidInput,
  isUuid,
  type LocalDate,
  LocalDateScalar,
  localDateOf,
  manyBy,
  notFound,
  oneBy,
  UnitOutOfScope,
  UserError,
} from '@vungxanh/subgraph'
import {
  Arg,
  Ctx,
  createUnionType,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql'
import { Document } from '../documents/document.ts'
import { DocumentNotFound } from '../documents/registration-resolver.ts'
import { Organisation } from '../organisations/organisation.ts'
import { tidyName } from '../organisations/organisation-name.ts'
import { Post } from '../organisations/post.ts'
import { Household, ResidentialGroup, SelfManagementGroup } from '../references.ts'
import { AccountChange } from './account-change.ts'
import { Responsibility, ResponsibilityKind } from './responsibility.ts'
import {
  areasOf,
  holderKey,
  isTakenFrom,
  mayHaveAccount,
  refuseAccount,
  refuseEnd,
  refuseResponsibility,
} from './responsibility-rules.ts'

@InputType()
export class AssignResponsibilityInput {
  @Field(() => ID, { description: 'Do máy của người ghi đặt: gửi lại cùng mã thì vẫn là một phân công.' })
  id!: string

  @Field(() => ID)
  unit!: string

  @Field(() => ResponsibilityKind)
  kind!: ResponsibilityKind

  @Field(() => ID, { nullable: true, description: 'Đúng một trong ba: tổ dân phố, tổ tự quản, hộ.' })
  residentialGroupId?: string | null

  @Field(() => ID, { nullable: true })
  selfManagementGroupId?: string | null

  @Field(() => ID, { nullable: true })
  householdId?: string | null

  @Field(() => String, { nullable: true, description: 'Như ghi trên giấy; để trống khi phân công cho cả tổ chức.' })
  holderName?: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'Tài khoản của người ấy, khi họ tự xác nhận thông báo của tổ; để trống khi họ không dùng tài khoản.',
  })
  holderAccountId?: string | null

  @Field(() => ID, { nullable: true, description: 'Cơ quan, tổ chức của đơn vị, thường là chi bộ.' })
  organisationId?: string | null

  @Field(() => ID, { nullable: true, description: 'Chức danh; khi có thì tổ chức là nơi có chức danh ấy.' })
  postId?: string | null

  @Field(() => ID, { nullable: true, description: 'Văn bản phân công; để trống khi chưa rõ.' })
  documentId?: string | null

  @Field(() => LocalDateScalar)
  fromOn!: LocalDate
}

@InputType()
export class SetResponsibilityAccountInput {
  @Field(() => ID)
  id!: string

  @Field(() => ID, { nullable: true, description: 'Để trống khi người ấy không dùng tài khoản nữa.' })
  holderAccountId?: string | null
}

@InputType()
export class EndResponsibilityInput {
  @Field(() => ID)
  id!: string

  @Field(() => LocalDateScalar, { description: 'Ngày đầu tiên không còn phụ trách.' })
  on!: LocalDate

  @Field(() => String)
  reason!: string
}

@ObjectType()
export class ResponsibilitySuccess {
  @Field(() => Responsibility)
  responsibility!: Responsibility
}

@ObjectType({ implements: UserError, description: 'Người hoặc tổ chức này đang phụ trách đúng việc ấy ở đây rồi.' })
export class ResponsibilityAlreadyHeld extends UserError {
  readonly code = 'ResponsibilityAlreadyHeld'

  constructor() {
    super('Phân công này đã có trong những ngày ấy. Hãy xem lại ngày, hoặc ghi ngày thôi của phân công cũ trước.')
  }
}

@ObjectType({ implements: UserError, description: 'Không có phân công này, hoặc nó đã kết thúc.' })
export class ResponsibilityNotFound extends UserError {
  readonly code = 'ResponsibilityNotFound'

  constructor() {
    super('Không tìm thấy phân công đang có hiệu lực này. Hãy tải lại trang.')
  }
}

export const AssignResponsibilityResult = createUnionType({
  name: 'AssignResponsibilityResult',
  types: () =>
    [ResponsibilitySuccess, ResponsibilityAlreadyHeld, DocumentNotFound, InvalidInput, UnitOutOfScope] as const,
})

export const SetResponsibilityAccountResult = createUnionType({
  name: 'SetResponsibilityAccountResult',
  types: () => [ResponsibilitySuccess, ResponsibilityNotFound, InvalidInput] as const,
})

export const EndResponsibilityResult = createUnionType({
  name: 'EndResponsibilityResult',
  types: () => [ResponsibilitySuccess, ResponsibilityNotFound, InvalidInput] as const,
})

const responsibilityById = oneBy(Responsibility, 'id')

const accountChangesOf = manyBy(AccountChange, 'responsibility', { at: 'desc', id: 'asc' })

/** One that has not ended: of two who change it, one waits for the other. */
async function lockHeld(id: string, { em }: Context): Promise<Responsibility | null> {
  return isUuid(id) ? em.findOne(Responsibility, { id, toOn: null }, { lockMode: LockMode.PESSIMISTIC_WRITE }) : null
}

@Resolver(() => AccountChange)
export class AccountChangeResolver {
  @FieldResolver(() => Boolean, { description: 'Từ lúc ấy người phụ trách có tài khoản.' })
  isSet(@Root() { newAccountId }: AccountChange): boolean {
    return newAccountId != null
  }
}

@Resolver(() => Responsibility)
export class ResponsibilityResolver {
  @Query(() => Responsibility, { nullable: true })
  responsibility(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<Responsibility | null> {
    if (!isUuid(id)) throw notFound('Không tìm thấy phân công này trong phạm vi công tác của bạn.')
    return responsibilityById(id, context)
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Người phụ trách; khi không ghi tên ai thì chức danh, hoặc tổ chức phụ trách.',
  })
  async responsible(@Root() { holderName, post, organisation }: Responsibility): Promise<string | null> {
    if (holderName) return holderName
    const [title, body] = await Promise.all([post?.loadOrFail(), organisation?.loadOrFail()])
    return [title?.title, body?.name].filter(Boolean).join(', ') || null
  }

  @FieldResolver(() => Boolean, { description: 'Người này tự xác nhận thông báo của tổ bằng tài khoản của mình.' })
  hasAccount(@Root() { holderAccountId }: Responsibility): boolean {
    return holderAccountId != null
  }

  @FieldResolver(() => Boolean, {
    description: 'Đặt được tài khoản: một người có tên, phụ trách tổ dân phố hoặc tổ tự quản.',
  })
  mayHaveAccount(@Root() responsibility: Responsibility): boolean {
    return mayHaveAccount(responsibility)
  }

  @FieldResolver(() => [AccountChange], {
    nullable: true,
    description: 'Các lần đặt, đổi hoặc bỏ tài khoản sau khi phân công, mới nhất trước. Trống khi không được xem.',
  })
  accountChanges(@Root() { id }: Responsibility, @Ctx() context: Context): Promise<AccountChange[]> {
    return accountChangesOf(id, context)
  }

  @FieldResolver(() => Organisation, {
    nullable: true,
    description: 'Tổ chức cử người, hoặc tự mình phụ trách; trống khi không ghi hoặc không được xem.',
  })
  async organisation(@Root() { organisation }: Responsibility): Promise<Organisation | null> {
    return organisation ? organisation.loadOrFail() : null
  }

  @FieldResolver(() => Post, { nullable: true, description: 'Trống khi không ghi hoặc không được xem.' })
  async post(@Root() { post }: Responsibility): Promise<Post | null> {
    return post ? post.loadOrFail() : null
  }

  @FieldResolver(() => Document, { nullable: true, description: 'Văn bản phân công; trống khi chưa rõ.' })
  async document(@Root() { document }: Responsibility): Promise<Document | null> {
    return document ? document.loadOrFail() : null
  }

  @FieldResolver(() => ResidentialGroup, { nullable: true })
  residentialGroup(@Root() { residentialGroupId }: Responsibility): ResidentialGroup | null {
    return residentialGroupId ? new ResidentialGroup(residentialGroupId) : null
  }

  @FieldResolver(() => SelfManagementGroup, { nullable: true })
  selfManagementGroup(@Root() { selfManagementGroupId }: Responsibility): SelfManagementGroup | null {
    return selfManagementGroupId ? new SelfManagementGroup(selfManagementGroupId) : null
  }

  @FieldResolver(() => Household, { nullable: true })
  household(@Root() { householdId }: Responsibility): Household | null {
    return householdId ? new Household(householdId) : null
  }

  @Mutation(() => AssignResponsibilityResult, {
    description: 'Phân công một người hoặc một tổ chức phụ trách một tổ dân phố, tổ tự quản hoặc hộ.',
  })
  async assignResponsibility(
    @Arg('input', () => AssignResponsibilityInput) input: AssignResponsibilityInput,
    @Ctx() context: Context,
  ): Promise<typeof AssignResponsibilityResult> {
    const { em, viewer, now } = context
    const { id, unit: unitCode, kind, fromOn } = input
    if (!viewer.units.includes(unitCode)) return new UnitOutOfScope(unitCode)
    const holderName = tidyName(input.holderName ?? '') || null
    const post = isUuid(input.postId) ? await em.findOne(Post, { id: input.postId, unitCode }) : null
    if (input.postId && !post) return new InvalidInput('postId', 'Không tìm thấy chức danh này. Hãy chọn lại.')
    const organisationId = post?.organisation.id ?? input.organisationId
    const organisation = isUuid(organisationId)
      ? await em.findOne(Organisation, { id: organisationId, unitCode, ofUnit: true })
      : null
    if (organisationId && !organisation)
      return new InvalidInput('organisationId', 'Chỉ phân công cho cơ quan, tổ chức của đơn vị. Hãy chọn lại.')
    const facts = { ...input, holderName, organisationId: organisation?.id, postId: post?.id }
    const refusal = isUuid(id)
      ? refuseResponsibility(facts, localDateOf(now))
      : new InvalidInput('id', 'Mã phân công chưa đúng. Hãy tải lại trang.')
    if (refusal) return refusal
    const document = isUuid(input.documentId) ? await em.findOne(Document, { id: input.documentId, unitCode }) : null
    if (input.documentId && !document) return new DocumentNotFound(input.documentId)

    const [area = ''] = areasOf(input)
    // Two who send the same at once wait for each other, and the second finds it written down.
    await em.execute(`select pg_advisory_xact_lock(hashtextextended(?, 0))`, [area])
    const key = holderKey(facts)
    const ofArea = await em.find(Responsibility, {
      unitCode,
      $or: [{ id }, { residentialGroupId: area }, { selfManagementGroupId: area }, { householdId: area }],
    })
    const isSame = (one: Responsibility) => one.area === area && one.kind === kind && one.holderKey === key
    const known = ofArea.find((one) => one.id === id)
    if (known)
      return isSame(known)
        ? Object.assign(new ResponsibilitySuccess(), { responsibility: known })
        : new InvalidInput('id', 'Mã này đã dùng cho phân công khác. Hãy tải lại trang.')
    if (ofArea.some((one) => isSame(one) && isTakenFrom(one, fromOn))) return new ResponsibilityAlreadyHeld()
    context.onConflict('responsibility_pkey', () => new InvalidInput('id', 'Mã này đã dùng rồi. Hãy tải lại trang.'))
    const responsibility = em.create(Responsibility, {
      id,
      unitCode,
      kind,
      residentialGroupId: input.residentialGroupId ?? null,
      selfManagementGroupId: input.selfManagementGroupId ?? null,
      householdId: input.householdId ?? null,
      holderName,
      holderKey: key,
      holderAccountId: input.holderAccountId ?? null,
      organisation,
      post,
      document,
      fromOn,
      recordedAt: now,
      accountId: viewer.accountId,
      byName: viewer.name,
    })
    return Object.assign(new ResponsibilitySuccess(), { responsibility })
  }

  @Mutation(() => SetResponsibilityAccountResult, {
    description: 'Đặt, đổi hoặc bỏ tài khoản của người đang phụ trách một tổ. Ai đổi, lúc nào còn trong lịch sử.',
  })
  async setResponsibilityAccount(
    @Arg('input', () => SetResponsibilityAccountInput) input: SetResponsibilityAccountInput,
    @Ctx() context: Context,
  ): Promise<typeof SetResponsibilityAccountResult> {
    const { em, viewer, now } = context
    const responsibility = await lockHeld(input.id, context)
    if (!responsibility) return new ResponsibilityNotFound()
    const { id, unitCode, holderName, householdId } = responsibility
    const former = responsibility.holderAccountId ?? null
    const holderAccountId = input.holderAccountId || null
    const refusal = refuseAccount({ holderAccountId, holderName, householdId })
    if (refusal) return refusal
    // Sent again, or with nothing that is new: there is nothing to keep.
    if (former === holderAccountId) return Object.assign(new ResponsibilitySuccess(), { responsibility })
    em.create(AccountChange, {
      unitCode,
      responsibility: em.getReference(Responsibility, id, { wrapped: true }),
      formerAccountId: former,
      newAccountId: holderAccountId,
      at: now,
      accountId: viewer.accountId,
      byName: viewer.name,
    })
    em.assign(responsibility, { holderAccountId })
    return Object.assign(new ResponsibilitySuccess(), { responsibility })
  }

  @Mutation(() => EndResponsibilityResult, {
    description:
      'Ghi ngày thôi phụ trách. Ghi nhầm thì cho thôi ngay từ ngày phân công; phân công vẫn còn trong lịch sử.',
  })
  async endResponsibility(
    @Arg('input', () => EndResponsibilityInput) input: EndResponsibilityInput,
    @Ctx() context: Context,
  ): Promise<typeof EndResponsibilityResult> {
    const { em, viewer, now } = context
    const responsibility = await lockHeld(input.id, context)
    if (!responsibility) return new ResponsibilityNotFound()
    const reason = tidyName(input.reason)
    const refusal = refuseEnd({ on: input.on, reason, fromOn: responsibility.fromOn }, localDateOf(now))
    if (refusal) return refusal
    em.assign(responsibility, { toOn: input.on, endReason: reason, endedByName: viewer.name })
    return Object.assign(new ResponsibilitySuccess(), { responsibility })
  }
}
