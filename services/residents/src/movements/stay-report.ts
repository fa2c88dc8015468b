import { LockMode, type Opt, type Ref } from '@mikro-orm/core'
import { Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy'
import {
  type Context,
  DateTime,
  isUuid,
  type LocalDate,
  LocalDateScalar,
  notFound,
  UnitRow,
  UserError,
} from '@vungxanh/subgraph'
import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { Person } from '../people/person.ts'
import { Arrival } from './arrival.ts'

export enum StayReportState {
  WAITING = 'WAITING',
  DECLARED = 'DECLARED',
  DISMISSED = 'DISMISSED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(StayReportState, {
  name: 'StayReportState',
  description:
    'WAITING: chờ cán bộ hộ tịch. DECLARED: đã thành lượt đến. DISMISSED: cán bộ hộ tịch bỏ qua. WITHDRAWN: chốt đã hủy lượt ghi.',
})

export enum StayObstacle {
  NOT_IN_REGISTER = 'NOT_IN_REGISTER',
  NAME_DIFFERS = 'NAME_DIFFERS',
  ORIGIN_UNKNOWN = 'ORIGIN_UNKNOWN',
  NO_HOUSEHOLD = 'NO_HOUSEHOLD',
  ALREADY_DECLARED = 'ALREADY_DECLARED',
  HAS_DIED = 'HAS_DIED',
  OUT_OF_ORDER = 'OUT_OF_ORDER',
  NOT_ACCEPTED = 'NOT_ACCEPTED',
}
registerEnumType(StayObstacle, {
  name: 'StayObstacle',
  description:
    'Vì sao chưa thành lượt đến ngay. NOT_IN_REGISTER: chốt chỉ ghi tên, và không giấy tờ nào trong sổ khớp. NAME_DIFFERS: số giấy tờ chốt ghi là của một người trong sổ, nhưng tên khác. ORIGIN_UNKNOWN: chưa rõ đơn vị hành chính của nơi đi. NO_HOUSEHOLD: người này không còn ở hộ nào. ALREADY_DECLARED: đã khai đến vào ngày đó. HAS_DIED: sổ ghi người này đã mất. OUT_OF_ORDER: sổ đã ghi điều khác về sau ngày này. NOT_ACCEPTED: điều chốt ghi chưa hợp lệ.',
})

/** Where somebody came from, as the checkpoint told it. */
export interface ReportedJourney {
  origin: string | null
  fromEpidemicArea: boolean
  departedOn: LocalDate | null
}

/**
 * What a checkpoint told of somebody who came to stay. Its id is that of the checkpoint's line, which says who: directives keeps
 * the name. It becomes an arrival by itself when the person and the origin are known: chosen from the register at the gate, or
 * recognised here by the number of their card and the same name. Else it waits for a registrar.
 */
@ObjectType({ description: 'Người đến ở mà chốt kiểm soát đã báo.' })
@Entity(rows.ofStayReports)
@Index({ properties: ['unitCode', 'arrivedOn', 'id'] })
export class StayReport extends UnitRow {
  @Enum({ items: () => StayReportState, type: 'text' })
  state!: StayReportState

  @Field(() => StayObstacle, { nullable: true, description: 'Trống khi đã thành lượt đến ngay.' })
  @Enum({ items: () => StayObstacle, type: 'text', nullable: true })
  obstacle?: (StayObstacle & Opt) | null

  @Property({ type: 'uuid', nullable: true })
  personId?: (string & Opt) | null

  @Field(() => Boolean, { description: 'Người này được nhận ra theo số giấy tờ mà chốt ghi, với tên trùng với sổ.' })
  @Property({ type: 'boolean', default: false })
  matchedByCard: boolean & Opt = false

  /** Whose card it is by its number, though the name is another. */
  @ManyToOne(() => Person, { ref: true, nullable: true, index: true })
  candidate?: Ref<Person> | null

  @Field(() => LocalDateScalar)
  @Property({ type: 'date' })
  arrivedOn!: LocalDate

  /** Kept while another arrival of the same day stands in its way: annulled, that one makes room for this one. */
  @Property({ type: 'json', nullable: true })
  journey?: (ReportedJourney & Opt) | null

  @ManyToOne(() => Arrival, { ref: true, nullable: true, index: true })
  arrival?: Ref<Arrival> | null

  @Field(() => DateTime)
  @Property({ type: 'datetime', length: 3 })
  reportedAt!: Date

  @Field(() => DateTime, { nullable: true, description: 'Lúc khai, bỏ qua hoặc hủy; trống khi đang chờ.' })
  @Property({ type: 'datetime', length: 3, nullable: true })
  closedAt?: (Date & Opt) | null

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  closedByName?: (string & Opt) | null

  @Field(() => String, { nullable: true, description: 'Vì sao bỏ qua.' })
  @Property({ type: 'text', nullable: true })
  dismissReason?: (string & Opt) | null
}

@ObjectType({ implements: UserError, description: 'Lượt chốt báo này đã được khai hoặc chốt đã hủy.' })
export class StayReportClosed extends UserError {
  readonly code = 'StayReportClosed'

  constructor() {
    super('Lượt chốt báo này đã được khai rồi, hoặc chốt đã hủy. Hãy tải lại trang.')
  }
}

/** What was passed over may be declared after all. */
export const isUnsettled = ({ state }: StayReport): boolean =>
  state === StayReportState.WAITING || state === StayReportState.DISMISSED

export async function lockReport(id: string, unitCode: string | undefined, { em }: Context): Promise<StayReport> {
  const report = isUuid(id)
    ? await em.findOne(StayReport, { id, ...(unitCode && { unitCode }) }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    : null
  if (!report) throw notFound('Không tìm thấy lượt chốt báo này trong phạm vi công tác của bạn.')
  return report
}

export function closeReport(report: StayReport, state: StayReportState, byName: string, now: Date): void {
  Object.assign(report, { state, closedAt: now, closedByName: byName, journey: null })
}
