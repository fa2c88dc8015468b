import { localDateOf, UserError } from '@vungxanh/subgraph'
import { Field, ObjectType, registerEnumType } from 'type-graphql'

export enum NotUndoableReason {
  UNDONE = 'UNDONE',
  TOO_LATE = 'TOO_LATE',
  NOT_LATEST = 'NOT_LATEST',
}
registerEnumType(NotUndoableReason, {
  name: 'NotUndoableReason',
  description: 'UNDONE: đã hủy rồi. TOO_LATE: đã qua ngày ghi. NOT_LATEST: sau đó đã có thay đổi khác.',
})

const words: Record<NotUndoableReason, string> = {
  UNDONE: 'Thay đổi này đã được hủy rồi.',
  TOO_LATE: 'Chỉ hủy được trong ngày ghi. Hãy ghi lại cho đúng bằng một thay đổi mới.',
  NOT_LATEST: 'Sau đó đã có thay đổi khác. Hãy hủy thay đổi mới nhất trước.',
}

@ObjectType({ implements: UserError, description: 'Thay đổi này không còn hủy được.' })
export class NotUndoable extends UserError {
  readonly code = 'NotUndoable'

  @Field(() => NotUndoableReason)
  reason: NotUndoableReason

  constructor(reason: NotUndoableReason) {
    super(words[reason])
    this.reason = reason
  }
}

interface Change {
  id: string
  recordedAt: Date
  undoneAt?: Date | null
}

/** Taking back is for slips of the same day, the newest first. */
export function refuseTakingBack(change: Change, latest: Change | null, now: Date): NotUndoable | undefined {
  if (change.undoneAt) return new NotUndoable(NotUndoableReason.UNDONE)
  if (localDateOf(change.recordedAt) !== localDateOf(now)) return new NotUndoable(NotUndoableReason.TOO_LATE)
  if (latest && latest.id !== change.id) return new NotUndoable(NotUndoableReason.NOT_LATEST)
}
