import { LockMode } from '@mikro-orm/core'
import {
  batched,
  type Context,
  InvalidInput,
  isUuid,
  type LocalDate,
  LocalDateScalar,
  localDateOf,
  manyBy,
  notFound,
  oneBy,
  refuse,
} from '@vungxanh/subgraph'
import {
  Arg,
  Ctx,
  createUnionType,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  Resolver,
  Root,
} from 'type-graphql'
import { Household } from '../households/household.ts'
import { householdById } from '../households/household-resolver.ts'
import { HouseholdNotFound, lockHousehold } from '../households/open-household.ts'
import { Person } from '../people/person.ts'
import { personById } from '../people/person-resolver.ts'
import { tidyText } from '../people/search-key.ts'
import { ChangeRecorder } from './change-recorder.ts'
import { Establishment, EstablishmentKind } from './establishment.ts'
import { EstablishmentChangeKind } from './establishment-change.ts'
import { changed, EstablishmentSuccess, lockEstablishment } from './establishment-changes-resolver.ts'
import { establishmentById } from './establishment-resolver.ts'
import { refuseEnd, refuseRoom } from './establishment-rules.ts'
import { EstablishmentClosed, StillLodging } from './refusals.ts'
import { Room, RoomStay } from './room.ts'

@InputType()
export class SaveRoomInput {
  @Field(() => ID)
  establishmentId!: string

  @Field(() => ID, { nullable: true, description: 'Phòng đang có; để trống để thêm phòng.' })
  roomId?: string | null

  @Field(() => String)
  number!: string

  @Field(() => Int)
  capacity!: number
}

@InputType()
export class CloseRoomInput {
  @Field(() => ID)
  roomId!: string

  @Field(() => LocalDateScalar)
  on!: LocalDate
}

@InputType()
export class LodgeHouseholdInput {
  @Field(() => ID)
  roomId!: string

  @Field(() => ID)
  householdId!: string

  @Field(() => LocalDateScalar, { description: 'Ngày vào ở.' })
  on!: LocalDate
}

@InputType()
export class EndLodgingInput {
  @Field(() => ID)
  stayId!: string

  @Field(() => LocalDateScalar, { description: 'Ngày rời phòng: tối hôm đó không còn ở.' })
  on!: LocalDate
}

export const SaveRoomResult = createUnionType({
  name: 'SaveRoomResult',
  types: () => [EstablishmentSuccess, InvalidInput, EstablishmentClosed] as const,
})

export const CloseRoomResult = createUnionType({
  name: 'CloseRoomResult',
  types: () => [EstablishmentSuccess, InvalidInput, StillLodging] as const,
})

export const LodgeHouseholdResult = createUnionType({
  name: 'LodgeHouseholdResult',
  types: () => [EstablishmentSuccess, InvalidInput, EstablishmentClosed, HouseholdNotFound] as const,
})

export const EndLodgingResult = createUnionType({
  name: 'EndLodgingResult',
  types: () => [EstablishmentSuccess, InvalidInput] as const,
})

const roomById = oneBy(Room, 'id')

const staysOf = manyBy(RoomStay, 'room', { fromOn: 'desc', id: 'asc' })

const stayOf = batched<string, RoomStay | null>(async (households, { em }) => {
  const stays = await em.find(RoomStay, { household: { $in: [...households] }, leftOn: null })
  const byHousehold = new Map(stays.map((stay) => [stay.household.id, stay]))
  return (household) => byHousehold.get(household) ?? null
})

interface Lodger {
  household: string
  person: string
  isRegistered: boolean
}

/**
 * Who lives in the household now, and whether a permanent or temporary residence of theirs runs. A stay (lưu trú) is for
 * days: whoever lives in a room for longer has to register temporary residence (Luật Cư trú 2020, Điều 27).
 */
const lodgersOf = batched<string, Lodger[]>(async (households, { em, now }) => {
  const today = localDateOf(now)
  const rows = await em.execute<Lodger[]>(
    `select member.household_id as household, member.person_id as person,
       exists (select from residence where residence.person_id = member.person_id and residence.kind in ('PERMANENT', 'TEMPORARY')
         and residence.from_on <= ? and (residence.to_on is null or residence.to_on >= ?)) as "isRegistered"
     from household_member as member where member.household_id = any (?::uuid[]) and member.left_on is null`,
    [today, today, `{${households.join(',')}}`],
  )
  const byHousehold = Map.groupBy(rows, ({ household }) => household)
  return (household) => byHousehold.get(household) ?? []
})

async function lodgersIn(stays: RoomStay[], context: Context): Promise<Lodger[]> {
  const lodgers = await Promise.all(stays.map(({ household }) => lodgersOf(household.id, context)))
  return lodgers.flat()
}

const current = (stays: RoomStay[]): RoomStay[] => stays.filter(({ leftOn }) => !leftOn)

@Resolver(() => Room)
export class RoomResolver {
  @FieldResolver(() => [RoomStay], { nullable: true, description: 'Các hộ đang ở trong phòng.' })
  async stays(@Root() { id }: Room, @Ctx() context: Context): Promise<RoomStay[]> {
    return current(await staysOf(id, context))
  }

  @FieldResolver(() => [RoomStay], { nullable: true, description: 'Các hộ đã ở và đã rời phòng, mới nhất trước.' })
  async formerStays(@Root() { id }: Room, @Ctx() context: Context): Promise<RoomStay[]> {
    const stays = await staysOf(id, context)
    // One that was taken back is a stay of no days.
    return stays.filter(({ fromOn, leftOn }) => leftOn && leftOn !== fromOn)
  }

  @FieldResolver(() => Int, { nullable: true, description: 'Số người đang ở.' })
  async lodgerCount(@Root() { id }: Room, @Ctx() context: Context): Promise<number> {
    return (await lodgersIn(current(await staysOf(id, context)), context)).length
  }

  @FieldResolver(() => Establishment)
  establishment(@Root() room: Room, @Ctx() context: Context): Promise<Establishment | null> {
    return establishmentById(room.establishment.id, context)
  }

  @Mutation(() => SaveRoomResult, { description: 'Thêm một phòng cho khu trọ, hoặc sửa số phòng và sức chứa.' })
  async saveRoom(
    @Arg('input', () => SaveRoomInput) { establishmentId, roomId, capacity, ...input }: SaveRoomInput,
    @Ctx() context: Context,
  ): Promise<typeof SaveRoomResult> {
    const { em } = context
    const number = tidyText(input.number)
    const refusal = refuseRoom({ number, capacity })
    if (refusal) return refusal
    const establishment = await lockEstablishment(establishmentId, context)
    if (establishment.closedOn) return new EstablishmentClosed(establishment.name, establishment.closedOn)
    if (establishment.kind !== EstablishmentKind.BOARDING_HOUSE)
      return new InvalidInput('establishmentId', 'Chỉ khu nhà trọ mới có phòng.')
    const rooms = await em.find(Room, { establishment, closedOn: null })
    const room = roomId ? rooms.find(({ id }) => id === roomId) : undefined
    if (roomId && !room) throw notFound('Không tìm thấy phòng này trong phạm vi công tác của bạn.')
    if (rooms.some((other) => other !== room && other.number === number))
      return new InvalidInput('number', `Khu trọ này đã có phòng ${number}.`)
    const recorder = new ChangeRecorder(establishment, context)
    recorder.detail('room', room?.number ?? null, number)
    recorder.detail('capacity', room ? String(room.capacity) : null, String(capacity))
    if (!recorder.hasDetails) return new InvalidInput('capacity', 'Chưa có thông tin nào được sửa.')
    if (room) recorder.write(room, { number, capacity })
    else recorder.began(em.create(Room, { unitCode: establishment.unitCode, establishment, number, capacity }))
    const { ROOM_ADDED, ROOM_EDITED } = EstablishmentChangeKind
    const change = recorder.record(room ? ROOM_EDITED : ROOM_ADDED)
    await em.flush()
    return changed(establishment, change)
  }

  @Mutation(() => CloseRoomResult, { description: 'Phòng thôi cho ở từ một ngày; phòng còn trong sổ.' })
  async closeRoom(
    @Arg('input', () => CloseRoomInput) { roomId, on }: CloseRoomInput,
    @Ctx() context: Context,
  ): Promise<typeof CloseRoomResult> {
    const { room, establishment } = await lockRoom(roomId, context)
    const refusal = refuseEnd(on, establishment.openedOn, localDateOf(context.now))
    if (refusal) return refusal
    const stays = await context.em.find(RoomStay, { room, leftOn: null })
    if (stays.length > 0) return new StillLodging(stays.length)
    const recorder = new ChangeRecorder(establishment, context)
    recorder.write(room, { closedOn: on })
    recorder.detail('room', room.number, null)
    return changed(establishment, recorder.record(EstablishmentChangeKind.ROOM_CLOSED))
  }

  @Mutation(() => LodgeHouseholdResult, {
    description: 'Một hộ vào ở phòng từ một ngày. Hộ đang ở phòng khác thì rời phòng đó cùng ngày.',
  })
  async lodgeHousehold(
    @Arg('input', () => LodgeHouseholdInput) { roomId, householdId, on }: LodgeHouseholdInput,
    @Ctx() context: Context,
  ): Promise<typeof LodgeHouseholdResult> {
    const { em, now } = context
    const { room, establishment } = await lockRoom(roomId, context)
    if (establishment.closedOn) return new EstablishmentClosed(establishment.name, establishment.closedOn)
    const household = await lockHousehold(householdId, context)
    if (household?.unitCode !== room.unitCode) return new HouseholdNotFound()
    const former = await em.findOne(RoomStay, { household, leftOn: null }, { populate: ['room'] })
    if (former?.room.id === room.id) return new InvalidInput('householdId', `Hộ này đang ở phòng ${room.number} rồi.`)
    const refusal = refuse(
      refuseEnd(on, establishment.openedOn, localDateOf(now)),
      former ? refuseEnd(on, former.fromOn, localDateOf(now)) : undefined,
    )
    if (refusal) return refusal
    const recorder = new ChangeRecorder(establishment, context)
    if (former) recorder.write(former, { leftOn: on })
    // One room at a time: the former stay must have ended in the database.
    await em.flush()
    const stay = em.create(RoomStay, { unitCode: room.unitCode, room, household, fromOn: on })
    recorder.began(stay)
    recorder.detail('room', former?.room.getEntity().number ?? null, room.number)
    recorder.detail('household', null, household.code)
    await em.flush()
    const lodgers = await lodgersIn(await em.find(RoomStay, { room, leftOn: null }), context)
    const change = recorder.record(EstablishmentChangeKind.LODGED)
    return changed(
      establishment,
      change,
      lodgers.length > room.capacity
        ? [`Phòng ${room.number} ở được ${room.capacity} người, nay có ${lodgers.length} người.`]
        : [],
    )
  }

  @Mutation(() => EndLodgingResult, { description: 'Hộ rời phòng. Việc chuyển chỗ ở của người được ghi ở trang hộ.' })
  async endLodging(
    @Arg('input', () => EndLodgingInput) { stayId, on }: EndLodgingInput,
    @Ctx() context: Context,
  ): Promise<typeof EndLodgingResult> {
    const stay = isUuid(stayId)
      ? await context.em.findOne(RoomStay, { id: stayId }, { populate: ['room', 'household'] })
      : null
    if (!stay) throw notFound('Không tìm thấy hộ này trong phòng.')
    const { room, establishment } = await lockRoom(stay.room.id, context)
    await context.em.refresh(stay, { lockMode: LockMode.PESSIMISTIC_WRITE })
    if (stay.leftOn) return new InvalidInput('stayId', 'Hộ này đã rời phòng rồi.')
    const refusal = refuseEnd(on, stay.fromOn, localDateOf(context.now))
    if (refusal) return refusal
    const household = await stay.household.loadOrFail()
    const recorder = new ChangeRecorder(establishment, context)
    recorder.write(stay, { leftOn: on })
    recorder.detail('room', room.number, null)
    recorder.detail('household', household.code, null)
    return changed(establishment, recorder.record(EstablishmentChangeKind.LEFT))
  }
}

@Resolver(() => RoomStay)
export class RoomStayResolver {
  @FieldResolver(() => Room)
  room(@Root() stay: RoomStay, @Ctx() context: Context): Promise<Room | null> {
    return roomById(stay.room.id, context)
  }

  @FieldResolver(() => Household)
  household(@Root() stay: RoomStay, @Ctx() context: Context): Promise<Household | null> {
    return householdById(stay.household.id, context)
  }

  @FieldResolver(() => [Person], {
    description: 'Người của hộ đang ở mà chưa đăng ký thường trú, tạm trú: chỉ lưu trú, hoặc chưa khai báo gì.',
  })
  async unregistered(@Root() stay: RoomStay, @Ctx() context: Context): Promise<Person[]> {
    const lodgers = await lodgersOf(stay.household.id, context)
    const people = await Promise.all(
      lodgers.filter(({ isRegistered }) => !isRegistered).map(({ person }) => personById(person, context)),
    )
    return people.filter((person) => person !== null).toSorted((one, other) => (one.sortKey < other.sortKey ? -1 : 1))
  }
}

@Resolver(() => Household)
export class HouseholdRoomResolver {
  @FieldResolver(() => RoomStay, { nullable: true, description: 'Phòng trọ mà hộ đang ở.' })
  room(@Root() { id }: Household, @Ctx() context: Context): Promise<RoomStay | null> {
    return stayOf(id, context)
  }
}

/** A room in use with its establishment, which is what is locked. */
async function lockRoom(id: string, context: Context): Promise<{ room: Room; establishment: Establishment }> {
  const found = isUuid(id) ? await context.em.findOne(Room, { id }) : null
  if (!found) throw notFound('Không tìm thấy phòng này trong phạm vi công tác của bạn.')
  const establishment = await lockEstablishment(found.establishment.id, context)
  const room = await context.em.findOne(Room, { id, closedOn: null }, { refresh: true })
  if (!room) throw notFound('Phòng này đã thôi cho ở. Hãy tải lại trang.')
  return { room, establishment }
}
