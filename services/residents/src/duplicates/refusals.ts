import { UserError } from '@vungxanh/subgraph'
import { Field, ObjectType } from 'type-graphql'
import { DuplicateScan, type ScanProgress } from './duplicate-pair.ts'

@ObjectType({ implements: UserError, description: 'Cặp này đã có người quyết định.' })
export class PairDecided extends UserError {
  readonly code = 'PairDecided'

  constructor(byName?: string | null) {
    super(`${byName ?? 'Một cán bộ khác'} vừa quyết định cặp này rồi. Hãy tải lại danh sách.`)
  }
}

@ObjectType({ implements: UserError, description: 'Hai lần ghi ở hai hộ: phải chọn người này ở hộ nào.' })
export class HouseholdChoiceNeeded extends UserError {
  readonly code = 'HouseholdChoiceNeeded'

  constructor() {
    super('Hai lần ghi đang ở hai hộ khác nhau. Hãy chọn hộ mà người này thực tế đang ở.')
  }
}

@ObjectType({ implements: UserError, description: 'Hai lần ghi có hai ngày mất.' })
export class DeathsDiffer extends UserError {
  readonly code = 'DeathsDiffer'

  constructor() {
    super('Sổ ghi hai ngày mất khác nhau. Hãy đối chiếu giấy chứng tử và sửa cho khớp trước khi gộp.')
  }
}

@ObjectType({ implements: UserError, description: 'Một bên đã được báo tử, bên kia thì chưa.' })
export class OneHasDied extends UserError {
  readonly code = 'OneHasDied'

  constructor(name: string, diedOn: string) {
    const [year, month, day] = diedOn.split('-')
    super(
      `Một lần ghi đã mất ngày ${day}/${month}/${year}, lần kia còn sống. Nếu là một người, hãy báo tử cho ${name} cùng ngày đó rồi gộp.`,
    )
  }
}

@ObjectType({ implements: UserError, description: 'Một trong hai lần ghi không còn trong sổ.' })
export class EntryGone extends UserError {
  readonly code = 'EntryGone'

  constructor() {
    super('Một trong hai lần ghi đã bị hủy hoặc đã được gộp vào người khác. Hãy tải lại danh sách.')
  }
}

@ObjectType({ implements: UserError, description: 'Việc gộp này đã được hoàn tác.' })
export class MergeUndone extends UserError {
  readonly code = 'MergeUndone'

  constructor() {
    super('Việc gộp này đã được hoàn tác rồi.')
  }
}

@ObjectType({ implements: UserError, description: 'Chỉ hoàn tác được trong 24 giờ.' })
export class UndoMergeTooLate extends UserError {
  readonly code = 'UndoMergeTooLate'

  constructor() {
    super('Chỉ hoàn tác được trong 24 giờ sau khi gộp. Nếu gộp nhầm, hãy đăng ký lại người kia.')
  }
}

@ObjectType({ implements: UserError, description: 'Sau khi gộp, người này đã có thay đổi khác.' })
export class ChangedSinceMerge extends UserError {
  readonly code = 'ChangedSinceMerge'

  constructor(what: string) {
    super(`Sau khi gộp, ${what} đã được sửa. Hãy hủy thay đổi đó trước rồi hoàn tác việc gộp.`)
  }
}

const timeOfDay = new Intl.DateTimeFormat('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit' })

@ObjectType({ implements: UserError, description: 'Đang có một lần rà của phường/xã; không rà thêm.' })
export class ScanRunning extends UserError {
  readonly code = 'ScanRunning'

  @Field(() => DuplicateScan)
  scan: DuplicateScan

  constructor(scan: DuplicateScan, { done, total }: ScanProgress) {
    // How many steps there are is known when the first of them runs.
    const progress = total ? `, đã xong ${done}/${total} bước` : ''
    super(
      `${scan.byName} đang rà từ ${timeOfDay.format(scan.startedAt)}${progress}. Hãy đợi: kết quả hiện ở trang này.`,
    )
    this.scan = scan
  }
}
