import { LockMode } from '@mikro-orm/core'
import {
  type Context,
  conflictOfInterest,
  DateTime,
  InvalidInput,
  isUuid,
  localDateOf,
  UnitOutOfScope,
  UserError,
} from '@vungxanh/subgraph'
import { Arg, Ctx, createUnionType, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql'
import { GroupNotFound } from '../groups/group-changes-resolver.ts'
import { ResidentialGroup } from '../groups/residential-group.ts'
import { SelfManagementGroup } from '../groups/self-management-group.ts'
import { Household } from '../households/household.ts'
import { tidyText } from '../people/search-key.ts'
import { Round, RoundStop } from './round.ts'
import { refuseRound, refuseVisit } from './round-rules.ts'
import { Visit, VisitMet, VisitResult } from './visit.ts'
import { inWalkingOrder } from './walking-order.ts'

const MOST_STOPS = 500

@InputType()
export class OpenRoundInput {
  @Field(() => ID)
  unit!: string

  @Field(() => ID)
  residentialGroupId!: string

  @Field(() => ID, { nullable: true, description: 'Chỉ các hộ của tổ tự quản này; để trống khi đi cả tổ dân phố.' })
  selfManagementGroupId?: string | null

  @Field(() => String)
  purpose!: string

  @Field(() => ID, { nullable: true, description: 'Văn bản mà hộ phải ký cam kết; để trống khi không xem việc đó.' })
  commitmentDocumentId?: string | null

  @Field(() => Int, {
    nullable: true,
    description: 'Hộ cần có người xét nghiệm trong ngần này ngày; để trống khi không xem.',
  })
  testWithinDays?: number | null

  @Field(() => String, { nullable: true })
  assignedTo?: string | null

  @Field(() => String, { nullable: true, description: 'Điện thoại trực của trạm y tế.' })
  stationPhone?: string | null
}

@InputType()
export class ArrangeWalkInput {
  @Field(() => ID)
  residentialGroupId!: string

  @Field(() => [ID], {
    description: 'Các hộ theo thứ tự mới; những hộ khác của tổ dân phố giữ nguyên chỗ quanh các hộ này.',
  })
  householdIds!: string[]
}

@InputType()
export class RecordVisitInput {
  @Field(() => ID, { description: 'Do máy của người đi đặt: gửi lại cùng mã thì vẫn là một lượt thăm.' })
  id!: string

  @Field(() => ID)
  stopId!: string

  @Field(() => VisitResult)
  result!: VisitResult

  @Field(() => VisitMet, { nullable: true })
  met?: VisitMet | null

  @Field(() => Int, { nullable: true })
  presentTonight?: number | null

  @Field(() => String, { nullable: true, description: 'Không ghi tình trạng sức khỏe: có người ốm thì gọi trạm y tế.' })
  note?: string | null

  @Field(() => DateTime)
  visitedAt!: Date
}

@ObjectType()
export class RoundSuccess {
  @Field(() => Round)
  round!: Round
}

@ObjectType()
export class ArrangeWalkSuccess {
  @Field(() => Int, { description: 'Số hộ đã được xếp thứ tự.' })
  arranged!: number
}

@ObjectType()
export class VisitSuccess {
  @Field(() => Visit)
  visit!: Visit

  @Field(() => RoundStop)
  stop!: RoundStop
}

@ObjectType({ implements: UserError, description: 'Không có vòng đi này trong phạm vi công tác.' })
export class RoundNotFound extends UserError {
  readonly code = 'RoundNotFound'

  constructor() {
    super('Không tìm thấy vòng đi này. Hãy tải lại danh sách.')
  }
}

@ObjectType({ implements: UserError, description: 'Vòng đi đã đóng trước lúc thăm.' })
export class RoundClosed extends UserError {
  readonly code = 'RoundClosed'

  constructor() {
    super('Vòng đi này đã đóng. Hãy đề nghị cán bộ hộ tịch mở lại.')
  }
}

@ObjectType({ implements: UserError, description: 'Vòng đi đang mở rồi.' })
export class RoundStillOpen extends UserError {
  readonly code = 'RoundStillOpen'

  constructor() {
    super('Vòng đi này đang mở.')
  }
}

@ObjectType({ implements: UserError, description: 'Không có hộ nào để đi, hoặc quá nhiều hộ cho một vòng.' })
export class NoHouseholdsToVisit extends UserError {
  readonly code = 'NoHouseholdsToVisit'

  constructor(count: number) {
    super(
      count === 0
        ? 'Tổ này chưa có hộ nào. Hãy đưa hộ vào tổ trước khi mở vòng đi.'
        : `Tổ này có ${count} hộ, quá nhiều cho một vòng. Hãy mở vòng đi cho từng tổ tự quản.`,
    )
  }
}

@ObjectType({ implements: UserError, description: 'Không có hộ này trong vòng đi.' })
export class StopNotFound extends UserError {
  readonly code = 'StopNotFound'

  constructor() {
    super('Hộ này không có trong vòng đi. Hãy tải lại danh sách.')
  }
}

@ObjectType({ implements: UserError, description: 'Lượt thăm đã hủy, hoặc quá ngày được hủy.' })
export class VisitNotAnnullable extends UserError {
  readonly code = 'VisitNotAnnullable'

  constructor() {
    super('Chỉ hủy được lượt thăm trong ngày ghi, và chỉ một lần. Hãy ghi một lượt thăm mới để sửa.')
  }
}

export const OpenRoundResult = createUnionType({
  name: 'OpenRoundResult',
  types: () => [RoundSuccess, GroupNotFound, NoHouseholdsToVisit, InvalidInput, UnitOutOfScope] as const,
})

export const CloseRoundResult = createUnionType({
  name: 'CloseRoundResult',
  types: () => [RoundSuccess, RoundNotFound, RoundClosed] as const,
})

export const ReopenRoundResult = createUnionType({
  name: 'ReopenRoundResult',
  types: () => [RoundSuccess, RoundNotFound, RoundStillOpen] as const,
})

export const ArrangeWalkResult = createUnionType({
  name: 'ArrangeWalkResult',
  types: () => [ArrangeWalkSuccess, GroupNotFound, InvalidInput] as const,
})

export const RecordVisitResult = createUnionType({
  name: 'RecordVisitResult',
  types: () => [VisitSuccess, StopNotFound, RoundClosed, InvalidInput] as const,
})

export const AnnulVisitResult = createUnionType({
  name: 'AnnulVisitResult',
  types: () => [VisitSuccess, StopNotFound, VisitNotAnnullable] as const,
})

const succeeded = (round: Round): RoundSuccess => Object.assign(new RoundSuccess(), { round })

const visited = (visit: Visit, stop: RoundStop): VisitSuccess => Object.assign(new VisitSuccess(), { visit, stop })

@Resolver()
export class RoundChangesResolver {
  @Mutation(() => OpenRoundResult, { description: 'Mở một vòng đi: chốt danh sách hộ của tổ vào lúc này.' })
  async openRound(
    @Arg('input', () => OpenRoundInput) input: OpenRoundInput,
    @Ctx() context: Context,
  ): Promise<typeof OpenRoundResult> {
    const { em, viewer, now } = context
    const { unit: unitCode, residentialGroupId, selfManagementGroupId, commitmentDocumentId, testWithinDays } = input
    if (!viewer.units.includes(unitCode)) return new UnitOutOfScope(unitCode)
    const facts = {
      purpose: tidyText(input.purpose),
      testWithinDays: testWithinDays ?? null,
      assignedTo: tidyText(input.assignedTo ?? '') || null,
      stationPhone: input.stationPhone?.replaceAll(/[\s.-]/g, '') || null,
    }
    const refusal = refuseRound(facts)
    if (refusal) return refusal
    if (commitmentDocumentId && !isUuid(commitmentDocumentId))
      return new InvalidInput('commitmentDocumentId', 'Hãy chọn lại văn bản.')
    const residentialGroup = isUuid(residentialGroupId)
      ? await em.findOne(ResidentialGroup, { id: residentialGroupId, unitCode, closedOn: null })
      : null
    if (!residentialGroup) return new GroupNotFound()
    const selfManagementGroup = isUuid(selfManagementGroupId)
      ? await em.findOne(SelfManagementGroup, { id: selfManagementGroupId, residentialGroup, dissolvedOn: null })
      : null
    if (selfManagementGroupId && !selfManagementGroup) return new GroupNotFound()
    const inGroup = selfManagementGroup
      ? { selfManagement: { $some: { group: selfManagementGroup, toOn: null } } }
      : { residentialGroup }
    const households = await em.find(Household, { ...inGroup, dissolvedOn: null }, { orderBy: { id: 'asc' } })
    if (households.length === 0 || households.length > MOST_STOPS) return new NoHouseholdsToVisit(households.length)
    const round = em.create(Round, {
      unitCode,
      ...facts,
      residentialGroup,
      selfManagementGroup,
      commitmentDocumentId: commitmentDocumentId ?? null,
      openedAt: now,
      accountId: viewer.accountId,
      byName: viewer.name,
      byPost: viewer.post,
    })
    for (const household of households) em.create(RoundStop, { unitCode, round, household })
    return succeeded(round)
  }

  @Mutation(() => CloseRoundResult, {
    description: 'Đóng vòng đi. Lượt thăm ghi trước lúc này mà gửi sau vẫn được nhận.',
  })
  async closeRound(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<typeof CloseRoundResult> {
    const round = await this.lockRound(id, context)
    if (!round) return new RoundNotFound()
    if (round.closedAt) return new RoundClosed()
    round.closedAt = context.now
    return succeeded(round)
  }

  @Mutation(() => ReopenRoundResult, { description: 'Mở lại vòng đi đã đóng.' })
  async reopenRound(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<typeof ReopenRoundResult> {
    const round = await this.lockRound(id, context)
    if (!round) return new RoundNotFound()
    if (!round.closedAt) return new RoundStillOpen()
    round.closedAt = null
    return succeeded(round)
  }

  private async lockRound(id: string, { em }: Context): Promise<Round | null> {
    return isUuid(id) ? em.findOne(Round, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE }) : null
  }

  @Mutation(() => ArrangeWalkResult, { description: 'Xếp lại thứ tự đi của các hộ trong một tổ dân phố.' })
  async arrangeWalk(
    @Arg('input', () => ArrangeWalkInput) { residentialGroupId, householdIds }: ArrangeWalkInput,
    @Ctx() { em }: Context,
  ): Promise<typeof ArrangeWalkResult> {
    const group = isUuid(residentialGroupId)
      ? await em.findOne(ResidentialGroup, { id: residentialGroupId }, { lockMode: LockMode.PESSIMISTIC_WRITE })
      : null
    if (!group) return new GroupNotFound()
    const households = await em.find(Household, { residentialGroup: group, dissolvedOn: null })
    const walk = inWalkingOrder(households, (household) => household)
    const wanted = new Map(householdIds.map((id, place) => [id, place]))
    const moved = walk.filter(({ id }) => wanted.has(id))
    if (moved.length === 0 || moved.length !== householdIds.length)
      return new InvalidInput('householdIds', 'Có hộ không còn ở tổ dân phố này. Hãy tải lại trang rồi xếp lại.')
    moved.sort((one, other) => (wanted.get(one.id) ?? 0) - (wanted.get(other.id) ?? 0))
    // The places of those that were moved are taken by them in their new order; nobody else moves.
    const arranged = walk.map((household) => (wanted.has(household.id) ? moved.shift() : household))
    arranged.forEach((household, place) => {
      if (household) household.walkingOrder = place + 1
    })
    return Object.assign(new ArrangeWalkSuccess(), { arranged: arranged.length })
  }

  @Mutation(() => RecordVisitResult, { description: 'Ghi một lượt thăm. Gửi lại cùng mã thì trả lời như lần đầu.' })
  async recordVisit(
    @Arg('input', () => RecordVisitInput) input: RecordVisitInput,
    @Ctx() context: Context,
  ): Promise<typeof RecordVisitResult> {
    const { em, viewer, now } = context
    const { id, stopId, result, visitedAt } = input
    if (!isUuid(id)) return new InvalidInput('id', 'Mã lượt thăm chưa đúng. Hãy tải lại trang.')
    // Locked: a phone that got no answer sends again while the first is still being written.
    const stop = isUuid(stopId)
      ? await em.findOne(RoundStop, { id: stopId }, { lockMode: LockMode.PESSIMISTIC_WRITE })
      : null
    if (!stop) return new StopNotFound()
    // The stop hides whose door it is from the check of the ids that were sent.
    if (viewer.kin.includes(stop.household.id)) throw conflictOfInterest()
    const known = await em.findOne(Visit, { id })
    if (known) {
      return known.stop.id === stop.id
        ? visited(known, stop)
        : new InvalidInput('id', 'Mã lượt thăm này đã dùng cho hộ khác. Hãy tải lại trang.')
    }
    const facts = {
      result,
      met: input.met ?? null,
      presentTonight: input.presentTonight ?? null,
      note: tidyText(input.note ?? '') || null,
      visitedAt,
    }
    const refusal = refuseVisit(facts, now)
    if (refusal) return refusal
    const { closedAt } = await stop.round.loadOrFail()
    if (closedAt && visitedAt > closedAt) return new RoundClosed()
    context.onConflict('visit_pkey', () => new InvalidInput('id', 'Mã lượt thăm này đã dùng. Hãy tải lại trang.'))
    const visit = em.create(Visit, {
      id,
      unitCode: stop.unitCode,
      stop,
      household: stop.household,
      ...facts,
      recordedAt: now,
      accountId: viewer.accountId,
      byName: viewer.name,
      byPost: viewer.post,
    })
    return visited(visit, stop)
  }

  @Mutation(() => AnnulVisitResult, { description: 'Hủy một lượt thăm ghi nhầm, trong ngày ghi.' })
  async annulVisit(@Arg('id', () => ID) id: string, @Ctx() { em, now }: Context): Promise<typeof AnnulVisitResult> {
    const visit = isUuid(id) ? await em.findOne(Visit, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE }) : null
    if (!visit) return new StopNotFound()
    if (visit.annulledAt || localDateOf(visit.recordedAt) !== localDateOf(now)) return new VisitNotAnnullable()
    visit.annulledAt = now
    return visited(visit, await visit.stop.loadOrFail())
  }
}
