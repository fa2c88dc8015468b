import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'

/** That one officer has looked at an act of an administrator; the others are still told of it. */
@Entity()
export class NoticeRead {
  @PrimaryKey({ type: 'uuid' })
  accountId!: string

  @PrimaryKey({ type: 'uuid' })
  eventId!: string

  @Property({ type: 'datetime' })
  at!: Date
}
