import { LockMode } from '@mikro-orm/core'
import {
  type Connection,
  type Context,
  connectionOf,
  InvalidInput,
  isUuid,
  manyByPerson,
  notFound,
  oneBy,
  PageArgs,
  page,
  requireInScope,
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
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
  registerEnumType,
} from 'type-graphql'
import { Arrival, Person, ResidentialGroup } from '../references.ts'
import { ArrivalReceipt, ContactOutcome, FollowUp, FollowUpContact, FollowUpState } from './follow-up.ts'
import { FollowUpClosed, refuseClosed, refuseNote } from './follow-up-rules.ts'

export const FollowUpConnection = connectionOf(FollowUp, 'FollowUp')

const followUpsOf = manyByPerson(FollowUp, 'personId', { arrivedOn: 'desc', id: 'asc' })
const receiptOf = oneBy(ArrivalReceipt, 'arrivalId')

export enum FollowUpList {
  TO_CONTACT = 'TO_CONTACT',
  MONITORED = 'MONITORED',
  ENDED = 'ENDED',
}
registerEnumType(FollowUpList, {
  name: 'FollowUpList',
  description: 'TO_CONTACT: chờ liên hệ lần đầu. MONITORED: đang theo dõi. ENDED: đã xong hoặc đã rút.',
})

const statesOf: Record<FollowUpList, FollowUpState[]> = {
  [FollowUpList.TO_CONTACT]: [FollowUpState.OPEN],
  [FollowUpList.MONITORED]: [FollowUpState.CONTACTED],
  [FollowUpList.ENDED]: [FollowUpState.DONE, FollowUpState.CANCELLED],
}

@InputType()
export class TakeFollowUpInput {
  @Field(() => ID)
  id!: string
}

@InputType()
export class RecordContactInput {
  @Field(() => ID)
  followUpId!: string

  @Field(() => ContactOutcome)
  outcome!: ContactOutcome

  @Field(() => Boolean, { nullable: true, description: 'Có triệu chứng; cần khi đã liên hệ được.' })
  symptoms?: boolean | null

  @Field(() => String, { nullable: true, description: 'Cần khi người đó từ chối.' })
  note?: string | null
}

@InputType()
export class CloseFollowUpInput {
  @Field(() => ID)
  id!: string

  @Field(() => String, { description: 'Kết quả, hoặc vì sao thôi theo dõi.' })
  note!: string
}

@ObjectType()
export class FollowUpSuccess {
  @Field(() => FollowUp)
  followUp!: FollowUp
}

export const FollowUpResult = createUnionType({
  name: 'FollowUpResult',
  types: () => [FollowUpSuccess, FollowUpClosed, InvalidInput] as const,
})

async function lockFollowUp(id: string, { em }: Context): Promise<FollowUp> {
  const followUp = isUuid(id) ? await em.findOne(FollowUp, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE }) : null
  if (!followUp) throw notFound('Không tìm thấy việc theo dõi này trong phạm vi công tác của bạn.')
  return followUp
}

/** Whoever works on it has it, when nobody had; the registry sees that somebody does. */
async function take(followUp: FollowUp, { em, viewer, now }: Context): Promise<void> {
  Object.assign(followUp, { takenByName: viewer.name, takenByAccount: viewer.accountId })
  const receipt = await em.findOne(ArrivalReceipt, { arrivalId: followUp.arrivalId })
  if (receipt) receipt.takenAt ??= now
}

const success = (followUp: FollowUp): FollowUpSuccess => Object.assign(new FollowUpSuccess(), { followUp })

@Resolver(() => FollowUp)
export class FollowUpResolver {
  @Query(() => FollowUpConnection, {
    description: 'Hàng việc của trạm: người mới đến phải theo dõi, hạn sớm nhất trước.',
  })
  followUps(
    @Arg('unit', () => ID) unit: string,
    @Arg('list', () => FollowUpList) list: FollowUpList,
    @Arg('residentialGroup', () => ID, { nullable: true }) residentialGroupId: string | null,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<FollowUp>> {
    requireInScope(unit, context)
    if (residentialGroupId && !isUuid(residentialGroupId)) throw notFound('Không tìm thấy tổ dân phố này.')
    const inGroup = residentialGroupId ? [{ residentialGroupId }] : []
    return page(
      context,
      FollowUp,
      { $and: [{ unitCode: unit, state: { $in: statesOf[list] } }, ...inGroup] },
      [
        ['contactBy', list === FollowUpList.ENDED ? 'desc' : 'asc'],
        ['id', 'asc'],
      ],
      pageArgs,
    )
  }

  @FieldResolver(() => Person, { nullable: true, description: 'Trống khi không được xem.' })
  person(@Root() { personId }: FollowUp): Person {
    return new Person(personId)
  }

  @FieldResolver(() => Arrival, { nullable: true, description: 'Lượt đến, như bộ phận cư trú ghi.' })
  arrival(@Root() { arrivalId }: FollowUp): Arrival {
    return new Arrival(arrivalId)
  }

  @FieldResolver(() => ResidentialGroup, { nullable: true, description: 'Trống khi không rõ.' })
  residentialGroup(@Root() { residentialGroupId }: FollowUp): ResidentialGroup | null {
    return residentialGroupId ? new ResidentialGroup(residentialGroupId) : null
  }

  @FieldResolver(() => [FollowUpContact], { description: 'Các lần liên hệ, cũ nhất trước.' })
  contacts(@Root() followUp: FollowUp): Promise<FollowUpContact[]> {
    return followUp.contacts.loadItems()
  }

  @Mutation(() => FollowUpResult, { description: 'Nhận một việc theo dõi về mình.' })
  async takeFollowUp(
    @Arg('input', () => TakeFollowUpInput) { id }: TakeFollowUpInput,
    @Ctx() context: Context,
  ): Promise<typeof FollowUpResult> {
    const followUp = await lockFollowUp(id, context)
    const refusal = refuseClosed(followUp)
    if (refusal) return refusal
    await take(followUp, context)
    return success(followUp)
  }

  @Mutation(() => FollowUpResult, {
    description: 'Ghi một lần liên hệ, lần đầu hay hằng ngày. Ai ghi khi chưa ai nhận việc thì nhận luôn.',
  })
  async recordContact(
    @Arg('input', () => RecordContactInput) input: RecordContactInput,
    @Ctx() context: Context,
  ): Promise<typeof FollowUpResult> {
    const { em, viewer, now } = context
    const { outcome } = input
    const note = input.note?.normalize('NFC').trim() || null
    const refusal = refuseNote('note', note, outcome === ContactOutcome.REFUSED)
    if (refusal) return refusal
    if (outcome === ContactOutcome.REACHED && input.symptoms == null)
      return new InvalidInput('symptoms', 'Hãy ghi người này có triệu chứng hay không.')
    const followUp = await lockFollowUp(input.followUpId, context)
    const closed = refuseClosed(followUp)
    if (closed) return closed
    if (!followUp.takenByName) await take(followUp, context)
    if (outcome === ContactOutcome.REACHED) followUp.state = FollowUpState.CONTACTED
    await followUp.contacts.loadItems()
    const { unitCode } = followUp
    const symptoms = outcome === ContactOutcome.REACHED ? input.symptoms : null
    const of = { unitCode, followUp, at: now, byName: viewer.name, accountId: viewer.accountId }
    followUp.contacts.add(em.create(FollowUpContact, { ...of, outcome, symptoms, note }))
    return success(followUp)
  }

  @Mutation(() => FollowUpResult, { description: 'Kết thúc việc theo dõi, với kết quả hoặc lý do.' })
  async closeFollowUp(
    @Arg('input', () => CloseFollowUpInput) input: CloseFollowUpInput,
    @Ctx() context: Context,
  ): Promise<typeof FollowUpResult> {
    const note = input.note.normalize('NFC').trim()
    const refusal = refuseNote('note', note, true)
    if (refusal) return refusal
    const followUp = await lockFollowUp(input.id, context)
    const closed = refuseClosed(followUp)
    if (closed) return closed
    if (!followUp.takenByName) await take(followUp, context)
    Object.assign(followUp, { state: FollowUpState.DONE, closedAt: context.now, closedNote: note })
    return success(followUp)
  }
}

@Resolver(() => Person)
export class PersonFollowUpResolver {
  @FieldResolver(() => [FollowUp], { nullable: true, description: 'Mới nhất trước. Trống khi không được xem.' })
  followUps(@Root() { id }: Person, @Ctx() context: Context): Promise<FollowUp[]> {
    return followUpsOf(id, context)
  }
}

@Resolver(() => Arrival)
export class ArrivalReceiptResolver {
  @FieldResolver(() => ArrivalReceipt, { nullable: true, description: 'Trống khi trạm y tế chưa nhận được.' })
  receipt(@Root() { id }: Arrival, @Ctx() context: Context): Promise<ArrivalReceipt | null> {
    return receiptOf(id, context)
  }
}
