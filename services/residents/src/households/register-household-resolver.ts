import { type Context, InvalidInput, isUuid, localDateOf, refuse, UnitOutOfScope, UserError } from '@vungxanh/subgraph'
import { Arg, Ctx, createUnionType, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql'
import { refreshPairsOf } from '../duplicates/keep-pairs.ts'
import { LifeEvent, LifeEventKind } from '../movements/life-event.ts'
import { LifeEventRecorder } from '../movements/life-event-recorder.ts'
import { refuseHeads, refusePlace } from '../movements/life-event-rules.ts'
import { enterPersons, holdersOf, PersonDetails, warningsOf } from '../people/enter-person.ts'
import { DuplicateIdentityNumber } from '../people/person-resolver.ts'
import { refusePerson } from '../people/person-rules.ts'
import { tidyText } from '../people/search-key.ts'
import { Household, HouseholdRelation } from './household.ts'
import { openHousehold } from './open-household.ts'
import { refuseSameNumbers } from './register-household-rules.ts'
import { ageWarning } from './relation-warnings.ts'

const MOST_MEMBERS = 40

@InputType()
export class HouseholdMemberInput extends PersonDetails {
  @Field(() => HouseholdRelation)
  relation!: HouseholdRelation
}

@InputType()
export class RegisterHouseholdInput {
  @Field(() => ID, { description: 'Do người gửi tạo (UUID): gửi lại cùng mã thì hộ chỉ được ghi một lần.' })
  id!: string

  @Field(() => ID)
  unit!: string

  @Field(() => ID)
  residentialGroupId!: string

  @Field(() => String)
  address!: string

  @Field(() => [HouseholdMemberInput], { description: 'Đúng một người là chủ hộ.' })
  members!: HouseholdMemberInput[]

  @Field(() => String, { nullable: true, description: 'Nơi ở trước, khi cả hộ vừa chuyển từ ngoài phường/xã đến.' })
  fromPlace?: string | null
}

@ObjectType()
export class RegisterHouseholdSuccess {
  @Field(() => Household)
  household!: Household

  @Field(() => [String], { description: 'Điều nên xem lại; hộ vẫn được ghi.' })
  warnings!: string[]
}

@ObjectType({ implements: UserError, description: 'Một ô của một người trong hộ chưa đúng.' })
export class InvalidMember extends UserError {
  readonly code = 'InvalidMember'

  @Field(() => Int, { description: 'Người thứ mấy của hộ đang ghi, kể từ 0.' })
  member: number

  @Field(() => String)
  field: string

  constructor(member: number, field: string, message: string) {
    super(message)
    this.member = member
    this.field = field
  }
}

export const RegisterHouseholdResult = createUnionType({
  name: 'RegisterHouseholdResult',
  types: () =>
    [RegisterHouseholdSuccess, InvalidMember, DuplicateIdentityNumber, InvalidInput, UnitOutOfScope] as const,
})

@Resolver()
export class RegisterHouseholdResolver {
  @Mutation(() => RegisterHouseholdResult, {
    description: 'Ghi một hộ mới cùng mọi người trong hộ, một lần: được cả hoặc không ghi gì.',
  })
  async registerHousehold(
    @Arg('input', () => RegisterHouseholdInput) input: RegisterHouseholdInput,
    @Ctx() context: Context,
  ): Promise<typeof RegisterHouseholdResult> {
    const { em, viewer, now } = context
    const { id, unit, members } = input
    const place = tidyText(input.fromPlace ?? '')
    if (!viewer.units.includes(unit)) return new UnitOutOfScope(unit)
    if (!isUuid(id)) return new InvalidInput('id', 'Mã của lần ghi này không hợp lệ. Hãy tải lại trang.')
    const today = localDateOf(now)
    const refusal =
      refuse(
        members.length === 0 ? new InvalidInput('members', 'Hãy nhập ít nhất một người của hộ.') : undefined,
        members.length > MOST_MEMBERS
          ? new InvalidInput('members', `Một lần ghi được tối đa ${MOST_MEMBERS} người. Hãy ghi thêm người sau.`)
          : undefined,
        place ? refusePlace('fromPlace', place) : undefined,
      ) ??
      refuseMember(members, (member) => refusePerson(member, today)) ??
      refuseMember(members, (_, index) => refuseSameNumbers(members, index)) ??
      refuseHeads(
        members.map(({ relation }) => relation),
        { isNew: true, hasHead: false },
      )
    if (refusal) return refusal

    const head = members.find(({ relation }) => relation === HouseholdRelation.HEAD)
    const warnings = members.flatMap((member) => {
      const age = ageWarning(member.relation, member, head)
      return [...warningsOf(member), ...(age ? [age] : [])].map((warning) => `${tidyText(member.fullName)}: ${warning}`)
    })
    // Whoever sends one household twice at once waits here, and then finds what the first of the two wrote.
    await em.execute('select pg_advisory_xact_lock(hashtext(?))', [`register household ${id}`])
    const earlier = await em.findOne(
      LifeEvent,
      { toHousehold: id, accountId: viewer.accountId, undoneAt: null },
      { populate: ['toHousehold'] },
    )
    if (earlier?.toHousehold)
      return Object.assign(new RegisterHouseholdSuccess(), { household: earlier.toHousehold.getEntity(), warnings })
    const household = await openHousehold(unit, input, context)
    if (household instanceof UserError) return household
    context.onConflict('household_pkey', () => new InvalidInput('id', 'Mã này đã dùng cho một hộ khác. Tải lại trang.'))

    const holders = await holdersOf(unit, members, context)
    const taken = holders.findIndex((holder) => holder !== undefined)
    if (taken >= 0) return new DuplicateIdentityNumber(holders[taken] ?? null, taken)
    context.onConflict('identity_document_number', () => new DuplicateIdentityNumber(null))

    const recorder = new LifeEventRecorder(
      members.map(({ residesFrom }) => residesFrom).toSorted()[0] ?? today,
      context,
    )
    recorder.opened(household)
    const persons = await enterPersons(
      members.map((details) => ({ details, household, relation: details.relation })),
      recorder,
      context,
    )
    recorder.record(
      place ? LifeEventKind.MOVED_IN : LifeEventKind.REGISTERED,
      persons.map((person, index) => ({ person, ...relationOf(members[index]) })),
      { unitCode: unit, toHousehold: household, place },
    )
    await refreshPairsOf(persons, context)
    return Object.assign(new RegisterHouseholdSuccess(), { household, warnings })
  }
}

function relationOf(member: HouseholdMemberInput | undefined): { relation?: HouseholdRelation } {
  return member ? { relation: member.relation } : {}
}

/** The first refusal of any member, with whose it is. */
function refuseMember(
  members: readonly HouseholdMemberInput[],
  check: (member: HouseholdMemberInput, index: number) => InvalidInput | undefined,
): InvalidMember | undefined {
  for (const [index, member] of members.entries()) {
    const refusal = check(member, index)
    if (refusal) return new InvalidMember(index, refusal.field, refusal.message)
  }
}
