import { batched, type Context, isUuid, type LocalDate, LocalDateScalar, localDateOf } from '@vungxanh/subgraph'
import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql'
import { RoundStop } from '../references.ts'
import { Sample } from './sample.ts'
import { isTestedInTime } from './test-rules.ts'

/** The newest day on which somebody was sampled, alone or into a pool. Of the viewer's own household there is none. */
const lastSampled = batched<string, LocalDate | null>(async (ids, { em }) => {
  const samples = await em.find(
    Sample,
    { personId: { $in: ids.filter(isUuid) } },
    { fields: ['personId', 'sampledAt'], orderBy: { sampledAt: 'asc' } },
  )
  const byPerson = new Map(samples.map(({ personId, sampledAt }) => [personId, localDateOf(sampledAt)]))
  return (id) => byPerson.get(id) ?? null
})

/** Those of a household of whom this viewer may know anything, and the newest day on which one of them was sampled. */
async function testedIn({ personIds }: RoundStop, context: Context) {
  const known = personIds.filter((id) => !context.viewer.kin.includes(id))
  const days = await Promise.all(known.map((id) => lastSampled(id, context)))
  return {
    persons: known.length,
    lastTestedOn:
      days
        .filter((day) => day !== null)
        .toSorted()
        .at(-1) ?? null,
  }
}

@Resolver(() => RoundStop)
export class RoundStopTestResolver {
  @Directive('@requires(fields: "personIds testWithinDays")')
  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Trong hộ đã có ai xét nghiệm trong số ngày của vòng đi chưa. Trống khi chưa rõ, hoặc không được xem.',
  })
  async testedInTime(@Root() stop: RoundStop, @Ctx() context: Context): Promise<boolean | null> {
    return isTestedInTime(await testedIn(stop, context), stop.testWithinDays, localDateOf(context.now))
  }

  @Directive('@requires(fields: "personIds")')
  @FieldResolver(() => LocalDateScalar, {
    nullable: true,
    description: 'Ngày gần nhất có người trong hộ được lấy mẫu. Trống khi chưa có ai, hoặc không được xem.',
  })
  async lastTestedOn(@Root() stop: RoundStop, @Ctx() context: Context): Promise<LocalDate | null> {
    return (await testedIn(stop, context)).lastTestedOn
  }
}
