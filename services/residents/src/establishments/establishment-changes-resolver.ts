import { LockMode, type Ref, ref } from '@mikro-orm/core'
import {
  type Context,
  InvalidInput,
  isUuid,
  type LocalDate,
  LocalDateScalar,
  localDateOf,
  notFound,
  refuse,
  UnitOutOfScope,
} from '@vungxanh/subgraph'
import { Arg, Ctx, createUnionType, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql'
import { ResidentialGroup } from '../groups/residential-group.ts'
import { GroupClosedSince } from '../movements/refusals.ts'
import { Person } from '../people/person.ts'
import { maskNumber } from '../people/person-rules.ts'
import { openContactPhone, sealContactPhone } from '../people/sealed-numbers.ts'
import { naturalKey, searchKey, tidyText } from '../people/search-key.ts'
import { outlinesIn } from '../places/group-outline-resolver.ts'
import { NotUndoable, refuseTakingBack } from '../places/not-undoable.ts'
import { refusePoint } from '../places/place-rules.ts'
import { PointInput, type Position, rounded } from '../places/point.ts'
import { ChangeRecorder, fromJson } from './change-recorder.ts'
import { Establishment, EstablishmentKind } from './establishment.ts'
import { EstablishmentChange, EstablishmentChangeKind } from './establishment-change.ts'
import { refuseEnd, refuseEstablishment, refuseReason } from './establishment-rules.ts'
import { EstablishmentClosed, StillLodging } from './refusals.ts'
import { Room, RoomStay } from './room.ts'

@InputType()
class EstablishmentFactsInput {
  @Field(() => EstablishmentKind)
  kind!: EstablishmentKind

  @Field(() => String)
  name!: string

  @Field(() => String)
  address!: string

  @Field(() => ID)
  residentialGroupId!: string

  @Field(() => ID, { nullable: true, description: 'Chủ cơ sở hoặc người phụ trách, khi có trong sổ.' })
  contactPersonId?: string | null

  @Field(() => String, { nullable: true, description: 'Tên người phụ trách không có trong sổ.' })
  contactName?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Điện thoại của người đó. Khi sửa: để trống (null) là giữ số đang có, chuỗi rỗng là bỏ.',
  })
  contactPhone?: string | null

  @Field(() => Int, { nullable: true })
  workers?: number | null

  @Field(() => Int, { nullable: true })
  stalls?: number | null

  @Field(() => LocalDateScalar, { nullable: true })
  openedOn?: LocalDate | null

  @Field(() => PointInput, { nullable: true, description: 'Vị trí trên bản đồ; để trống khi chưa biết.' })
  place?: PointInput | null
}

@InputType()
export class RegisterEstablishmentInput extends EstablishmentFactsInput {
  @Field(() => ID)
  unit!: string
}

@InputType()
export class EditEstablishmentInput extends EstablishmentFactsInput {
  @Field(() => ID)
  id!: string

  @Field(() => String, { nullable: true, description: 'Vì sao sửa; nên ghi.' })
  reason?: string | null
}

@InputType()
export class CloseEstablishmentInput {
  @Field(() => ID)
  id!: string

  @Field(() => LocalDateScalar)
  on!: LocalDate

  @Field(() => String)
  reason!: string
}

@ObjectType({ description: 'Cơ sở sau thay đổi vừa ghi hoặc vừa hủy.' })
export class EstablishmentSuccess {
  @Field(() => Establishment)
  establishment!: Establishment

  @Field(() => EstablishmentChange)
  change!: EstablishmentChange

  @Field(() => [String], { description: 'Điều nên xem lại; thay đổi vẫn được ghi.' })
  warnings!: string[]
}

export function changed(
  establishment: Establishment,
  change: EstablishmentChange,
  warnings: string[] = [],
): EstablishmentSuccess {
  return Object.assign(new EstablishmentSuccess(), { establishment, change, warnings })
}

export const RegisterEstablishmentResult = createUnionType({
  name: 'RegisterEstablishmentResult',
  types: () => [EstablishmentSuccess, InvalidInput, UnitOutOfScope] as const,
})

export const EditEstablishmentResult = createUnionType({
  name: 'EditEstablishmentResult',
  types: () => [EstablishmentSuccess, InvalidInput, EstablishmentClosed] as const,
})

export const CloseEstablishmentResult = createUnionType({
  name: 'CloseEstablishmentResult',
  types: () => [EstablishmentSuccess, InvalidInput, EstablishmentClosed, StillLodging] as const,
})

export const UndoEstablishmentChangeResult = createUnionType({
  name: 'UndoEstablishmentChangeResult',
  types: () => [EstablishmentSuccess, NotUndoable, GroupClosedSince] as const,
})

/** Locked: of two clerks who change one establishment, one waits for the other. */
export async function lockEstablishment(id: string, { em }: Context): Promise<Establishment> {
  const establishment = isUuid(id)
    ? await em.findOne(Establishment, { id, annulledOn: null }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true })
    : null
  if (!establishment) throw notFound('Không tìm thấy cơ sở này trong phạm vi công tác của bạn.')
  return establishment
}

/** Who lives in its rooms now. */
export function staysIn(establishment: Establishment, { em }: Context): Promise<RoomStay[]> {
  return em.find(RoomStay, { room: { establishment: establishment.id }, leftOn: null })
}

type Columns = Omit<Partial<Establishment>, 'residentialGroup' | 'contactPerson'> & {
  residentialGroup: Ref<ResidentialGroup>
  contactPerson: Ref<Person> | null
}

@Resolver()
export class EstablishmentChangesResolver {
  @Mutation(() => RegisterEstablishmentResult, { description: 'Ghi một cơ sở mới vào sổ.' })
  async registerEstablishment(
    @Arg('input', () => RegisterEstablishmentInput) input: RegisterEstablishmentInput,
    @Ctx() context: Context,
  ): Promise<typeof RegisterEstablishmentResult> {
    const { em, viewer, vault } = context
    if (!viewer.units.includes(input.unit)) return new UnitOutOfScope(input.unit)
    const columns = await columnsOf(input, input.unit, context)
    if (columns instanceof InvalidInput) return columns
    const establishment = em.create(Establishment, { ...columns, unitCode: input.unit } as never) as Establishment
    if (input.contactPhone)
      establishment.contactPhoneSealed = sealContactPhone(establishment.id, input.contactPhone, vault)
    const recorder = new ChangeRecorder(establishment, context)
    recorder.began(establishment)
    recorder.detail('name', null, establishment.name)
    return changed(establishment, recorder.record(EstablishmentChangeKind.REGISTERED))
  }

  @Mutation(() => EditEstablishmentResult, { description: 'Sửa thông tin của một cơ sở; điều cũ còn trong lịch sử.' })
  async editEstablishment(
    @Arg('input', () => EditEstablishmentInput) input: EditEstablishmentInput,
    @Ctx() context: Context,
  ): Promise<typeof EditEstablishmentResult> {
    const establishment = await lockEstablishment(input.id, context)
    if (establishment.closedOn) return new EstablishmentClosed(establishment.name, establishment.closedOn)
    const columns = await columnsOf(input, establishment.unitCode, context)
    if (columns instanceof InvalidInput) return columns
    const reason = tidyText(input.reason ?? '')
    const wrongReason = reason ? refuseReason(reason) : undefined
    if (wrongReason) return wrongReason
    if (columns.kind !== EstablishmentKind.BOARDING_HOUSE && (await staysIn(establishment, context)).length > 0)
      return new InvalidInput('kind', 'Còn hộ đang ở trọ, nên đây vẫn là khu nhà trọ.')

    const before = await wordsOf(establishment, context)
    const recorder = new ChangeRecorder(establishment, context)
    recorder.write(establishment, columns as never)
    const hasOtherContact = columns.contactPerson || !columns.contactName
    if (input.contactPhone != null || hasOtherContact) {
      const phone = !hasOtherContact && input.contactPhone
      recorder.write(establishment, {
        contactPhoneSealed: phone ? sealContactPhone(establishment.id, phone, context.vault) : null,
      })
    }
    const after = await wordsOf(establishment, context)
    for (const [field, value] of Object.entries(after)) recorder.detail(field, before[field] ?? null, value)
    if (!recorder.hasDetails) return new InvalidInput('name', 'Chưa có thông tin nào được sửa.')
    return changed(establishment, recorder.record(EstablishmentChangeKind.EDITED, reason))
  }

  @Mutation(() => CloseEstablishmentResult, { description: 'Cơ sở thôi hoạt động từ một ngày. Cơ sở còn trong sổ.' })
  async closeEstablishment(
    @Arg('input', () => CloseEstablishmentInput) input: CloseEstablishmentInput,
    @Ctx() context: Context,
  ): Promise<typeof CloseEstablishmentResult> {
    const establishment = await lockEstablishment(input.id, context)
    if (establishment.closedOn) return new EstablishmentClosed(establishment.name, establishment.closedOn)
    const reason = tidyText(input.reason)
    const refusal = refuse(refuseEnd(input.on, establishment.openedOn, localDateOf(context.now)), refuseReason(reason))
    if (refusal) return refusal
    const stays = await staysIn(establishment, context)
    if (stays.length > 0) return new StillLodging(stays.length)
    const recorder = new ChangeRecorder(establishment, context)
    recorder.write(establishment, { closedOn: input.on })
    recorder.detail('closedOn', null, input.on)
    return changed(establishment, recorder.record(EstablishmentChangeKind.CLOSED, reason))
  }

  @Mutation(() => UndoEstablishmentChangeResult, {
    description: 'Hủy thay đổi mới nhất của một cơ sở, trong ngày ghi. Việc hủy được ghi lại.',
  })
  async undoEstablishmentChange(
    @Arg('id', () => ID) id: string,
    @Ctx() context: Context,
  ): Promise<typeof UndoEstablishmentChangeResult> {
    const { em, viewer, now } = context
    const change = isUuid(id) ? await em.findOne(EstablishmentChange, { id }) : null
    if (!change) throw notFound('Không tìm thấy thay đổi này trong phạm vi công tác của bạn.')
    const establishment = await lockEstablishment(change.establishment.id, context)
    await em.refresh(change)
    const [latest] = await em.find(
      EstablishmentChange,
      { establishment: establishment.id, undoneAt: null },
      { orderBy: { recordedAt: 'desc', id: 'asc' }, limit: 1 },
    )
    const refusal = refuseTakingBack(change, latest ?? null, now)
    if (refusal) return refusal
    const closed = await closedGroupOf(change, establishment, context)
    if (closed) return new GroupClosedSince(closed.name)
    const entities = { Establishment, Room, RoomStay }
    // What began ends first: a room holds its number, and a household its room, once at a time.
    for (const { row, id: key, before } of change.effects.toReversed()) {
      const found = await em.findOneOrFail(entities[row] as typeof Room, { id: key })
      const values = Object.entries(before).map(([name, value]) => [name, fromJson(value)])
      em.assign(found, Object.fromEntries(values), { convertCustomTypes: false })
      await em.flush()
    }
    // Whom it had before may have been made one with another entry since.
    const contact = await establishment.contactPerson?.load()
    if (contact?.mergedInto) establishment.contactPerson = contact.mergedInto
    change.undoneAt = now
    change.undoneByName = viewer.name
    return changed(establishment, change)
  }
}

/** The group in which it would stand again, when that is closed; locked, so that it does not close meanwhile. */
async function closedGroupOf(
  { effects }: EstablishmentChange,
  { residentialGroup }: Establishment,
  { em }: Context,
): Promise<ResidentialGroup | undefined> {
  const moved = effects.find(({ row, before }) => row === 'Establishment' && 'residentialGroup' in before)
  const id = moved ? String(fromJson(moved.before.residentialGroup)) : residentialGroup.id
  const group = await em.findOneOrFail(
    ResidentialGroup,
    { id },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  )
  return group.closedOn ? group : undefined
}

/** What the input makes of the columns, or what is wrong with it. */
async function columnsOf(
  input: EstablishmentFactsInput,
  unitCode: string,
  context: Context,
): Promise<Columns | InvalidInput> {
  const { em, now } = context
  const [name, address] = [tidyText(input.name), tidyText(input.address)]
  const contactName = tidyText(input.contactName ?? '') || null
  const refusal = refuseEstablishment({ ...input, name, address, contactName }, localDateOf(now))
  if (refusal) return refusal
  const point: Position | null = input.place ? [rounded(input.place.longitude), rounded(input.place.latitude)] : null
  const misplaced = point && refusePoint(point, [...(await outlinesIn(unitCode, context)).values()])
  if (misplaced) return misplaced
  const residentialGroup = isUuid(input.residentialGroupId)
    ? await em.findOne(
        ResidentialGroup,
        { id: input.residentialGroupId, unitCode, closedOn: null },
        { lockMode: LockMode.PESSIMISTIC_WRITE },
      )
    : null
  if (!residentialGroup) return new InvalidInput('residentialGroupId', 'Hãy chọn tổ dân phố của cơ sở.')
  const contactPerson = isUuid(input.contactPersonId)
    ? await em.findOne(Person, { id: input.contactPersonId, unitCode, annulledOn: null })
    : null
  if (input.contactPersonId && !contactPerson)
    return new InvalidInput('contactPersonId', 'Không tìm thấy người này trong sổ. Hãy tìm lại, hoặc ghi tên.')
  return {
    kind: input.kind,
    name,
    address,
    nameKey: searchKey(`${name} ${address}`),
    sortKey: naturalKey(name),
    residentialGroup: ref(residentialGroup),
    contactPerson: contactPerson && ref(contactPerson),
    contactName,
    workers: input.workers ?? null,
    stalls: input.stalls ?? null,
    openedOn: input.openedOn ?? null,
    longitude: point?.[0] ?? null,
    latitude: point?.[1] ?? null,
    placeSource: input.place?.source ?? null,
  }
}

/** What the history shows of an establishment. */
async function wordsOf(establishment: Establishment, context: Context): Promise<Record<string, string | null>> {
  const { kind, name, address, contactName, workers, stalls, openedOn, latitude, longitude } = establishment
  const phone = await openContactPhone(establishment, context)
  const person = await establishment.contactPerson?.load()
  const group = await establishment.residentialGroup.loadOrFail()
  const count = (number: number | null | undefined): string | null => (number == null ? null : String(number))
  return {
    kind,
    name,
    address,
    residentialGroup: group.name,
    contactPerson: person?.fullName ?? null,
    contactName: contactName ?? null,
    contactPhone: phone && maskNumber(phone),
    workers: count(workers),
    stalls: count(stalls),
    openedOn: openedOn ?? null,
    place: latitude == null ? null : `${latitude}, ${longitude}`,
  }
}
