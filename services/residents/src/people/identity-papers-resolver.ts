import { LockMode } from '@mikro-orm/core'
import { type IdentityCard, readIdentityCard } from '@vungxanh/identity-card'
import { type Context, InvalidInput, isUuid, localDateOf, notFound, refuse, refuseText } from '@vungxanh/subgraph'
import { Arg, Ctx, createUnionType, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'
import { CorrectedField, LifeEvent, LifeEventKind } from '../movements/life-event.ts'
import { LifeEventRecorder } from '../movements/life-event-recorder.ts'
import { IdentityDocument, IdentityEnd, IdentityKind, truly } from './identity-document.ts'
import { Person, Sex } from './person.ts'
import { DuplicateIdentityNumber } from './person-resolver.ts'
import { citizenIdWarnings, maskNumber, refuseIdentity } from './person-rules.ts'
import { nextProvisionalCode } from './provisional-code.ts'
import { openNumber, sealNumber } from './sealed-numbers.ts'
import { searchKey, tidyText } from './search-key.ts'

const LONGEST_REASON = 300
/** A card's QR payload holds an address of up to 200 characters and a name of up to 100. */
const LONGEST_CARD = 500

@InputType({ description: 'Một giấy tờ: loại và số, hoặc nội dung mã QR của căn cước.' })
export class AddIdentityDocumentInput {
  @Field(() => ID)
  personId!: string

  @Field(() => IdentityKind, { nullable: true })
  kind?: IdentityKind | null

  @Field(() => String, { nullable: true })
  number?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Nội dung mã QR trên căn cước, thay cho loại và số; số chứng minh cũ trong đó được ghi cùng.',
  })
  card?: string | null
}

@InputType()
export class EndIdentityDocumentInput {
  @Field(() => ID)
  id!: string

  @Field(() => IdentityEnd)
  endedAs!: IdentityEnd

  @Field(() => String)
  reason!: string

  @Field(() => String, { nullable: true, description: 'Số đúng hoặc số mới của cùng loại giấy tờ, khi có.' })
  newNumber?: string | null
}

@ObjectType({ description: 'Giấy tờ đã được ghi; hủy được trong ngày như mọi biến động.' })
export class IdentityDocumentSuccess {
  @Field(() => Person)
  person!: Person

  @Field(() => LifeEvent)
  event!: LifeEvent

  @Field(() => [String], { description: 'Điều nên xem lại; giấy tờ vẫn được ghi.' })
  warnings!: string[]
}

export const AddIdentityDocumentResult = createUnionType({
  name: 'AddIdentityDocumentResult',
  types: () => [IdentityDocumentSuccess, DuplicateIdentityNumber, InvalidInput] as const,
})

export const EndIdentityDocumentResult = createUnionType({
  name: 'EndIdentityDocumentResult',
  types: () => [IdentityDocumentSuccess, DuplicateIdentityNumber, InvalidInput] as const,
})

@Resolver()
export class IdentityPapersResolver {
  @Mutation(() => AddIdentityDocumentResult, {
    description: 'Ghi thêm giấy tờ cho một người đã có trong sổ. Mã tạm vẫn còn và vẫn tìm ra người đó.',
  })
  async addIdentityDocument(
    @Arg('input', () => AddIdentityDocumentInput) input: AddIdentityDocumentInput,
    @Ctx() context: Context,
  ): Promise<typeof AddIdentityDocumentResult> {
    const papers = papersOf(input)
    if (papers instanceof InvalidInput) return papers
    const person = await lockPerson(input.personId, context)
    const recorder = new LifeEventRecorder(localDateOf(context.now), context)
    const refusal = await addPapers(person, papers, recorder, context)
    if (refusal) return refusal
    const card = readIdentityCard(input.card ?? '')
    return done(person, recorder.record(LifeEventKind.PAPER_ADDED, [{ person }], { unitCode: person.unitCode }), [
      ...warningsOf(person, papers),
      ...(card ? cardWarnings(person, card) : []),
    ])
  }

  @Mutation(() => EndIdentityDocumentResult, {
    description: 'Một giấy tờ thôi dùng vì ghi nhầm, đã đổi hoặc hết giá trị; có thể ghi số thay thế cùng lúc.',
  })
  async endIdentityDocument(
    @Arg('input', () => EndIdentityDocumentInput) input: EndIdentityDocumentInput,
    @Ctx() context: Context,
  ): Promise<typeof EndIdentityDocumentResult> {
    const { em } = context
    const reason = tidyText(input.reason)
    const newNumber = (input.newNumber ?? '').trim()
    const refusal = refuse(
      reason === '' ? new InvalidInput('reason', 'Hãy nói rõ lý do.') : undefined,
      refuseText('reason', 'Lý do', reason, LONGEST_REASON),
    )
    if (refusal) return refusal
    const found = isUuid(input.id) ? await em.findOne(IdentityDocument, { id: input.id }) : null
    if (!found) throw notFound('Không tìm thấy giấy tờ này trong phạm vi công tác của bạn.')
    const person = await lockPerson(found.person.id, context)
    await em.refresh(found)
    if (found.endedOn) return new InvalidInput('id', 'Giấy tờ này đã thôi dùng rồi. Hãy tải lại trang.')
    const { kind } = found
    const wrongNumber = newNumber ? refuseIdentity({ identityKind: kind, identityNumber: newNumber }) : undefined
    if (wrongNumber) return new InvalidInput('newNumber', wrongNumber.message)

    const recorder = new LifeEventRecorder(localDateOf(context.now), context)
    const oldValue = maskNumber(await openNumber(found, context))
    recorder.endPaper(found, input.endedAs)
    recorder.corrected({
      about: person.id,
      field: CorrectedField[kind],
      oldValue,
      newValue: newNumber ? maskNumber(newNumber) : null,
    })
    await em.flush()
    const papers: Paper[] = newNumber ? [{ kind, number: newNumber }] : []
    const duplicate = await addPapers(person, papers, recorder, context, 'newNumber')
    if (duplicate) return duplicate
    const left = await em.count(IdentityDocument, { person, endedOn: null })
    if (left + papers.length === 0) person.provisionalCode ??= await nextProvisionalCode(person.unitCode, context)
    const event = recorder.record(newNumber ? LifeEventKind.PAPER_REPLACED : LifeEventKind.PAPER_ENDED, [{ person }], {
      unitCode: person.unitCode,
      reason,
    })
    return done(person, event, warningsOf(person, papers))
  }
}

interface Paper {
  kind: IdentityKind
  number: string
}

/** The person, locked, so that two papers of one kind are not given to them at once. */
async function lockPerson(id: string, { em }: Context): Promise<Person> {
  const person = isUuid(id)
    ? await em.findOne(
        Person,
        { id, annulledOn: null },
        { lockMode: LockMode.PESSIMISTIC_WRITE, populate: ['identityDocuments'], refresh: true },
      )
    : null
  if (!person) throw notFound('Không tìm thấy người này trong phạm vi công tác của bạn.')
  return person
}

/** What is typed or scanned, as papers: a card tells of the old one too. */
function papersOf({ kind, number, card: payload }: AddIdentityDocumentInput): Paper[] | InvalidInput {
  if (!payload) {
    const typed = (number ?? '').trim()
    const refusal = refuseIdentity({ identityKind: kind ?? null, identityNumber: typed })
    if (refusal) return new InvalidInput(refusal.field === 'identityKind' ? 'kind' : 'number', refusal.message)
    return kind ? [{ kind, number: typed }] : new InvalidInput('number', 'Hãy nhập số giấy tờ, hoặc quét mã QR.')
  }
  const card = payload.length <= LONGEST_CARD ? readIdentityCard(payload) : undefined
  if (!card?.number) return new InvalidInput('card', 'Không đọc được mã QR của căn cước. Hãy quét lại, hoặc gõ số.')
  const { number: newNumber, oldNumber } = card
  const old: Paper[] = oldNumber ? [{ kind: IdentityKind.OLD_ID, number: oldNumber }] : []
  return [{ kind: IdentityKind.CITIZEN_ID, number: newNumber }, ...old]
}

/** Adds what the person does not have yet; refuses a number of somebody else and a second number of one kind. */
async function addPapers(
  person: Person,
  papers: readonly Paper[],
  recorder: LifeEventRecorder,
  context: Context,
  field = 'number',
): Promise<DuplicateIdentityNumber | InvalidInput | undefined> {
  const { em, vault } = context
  const { unitCode } = person
  let added = 0
  for (const { kind, number } of papers) {
    const numberIndex = vault.index(number)
    const holder = await em.findOne(IdentityDocument, { unitCode, kind, numberIndex, ...truly })
    if (holder && holder.person.id !== person.id) return new DuplicateIdentityNumber(await holder.person.loadOrFail())
    if (holder && !holder.endedOn) continue
    if (holder) return new InvalidInput(field, 'Sổ đã ghi số này của người đó là không còn dùng.')
    const other = person.identityDocuments.find((one) => one.kind === kind && !one.endedOn)
    if (other)
      return new InvalidInput(
        field,
        'Sổ đã ghi một số khác của cùng loại giấy tờ. Hãy ghi số đó thôi dùng, kèm số mới.',
      )
    context.onConflict('identity_document_number', () => new DuplicateIdentityNumber(null))
    const id = crypto.randomUUID()
    recorder.addPaper(em.create(IdentityDocument, { id, unitCode, person, kind, ...sealNumber({ id, number }, vault) }))
    if (field === 'number')
      recorder.corrected({
        about: person.id,
        field: CorrectedField[kind],
        oldValue: null,
        newValue: maskNumber(number),
      })
    added++
  }
  if (papers.length > 0 && added === 0) return new InvalidInput(field, 'Sổ đã ghi số này của chính người đó.')
}

function warningsOf(person: Person, papers: readonly Paper[]): string[] {
  return papers.flatMap(({ kind, number }) =>
    kind === IdentityKind.CITIZEN_ID ? citizenIdWarnings(number, person) : [],
  )
}

/** Where the card and the book differ: one of them is to be looked at again. */
function cardWarnings({ fullName, bornOn, birthYear, sex }: Person, card: IdentityCard): string[] {
  const isOtherName = !card.isGarbled && searchKey(card.fullName) !== searchKey(fullName)
  const isOtherBirth =
    card.bornOn !== undefined &&
    (bornOn ? bornOn !== card.bornOn : birthYear != null && !card.bornOn.startsWith(`${birthYear}`))
  return [
    ...(isOtherName ? [`Tên trên thẻ là ${card.fullName}, khác tên trong sổ.`] : []),
    ...(isOtherBirth ? [`Ngày sinh trên thẻ là ${card.bornOn?.split('-').reverse().join('/')}, khác trong sổ.`] : []),
    ...(card.sex && sex !== Sex.UNKNOWN && card.sex !== sex ? ['Giới tính trên thẻ khác trong sổ.'] : []),
  ]
}

function done(person: Person, event: LifeEvent, warnings: string[]): IdentityDocumentSuccess {
  return Object.assign(new IdentityDocumentSuccess(), { person, event, warnings: [...new Set(warnings)] })
}
