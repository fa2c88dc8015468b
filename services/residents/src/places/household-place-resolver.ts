import { type Context, InvalidInput, localDateOf } from '@vungxanh/subgraph'
import { Arg, Ctx, createUnionType, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'
import type { Household } from '../households/household.ts'
import { HouseholdNotFound, lockHousehold } from '../households/open-household.ts'
import { CorrectedField, LifeEvent, LifeEventKind } from '../movements/life-event.ts'
import { LifeEventRecorder } from '../movements/life-event-recorder.ts'
import { outlinesIn } from './group-outline-resolver.ts'
import { isInside, refusePoint } from './place-rules.ts'
import { PointInput, type Position, rounded } from './point.ts'

@InputType()
export class PlaceHouseholdInput {
  @Field(() => ID)
  householdId!: string

  @Field(() => PointInput, { nullable: true, description: 'Để trống khi không còn biết chỗ của hộ.' })
  place?: PointInput | null
}

@ObjectType({ description: 'Vị trí đã ghi; hủy được trong ngày như mọi biến động.' })
export class PlaceHouseholdSuccess {
  @Field(() => LifeEvent)
  event!: LifeEvent

  @Field(() => [String], { description: 'Điều nên xem lại; vị trí vẫn được ghi.' })
  warnings!: string[]
}

export const PlaceHouseholdResult = createUnionType({
  name: 'PlaceHouseholdResult',
  types: () => [PlaceHouseholdSuccess, HouseholdNotFound, InvalidInput] as const,
})

/** As it is read aloud and pasted into other maps. */
const written = ({ latitude, longitude }: Household): string | null =>
  latitude == null ? null : `${latitude}, ${longitude}`

@Resolver()
export class HouseholdPlaceResolver {
  @Mutation(() => PlaceHouseholdResult, { description: 'Ghi hoặc sửa vị trí của hộ trên bản đồ.' })
  async placeHousehold(
    @Arg('input', () => PlaceHouseholdInput) { householdId, place }: PlaceHouseholdInput,
    @Ctx() context: Context,
  ): Promise<typeof PlaceHouseholdResult> {
    const household = await lockHousehold(householdId, context)
    if (!household) return new HouseholdNotFound()
    const outlines = await outlinesIn(household.unitCode, context)
    const point: Position | undefined = place ? [rounded(place.longitude), rounded(place.latitude)] : undefined
    const refusal = point && refusePoint(point, [...outlines.values()])
    if (refusal) return refusal
    const oldValue = written(household)
    const recorder = new LifeEventRecorder(localDateOf(context.now), context)
    recorder.placing(household)
    household.longitude = point?.[0] ?? null
    household.latitude = point?.[1] ?? null
    household.placeSource = place?.source ?? null
    const newValue = written(household)
    if (newValue === oldValue) return new InvalidInput('place', 'Sổ đang ghi đúng vị trí này.')
    recorder.corrected({ about: household.id, field: CorrectedField.PLACE, oldValue, newValue })
    const event = recorder.record(LifeEventKind.PLACED, [], { unitCode: household.unitCode, household })
    const outline = outlines.get(household.residentialGroup.id)
    const warnings =
      point && outline && !isInside(point, outline) ? ['Vị trí này nằm ngoài ranh giới tổ dân phố của hộ.'] : []
    return Object.assign(new PlaceHouseholdSuccess(), { event, warnings })
  }
}
