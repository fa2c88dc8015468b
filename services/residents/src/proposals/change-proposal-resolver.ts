import { LockMode } from '@mikro-orm/core'
import { permits } from '@vungxanh/access'
import {
  type Connection,
  type Context,
  conflictOfInterest,
  connectionOf,
  DateTime,
  InvalidInput,
  isUuid,
  localDateOf,
  notFound,
  PageArgs,
  page,
  refuse,
  refuseText,
  requireInScope,
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
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
  registerEnumType,
} from 'type-graphql'
import { readEveryProposal } from '../access.ts'
import { correctInRegister } from '../people/correct-person-resolver.ts'
import { Person } from '../people/person.ts'
import { tidyText } from '../people/search-key.ts'
import { nextNumber } from '../yearly-number.ts'
import { ChangeProposal, ProposalState, ProposedField } from './change-proposal.ts'
import { asCorrection, openValues, refuseProposed, registered, sealValues, shown } from './proposed-values.ts'

const LONGEST_REASON = 300

const ChangeProposalConnection = connectionOf(ChangeProposal, 'ChangeProposal')

export enum ProposalList {
  OPEN = 'OPEN',
  DECIDED = 'DECIDED',
}
registerEnumType(ProposalList, {
  name: 'ProposalList',
  description: 'OPEN: chờ quyết định, cũ nhất trước. DECIDED: đã quyết định hoặc đã rút lại, mới nhất trước.',
})

@ObjectType({
  description: 'Điều được đề nghị sửa. Ngày viết YYYY-MM-DD, giới tính viết như Sex, số điện thoại đã che.',
})
export class ProposedValues {
  /** Whom they are about, for the audit. */
  about!: string

  @Field(() => String, { nullable: true, description: 'Sổ ghi gì khi đề nghị.' })
  former!: string | null

  @Field(() => String, { nullable: true, description: 'Sổ đang ghi gì.' })
  registered!: string | null

  @Field(() => String)
  proposed!: string

  @Field(() => Boolean, { description: 'Sổ đã đổi từ khi đề nghị, nên không sửa theo đề nghị này được nữa.' })
  isOutdated!: boolean
}

@InputType()
export class ProposeChangeInput {
  @Field(() => ID)
  personId!: string

  @Field(() => ProposedField)
  field!: ProposedField

  @Field(() => String, { description: 'Ngày viết YYYY-MM-DD, giới tính viết như Sex.' })
  newValue!: string

  @Field(() => String, { description: 'Đã thấy giấy tờ nào, ai nói.' })
  reason!: string
}

@InputType()
export class DecideChangeProposalInput {
  @Field(() => ID)
  id!: string

  @Field(() => Boolean, { description: 'Sửa sổ như đề nghị.' })
  accept!: boolean

  @Field(() => String, { nullable: true, description: 'Vì sao không sửa; cần khi không sửa.' })
  answer?: string | null
}

@ObjectType()
export class ChangeProposalSuccess {
  @Field(() => ChangeProposal)
  proposal!: ChangeProposal
}

@ObjectType({ implements: UserError, description: 'Đang có đề nghị khác về cùng điều này của người này.' })
export class ChangeAlreadyProposed extends UserError {
  readonly code = 'ChangeAlreadyProposed'

  constructor({ number, byName }: ChangeProposal) {
    super(`Đề nghị ${number} của ${byName} về điều này đang chờ cán bộ hộ tịch. Hãy đợi quyết định.`)
  }
}

@ObjectType({ implements: UserError, description: 'Đề nghị đã được quyết định hoặc rút lại.' })
export class ProposalDecided extends UserError {
  readonly code = 'ProposalDecided'

  constructor() {
    super('Đề nghị này đã được quyết định hoặc rút lại. Hãy tải lại trang.')
  }
}

@ObjectType({ implements: UserError, description: 'Người đề nghị không tự quyết định đề nghị của mình.' })
export class OwnProposal extends UserError {
  readonly code = 'OwnProposal'

  constructor() {
    super('Đây là đề nghị của chính bạn. Hãy để cán bộ hộ tịch khác quyết định.')
  }
}

@ObjectType({ implements: UserError, description: 'Sổ đã đổi từ khi đề nghị.' })
export class ProposalOutdated extends UserError {
  readonly code = 'ProposalOutdated'

  constructor() {
    super('Sổ đã đổi từ khi có đề nghị này. Hãy từ chối với lý do đó, hoặc sửa ở trang của người này nếu vẫn sai.')
  }
}

export const ProposeChangeResult = createUnionType({
  name: 'ProposeChangeResult',
  types: () => [ChangeProposalSuccess, ChangeAlreadyProposed, InvalidInput] as const,
})

export const DecideChangeProposalResult = createUnionType({
  name: 'DecideChangeProposalResult',
  types: () => [ChangeProposalSuccess, ProposalDecided, OwnProposal, ProposalOutdated, InvalidInput] as const,
})

export const WithdrawChangeProposalResult = createUnionType({
  name: 'WithdrawChangeProposalResult',
  types: () => [ChangeProposalSuccess, ProposalDecided] as const,
})

const succeeded = (proposal: ChangeProposal): ChangeProposalSuccess =>
  Object.assign(new ChangeProposalSuccess(), { proposal })

function refuseWhy(field: string, words: string, text: string): InvalidInput | undefined {
  return refuse(
    text === '' ? new InvalidInput(field, `Hãy ghi: ${words.toLowerCase()}.`) : undefined,
    refuseText(field, words, text, LONGEST_REASON),
  )
}

@Resolver(() => ChangeProposal)
export class ChangeProposalResolver {
  @Query(() => ChangeProposalConnection, {
    description: 'Đề nghị sửa sổ: tất cả đối với ai giữ sổ hoặc kiểm tra, của chính mình đối với người khác.',
  })
  changeProposals(
    @Arg('unit', () => ID) unit: string,
    @Arg('list', () => ProposalList, { defaultValue: ProposalList.OPEN }) list: ProposalList,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<ChangeProposal>> {
    requireInScope(unit, context)
    const { viewer } = context
    const isOpen = list === ProposalList.OPEN
    return page(
      context,
      ChangeProposal,
      {
        unitCode: unit,
        state: isOpen ? ProposalState.OPEN : { $ne: ProposalState.OPEN },
        ...(permits(readEveryProposal, viewer) ? {} : { accountId: viewer.accountId }),
      },
      [
        ['proposedAt', isOpen ? 'asc' : 'desc'],
        ['id', 'asc'],
      ],
      pageArgs,
    )
  }

  @FieldResolver(() => Person)
  person(@Root() { person }: ChangeProposal): Promise<Person> {
    return person.loadOrFail()
  }

  @FieldResolver(() => ProposedValues)
  async values(@Root() proposal: ChangeProposal, @Ctx() context: Context): Promise<ProposedValues> {
    const { field } = proposal
    const person = await proposal.person.loadOrFail()
    const [{ from, to }, now] = [await openValues(proposal, context), await registered(person, field, context)]
    return Object.assign(new ProposedValues(), {
      about: person.id,
      former: from && shown(field, from),
      registered: now && shown(field, now),
      proposed: shown(field, to),
      isOutdated: from !== now || Boolean(person.annulledOn),
    })
  }

  @FieldResolver(() => Boolean, { description: 'Do chính mình đề nghị: rút lại được, không tự quyết định.' })
  isMine(@Root() { accountId }: ChangeProposal, @Ctx() { viewer }: Context): boolean {
    return accountId === viewer.accountId
  }

  @FieldResolver(() => DateTime, { nullable: true, description: 'Lúc việc sửa theo đề nghị này bị hủy.' })
  async undoneAt(@Root() { event }: ChangeProposal): Promise<Date | null> {
    return (await event?.loadOrFail())?.undoneAt ?? null
  }

  @Mutation(() => ProposeChangeResult, { description: 'Đề nghị cán bộ hộ tịch sửa một điều ghi sai về một người.' })
  async proposeChange(
    @Arg('input', () => ProposeChangeInput) { personId, field, ...input }: ProposeChangeInput,
    @Ctx() context: Context,
  ): Promise<typeof ProposeChangeResult> {
    const { em, viewer, vault, now } = context
    const [to, reason] = [tidyText(input.newValue), tidyText(input.reason)]
    const person = isUuid(personId) ? await em.findOne(Person, { id: personId, annulledOn: null }) : null
    if (!person) throw notFound('Không tìm thấy người này trong phạm vi công tác của bạn.')
    const today = localDateOf(now)
    const from = await registered(person, field, context)
    const refusal = refuse(refuseProposed(field, to, from, today), refuseWhy('reason', 'Lý do', reason))
    if (refusal) return refusal
    const { unitCode } = person
    const number = await nextNumber(ChangeProposal, 'DN', { unit: unitCode, year: today.slice(0, 4) }, context)
    const waiting = await em.findOne(ChangeProposal, { person: personId, field, state: ProposalState.OPEN })
    if (waiting) return new ChangeAlreadyProposed(waiting)
    const id = crypto.randomUUID()
    return succeeded(
      em.create(ChangeProposal, {
        ...{ id, unitCode, number, person, field, reason },
        valuesSealed: sealValues(id, { from, to }, vault),
        proposedAt: now,
        accountId: viewer.accountId,
        byName: viewer.name,
        byPost: viewer.post,
      }),
    )
  }

  @Mutation(() => WithdrawChangeProposalResult, { description: 'Rút lại đề nghị của chính mình.' })
  async withdrawChangeProposal(
    @Arg('id', () => ID) id: string,
    @Ctx() context: Context,
  ): Promise<typeof WithdrawChangeProposalResult> {
    const proposal = await lockProposal(id, context)
    if (proposal.accountId !== context.viewer.accountId) throw unknown()
    if (proposal.state !== ProposalState.OPEN) return new ProposalDecided()
    return succeeded(decide(proposal, ProposalState.WITHDRAWN, context))
  }

  @Mutation(() => DecideChangeProposalResult, {
    description: 'Sửa sổ theo đề nghị, hoặc từ chối với lý do. Việc sửa hủy được trong ngày như mọi lần sửa.',
  })
  async decideChangeProposal(
    @Arg('input', () => DecideChangeProposalInput) input: DecideChangeProposalInput,
    @Ctx() context: Context,
  ): Promise<typeof DecideChangeProposalResult> {
    const { viewer } = context
    const proposal = await lockProposal(input.id, context)
    const { field, number, byName, byPost, reason } = proposal
    if (viewer.kin.includes(proposal.person.id)) throw conflictOfInterest()
    if (proposal.accountId === viewer.accountId) return new OwnProposal()
    if (proposal.state !== ProposalState.OPEN) return new ProposalDecided()
    if (!input.accept) {
      const answer = tidyText(input.answer ?? '')
      const refusal = refuseWhy('answer', 'Lý do không sửa', answer)
      return refusal ?? succeeded(Object.assign(decide(proposal, ProposalState.REFUSED, context), { answer }))
    }
    const person = await context.em.findOneOrFail(
      Person,
      { id: proposal.person.id },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    )
    const { from, to } = await openValues(proposal, context)
    if (person.annulledOn || from !== (await registered(person, field, context))) return new ProposalOutdated()
    const why = `Đề nghị ${number} của ${byName} (${byPost}): ${reason}`
    const event = await correctInRegister({ ...asCorrection(person, field, to), reason: why }, context)
    if (event instanceof UserError) return event
    return succeeded(Object.assign(decide(proposal, ProposalState.ACCEPTED, context), { event }))
  }
}

const unknown = () => notFound('Không tìm thấy đề nghị này trong phạm vi công tác của bạn.')

/** Locked, so that two registrars do not decide it twice. */
async function lockProposal(id: string, { em }: Context): Promise<ChangeProposal> {
  const lockMode = LockMode.PESSIMISTIC_WRITE
  const proposal = isUuid(id) ? await em.findOne(ChangeProposal, { id }, { lockMode, refresh: true }) : null
  if (!proposal) throw unknown()
  return proposal
}

function decide(proposal: ChangeProposal, state: ProposalState, { viewer, now }: Context): ChangeProposal {
  return Object.assign(proposal, {
    state,
    decidedAt: now,
    decidedById: viewer.accountId,
    decidedByName: viewer.name,
  })
}
