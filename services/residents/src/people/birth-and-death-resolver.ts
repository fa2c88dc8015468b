import { type Context, InvalidInput, type LocalDate, LocalDateScalar, localDateOf, refuse } from '@vungxanh/subgraph'
import { Arg, Ctx, createUnionType, Field, ID, InputType, Mutation, Resolver } from 'type-graphql'
import { endCircumstances, lockHolders } from '../circumstances/standing.ts'
import { refreshPairsOf } from '../duplicates/keep-pairs.ts'
import { HouseholdRelation } from '../households/household.ts'
import { householdById } from '../households/household-resolver.ts'
import { HouseholdNotFound, lockHousehold } from '../households/open-household.ts'
import { ageWarningsIn } from '../households/relation-warnings.ts'
import { LifeEventKind, LifeEventPart } from '../movements/life-event.ts'
import { LifeEventRecorder } from '../movements/life-event-recorder.ts'
import { LifeEventSuccess, recorded } from '../movements/life-event-resolver.ts'
import { refuseEventDate, refuseParent } from '../movements/life-event-rules.ts'
import { EventOutOfOrder, NotInHousehold, PersonHasDied } from '../movements/refusals.ts'
import { ResidenceKind } from '../movements/residence.ts'
import { parentsOf, subjectsOf } from '../movements/subjects.ts'
import { Person, Sex } from './person.ts'
import { refuseName } from './person-rules.ts'
import { nextProvisionalCode } from './provisional-code.ts'
import { searchKey, sortKey, tidyText } from './search-key.ts'

@InputType()
export class RecordBirthInput {
  @Field(() => ID)
  householdId!: string

  @Field(() => String)
  fullName!: string

  @Field(() => LocalDateScalar)
  bornOn!: LocalDate

  @Field(() => Sex)
  sex!: Sex

  @Field(() => [ID], { description: 'Một hoặc hai người được khai là cha, mẹ; ít nhất một người đang ở trong hộ.' })
  parentIds!: string[]

  @Field(() => HouseholdRelation, { description: 'Quan hệ của trẻ với chủ hộ.' })
  relation!: HouseholdRelation
}

export const RecordBirthResult = createUnionType({
  name: 'RecordBirthResult',
  types: () => [LifeEventSuccess, HouseholdNotFound, NotInHousehold, InvalidInput] as const,
})

@InputType()
export class RecordDeathInput {
  @Field(() => ID)
  personId!: string

  @Field(() => LocalDateScalar)
  on!: LocalDate
}

export const RecordDeathResult = createUnionType({
  name: 'RecordDeathResult',
  types: () => [LifeEventSuccess, PersonHasDied, EventOutOfOrder, InvalidInput] as const,
})

@Resolver()
export class BirthAndDeathResolver {
  @Mutation(() => RecordBirthResult, {
    description: 'Trẻ mới sinh của người trong hộ, chưa cần giấy tờ. Khai muộn thì vào hộ từ ngày cha hoặc mẹ vào hộ.',
  })
  async recordBirth(
    @Arg('input', () => RecordBirthInput) input: RecordBirthInput,
    @Ctx() context: Context,
  ): Promise<typeof RecordBirthResult> {
    const { bornOn, relation } = input
    const refusal = refuse(
      refuseName(input.fullName),
      refuseEventDate(bornOn, localDateOf(context.now), 'bornOn'),
      relation === HouseholdRelation.HEAD
        ? new InvalidInput('relation', 'Trẻ mới sinh không thể là chủ hộ.')
        : undefined,
      input.parentIds.length === 1 || new Set(input.parentIds).size === 2
        ? undefined
        : new InvalidInput('parentIds', 'Hãy chọn một hoặc hai người là cha, mẹ.'),
    )
    if (refusal) return refusal
    const household = await lockHousehold(input.householdId, context)
    if (!household) return new HouseholdNotFound()
    const parents = await parentsOf(input.parentIds, household.unitCode, context)
    for (const { person } of parents) {
      const impossible = refuseParent(person, bornOn)
      if (impossible) return impossible
    }
    const within = parents.filter(({ member }) => member?.household.id === household.id)
    if (within.length === 0) return new NotInHousehold(parents.map(({ person }) => person.fullName).join(', '))

    const { em } = context
    const { unitCode } = household
    const fullName = tidyText(input.fullName)
    const person = em.create(Person, {
      unitCode,
      fullName,
      bornOn,
      birthYear: Number(bornOn.slice(0, 4)),
      sex: input.sex,
      nameKey: searchKey(fullName),
      sortKey: sortKey(fullName),
      provisionalCode: await nextProvisionalCode(unitCode, context),
    })
    const [joinedOn] = within.map(({ member }) => member?.joinedOn ?? bornOn).sort()
    const fromOn = joinedOn && joinedOn > bornOn ? joinedOn : bornOn
    const recorder = new LifeEventRecorder(bornOn, context)
    recorder.added(person)
    recorder.join(person, household, relation, fromOn)
    recorder.reside(person, household, { kind: ResidenceKind.PERMANENT, fromOn })
    const participants = [
      { person, relation },
      ...parents.map((parent) => ({ person: parent.person, part: LifeEventPart.PARENT })),
    ]
    const event = recorder.record(LifeEventKind.BORN, participants, { unitCode, household })
    await refreshPairsOf([person], context)
    return recorded(event, await ageWarningsIn(household, [person.id], context))
  }

  @Mutation(() => RecordDeathResult, {
    description: 'Người mất từ một ngày: rời hộ, mọi cư trú kết thúc, không còn được tính là có mặt.',
  })
  async recordDeath(
    @Arg('input', () => RecordDeathInput) { personId, on }: RecordDeathInput,
    @Ctx() context: Context,
  ): Promise<typeof RecordDeathResult> {
    const refusal = refuseEventDate(on, localDateOf(context.now))
    if (refusal) return refusal
    await lockHolders([personId], context)
    const subjects = await subjectsOf([personId], on, context)
    if (!Array.isArray(subjects)) return subjects
    const recorder = new LifeEventRecorder(on, context)
    const [subject] = subjects
    if (!subject) return new InvalidInput('personId', 'Hãy chọn người đã mất.')
    const { person, member, residences } = subject
    if (person.bornOn && on < person.bornOn) return new InvalidInput('on', 'Ngày mất trước ngày sinh.')
    if (member) recorder.leave(member)
    for (const residence of residences) recorder.end(residence)
    recorder.die(person)
    await endCircumstances([person.id], recorder, context)
    const household = member && (await householdById(member.household.id, context))
    const participants = [{ person, formerRelation: member?.relation }]
    return recorded(recorder.record(LifeEventKind.DIED, participants, { unitCode: person.unitCode, household }))
  }
}
