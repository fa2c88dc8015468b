import {
  batched,
  type Context,
  InvalidInput,
  isUuid,
  type LocalDate,
  LocalDateScalar,
  localDateOf,
  notFound,
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
import { Household, HouseholdMember } from '../households/household.ts'
import { PersonHasDied } from '../movements/refusals.ts'
import { Person } from '../people/person.ts'
import { tidyText } from '../people/search-key.ts'
import { Circumstance, CircumstanceKind } from './circumstance.ts'
import {
  circumstanceRules,
  outlives,
  refuseCircumstance,
  refuseReason,
  spanOf,
  standsOn,
} from './circumstance-rules.ts'
import { lockHolders, newestFirst, standingIn } from './standing.ts'

@ObjectType({ description: 'Một diện: của hộ hay của người, theo văn bản nào.' })
export class CircumstanceRule {
  @Field(() => CircumstanceKind)
  kind!: CircumstanceKind

  @Field(() => Boolean, { description: 'Là diện của cả hộ; không thì của từng người.' })
  isOfHousehold!: boolean

  @Field(() => Boolean, { description: 'Xét lại mỗi năm.' })
  isYearly!: boolean

  @Field(() => String)
  source!: string

  @Field(() => Boolean, { description: 'Đã được đối chiếu với văn bản gốc.' })
  verified!: boolean
}

@InputType()
export class RecordCircumstanceInput {
  @Field(() => CircumstanceKind)
  kind!: CircumstanceKind

  @Field(() => ID, { nullable: true, description: 'Của diện hộ.' })
  householdId?: string | null

  @Field(() => ID, { nullable: true, description: 'Của diện người.' })
  personId?: string | null

  @Field(() => LocalDateScalar)
  fromOn!: LocalDate

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Ngày đầu tiên không còn thuộc diện. Để trống khi chưa định; diện xét hằng năm thì hết năm.',
  })
  toOn?: LocalDate | null

  @Field(() => String, { nullable: true })
  document?: string | null
}

@InputType()
export class EndCircumstanceInput {
  @Field(() => ID)
  id!: string

  @Field(() => LocalDateScalar, { nullable: true, description: 'Ngày thôi; để trống để bỏ ngày thôi đã ghi.' })
  on?: LocalDate | null
}

@InputType()
export class AnnulCircumstanceInput {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  reason!: string
}

@ObjectType()
export class CircumstanceSuccess {
  @Field(() => Circumstance)
  circumstance!: Circumstance
}

@ObjectType({ implements: UserError, description: 'Trong thời gian đó sổ đã ghi diện này, hoặc diện trái với nó.' })
export class CircumstanceStands extends UserError {
  readonly code = 'CircumstanceStands'

  @Field(() => CircumstanceKind)
  kind: CircumstanceKind

  @Field(() => LocalDateScalar)
  fromOn: LocalDate

  @Field(() => LocalDateScalar, { nullable: true })
  toOn: LocalDate | null

  constructor({ kind, fromOn, toOn = null }: Circumstance) {
    super('Sổ đã ghi diện này, hoặc diện không đi cùng nó, trong thời gian đó. Hãy ghi ngày thôi của lần trước.')
    this.kind = kind
    this.fromOn = fromOn
    this.toOn = toOn
  }
}

export const RecordCircumstanceResult = createUnionType({
  name: 'RecordCircumstanceResult',
  types: () => [CircumstanceSuccess, CircumstanceStands, PersonHasDied, InvalidInput] as const,
})

export const EndCircumstanceResult = createUnionType({
  name: 'EndCircumstanceResult',
  types: () => [CircumstanceSuccess, CircumstanceStands, InvalidInput] as const,
})

export const AnnulCircumstanceResult = createUnionType({
  name: 'AnnulCircumstanceResult',
  types: () => [CircumstanceSuccess, InvalidInput] as const,
})

const succeeded = (circumstance: Circumstance): CircumstanceSuccess =>
  Object.assign(new CircumstanceSuccess(), { circumstance })

const ofPerson = batched<string, Circumstance[]>(async (ids, { em }) => {
  const found = await em.find(Circumstance, { person: { $in: [...ids] } }, { orderBy: newestFirst })
  const byPerson = Map.groupBy(found, ({ person }) => person?.id)
  return (id) => byPerson.get(id) ?? []
})

/** What is said of households, and of whoever lives or lived in them. */
const ofHousehold = batched<string, HouseholdCircumstances>(async (ids, { em }) => {
  const members = await em.find(HouseholdMember, { household: { $in: [...ids] } }, { orderBy: { id: 'asc' } })
  const people = [...new Set(members.map(({ person }) => person.id))]
  const found = await em.find(
    Circumstance,
    { $or: [{ household: { $in: [...ids] } }, { person: { $in: people } }] },
    { orderBy: newestFirst },
  )
  const byHolder = Map.groupBy(found, holderOf)
  const membersOf = Map.groupBy(members, ({ household }) => household.id)
  return (id) => ({
    own: byHolder.get(id) ?? [],
    ofMembers: (membersOf.get(id) ?? []).flatMap((member) =>
      (byHolder.get(member.person.id) ?? []).map((circumstance) => ({ member, circumstance })),
    ),
  })
})

interface HouseholdCircumstances {
  own: Circumstance[]
  ofMembers: { member: HouseholdMember; circumstance: Circumstance }[]
}

const livesThere = ({ joinedOn, leftOn }: HouseholdMember, day: LocalDate): boolean =>
  (!joinedOn || joinedOn <= day) && (!leftOn || day < leftOn)

const isValid = ({ annulledAt }: Circumstance): boolean => !annulledAt

async function lockCircumstance(id: string, context: Context): Promise<Circumstance> {
  const { em } = context
  const found = isUuid(id) ? await em.findOne(Circumstance, { id }) : null
  if (!found) throw notFound('Không tìm thấy điều này trong phạm vi công tác của bạn.')
  await lockHolders([holderOf(found)], context)
  await em.refresh(found)
  return found
}

function holderOf({ household, person }: Circumstance): string {
  return household?.id ?? person?.id ?? ''
}

@Resolver(() => Circumstance)
export class CircumstanceResolver {
  @Query(() => [CircumstanceRule], { description: 'Các diện mà sổ ghi được, và văn bản của mỗi diện.' })
  circumstanceRules(): CircumstanceRule[] {
    return Object.values(CircumstanceKind).map((kind) => {
      const { holder, isYearly, source, verified } = circumstanceRules[kind]
      return { kind, isOfHousehold: holder === 'HOUSEHOLD', isYearly, source, verified }
    })
  }

  @FieldResolver(() => Household, { nullable: true, description: 'Trống khi là diện của một người.' })
  async household(@Root() { household }: Circumstance): Promise<Household | null> {
    return household ? household.loadOrFail() : null
  }

  @FieldResolver(() => Person, { nullable: true, description: 'Trống khi là diện của cả hộ.' })
  async person(@Root() { person }: Circumstance): Promise<Person | null> {
    return person ? person.loadOrFail() : null
  }

  @Mutation(() => RecordCircumstanceResult, { description: 'Ghi một hộ hay một người thuộc một diện từ một ngày.' })
  async recordCircumstance(
    @Arg('input', () => RecordCircumstanceInput) input: RecordCircumstanceInput,
    @Ctx() context: Context,
  ): Promise<typeof RecordCircumstanceResult> {
    const { em, viewer, now } = context
    const { kind, householdId, personId } = input
    const rule = circumstanceRules[kind]
    const document = tidyText(input.document ?? '') || null
    const refusal = refuseCircumstance({ ...input, document }, localDateOf(now))
    if (refusal) return refusal
    const isOfHousehold = rule.holder === 'HOUSEHOLD'
    const id = isOfHousehold ? householdId : personId
    if (!id) return new InvalidInput(isOfHousehold ? 'householdId' : 'personId', 'Hãy chọn hộ hoặc người thuộc diện.')
    // Before anything is read of them: a death that is written down meanwhile ends what it finds.
    await lockHolders([id], context)
    const household = isOfHousehold && isUuid(id) ? await em.findOne(Household, { id, dissolvedOn: null }) : null
    const person = !isOfHousehold && isUuid(id) ? await em.findOne(Person, { id, annulledOn: null }) : null
    const holder = household ?? person
    if (!holder) throw notFound('Không tìm thấy hộ hoặc người này trong phạm vi công tác của bạn.')
    const span = spanOf(rule, input)
    if (person?.diedOn && outlives(span, person.diedOn)) return new PersonHasDied(person.fullName, person.diedOn)
    const stands = await standingIn({ kind, ...span }, household ? { household: id } : { person: id }, context)
    if (stands) return new CircumstanceStands(stands)
    return succeeded(
      em.create(Circumstance, {
        unitCode: holder.unitCode,
        ...{ kind, household, person, document, ...span },
        recordedAt: now,
        accountId: viewer.accountId,
        byName: viewer.name,
      }),
    )
  }

  @Mutation(() => EndCircumstanceResult, {
    description: 'Ghi ngày thôi thuộc diện, hoặc bỏ ngày thôi đã ghi: diện xét hằng năm thì lại hết năm mới hết.',
  })
  async endCircumstance(
    @Arg('input', () => EndCircumstanceInput) { id, on = null }: EndCircumstanceInput,
    @Ctx() context: Context,
  ): Promise<typeof EndCircumstanceResult> {
    const found = await lockCircumstance(id, context)
    if (found.annulledAt) return new InvalidInput('id', 'Điều này đã hủy rồi. Hãy tải lại trang.')
    const { kind, fromOn, household, person } = found
    const refusal = refuseCircumstance({ fromOn, toOn: on }, localDateOf(context.now))
    if (refusal) return refusal.field === 'toOn' ? new InvalidInput('on', refusal.message) : refusal
    const span = spanOf(circumstanceRules[kind], { fromOn, toOn: on })
    const { diedOn } = (await person?.loadOrFail()) ?? {}
    if (diedOn && outlives(span, diedOn))
      return new InvalidInput('on', 'Sổ ghi người này đã mất. Ngày thôi không thể sau ngày mất.')
    const holder = household ? { household: household.id } : { person: person?.id ?? '' }
    const stands = await standingIn({ id, kind, ...span }, holder, context)
    if (stands) return new CircumstanceStands(stands)
    return succeeded(context.em.assign(found, { ...span, endedByName: on ? context.viewer.name : null }))
  }

  @Mutation(() => AnnulCircumstanceResult, { description: 'Hủy điều ghi nhầm: dòng vẫn còn, với lý do.' })
  async annulCircumstance(
    @Arg('input', () => AnnulCircumstanceInput) input: AnnulCircumstanceInput,
    @Ctx() context: Context,
  ): Promise<typeof AnnulCircumstanceResult> {
    const reason = tidyText(input.reason)
    const refusal = refuseReason(reason)
    if (refusal) return refusal
    const found = await lockCircumstance(input.id, context)
    if (found.annulledAt) return new InvalidInput('id', 'Điều này đã hủy rồi. Hãy tải lại trang.')
    return succeeded(
      context.em.assign(found, {
        annulledAt: context.now,
        annulledByName: context.viewer.name,
        annulledReason: reason,
      }),
    )
  }
}

@Resolver(() => Household)
export class HouseholdCircumstancesResolver {
  @FieldResolver(() => [Circumstance], {
    nullable: true,
    description:
      'Diện của hộ và của những người ở đó vào một ngày; mọi diện từng ghi cho chính hộ khi không nêu ngày. Trống khi không được xem.',
  })
  async circumstances(
    @Root() { id }: Household,
    @Arg('on', () => LocalDateScalar, { nullable: true }) on: LocalDate | null,
    @Ctx() context: Context,
  ): Promise<Circumstance[]> {
    const { own, ofMembers } = await ofHousehold(id, context)
    if (!on) return own
    const here = ofMembers.filter(({ member }) => livesThere(member, on)).map(({ circumstance }) => circumstance)
    return [...own, ...here].filter((circumstance) => isValid(circumstance) && standsOn(circumstance, on))
  }
}

@Resolver(() => Person)
export class PersonCircumstancesResolver {
  @FieldResolver(() => [Circumstance], {
    nullable: true,
    description: 'Diện của người này vào một ngày; mọi diện từng ghi khi không nêu ngày. Trống khi không được xem.',
  })
  async circumstances(
    @Root() { id }: Person,
    @Arg('on', () => LocalDateScalar, { nullable: true }) on: LocalDate | null,
    @Ctx() context: Context,
  ): Promise<Circumstance[]> {
    const found = await ofPerson(id, context)
    return on ? found.filter((circumstance) => isValid(circumstance) && standsOn(circumstance, on)) : found
  }
}
