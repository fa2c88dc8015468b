import {
  type Context,
  InvalidInput,
  type LocalDate,
  LocalDateScalar,
  localDateOf,
  refuse,
  refuseText,
  UserError,
} from '@vungxanh/subgraph'
import { Arg, Ctx, createUnionType, Field, ID, InputType, Mutation, Resolver } from 'type-graphql'
import { endCircumstances, lockHolders } from '../circumstances/standing.ts'
import { type Household, HouseholdMember, HouseholdRelation } from '../households/household.ts'
import { MemberRelationInput } from '../households/household-changes-resolver.ts'
import {
  HouseholdChoice,
  HouseholdNotFound,
  householdFor,
  lockHousehold,
  lockHouseholds,
} from '../households/open-household.ts'
import { ageWarningsIn } from '../households/relation-warnings.ts'
import type { Person } from '../people/person.ts'
import { tidyText } from '../people/search-key.ts'
import { LifeEventKind } from './life-event.ts'
import { LifeEventRecorder } from './life-event-recorder.ts'
import { LifeEventSuccess, recorded } from './life-event-resolver.ts'
import { moveKind, refuseEventDate, refuseHeads, refusePlace } from './life-event-rules.ts'
import { AbsenceUnchanged, EventOutOfOrder, NotInHousehold, PersonHasDied, StillInHousehold } from './refusals.ts'
import { ResidenceKind } from './residence.ts'
import { absenceOn, absenceToEnd, membersOf, subjectsOf } from './subjects.ts'

@InputType()
class MembersInput {
  @Field(() => ID, { description: 'Hộ mà những người này đang ở.' })
  householdId!: string

  @Field(() => [ID])
  personIds!: string[]

  @Field(() => LocalDateScalar)
  on!: LocalDate
}

@InputType()
export class MoveMembersInput extends MembersInput {
  @Field(() => HouseholdChoice)
  to!: HouseholdChoice

  @Field(() => [MemberRelationInput], {
    nullable: true,
    description: 'Quan hệ với chủ hộ ở nơi đến. Cả hộ chuyển sang hộ mới thì ai không nêu giữ nguyên quan hệ.',
  })
  relations?: MemberRelationInput[] | null
}

@InputType()
export class MoveOutInput extends MembersInput {
  @Field(() => String)
  toPlace!: string
}

@InputType()
export class MoveInInput {
  @Field(() => [ID], { description: 'Người đã có trong sổ, không còn ở hộ nào của phường/xã.' })
  personIds!: string[]

  @Field(() => LocalDateScalar)
  on!: LocalDate

  @Field(() => String)
  fromPlace!: string

  @Field(() => HouseholdChoice)
  to!: HouseholdChoice

  @Field(() => [MemberRelationInput], { nullable: true })
  relations?: MemberRelationInput[] | null

  @Field(() => ResidenceKind)
  residenceKind!: ResidenceKind
}

@InputType()
export class RecordAbsenceInput extends MembersInput {
  @Field(() => LocalDateScalar, { nullable: true, description: 'Ngày vắng cuối cùng, khi đã biết.' })
  until?: LocalDate | null

  @Field(() => String, { nullable: true, description: 'Nơi đến.' })
  place?: string | null
}

@InputType()
export class RecordReturnInput extends MembersInput {}

export const MoveMembersResult = createUnionType({
  name: 'MoveMembersResult',
  types: () =>
    [LifeEventSuccess, HouseholdNotFound, NotInHousehold, PersonHasDied, EventOutOfOrder, InvalidInput] as const,
})

export const MoveOutResult = createUnionType({
  name: 'MoveOutResult',
  types: () =>
    [LifeEventSuccess, HouseholdNotFound, NotInHousehold, PersonHasDied, EventOutOfOrder, InvalidInput] as const,
})

export const MoveInResult = createUnionType({
  name: 'MoveInResult',
  types: () =>
    [LifeEventSuccess, HouseholdNotFound, StillInHousehold, PersonHasDied, EventOutOfOrder, InvalidInput] as const,
})

export const RecordAbsenceResult = createUnionType({
  name: 'RecordAbsenceResult',
  types: () =>
    [
      LifeEventSuccess,
      HouseholdNotFound,
      NotInHousehold,
      PersonHasDied,
      AbsenceUnchanged,
      EventOutOfOrder,
      InvalidInput,
    ] as const,
})

export const RecordReturnResult = createUnionType({
  name: 'RecordReturnResult',
  types: () =>
    [
      LifeEventSuccess,
      HouseholdNotFound,
      NotInHousehold,
      PersonHasDied,
      AbsenceUnchanged,
      EventOutOfOrder,
      InvalidInput,
    ] as const,
})

const idsOf = (some: readonly { person: Person }[]): string[] => some.map(({ person }) => person.id)

async function hasHead(household: Household, { em }: Context): Promise<boolean> {
  return (await em.count(HouseholdMember, { household, relation: HouseholdRelation.HEAD, leftOn: null })) > 0
}

@Resolver()
export class MoveResolver {
  @Mutation(() => MoveMembersResult, {
    description:
      'Chuyển cả hộ hoặc vài người trong phường/xã. Vài người ra hộ mới là tách hộ; cả hộ vào hộ khác là nhập hộ.',
  })
  async moveMembers(
    @Arg('input', () => MoveMembersInput) input: MoveMembersInput,
    @Ctx() context: Context,
  ): Promise<typeof MoveMembersResult> {
    const { on, to } = input
    const refusal = refuseEventDate(on, localDateOf(context.now))
    if (refusal) return refusal
    if (to.householdId === input.householdId) return new InvalidInput('to', 'Hãy chọn một hộ khác.')
    await lockHouseholds([input.householdId, to.householdId], context)
    const from = await lockHousehold(input.householdId, context)
    if (!from) return new HouseholdNotFound()
    const members = await membersOf(from, input.personIds, on, context)
    if (!Array.isArray(members)) return members
    const isNew = !to.householdId
    const isWhole = members.length === (await context.em.count(HouseholdMember, { household: from, leftOn: null }))
    const target = await householdFor(from.unitCode, to, context)
    if (target instanceof UserError) return target

    const given = new Map((input.relations ?? []).map(({ personId, relation }) => [personId, relation]))
    const moving = members.map(({ member, ...subject }) => ({
      ...subject,
      member,
      relation: given.get(subject.person.id) ?? (isWhole && isNew ? member.relation : HouseholdRelation.OTHER),
    }))
    const wrongHeads = refuseHeads(
      moving.map(({ relation }) => relation),
      { isNew, hasHead: !isNew && (await hasHead(target, context)) },
    )
    if (wrongHeads) return wrongHeads

    const recorder = new LifeEventRecorder(on, context)
    if (isNew) recorder.opened(target)
    for (const { member } of moving) recorder.leave(member)
    await recorder.settle()
    for (const { person, residences, relation } of moving) {
      recorder.join(person, target, relation)
      // An absence goes on, wherever one's home is; a residence elsewhere in the unit is not what is moved.
      for (const residence of residences) {
        if (residence.kind === ResidenceKind.ABSENT || residence.household.id !== from.id) continue
        const { kind, toOn } = residence
        recorder.end(residence)
        recorder.reside(person, target, { kind, toOn: toOn ?? null })
      }
    }
    if (isWhole) recorder.dissolve(from, target)
    const participants = moving.map(({ person, member, relation }) => ({
      person,
      relation,
      formerRelation: member.relation,
    }))
    const { unitCode } = from
    const place = { unitCode, household: from, toHousehold: target }
    const event = recorder.record(moveKind({ isWhole, isNew }), participants, place)
    return recorded(event, await ageWarningsIn(target, idsOf(moving), context))
  }

  @Mutation(() => MoveOutResult, {
    description: 'Người chuyển đi khỏi phường/xã. Họ còn trong sổ, không còn ở hộ nào.',
  })
  async moveOut(
    @Arg('input', () => MoveOutInput) input: MoveOutInput,
    @Ctx() context: Context,
  ): Promise<typeof MoveOutResult> {
    const place = tidyText(input.toPlace)
    const refusal = refuse(refuseEventDate(input.on, localDateOf(context.now)), refusePlace('toPlace', place))
    if (refusal) return refusal
    await lockHolders(input.personIds, context)
    const household = await lockHousehold(input.householdId, context)
    if (!household) return new HouseholdNotFound()
    const members = await membersOf(household, input.personIds, input.on, context)
    if (!Array.isArray(members)) return members
    const recorder = new LifeEventRecorder(input.on, context)
    for (const { member, residences } of members) {
      recorder.leave(member)
      for (const residence of residences) recorder.end(residence)
    }
    await endCircumstances(
      members.map(({ person }) => person.id),
      recorder,
      context,
    )
    const participants = members.map(({ person, member }) => ({ person, formerRelation: member.relation }))
    const { unitCode } = household
    return recorded(recorder.record(LifeEventKind.MOVED_OUT, participants, { unitCode, household, place }))
  }

  @Mutation(() => MoveInResult, { description: 'Người đã có trong sổ trở lại phường/xã, vào hộ đang có hoặc hộ mới.' })
  async moveIn(
    @Arg('input', () => MoveInInput) input: MoveInInput,
    @Ctx() context: Context,
  ): Promise<typeof MoveInResult> {
    const { on, to, residenceKind: kind } = input
    const place = tidyText(input.fromPlace)
    const refusal = refuse(
      refuseEventDate(on, localDateOf(context.now)),
      refusePlace('fromPlace', place),
      kind === ResidenceKind.ABSENT
        ? new InvalidInput('residenceKind', 'Người chuyển đến không thể là tạm vắng.')
        : undefined,
    )
    if (refusal) return refusal
    const subjects = await subjectsOf(input.personIds, on, context)
    if (!Array.isArray(subjects)) return subjects
    const unitCode = subjects[0]?.person.unitCode ?? ''
    if (subjects.some(({ person }) => person.unitCode !== unitCode))
      return new InvalidInput('personIds', 'Những người này thuộc sổ của nhiều phường/xã. Hãy ghi từng người.')
    const still = subjects.find(({ member }) => member)
    if (still) return new StillInHousehold(still.person.fullName)
    const isNew = !to.householdId
    const target = await householdFor(unitCode, to, context)
    if (target instanceof UserError) return target
    const given = new Map((input.relations ?? []).map(({ personId, relation }) => [personId, relation]))
    const coming = subjects.map(({ person }) => ({
      person,
      relation: given.get(person.id) ?? HouseholdRelation.OTHER,
    }))
    const wrongHeads = refuseHeads(
      coming.map(({ relation }) => relation),
      { isNew, hasHead: !isNew && (await hasHead(target, context)) },
    )
    if (wrongHeads) return wrongHeads
    const recorder = new LifeEventRecorder(on, context)
    if (isNew) recorder.opened(target)
    for (const { person, relation } of coming) {
      recorder.join(person, target, relation)
      recorder.reside(person, target, { kind })
    }
    const event = recorder.record(LifeEventKind.MOVED_IN, coming, { unitCode, toHousehold: target, place })
    return recorded(event, await ageWarningsIn(target, idsOf(coming), context))
  }

  @Mutation(() => RecordAbsenceResult, { description: 'Người tạm vắng từ một ngày; vẫn là người của hộ.' })
  async recordAbsence(
    @Arg('input', () => RecordAbsenceInput) input: RecordAbsenceInput,
    @Ctx() context: Context,
  ): Promise<typeof RecordAbsenceResult> {
    const { on, until } = input
    const place = tidyText(input.place ?? '')
    const refusal = refuse(
      refuseEventDate(on, localDateOf(context.now)),
      until && until < on ? new InvalidInput('until', 'Ngày vắng cuối cùng phải sau ngày bắt đầu vắng.') : undefined,
      refuseText('place', 'Địa danh', place, 200),
    )
    if (refusal) return refusal
    const household = await lockHousehold(input.householdId, context)
    if (!household) return new HouseholdNotFound()
    const members = await membersOf(household, input.personIds, on, context)
    if (!Array.isArray(members)) return members
    const away = members.find(({ residences }) => absenceOn(residences, on))
    if (away) return new AbsenceUnchanged(away.person.fullName, true)
    const recorder = new LifeEventRecorder(on, context)
    for (const { person } of members)
      recorder.reside(person, household, { kind: ResidenceKind.ABSENT, toOn: until ?? null })
    const participants = members.map(({ person }) => ({ person }))
    const { unitCode } = household
    return recorded(recorder.record(LifeEventKind.ABSENT, participants, { unitCode, household, place }))
  }

  @Mutation(() => RecordReturnResult, { description: 'Người tạm vắng trở về: tối hôm đó có mặt.' })
  async recordReturn(
    @Arg('input', () => RecordReturnInput) { householdId, personIds, on }: RecordReturnInput,
    @Ctx() context: Context,
  ): Promise<typeof RecordReturnResult> {
    const refusal = refuseEventDate(on, localDateOf(context.now))
    if (refusal) return refusal
    const household = await lockHousehold(householdId, context)
    if (!household) return new HouseholdNotFound()
    const members = await membersOf(household, personIds, on, context)
    if (!Array.isArray(members)) return members
    const recorder = new LifeEventRecorder(on, context)
    for (const { person, residences } of members) {
      const absence = absenceToEnd(residences, on)
      if (!absence) return new AbsenceUnchanged(person.fullName, false)
      recorder.end(absence)
    }
    const participants = members.map(({ person }) => ({ person }))
    return recorded(recorder.record(LifeEventKind.RETURNED, participants, { unitCode: household.unitCode, household }))
  }
}
