import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { Role } from '@vungxanh/access'

/** A place in the organisation of one unit. Authority belongs to it, whoever holds it. */
@Entity()
export class Post {
  @PrimaryKey({ type: 'uuid' })
  id!: string

  @Property({ type: 'text' })
  title!: string

  @Property({ type: 'text' })
  role!: Role

  @Property({ type: 'text', index: true })
  unitCode!: string
}
