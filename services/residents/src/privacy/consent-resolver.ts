import {
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
  ID,
  InputType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  registerEnumType,
} from 'type-graphql'
import { Person, whoeverIs } from '../people/person.ts'
import { tidyText } from '../people/search-key.ts'
import { Consent, ConsentAct } from './consent.ts'
import { type ConsentStanding, consentStanding, refuseConsentAct } from './consent-rules.ts'
import { LegalBasis, type PurposeLaw, purposeOn, purposesOn } from './legal-data.ts'
import { ContactMethod } from './subject-request.ts'

export const ConsentStandingEnum = {
  NOT_NEEDED: 'NOT_NEEDED',
  NOT_ASKED: 'NOT_ASKED',
  GIVEN: 'GIVEN',
  WITHDRAWN: 'WITHDRAWN',
} as const satisfies { [Standing in ConsentStanding]: Standing }
registerEnumType(ConsentStandingEnum, {
  name: 'ConsentStanding',
  description:
    'NOT_NEEDED: luật cho phép xử lý, không cần hỏi. NOT_ASKED: chưa hỏi. GIVEN: đã đồng ý. WITHDRAWN: đã rút lại.',
})

@ObjectType({ description: 'Một mục đích xử lý dữ liệu cá nhân và căn cứ của nó, theo quy định có hiệu lực.' })
export class ProcessingPurpose implements PurposeLaw {
  @Field(() => ID)
  code!: string

  @Field(() => String)
  name!: string

  @Field(() => LegalBasis)
  basis!: LegalBasis

  @Field(() => LocalDateScalar)
  inForceFrom!: LocalDate

  @Field(() => String)
  source!: string

  @Field(() => Boolean, { description: 'Đã được đối chiếu với văn bản gốc.' })
  verified!: boolean
}

@ObjectType({ description: 'Sự đồng ý của một người cho một mục đích, với mọi lần ghi, mới nhất trước.' })
export class PurposeConsent {
  @Field(() => ID)
  id!: string

  @Field(() => ProcessingPurpose)
  purpose!: ProcessingPurpose

  @Field(() => ConsentStandingEnum)
  standing!: ConsentStanding

  @Field(() => [Consent])
  acts!: Consent[]

  /** Whose they are, for the audit. */
  person!: string
}

@InputType()
export class RecordConsentInput {
  @Field(() => ID)
  personId!: string

  @Field(() => ID)
  purpose!: string

  @Field(() => ConsentAct)
  act!: ConsentAct

  @Field(() => LocalDateScalar)
  actedOn!: LocalDate

  @Field(() => ContactMethod)
  method!: ContactMethod

  @Field(() => String, { nullable: true })
  evidence?: string | null
}

@ObjectType()
export class RecordConsentSuccess {
  @Field(() => PurposeConsent)
  consent!: PurposeConsent
}

@ObjectType({
  implements: UserError,
  description: 'Mục đích này không dựa trên sự đồng ý nên không hỏi, và không rút lại được.',
})
export class ConsentNotNeeded extends UserError {
  readonly code = 'ConsentNotNeeded'

  constructor({ name, source }: PurposeLaw) {
    super(`“${name}” không dựa trên sự đồng ý mà theo quy định (${source}), nên không ghi đồng ý hay rút lại.`)
  }
}

@ObjectType({ implements: UserError, description: 'Sổ đã ghi đúng như vậy.' })
export class ConsentUnchanged extends UserError {
  readonly code = 'ConsentUnchanged'

  constructor(act: ConsentAct) {
    super(
      act === ConsentAct.GIVEN
        ? 'Người này đang đồng ý cho mục đích đó rồi.'
        : 'Người này chưa đồng ý cho mục đích đó, hoặc đã rút lại.',
    )
  }
}

export const RecordConsentResult = createUnionType({
  name: 'RecordConsentResult',
  types: () => [RecordConsentSuccess, ConsentNotNeeded, ConsentUnchanged, InvalidInput] as const,
})

/** The person of a request in scope, or the same answer as for somebody who does not exist. */
export async function requirePerson(id: string, { em }: Context): Promise<Person> {
  const person = isUuid(id) ? await em.findOne(Person, { id }) : null
  if (!person) throw notFound('Không tìm thấy người này trong phạm vi công tác của bạn.')
  return person
}

/** Newest first; what was written down later on the same day is newer. */
async function actsOf(person: string, { em }: Context): Promise<Consent[]> {
  return em.find(
    Consent,
    { person: whoeverIs([person]) },
    { orderBy: { actedOn: 'desc', recordedAt: 'desc', id: 'desc' } },
  )
}

function standingFor(person: string, law: PurposeLaw, acts: Consent[]): PurposeConsent {
  const own = acts.filter(({ purpose }) => purpose === law.code)
  return Object.assign(new PurposeConsent(), {
    id: `${person}:${law.code}`,
    person,
    purpose: Object.assign(new ProcessingPurpose(), law),
    standing: consentStanding(law, own[0]?.act),
    acts: own,
  })
}

export async function consentsOf(person: string, context: Context): Promise<PurposeConsent[]> {
  const acts = await actsOf(person, context)
  return purposesOn(localDateOf(context.now)).map((law) => standingFor(person, law, acts))
}

/** Adds one act, or says why not. The caller has found the person in scope. */
export async function addConsent(
  person: Person,
  given: Omit<RecordConsentInput, 'personId'>,
  context: Context,
): Promise<PurposeConsent | ConsentNotNeeded | ConsentUnchanged | InvalidInput> {
  const { em, viewer, now } = context
  const today = localDateOf(now)
  const law = purposeOn(given.purpose, today)
  if (!law) return new InvalidInput('purpose', 'Hãy chọn mục đích xử lý.')
  if (law.basis !== LegalBasis.CONSENT) return new ConsentNotNeeded(law)
  const acts = await actsOf(person.id, context)
  const newest = acts.find(({ purpose }) => purpose === law.code)
  const refusal = refuseConsentAct(given, newest, today)
  if (refusal) return refusal
  if ((newest?.act ?? ConsentAct.WITHDRAWN) === given.act) return new ConsentUnchanged(given.act)
  const act = em.create(Consent, {
    unitCode: person.unitCode,
    person,
    purpose: law.code,
    act: given.act,
    actedOn: given.actedOn,
    method: given.method,
    evidence: tidyText(given.evidence ?? '') || null,
    recordedAt: now,
    accountId: viewer.accountId,
    byName: viewer.name,
    byPost: viewer.post,
  })
  return standingFor(person.id, law, [act, ...acts])
}

@Resolver()
export class ConsentResolver {
  @Query(() => [ProcessingPurpose], { description: 'Các mục đích xử lý dữ liệu cá nhân đang có hiệu lực.' })
  processingPurposes(@Ctx() { now }: Context): ProcessingPurpose[] {
    return purposesOn(localDateOf(now)).map((law) => Object.assign(new ProcessingPurpose(), law))
  }

  @Query(() => [PurposeConsent], { description: 'Sự đồng ý của một người theo từng mục đích.' })
  async consents(@Arg('person', () => ID) id: string, @Ctx() context: Context): Promise<PurposeConsent[]> {
    return consentsOf((await requirePerson(id, context)).id, context)
  }

  @Mutation(() => RecordConsentResult, { description: 'Ghi một lần đồng ý hoặc rút lại.' })
  async recordConsent(
    @Arg('input', () => RecordConsentInput) input: RecordConsentInput,
    @Ctx() context: Context,
  ): Promise<typeof RecordConsentResult> {
    const person = await requirePerson(input.personId, context)
    const consent = await addConsent(person, input, context)
    return consent instanceof UserError ? consent : Object.assign(new RecordConsentSuccess(), { consent })
  }
}
