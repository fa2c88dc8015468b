import { type LocalDate, LocalDateScalar, UserError } from '@vungxanh/subgraph'
import { Field, ObjectType } from 'type-graphql'
import { type Circumstance, CircumstanceKind } from '../circumstances/circumstance.ts'

@ObjectType({ implements: UserError, description: 'Người này không ở trong hộ đã chọn, hoặc vừa được chuyển đi.' })
export class NotInHousehold extends UserError {
  readonly code = 'NotInHousehold'

  constructor(name: string) {
    super(`${name} không ở trong hộ này. Có thể ai đó vừa ghi biến động; hãy tải lại trang.`)
  }
}

@ObjectType({ implements: UserError, description: 'Người này đang ở trong một hộ của phường/xã.' })
export class StillInHousehold extends UserError {
  readonly code = 'StillInHousehold'

  constructor(name: string) {
    super(`${name} đang ở trong một hộ của phường/xã. Hãy ghi là chuyển chỗ ở.`)
  }
}

@ObjectType({ implements: UserError, description: 'Người đã mất không có biến động nào nữa.' })
export class PersonHasDied extends UserError {
  readonly code = 'PersonHasDied'

  @Field(() => LocalDateScalar)
  diedOn: LocalDate

  constructor(name: string, diedOn: LocalDate) {
    super(`Sổ ghi ${name} đã mất, nên không ghi thêm biến động nào.`)
    this.diedOn = diedOn
  }
}

@ObjectType({ implements: UserError, description: 'Ngày của biến động đi trước điều sổ đã ghi về người này.' })
export class EventOutOfOrder extends UserError {
  readonly code = 'EventOutOfOrder'

  @Field(() => LocalDateScalar, { description: 'Ngày sớm nhất có thể ghi.' })
  since: LocalDate

  constructor(name: string, since: LocalDate) {
    const [year, month, day] = since.split('-')
    super(`Sổ đã ghi về ${name} từ ngày ${day}/${month}/${year}; biến động này không thể trước ngày đó.`)
    this.since = since
  }
}

@ObjectType({
  implements: UserError,
  description: 'Người đang tạm vắng thì không vắng thêm; người có mặt thì không trở về.',
})
export class AbsenceUnchanged extends UserError {
  readonly code = 'AbsenceUnchanged'

  constructor(name: string, isAbsent: boolean) {
    super(isAbsent ? `${name} đang tạm vắng rồi.` : `Sổ không ghi ${name} tạm vắng vào ngày đó.`)
  }
}

@ObjectType({ implements: UserError, description: 'Biến động này đã được hủy.' })
export class EventUndone extends UserError {
  readonly code = 'EventUndone'

  constructor() {
    super('Biến động này đã được hủy rồi.')
  }
}

@ObjectType({ implements: UserError, description: 'Chỉ hủy được trong ngày ghi.' })
export class UndoTooLate extends UserError {
  readonly code = 'UndoTooLate'

  constructor() {
    super('Chỉ hủy được trong ngày ghi. Hãy ghi một biến động khác để sửa.')
  }
}

@ObjectType({ implements: UserError, description: 'Sau biến động này đã có biến động khác của người hoặc hộ đó.' })
export class NotLatestEvent extends UserError {
  readonly code = 'NotLatestEvent'

  constructor() {
    super('Sau đó đã có biến động khác của người hoặc hộ này. Hãy hủy biến động mới nhất trước.')
  }
}

@ObjectType({
  implements: UserError,
  description: 'Sửa theo yêu cầu của người dân: chỉ sửa lại bằng một yêu cầu khác.',
})
export class EventOfRequest extends UserError {
  readonly code = 'EventOfRequest'

  constructor() {
    super('Việc sửa này trả lời một yêu cầu của người dân. Hãy tiếp nhận một yêu cầu khác để sửa lại.')
  }
}

@ObjectType({ implements: UserError, description: 'Việc gộp được hoàn tác ở nơi gộp.' })
export class UndoneAmongMerges extends UserError {
  readonly code = 'UndoneAmongMerges'

  constructor() {
    super('Việc gộp hai lần ghi được hoàn tác ở trang Gộp trùng, trong 24 giờ.')
  }
}

@ObjectType({
  implements: UserError,
  description: 'Diện mà biến động đã ghi thôi nay đã được sửa hoặc được ghi lại.',
})
export class CircumstanceChangedSince extends UserError {
  readonly code = 'CircumstanceChangedSince'

  @Field(() => CircumstanceKind)
  kind: CircumstanceKind

  constructor({ kind }: Circumstance, occurredOn: LocalDate) {
    const day = occurredOn.split('-').reverse().join('/')
    super(
      `Một diện thôi theo biến động này nay đã được sửa. Ở mục Diện, hoàn cảnh, hãy ghi lại ngày thôi là ${day} và hủy diện ghi sau đó, rồi hủy biến động.`,
    )
    this.kind = kind
  }
}

@ObjectType({ implements: UserError, description: 'Hộ hoặc cơ sở sẽ trở lại một tổ dân phố nay đã đóng.' })
export class GroupClosedSince extends UserError {
  readonly code = 'GroupClosedSince'

  constructor(group: string) {
    super(`${group} đã đóng sau khi ghi việc này. Hãy mở lại tổ rồi hủy.`)
  }
}
