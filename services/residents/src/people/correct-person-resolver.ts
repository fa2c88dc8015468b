import { LockMode } from '@mikro-orm/core'
import {
  type Context,
  InvalidInput,
  isUuid,
  type LocalDate,
  LocalDateScalar,
  localDateOf,
  notFound,
  refuse,
  refuseText,
} from '@vungxanh/subgraph'
import { Arg, Ctx, createUnionType, Field, ID, InputType, Int, Mutation, Resolver } from 'type-graphql'
import { refreshPairsOf } from '../duplicates/keep-pairs.ts'
import { HouseholdMember } from '../households/household.ts'
import { ageWarningsIn } from '../households/relation-warnings.ts'
import { CorrectedField, LifeEvent, LifeEventKind } from '../movements/life-event.ts'
import { LifeEventRecorder } from '../movements/life-event-recorder.ts'
import { LifeEventSuccess, recorded } from '../movements/life-event-resolver.ts'
import { correctPerson } from '../privacy/correct-person.ts'
import { CorrectableField } from '../privacy/subject-request.ts'
import { Person, Sex } from './person.ts'
import { maskNumber, refuseBirth, refuseName, refusePhone } from './person-rules.ts'
import { openPhone, sealPhone } from './sealed-numbers.ts'
import { tidyText } from './search-key.ts'

const LONGEST_REASON = 300

@InputType({ description: 'Thông tin đúng của một người; điều không đổi thì nêu như đang ghi.' })
export class CorrectPersonInput {
  @Field(() => ID)
  personId!: string

  @Field(() => String)
  fullName!: string

  @Field(() => LocalDateScalar, { nullable: true })
  bornOn?: LocalDate | null

  @Field(() => Int, { nullable: true, description: 'Khi chỉ biết năm sinh.' })
  birthYear?: number | null

  @Field(() => Sex)
  sex!: Sex

  @Field(() => String, {
    nullable: true,
    description: 'Để trống (null) là giữ số điện thoại đang có, chuỗi rỗng là bỏ.',
  })
  phone?: string | null

  @Field(() => String, { description: 'Vì sao sửa: giấy tờ nào, ai nói.' })
  reason!: string
}

export const CorrectPersonResult = createUnionType({
  name: 'CorrectPersonResult',
  types: () => [LifeEventSuccess, InvalidInput] as const,
})

@Resolver()
export class CorrectPersonResolver {
  @Mutation(() => CorrectPersonResult, {
    description: 'Sửa điều ghi sai về một người. Điều cũ còn trong lịch sử; hủy được trong ngày.',
  })
  async correctPerson(
    @Arg('input', () => CorrectPersonInput) input: CorrectPersonInput,
    @Ctx() context: Context,
  ): Promise<typeof CorrectPersonResult> {
    const reason = tidyText(input.reason)
    const refusal = refuse(
      reason === '' ? new InvalidInput('reason', 'Hãy nói rõ vì sao sửa.') : undefined,
      refuseText('reason', 'Lý do', reason, LONGEST_REASON),
    )
    if (refusal) return refusal
    const event = await correctInRegister({ ...input, reason }, context)
    if (!(event instanceof LifeEvent)) return event
    const births = [CorrectedField.BORN_ON, CorrectedField.BIRTH_YEAR]
    if (!event.corrections?.some(({ field }) => births.includes(field))) return recorded(event)
    const member = await context.em.findOne(
      HouseholdMember,
      { person: input.personId, leftOn: null },
      { populate: ['household'] },
    )
    const household = member?.household.getEntity()
    return recorded(event, household && (await ageWarningsIn(household, [input.personId], context)))
  }
}

/** Writes what is right about a person, and what was written before into the history: the one way in which a person is corrected by hand. */
export async function correctInRegister(
  input: CorrectPersonInput,
  context: Context,
): Promise<LifeEvent | InvalidInput> {
  const { em, now, vault } = context
  const today = localDateOf(now)
  const fullName = tidyText(input.fullName)
  const refusal = refuse(refuseName(fullName), refuseBirth(input, today), refusePhone(input.phone))
  if (refusal) return refusal
  const person = isUuid(input.personId)
    ? await em.findOne(
        Person,
        { id: input.personId, annulledOn: null },
        { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
      )
    : null
  if (!person) throw notFound('Không tìm thấy người này trong phạm vi công tác của bạn.')
  const { unitCode, bornOn, birthYear } = person
  if (birthYear != null && !input.bornOn && input.birthYear == null)
    return new InvalidInput('bornOn', 'Hãy nhập ngày sinh hoặc năm sinh.')

  const recorder = new LifeEventRecorder(today, context)
  recorder.correcting(person)
  if (fullName !== person.fullName) correctPerson(recorder, person, CorrectableField.FULL_NAME, fullName)
  if (input.bornOn && input.bornOn !== bornOn) correctPerson(recorder, person, CorrectableField.BORN_ON, input.bornOn)
  if (!input.bornOn && bornOn) {
    person.bornOn = null
    recorder.corrected({ about: person.id, field: CorrectedField.BORN_ON, oldValue: bornOn, newValue: null })
  }
  if (!input.bornOn && input.birthYear != null && input.birthYear !== birthYear)
    correctPerson(recorder, person, CorrectableField.BIRTH_YEAR, String(input.birthYear))
  if (input.sex !== person.sex) correctPerson(recorder, person, CorrectableField.SEX, input.sex)
  const phone = await openPhone(person, context)
  if (input.phone != null && input.phone !== (phone ?? '')) {
    Object.assign(person, sealPhone({ id: person.id, phone: input.phone }, vault))
    recorder.corrected({
      about: person.id,
      field: CorrectedField.PHONE,
      oldValue: phone && maskNumber(phone),
      newValue: input.phone ? maskNumber(input.phone) : null,
    })
  }
  if (!recorder.hasCorrections) return new InvalidInput('fullName', 'Chưa có thông tin nào được sửa.')
  const event = recorder.record(LifeEventKind.CORRECTED, [{ person }], { unitCode, reason: input.reason })
  await refreshPairsOf([person], context)
  return event
}
