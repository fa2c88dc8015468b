import {
  batched,
  type Connection,
  type Context,
  connectionOf,
  InvalidInput,
  isUuid,
  localDateOf,
  notFound,
  oneBy,
  PageArgs,
  page,
  readRows,
  refuse,
  requireInScope,
  UnitOutOfScope,
  UserError,
} from '@vungxanh/subgraph'
import {
  Arg,
  Args,
  Ctx,
  createUnionType,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql'
import { refreshPairsOf } from '../duplicates/keep-pairs.ts'
import { Household, HouseholdMember, HouseholdRelation } from '../households/household.ts'
import { HouseholdNotFound, householdFor } from '../households/open-household.ts'
import { ageWarningsIn } from '../households/relation-warnings.ts'
import { LifeEventKind } from '../movements/life-event.ts'
import { LifeEventRecorder } from '../movements/life-event-recorder.ts'
import { refusePlace } from '../movements/life-event-rules.ts'
import { Residence } from '../movements/residence.ts'
import { searchPeople } from '../search/person-search.ts'
import { enterPersons, holdersOf, PersonDetails, warningsOf } from './enter-person.ts'
import { IdentityDocument } from './identity-document.ts'
import { Person } from './person.ts'
import { maskNumber, refusePerson } from './person-rules.ts'
import { openNumber, openPhone } from './sealed-numbers.ts'
import { tidyText } from './search-key.ts'

export const PersonConnection = connectionOf(Person, 'Person')

@InputType()
export class RegisterPersonInput extends PersonDetails {
  @Field(() => ID)
  unit!: string

  @Field(() => ID, { nullable: true, description: 'Hộ đang có; để trống để lập hộ mới.' })
  householdId?: string | null

  @Field(() => ID, { nullable: true, description: 'Tổ dân phố của hộ mới; cần khi không chọn hộ đang có.' })
  residentialGroupId?: string | null

  @Field(() => String, { nullable: true, description: 'Địa chỉ của hộ mới; cần khi không chọn hộ đang có.' })
  address?: string | null

  @Field(() => HouseholdRelation, { nullable: true, description: 'Người đầu tiên của hộ mới là chủ hộ.' })
  relation?: HouseholdRelation | null

  @Field(() => String, { nullable: true, description: 'Nơi ở trước, khi người này vừa chuyển từ ngoài phường/xã đến.' })
  fromPlace?: string | null
}

@ObjectType()
export class RegisterPersonSuccess {
  @Field(() => Person)
  person!: Person

  @Field(() => [String], { description: 'Điều nên xem lại; người vẫn được ghi.' })
  warnings!: string[]
}

@ObjectType({ implements: UserError, description: 'Số giấy tờ này đã thuộc về một người khác trong phường/xã.' })
export class DuplicateIdentityNumber extends UserError {
  readonly code = 'DuplicateIdentityNumber'

  @Field(() => Person, { nullable: true, description: 'Người đang giữ số này; trống khi hai lần ghi xảy ra cùng lúc.' })
  holder: Person | null

  @Field(() => Int, { nullable: true, description: 'Khi ghi cả hộ: người thứ mấy của hộ đang ghi, kể từ 0.' })
  ofMember: number | null

  constructor(holder: Person | null, ofMember: number | null = null) {
    super('Số giấy tờ này đã được ghi cho một người khác.')
    this.holder = holder
    this.ofMember = ofMember
  }
}

export const RegisterPersonResult = createUnionType({
  name: 'RegisterPersonResult',
  types: () =>
    [RegisterPersonSuccess, DuplicateIdentityNumber, HouseholdNotFound, InvalidInput, UnitOutOfScope] as const,
})

export const personById = oneBy(Person, 'id')

/** The household they live in, with its group: whoever asks for one mostly asks for both, and joined it is one statement. */
const homeOf = batched<string, Household | null>(async (ids, { em }) => {
  const members = await readRows(em, HouseholdMember, { person: { $in: [...ids] }, leftOn: null }, [
    'household',
    'residentialGroup',
  ])
  const byPerson = new Map(members.map(({ person, household }) => [person.id, household.unwrap()]))
  return (id) => byPerson.get(id) ?? null
})

export interface PeopleFilter {
  unit: string
  search: string | null
  residentialGroup: string | null
}

/** The list of the register: by name, or what a search finds. */
export async function listPeople(
  { unit, search, residentialGroup }: PeopleFilter,
  pageArgs: PageArgs,
  context: Context,
): Promise<Connection<Person>> {
  requireInScope(unit, context)
  if (search?.trim()) return searchPeople({ unit, search, residentialGroup }, pageArgs, context)
  const inGroup = residentialGroup ? [{ id: { $in: await idsInGroup(residentialGroup, context) } }] : []
  return page(
    context,
    Person,
    { $and: [{ unitCode: unit, annulledOn: null }, ...inGroup] },
    [
      ['sortKey', 'asc'],
      ['id', 'asc'],
    ],
    pageArgs,
  )
}

@Resolver(() => Person)
export class PersonResolver {
  @Query(() => Person, { nullable: true })
  async person(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<Person> {
    const person = isUuid(id) ? await personById(id, context) : null
    if (!person) throw notFound('Không tìm thấy người này trong phạm vi công tác của bạn.')
    return person
  }

  @Query(() => PersonConnection, {
    description:
      'Tìm người theo tên (không cần dấu, không cần đúng thứ tự), ngày hoặc năm sinh, một phần địa chỉ, số điện thoại, số giấy tờ hoặc mã tạm đủ chữ số, hay nội dung mã QR của căn cước. Đúng cả tên đứng trước, rồi tên bắt đầu như thế; bằng nhau thì chủ hộ trước.',
  })
  async people(
    @Arg('unit', () => ID) unit: string,
    @Arg('search', () => String, { nullable: true }) search: string | null,
    @Arg('residentialGroup', () => ID, { nullable: true }) residentialGroup: string | null,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Person>> {
    return listPeople({ unit, search, residentialGroup }, pageArgs, context)
  }

  @FieldResolver(() => Person, {
    nullable: true,
    description: 'Người mà lần ghi này đã được gộp vào: mọi thứ ở đó; trống khi đây là người đang được ghi.',
  })
  mergedInto(@Root() { mergedInto }: Person, @Ctx() context: Context): Promise<Person | null> | null {
    return mergedInto ? personById(mergedInto.id, context) : null
  }

  @FieldResolver(() => Household, { nullable: true, description: 'Hộ đang ở; trống khi chưa được xếp vào hộ nào.' })
  household(@Root() person: Person, @Ctx() context: Context): Promise<Household | null> {
    return homeOf(person.mergedInto?.id ?? person.id, context)
  }

  @FieldResolver(() => [Residence], { nullable: true })
  residences(@Root() person: Person): Promise<Residence[]> {
    return person.residences.loadItems()
  }

  @FieldResolver(() => [IdentityDocument], {
    nullable: true,
    description: 'Giấy tờ đang dùng; với withEnded cả những giấy tờ đã thôi dùng.',
  })
  async identityDocuments(
    @Root() person: Person,
    @Arg('withEnded', () => Boolean, { defaultValue: false }) withEnded: boolean,
  ): Promise<IdentityDocument[]> {
    const documents = await person.identityDocuments.loadItems()
    return withEnded ? documents : documents.filter(({ endedOn }) => !endedOn)
  }

  @FieldResolver(() => String, { nullable: true, description: 'Số điện thoại đã che; trống khi chưa có.' })
  async phoneMasked(@Root() person: Person, @Ctx() context: Context): Promise<string | null> {
    const phone = await openPhone(person, context)
    return phone && maskNumber(phone)
  }

  @Mutation(() => RegisterPersonResult, { description: 'Ghi một người vào hộ đang có hoặc vào một hộ mới.' })
  async registerPerson(
    @Arg('input', () => RegisterPersonInput) input: RegisterPersonInput,
    @Ctx() context: Context,
  ): Promise<typeof RegisterPersonResult> {
    const { em, viewer, now } = context
    if (!viewer.units.includes(input.unit)) return new UnitOutOfScope(input.unit)
    const today = localDateOf(now)
    const refusal = refuse(
      refusePerson(input, today),
      input.fromPlace ? refusePlace('fromPlace', tidyText(input.fromPlace)) : undefined,
    )
    if (refusal) return refusal

    const [holder] = await holdersOf(input.unit, [input], context)
    if (holder) return new DuplicateIdentityNumber(holder)
    context.onConflict('identity_document_number', () => new DuplicateIdentityNumber(null))

    const household = await householdFor(input.unit, input, context)
    if (household instanceof UserError) return household
    const isFirst = !input.householdId
    const relation = isFirst ? HouseholdRelation.HEAD : (input.relation ?? HouseholdRelation.OTHER)
    if (
      !isFirst &&
      relation === HouseholdRelation.HEAD &&
      (await em.count(HouseholdMember, { household, relation, leftOn: null })) > 0
    ) {
      return new InvalidInput('relation', 'Hộ này đã có chủ hộ. Hãy chọn quan hệ khác.')
    }

    const recorder = new LifeEventRecorder(input.residesFrom, context)
    if (isFirst) recorder.opened(household)
    const [person] = await enterPersons([{ details: input, household, relation }], recorder, context)
    if (!person) throw new Error('nobody was entered')
    const place = tidyText(input.fromPlace ?? '')
    recorder.record(place ? LifeEventKind.MOVED_IN : LifeEventKind.REGISTERED, [{ person, relation }], {
      unitCode: input.unit,
      toHousehold: household,
      place,
    })
    await refreshPairsOf([person], context)
    const warnings = [...warningsOf(input), ...(await ageWarningsIn(household, [person.id], context))]
    return Object.assign(new RegisterPersonSuccess(), { person, warnings })
  }
}

@Resolver(() => IdentityDocument)
export class IdentityDocumentResolver {
  @FieldResolver(() => String)
  async numberMasked(@Root() document: IdentityDocument, @Ctx() context: Context): Promise<string> {
    return maskNumber(await openNumber(document, context))
  }
}

async function idsInGroup(residentialGroup: string, { em }: Context): Promise<string[]> {
  if (!isUuid(residentialGroup)) return []
  const members = await em.find(
    HouseholdMember,
    { household: { residentialGroup }, leftOn: null },
    { fields: ['person'] },
  )
  return members.map((member) => member.person.id)
}
