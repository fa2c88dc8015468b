import { type LocalDate, LocalDateScalar, UserError } from '@vungxanh/subgraph'
import { Field, ObjectType } from 'type-graphql'

@ObjectType({ implements: UserError, description: 'Cơ sở này đã thôi hoạt động.' })
export class EstablishmentClosed extends UserError {
  readonly code = 'EstablishmentClosed'

  @Field(() => LocalDateScalar)
  closedOn: LocalDate

  constructor(name: string, closedOn: LocalDate) {
    super(`${name} đã thôi hoạt động. Hãy ghi một cơ sở mới nếu nay lại mở.`)
    this.closedOn = closedOn
  }
}

@ObjectType({ implements: UserError, description: 'Còn hộ đang ở trọ.' })
export class StillLodging extends UserError {
  readonly code = 'StillLodging'

  constructor(households: number) {
    super(`Còn ${households} hộ đang ở đây. Hãy ghi các hộ rời phòng trước.`)
  }
}
