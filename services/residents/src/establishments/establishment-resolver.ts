import {
  batched,
  type Connection,
  type Context,
  connectionOf,
  isUuid,
  manyBy,
  notFound,
  oneBy,
  PageArgs,
  page,
  requireInScope,
} from '@vungxanh/subgraph'
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import { ResidentialGroup } from '../groups/residential-group.ts'
import { Person } from '../people/person.ts'
import { personById } from '../people/person-resolver.ts'
import { maskNumber } from '../people/person-rules.ts'
import { openContactPhone } from '../people/sealed-numbers.ts'
import { searchKey } from '../people/search-key.ts'
import { Establishment, EstablishmentKind } from './establishment.ts'
import { EstablishmentChange } from './establishment-change.ts'
import { Room } from './room.ts'

export const EstablishmentConnection = connectionOf(Establishment, 'Establishment')

export const establishmentById = oneBy(Establishment, 'id')

/** The newest; an establishment has few, and a list has an end. */
const LONGEST_HISTORY = 200

const roomsOf = manyBy(Room, 'establishment', { id: 'asc' })

const byNumber = new Intl.Collator('vi', { numeric: true })

const changesOf = batched<string, EstablishmentChange[]>(async (ids, { em }) => {
  const changes = await em.find(
    EstablishmentChange,
    { establishment: { $in: [...ids] } },
    { orderBy: { recordedAt: 'desc', id: 'asc' } },
  )
  const byEstablishment = Map.groupBy(changes, ({ establishment }) => establishment.id)
  return (id) => (byEstablishment.get(id) ?? []).slice(0, LONGEST_HISTORY)
})

@Resolver(() => Establishment)
export class EstablishmentResolver {
  @Query(() => Establishment, { nullable: true })
  async establishment(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<Establishment> {
    const establishment = isUuid(id) ? await establishmentById(id, context) : null
    if (!establishment) throw notFound('Không tìm thấy cơ sở này trong phạm vi công tác của bạn.')
    return establishment
  }

  @Query(() => EstablishmentConnection, {
    description:
      'Cơ sở theo tên hoặc địa chỉ (không cần dấu), loại, tổ dân phố; mặc định chỉ những nơi đang hoạt động.',
  })
  establishments(
    @Arg('unit', () => ID) unit: string,
    @Arg('kind', () => EstablishmentKind, { nullable: true }) kind: EstablishmentKind | null,
    @Arg('search', () => String, { nullable: true }) search: string | null,
    @Arg('residentialGroup', () => ID, { nullable: true }) residentialGroup: string | null,
    @Arg('withClosed', () => Boolean, { defaultValue: false }) withClosed: boolean,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Establishment>> {
    requireInScope(unit, context)
    const words = searchKey((search ?? '').replaceAll('\0', ' '))
      .split(' ')
      .filter(Boolean)
    return page(
      context,
      Establishment,
      {
        unitCode: unit,
        annulledOn: null,
        ...(kind && { kind }),
        ...(!withClosed && { closedOn: null }),
        ...(residentialGroup && { residentialGroup: { $in: [residentialGroup].filter(isUuid) } }),
        // Keys hold letters and digits only: nothing in them means anything to `like`.
        $and: words.map((word) => ({ nameKey: { $like: `% ${word}%` } })),
      },
      [
        ['sortKey', 'asc'],
        ['id', 'asc'],
      ],
      pageArgs,
    )
  }

  @FieldResolver(() => ResidentialGroup)
  residentialGroup(@Root() establishment: Establishment): Promise<ResidentialGroup> {
    return establishment.residentialGroup.loadOrFail()
  }

  @FieldResolver(() => Person, { nullable: true, description: 'Chủ cơ sở hoặc người phụ trách, khi có trong sổ.' })
  contactPerson(@Root() { contactPerson }: Establishment, @Ctx() context: Context): Promise<Person | null> | null {
    return contactPerson ? personById(contactPerson.id, context) : null
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Số điện thoại đã che của người phụ trách không có trong sổ.',
  })
  async contactPhoneMasked(@Root() establishment: Establishment, @Ctx() context: Context): Promise<string | null> {
    const phone = await openContactPhone(establishment, context)
    return phone && maskNumber(phone)
  }

  @FieldResolver(() => [Room], { nullable: true, description: 'Các phòng của khu trọ, theo số phòng.' })
  async rooms(@Root() { id }: Establishment, @Ctx() context: Context): Promise<Room[]> {
    const rooms = await roomsOf(id, context)
    return rooms.toSorted((one, other) => byNumber.compare(one.number, other.number))
  }

  @FieldResolver(() => [EstablishmentChange], { nullable: true, description: 'Mọi thay đổi đã ghi, mới nhất trước.' })
  history(@Root() { id }: Establishment, @Ctx() context: Context): Promise<EstablishmentChange[]> {
    return changesOf(id, context)
  }
}
