import { type Context, InvalidInput, isUuid, type LocalDate, LocalDateScalar, localDateOf } from '@vungxanh/subgraph'
import { Arg, Ctx, createUnionType, Field, ID, InputType, Mutation, Resolver } from 'type-graphql'
import { LifeEventKind } from '../movements/life-event.ts'
import { LifeEventRecorder } from '../movements/life-event-recorder.ts'
import { LifeEventSuccess, recorded } from '../movements/life-event-resolver.ts'
import { refuseEventDate } from '../movements/life-event-rules.ts'
import { EventOutOfOrder, NotInHousehold, PersonHasDied } from '../movements/refusals.ts'
import { membersOf } from '../movements/subjects.ts'
import { type Household, HouseholdMember, HouseholdRelation } from './household.ts'
import { HouseholdNotFound, lockHousehold } from './open-household.ts'
import { ageWarningsIn } from './relation-warnings.ts'

@InputType({ description: 'Quan hệ của một người với chủ hộ.' })
export class MemberRelationInput {
  @Field(() => ID)
  personId!: string

  @Field(() => HouseholdRelation)
  relation!: HouseholdRelation
}

@InputType()
export class ChangeHeadInput {
  @Field(() => ID)
  householdId!: string

  @Field(() => ID)
  headId!: string

  @Field(() => LocalDateScalar)
  on!: LocalDate

  @Field(() => [MemberRelationInput], {
    description: 'Quan hệ của những người khác với chủ hộ mới; cần có chủ hộ cũ. Ai không nêu thì giữ nguyên.',
  })
  relations!: MemberRelationInput[]
}

export const ChangeHeadResult = createUnionType({
  name: 'ChangeHeadResult',
  types: () =>
    [LifeEventSuccess, HouseholdNotFound, NotInHousehold, PersonHasDied, EventOutOfOrder, InvalidInput] as const,
})

@InputType()
export class ChangeRelationInput {
  @Field(() => ID)
  householdId!: string

  @Field(() => ID)
  personId!: string

  @Field(() => HouseholdRelation)
  relation!: HouseholdRelation

  @Field(() => LocalDateScalar)
  on!: LocalDate
}

export const ChangeRelationResult = createUnionType({
  name: 'ChangeRelationResult',
  types: () =>
    [LifeEventSuccess, HouseholdNotFound, NotInHousehold, PersonHasDied, EventOutOfOrder, InvalidInput] as const,
})

@Resolver()
export class HouseholdChangesResolver {
  @Mutation(() => ChangeHeadResult, { description: 'Hộ có chủ hộ mới: lần đầu, hoặc thay chủ hộ cũ.' })
  async changeHead(
    @Arg('input', () => ChangeHeadInput) { householdId, headId, on, relations }: ChangeHeadInput,
    @Ctx() context: Context,
  ): Promise<typeof ChangeHeadResult> {
    const refusal = refuseEventDate(on, localDateOf(context.now))
    if (refusal) return refusal
    const household = await lockHousehold(householdId, context)
    if (!household) return new HouseholdNotFound()
    const former = await context.em.findOne(HouseholdMember, {
      household,
      relation: HouseholdRelation.HEAD,
      leftOn: null,
    })
    if (former?.person.id === headId) return new InvalidInput('headId', 'Người này đang là chủ hộ.')
    const wanted = new Map(relations.map(({ personId, relation }) => [personId, relation]))
    if (former && !wanted.has(former.person.id))
      return new InvalidInput('relations', 'Hãy chọn quan hệ của chủ hộ cũ với chủ hộ mới.')
    if (wanted.has(headId) || [...wanted.values()].includes(HouseholdRelation.HEAD))
      return new InvalidInput('relations', 'Một hộ chỉ có một chủ hộ.')
    wanted.set(headId, HouseholdRelation.HEAD)
    return changeRelations(LifeEventKind.HEAD_CHANGED, { household, wanted, on }, context)
  }

  @Mutation(() => ChangeRelationResult, { description: 'Sửa quan hệ của một người với chủ hộ, từ một ngày.' })
  async changeRelation(
    @Arg('input', () => ChangeRelationInput) { householdId, personId, relation, on }: ChangeRelationInput,
    @Ctx() context: Context,
  ): Promise<typeof ChangeRelationResult> {
    const refusal = refuseEventDate(on, localDateOf(context.now))
    if (refusal) return refusal
    const household = await lockHousehold(householdId, context)
    if (!household) return new HouseholdNotFound()
    const member = isUuid(personId)
      ? await context.em.findOne(HouseholdMember, { household, person: personId, leftOn: null })
      : null
    if (relation === HouseholdRelation.HEAD || member?.relation === HouseholdRelation.HEAD)
      return new InvalidInput('relation', 'Để đổi chủ hộ, hãy dùng việc “Đổi chủ hộ”.')
    if (member?.relation === relation) return new InvalidInput('relation', 'Sổ đang ghi đúng quan hệ này.')
    const wanted = new Map([[personId, relation]])
    return changeRelations(LifeEventKind.RELATION_CHANGED, { household, wanted, on }, context)
  }
}

/** Those whose relation stays as it was have no part in the event. */
async function changeRelations(
  kind: LifeEventKind,
  { household, wanted, on }: { household: Household; wanted: Map<string, HouseholdRelation>; on: LocalDate },
  context: Context,
): Promise<LifeEventSuccess | NotInHousehold | PersonHasDied | EventOutOfOrder> {
  const members = await membersOf(household, [...wanted.keys()], on, context)
  if (!Array.isArray(members)) return members
  const changed = members.flatMap(({ person, member }) => {
    const relation = wanted.get(person.id)
    return relation && relation !== member.relation ? [{ person, member, relation }] : []
  })
  const recorder = new LifeEventRecorder(on, context)
  for (const { member } of changed) recorder.leave(member)
  await recorder.settle()
  for (const { member, person, relation } of changed) recorder.relate(member, person, household, relation)
  const participants = changed.map(({ person, member, relation }) => ({
    person,
    relation,
    formerRelation: member.relation,
  }))
  const event = recorder.record(kind, participants, { unitCode: household.unitCode, household })
  return recorded(event, await ageWarningsIn(household, [...wanted.keys()], context))
}
