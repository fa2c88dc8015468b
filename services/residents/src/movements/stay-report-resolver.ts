import { permits } from '@vungxanh/access'
import {
  type Connection,
  type Context,
  connectionOf,
  InvalidInput,
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
} from 'type-graphql'
import { readStays } from '../access.ts'
import { Person } from '../people/person.ts'
import { personById } from '../people/person-resolver.ts'
import { tidyText } from '../people/search-key.ts'
import { CheckpointEntry } from '../references.ts'
import { Arrival } from './arrival.ts'
import { refuseReason } from './arrival-rules.ts'
import { closeReport, isUnsettled, lockReport, StayReport, StayReportClosed, StayReportState } from './stay-report.ts'

export const StayReportConnection = connectionOf(StayReport, 'StayReport')

const stayReportById = oneBy(StayReport, 'id')

@InputType()
export class DismissStayReportInput {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  reason!: string
}

@ObjectType()
export class StayReportSuccess {
  @Field(() => StayReport)
  report!: StayReport
}

export const DismissStayReportResult = createUnionType({
  name: 'DismissStayReportResult',
  types: () => [StayReportSuccess, StayReportClosed, InvalidInput] as const,
})

/** The entry, or the one that it was merged into since. */
async function whoIsThat(id: string | null | undefined, context: Context): Promise<Person | null> {
  const entry = id ? await personById(id, context) : null
  return entry?.mergedInto ? personById(entry.mergedInto.id, context) : entry
}

@Resolver(() => StayReport)
export class StayReportResolver {
  @Query(() => StayReportConnection, { description: 'Người đến ở mà chốt kiểm soát đã báo, mới nhất trước.' })
  stayReports(
    @Arg('unit', () => ID) unit: string,
    @Arg('state', () => StayReportState, { nullable: true }) state: StayReportState | null,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<StayReport>> {
    requireInScope(unit, context)
    return page(
      context,
      StayReport,
      { unitCode: unit, ...(state && { state }) },
      [
        ['arrivedOn', 'desc'],
        ['id', 'asc'],
      ],
      pageArgs,
    )
  }

  @Query(() => StayReport, { nullable: true })
  stayReport(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<StayReport | null> {
    return stayReportById(id, context)
  }

  @FieldResolver(() => StayReportState)
  state(@Root() { state, matchedByCard }: StayReport, @Ctx() { viewer }: Context): StayReportState {
    const tellsWhose = matchedByCard && state === StayReportState.DECLARED && !permits(readStays, viewer)
    return tellsWhose ? StayReportState.WAITING : state
  }

  @FieldResolver(() => CheckpointEntry, {
    nullable: true,
    description: 'Dòng trong sổ của chốt: ai, từ đâu, đến ở đâu.',
  })
  entry(@Root() { id }: StayReport): CheckpointEntry {
    return new CheckpointEntry(id)
  }

  @FieldResolver(() => Person, {
    nullable: true,
    description: 'Ai trong sổ: chốt đã chọn, hoặc được nhận ra theo số giấy tờ và tên. Trống khi chưa rõ.',
  })
  person(@Root() { personId }: StayReport, @Ctx() context: Context): Promise<Person | null> {
    return whoIsThat(personId, context)
  }

  @FieldResolver(() => Person, {
    nullable: true,
    description: 'Người trong sổ có đúng số giấy tờ này mà tên khác: để cán bộ hộ tịch xem có phải cùng một người.',
  })
  candidate(@Root() { candidate }: StayReport, @Ctx() context: Context): Promise<Person | null> {
    return whoIsThat(candidate?.id, context)
  }

  @FieldResolver(() => Arrival, { nullable: true, description: 'Lượt đến đã khai; trống khi chưa khai.' })
  async arrival(@Root() { arrival }: StayReport): Promise<Arrival | null> {
    return arrival ? arrival.loadOrFail() : null
  }

  @Mutation(() => DismissStayReportResult, {
    description: 'Bỏ qua một lượt chốt báo mà không khai: đã khai rồi, hoặc không đến ở. Vẫn khai được về sau.',
  })
  async dismissStayReport(
    @Arg('input', () => DismissStayReportInput) input: DismissStayReportInput,
    @Ctx() context: Context,
  ): Promise<typeof DismissStayReportResult> {
    const dismissReason = tidyText(input.reason)
    const refusal = refuseReason(dismissReason)
    if (refusal) return refusal
    const report = await lockReport(input.id, undefined, context)
    if (!isUnsettled(report)) return new StayReportClosed()
    closeReport(report, StayReportState.DISMISSED, context.viewer.name, context.now)
    report.dismissReason = dismissReason
    return Object.assign(new StayReportSuccess(), { report })
  }
}

@Resolver(() => CheckpointEntry)
export class CheckpointEntryStayResolver {
  @FieldResolver(() => StayReport, {
    nullable: true,
    description: 'Sổ cư trú đã làm gì với người đến ở này. Trống khi không phải đến ở, hoặc chưa nhận được.',
  })
  stayReport(@Root() { id }: CheckpointEntry, @Ctx() context: Context): Promise<StayReport | null> {
    return stayReportById(id, context)
  }
}
