import { UserError } from '@vungxanh/subgraph'
import { Field, Int, ObjectType } from 'type-graphql'

@ObjectType({ implements: UserError, description: 'Không có thông báo này trong phạm vi công tác.' })
export class BroadcastNotFound extends UserError {
  readonly code = 'BroadcastNotFound'

  constructor() {
    super('Không tìm thấy thông báo này trong phạm vi công tác của bạn. Hãy tải lại danh sách.')
  }
}

@ObjectType({ implements: UserError, description: 'Thông báo không còn là bản soạn.' })
export class BroadcastNotDraft extends UserError {
  readonly code = 'BroadcastNotDraft'

  constructor() {
    super('Thông báo này đã phát hành hoặc đã thu hồi nên không sửa được nữa. Hãy soạn thông báo mới.')
  }
}

@ObjectType({ implements: UserError, description: 'Thông báo chưa phát hành hoặc đã thu hồi.' })
export class BroadcastNotIssued extends UserError {
  readonly code = 'BroadcastNotIssued'

  constructor(isWithdrawn: boolean) {
    super(
      isWithdrawn
        ? 'Thông báo này đã thu hồi. Không gửi tiếp; tổ nào đã nhận thì báo lại là đã thu hồi.'
        : 'Thông báo này chưa phát hành. Hãy phát hành trước.',
    )
  }
}

@ObjectType({ implements: UserError, description: 'Người khác phụ trách tổ này và tự xác nhận bằng tài khoản của họ.' })
export class NotYoursToAcknowledge extends UserError {
  readonly code = 'NotYoursToAcknowledge'

  @Field(() => [String])
  acknowledgers: string[]

  constructor(acknowledgers: string[]) {
    super(
      `Tổ này do ${acknowledgers.join(', ')} xác nhận. Hãy nhắc người ấy, hoặc nhờ văn thư, Trưởng Ban Chỉ đạo ghi thay.`,
    )
    this.acknowledgers = acknowledgers
  }
}

@ObjectType({ implements: UserError, description: 'Không có lời xác nhận nào của bạn còn rút được.' })
export class NothingToTakeBack extends UserError {
  readonly code = 'NothingToTakeBack'

  constructor() {
    super('Chỉ người đã xác nhận rút được lời của mình, trong 24 giờ. Hãy tải lại trang.')
  }
}

@ObjectType({ implements: UserError, description: 'Số tổ nhận khác với số đã xem trước khi bấm.' })
export class RecipientsChanged extends UserError {
  readonly code = 'RecipientsChanged'

  @Field(() => Int)
  count: number

  constructor(count: number) {
    super(
      count === 0
        ? 'Thông báo chưa chọn tổ nào. Hãy chọn tổ nhận rồi phát hành.'
        : `Thông báo nay gửi tới ${count} tổ, khác với số bạn đã xem. Hãy xem lại danh sách rồi phát hành.`,
    )
    this.count = count
  }
}
