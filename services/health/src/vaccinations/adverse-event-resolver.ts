import {
  type Context,
  DateTime,
  InvalidInput,
  isUuid,
  type LocalDate,
  LocalDateScalar,
  localDateOf,
  UnitOutOfScope,
  UserError,
} from '@vungxanh/subgraph'
import { Arg, Ctx, createUnionType, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'
import { AdverseEvent, AdverseEventSeverity } from './adverse-event.ts'
import { adverseEventWarnings, investigateBy, refuseAdverseEvent } from './adverse-event-rules.ts'
import { Dose } from './dose.ts'

@InputType()
export class RecordAdverseEventInput {
  @Field(() => ID)
  unit!: string

  @Field(() => ID)
  doseId!: string

  @Field(() => AdverseEventSeverity)
  severity!: AdverseEventSeverity

  @Field(() => String)
  description!: string

  @Field(() => LocalDateScalar)
  onsetOn!: LocalDate
}

@ObjectType()
export class RecordAdverseEventSuccess {
  @Field(() => AdverseEvent)
  adverseEvent!: AdverseEvent

  @Field(() => Dose)
  dose!: Dose

  @Field(() => DateTime, {
    nullable: true,
    description: 'Hạn điều tra tai biến nặng (Nghị định 104/2016/NĐ-CP, Điều 6); trống khi không nặng.',
  })
  investigateBy!: Date | null

  @Field(() => [String], { description: 'Điều nên xem lại; trường hợp này vẫn được ghi.' })
  warnings!: string[]
}

@ObjectType({ implements: UserError, description: 'Không có mũi tiêm này trong đơn vị.' })
export class DoseNotFound extends UserError {
  readonly code = 'DoseNotFound'

  constructor() {
    super('Không tìm thấy mũi tiêm đã chọn. Hãy tìm lại người được tiêm.')
  }
}

export const RecordAdverseEventResult = createUnionType({
  name: 'RecordAdverseEventResult',
  types: () => [RecordAdverseEventSuccess, DoseNotFound, InvalidInput, UnitOutOfScope] as const,
})

@Resolver(() => AdverseEvent)
export class AdverseEventResolver {
  @Mutation(() => RecordAdverseEventResult, { description: 'Ghi một phản ứng, tai biến sau tiêm của một mũi đã tiêm.' })
  async recordAdverseEvent(
    @Arg('input', () => RecordAdverseEventInput) input: RecordAdverseEventInput,
    @Ctx() { em, viewer, now }: Context,
  ): Promise<typeof RecordAdverseEventResult> {
    const { unit: unitCode, doseId, severity, onsetOn } = input
    if (!viewer.units.includes(unitCode)) return new UnitOutOfScope(unitCode)
    const dose = isUuid(doseId) ? await em.findOne(Dose, { id: doseId, unitCode }) : null
    if (!dose) return new DoseNotFound()
    const description = input.description.normalize('NFC').trim()
    const refusal = refuseAdverseEvent({ description, onsetOn }, dose.givenOn, localDateOf(now))
    if (refusal) return refusal

    const adverseEvent = em.create(AdverseEvent, { unitCode, dose, severity, description, onsetOn })
    return Object.assign(new RecordAdverseEventSuccess(), {
      adverseEvent,
      dose,
      investigateBy: severity === AdverseEventSeverity.SERIOUS ? investigateBy(now) : null,
      warnings: adverseEventWarnings(onsetOn, dose.givenOn),
    })
  }
}
