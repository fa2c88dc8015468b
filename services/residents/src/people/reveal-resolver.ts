import { type Context, conflictOfInterest, InvalidInput, isUuid, refuseText, UserError } from '@vungxanh/subgraph'
import { Arg, Ctx, createUnionType, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'
import { Establishment } from '../establishments/establishment.ts'
import { ChangeProposal, ProposalState, ProposedField } from '../proposals/change-proposal.ts'
import { openValues } from '../proposals/proposed-values.ts'
import { IdentityDocument } from './identity-document.ts'
import { Person } from './person.ts'
import { openContactPhone, openNumber, openPhone } from './sealed-numbers.ts'

const LONGEST_REASON = 300

@InputType()
export class RevealInput {
  @Field(() => ID, { description: 'Giấy tờ, hoặc người, cơ sở hay đề nghị sửa có số điện thoại.' })
  id!: string

  @Field(() => String, { description: 'Vì sao cần số đầy đủ; được ghi vào nhật ký cùng lần xem này.' })
  reason!: string
}

@ObjectType()
export class RevealSuccess {
  @Field(() => String)
  number!: string
}

@ObjectType({ implements: UserError, description: 'Không có số này trong phạm vi công tác.' })
export class NumberNotFound extends UserError {
  readonly code = 'NumberNotFound'

  constructor() {
    super('Không tìm thấy số này trong phạm vi công tác của bạn.')
  }
}

export const RevealResult = createUnionType({
  name: 'RevealResult',
  types: () => [RevealSuccess, NumberNotFound, InvalidInput] as const,
})

function refuseReason(reason: string): InvalidInput | undefined {
  if (reason.trim().length < 5) return new InvalidInput('reason', 'Hãy nói rõ vì sao cần số đầy đủ.')
  return refuseText('reason', 'Lý do', reason, LONGEST_REASON)
}

/** Mutations, because each showing is an act of its own: with a reason, the second factor and a row in the audit. */
@Resolver()
export class RevealResolver {
  @Mutation(() => RevealResult, { description: 'Xem số đầy đủ của một giấy tờ. Mỗi lần xem được ghi lại.' })
  async revealIdentityNumber(
    @Arg('input', () => RevealInput) { id, reason }: RevealInput,
    @Ctx() context: Context,
  ): Promise<typeof RevealResult> {
    const refusal = refuseReason(reason)
    if (refusal) return refusal
    const document = isUuid(id) ? await context.em.findOne(IdentityDocument, { id }) : null
    if (!document) return new NumberNotFound()
    context.trail.concerns(document.person.id)
    // The paper's id does not say whose it is, as a person's does.
    if (context.viewer.kin.includes(document.person.id)) throw conflictOfInterest()
    return Object.assign(new RevealSuccess(), { number: await openNumber(document, context) })
  }

  @Mutation(() => RevealResult, { description: 'Xem số điện thoại đầy đủ của một người. Mỗi lần xem được ghi lại.' })
  async revealPhone(
    @Arg('input', () => RevealInput) { id, reason }: RevealInput,
    @Ctx() context: Context,
  ): Promise<typeof RevealResult> {
    const refusal = refuseReason(reason)
    if (refusal) return refusal
    const person = isUuid(id) ? await context.em.findOne(Person, { id }) : null
    const phone = person && (await openPhone(person, context))
    return phone ? Object.assign(new RevealSuccess(), { number: phone }) : new NumberNotFound()
  }

  @Mutation(() => RevealResult, {
    description: 'Xem số điện thoại đầy đủ của người phụ trách một cơ sở. Mỗi lần xem được ghi lại.',
  })
  async revealContactPhone(
    @Arg('input', () => RevealInput) { id, reason }: RevealInput,
    @Ctx() context: Context,
  ): Promise<typeof RevealResult> {
    const refusal = refuseReason(reason)
    if (refusal) return refusal
    const establishment = isUuid(id) ? await context.em.findOne(Establishment, { id }) : null
    const phone = establishment && (await openContactPhone(establishment, context))
    return phone ? Object.assign(new RevealSuccess(), { number: phone }) : new NumberNotFound()
  }

  @Mutation(() => RevealResult, {
    description:
      'Xem số điện thoại mà một đề nghị đang chờ xin ghi, để gọi thử trước khi quyết định. Mỗi lần xem được ghi lại.',
  })
  async revealProposedPhone(
    @Arg('input', () => RevealInput) { id, reason }: RevealInput,
    @Ctx() context: Context,
  ): Promise<typeof RevealResult> {
    const refusal = refuseReason(reason)
    if (refusal) return refusal
    const asked = { field: ProposedField.PHONE, state: ProposalState.OPEN }
    const proposal = isUuid(id) ? await context.em.findOne(ChangeProposal, { id, ...asked }) : null
    if (!proposal) return new NumberNotFound()
    context.trail.concerns(proposal.person.id)
    // The proposal's id does not say whom it is about.
    if (context.viewer.kin.includes(proposal.person.id)) throw conflictOfInterest()
    return Object.assign(new RevealSuccess(), { number: (await openValues(proposal, context)).to })
  }
}
