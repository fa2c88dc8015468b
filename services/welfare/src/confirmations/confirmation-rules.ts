import { DateTime, UserError } from '@vungxanh/subgraph'
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql'
import { ConfirmationAnswer } from './confirmation.ts'
import { ConfirmationState } from './confirmation-request.ts'
import type { TokenFault } from './confirmation-token.ts'

/** How often one officer may ask in a day. More is no desk's work; whoever wants lists of who is poor where asks like that. */
export const MOST_ASKED_A_DAY = 100

export enum ConfirmationFault {
  UNREADABLE = 'UNREADABLE',
  UNKNOWN_ISSUER = 'UNKNOWN_ISSUER',
  KEY_NOT_IN_FORCE = 'KEY_NOT_IN_FORCE',
  FORGED = 'FORGED',
  EXPIRED = 'EXPIRED',
  FOR_ANOTHER_UNIT = 'FOR_ANOTHER_UNIT',
  FROM_ANOTHER_UNIT = 'FROM_ANOTHER_UNIT',
  ANOTHER_REQUEST = 'ANOTHER_REQUEST',
  ANOTHER_PROGRAMME = 'ANOTHER_PROGRAMME',
  ANOTHER_PERSON = 'ANOTHER_PERSON',
  NO_NUMBER = 'NO_NUMBER',
  ALREADY_USED = 'ALREADY_USED',
  SAME_INSTALLATION = 'SAME_INSTALLATION',
}
registerEnumType(ConfirmationFault, { name: 'ConfirmationFault', description: 'Vì sao giấy không được nhận.' })

const faultWords: Record<ConfirmationFault, string> = {
  UNREADABLE: 'Đoạn chữ này không phải giấy xác nhận. Hãy chép lại đủ từ đầu đến cuối hoặc quét lại mã QR.',
  UNKNOWN_ISSUER:
    'Chưa có khóa công khai của nơi ký. Hãy gọi nơi đó để đối chiếu và nhờ quản trị ghi khóa vào danh sách tin cậy.',
  KEY_NOT_IN_FORCE: 'Khóa đã ký nằm ngoài thời gian được tin cậy. Hãy đề nghị nơi ký cấp lại bằng khóa đang dùng.',
  FORGED: 'Chữ ký không đúng: giấy bị sửa hoặc không do nơi đó ký. Hãy gọi nơi đó để kiểm tra, không nhận giấy này.',
  EXPIRED: 'Giấy đã hết hạn. Hãy hỏi lại để có giấy mới.',
  FOR_ANOTHER_UNIT: 'Giấy này gửi cho một phường/xã khác. Hãy đề nghị nơi ký cấp giấy cho đúng nơi hỏi.',
  FROM_ANOTHER_UNIT: 'Giấy do một phường/xã khác ký, không phải nơi được hỏi. Hãy lấy giấy của đúng nơi đã hỏi.',
  ANOTHER_REQUEST: 'Giấy này trả lời một đề nghị khác. Hãy mở hồ sơ của đề nghị đó để nhập.',
  ANOTHER_PROGRAMME: 'Giấy này nói về một chương trình khác. Hãy hỏi lại đúng chương trình của hồ sơ.',
  ANOTHER_PERSON: 'Giấy này nói về một người có số giấy tờ khác. Hãy báo nơi ký tra lại đúng người.',
  NO_NUMBER: 'Sổ chưa có số giấy tờ của người này nên không đối chiếu được. Hãy ghi số giấy tờ vào sổ rồi hỏi lại.',
  ALREADY_USED: 'Giấy này đã được dùng cho một đề nghị. Mỗi giấy chỉ dùng một lần.',
  SAME_INSTALLATION: 'Nơi hỏi dùng chung hệ thống này; đề nghị của họ đã có trong danh sách, không cần nhập.',
}

/** What is wrong with a token itself is a fault by the same name. */
export const faultOf = (fault: TokenFault): ConfirmationFault => ConfirmationFault[fault]

@ObjectType({
  implements: UserError,
  description: 'Giấy đề nghị hoặc giấy xác nhận không nhận được; fault nói vì sao.',
})
export class ConfirmationNotAccepted extends UserError {
  readonly code = 'ConfirmationNotAccepted'

  @Field(() => ConfirmationFault)
  fault: ConfirmationFault

  constructor(fault: ConfirmationFault) {
    super(faultWords[fault])
    this.fault = fault
  }
}

@ObjectType({ implements: UserError, description: 'Không có đề nghị xác nhận này trong phạm vi công tác.' })
export class ConfirmationRequestNotFound extends UserError {
  readonly code = 'ConfirmationRequestNotFound'

  constructor() {
    super('Không tìm thấy đề nghị xác nhận này trong phạm vi công tác của bạn. Hãy tải lại danh sách.')
  }
}

@ObjectType({ implements: UserError, description: 'Chỉ hỏi được về một người có hồ sơ chưa bị từ chối.' })
export class NothingToConfirm extends UserError {
  readonly code = 'NothingToConfirm'

  constructor() {
    super('Chỉ hỏi được về một người đang có hồ sơ chưa chi, chưa bị từ chối. Hãy lập hồ sơ cho người đó trước.')
  }
}

@ObjectType({ implements: UserError, description: 'Hồ sơ này đã hỏi nơi đó, còn trong hạn.' })
export class AlreadyAsked extends UserError {
  readonly code = 'AlreadyAsked'

  @Field(() => DateTime)
  expiresAt: Date

  constructor(expiresAt: Date) {
    super('Hồ sơ này đã hỏi nơi đó và đề nghị còn trong hạn. Hãy chờ trả lời hoặc gọi nơi đó.')
    this.expiresAt = expiresAt
  }
}

@ObjectType({ implements: UserError, description: 'Một người hỏi quá nhiều trong 24 giờ.' })
export class AskedTooOften extends UserError {
  readonly code = 'AskedTooOften'

  @Field(() => Int)
  most: number

  constructor() {
    super(`Trong 24 giờ bạn đã hỏi ${MOST_ASKED_A_DAY} lần. Hãy để mai hoặc nhờ cán bộ khác hỏi.`)
    this.most = MOST_ASKED_A_DAY
  }
}

@ObjectType({ implements: UserError, description: 'Đề nghị đã có giấy xác nhận; mỗi đề nghị một giấy.' })
export class ConfirmationAlreadyGiven extends UserError {
  readonly code = 'ConfirmationAlreadyGiven'

  constructor() {
    super('Đề nghị này đã có giấy xác nhận. Hãy tải lại để xem; muốn trả lời khác thì nơi hỏi phải hỏi lại.')
  }
}

@ObjectType({ implements: UserError, description: 'Đề nghị đã quá hạn hoặc chưa tra được.' })
export class ConfirmationNotOpen extends UserError {
  readonly code = 'ConfirmationNotOpen'

  @Field(() => ConfirmationState)
  state: ConfirmationState

  constructor(state: ConfirmationState) {
    super(
      state === ConfirmationState.EXPIRED
        ? 'Đề nghị này đã quá hạn. Nơi hỏi phải hỏi lại.'
        : 'Sổ nhân khẩu của nơi hỏi chưa cho biết người này theo số giấy tờ nào, nên chưa tra được. Hãy đợi rồi tải lại.',
    )
    this.state = state
  }
}

@ObjectType({ implements: UserError, description: 'Phải tra sổ trước khi trả lời.' })
export class RegisterNotSearched extends UserError {
  readonly code = 'RegisterNotSearched'

  constructor() {
    super('Hãy tra sổ trước khi trả lời; nếu vừa tra, hãy đợi vài giây rồi thử lại.')
  }
}

@ObjectType({ implements: UserError, description: 'Câu trả lời khác với sổ sách; phải nêu lý do.' })
export class AnswerAgainstBooks extends UserError {
  readonly code = 'AnswerAgainstBooks'

  @Field(() => ConfirmationAnswer, { description: 'Sổ sách của phường/xã nói gì.' })
  says: ConfirmationAnswer

  constructor(says: ConfirmationAnswer) {
    super('Câu trả lời khác với hồ sơ và phiếu chi của phường/xã. Hãy xem lại; nếu vẫn đúng, ghi lý do.')
    this.says = says
  }
}

@ObjectType({
  implements: UserError,
  description: 'Nơi cư trú kia xác nhận người này đã hưởng hoặc đang đề nghị hưởng chính chương trình này.',
})
export class ReceivedElsewhere extends UserError {
  readonly code = 'ReceivedElsewhere'

  @Field(() => String)
  unitCode: string

  @Field(() => DateTime)
  answeredAt: Date

  constructor(unitCode: string, answeredAt: Date) {
    super(
      `Nơi kia (mã ${unitCode}) xác nhận người này đã hưởng chương trình này. Hãy từ chối hồ sơ, hoặc chọn “vẫn duyệt” và ghi lý do.`,
    )
    this.unitCode = unitCode
    this.answeredAt = answeredAt
  }
}

@ObjectType({
  implements: UserError,
  description:
    'Phường/xã đã xác nhận với nơi khác rằng người này chưa hưởng, và giấy đó còn hạn: nơi kia đang dựa vào nó.',
})
export class ConfirmedElsewhere extends UserError {
  readonly code = 'ConfirmedElsewhere'

  @Field(() => String)
  unitCode: string

  @Field(() => DateTime)
  expiresAt: Date

  constructor(unitCode: string, expiresAt: Date) {
    super(
      `Phường/xã đã xác nhận với nơi kia (mã ${unitCode}) rằng người này chưa hưởng ở đây; nơi kia đang xét chi. Hãy hỏi nơi kia trước, hoặc đợi giấy hết hạn.`,
    )
    this.unitCode = unitCode
    this.expiresAt = expiresAt
  }
}

interface Asked {
  expiresAt: Date
  identifiedAt?: Date | null
  digests?: string[] | null
  receivedAt?: Date | null
}

/** Where a question stands. One that came on paper brings no hashes: the asked ward picks the person by hand. */
export function stateOf(
  { expiresAt, identifiedAt, digests, receivedAt }: Asked,
  isAnswered: boolean,
  now: Date,
): ConfirmationState {
  if (isAnswered) return ConfirmationState.ANSWERED
  if (expiresAt <= now) return ConfirmationState.EXPIRED
  if (receivedAt) return ConfirmationState.WAITING
  if (!identifiedAt) return ConfirmationState.IDENTIFYING
  return digests?.length ? ConfirmationState.WAITING : ConfirmationState.NO_NUMBER
}

interface Books {
  hasPerson: boolean
  hasProgramme: boolean
  claims: readonly unknown[]
}

/**
 * What a ward's own books say of a person and a programme. Programmes are compared by code: a ward that has none of that code
 * cannot say that nobody received it, for it may have paid the same by another name.
 */
export function booksSay({ hasPerson, hasProgramme, claims }: Books): ConfirmationAnswer {
  if (!hasPerson) return ConfirmationAnswer.UNKNOWN_PERSON
  if (!hasProgramme) return ConfirmationAnswer.UNKNOWN_PROGRAMME
  return claims.length > 0 ? ConfirmationAnswer.RECEIVED : ConfirmationAnswer.NOT_RECEIVED
}
