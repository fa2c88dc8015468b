import { Directive, Field, InterfaceType, ObjectType } from 'type-graphql'

/** A refusal the user can act on. Returned, never thrown: the compiler then proves that each result union names it. */
@InterfaceType({ description: 'Lý do từ chối mà người dùng có thể xử lý. Mọi lời từ chối đều có câu giải thích.' })
export abstract class UserError {
  /** Makes refusals of equal shape different types for the compiler, and names them in logs. */
  abstract readonly code: string

  @Field(() => String)
  message: string

  constructor(message: string) {
    this.message = message
  }
}

@Directive('@shareable')
@ObjectType({ implements: UserError, description: 'Một ô nhập chưa đúng; field nói là ô nào.' })
export class InvalidInput extends UserError {
  readonly code = 'InvalidInput'

  @Field(() => String)
  field: string

  constructor(field: string, message: string) {
    super(message)
    this.field = field
  }
}

@Directive('@shareable')
@ObjectType({
  implements: UserError,
  description: 'Đơn vị hành chính nằm ngoài phạm vi công tác của người đang đăng nhập.',
})
export class UnitOutOfScope extends UserError {
  readonly code = 'UnitOutOfScope'

  @Field(() => String)
  unit: string

  constructor(unit: string) {
    super(`Đơn vị ${unit} không thuộc phạm vi công tác của bạn.`)
    this.unit = unit
  }
}

/** The first refusal of a list of checks, in the order a clerk would want to hear them. */
export function refuse<R extends UserError>(...checks: (R | undefined)[]): R | undefined {
  return checks.find((check) => check !== undefined)
}

/** A text that is too long, or that PostgreSQL cannot hold: pasted binary brings U+0000 with it. */
export function refuseText(
  field: string,
  words: string,
  text: string | null | undefined,
  longest: number,
): InvalidInput | undefined {
  if (!text) return undefined
  if (text.length > longest) return new InvalidInput(field, `${words} dài tối đa ${longest} ký tự.`)
  if (text.includes('\u0000')) return new InvalidInput(field, `${words} có ký tự không đọc được. Hãy nhập lại.`)
}
