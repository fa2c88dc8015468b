import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { Role } from '@vungxanh/access'

/** A place in an organisation. Authority belongs to it, whoever holds it. */
@Entity()
export class Post {
  @PrimaryKey({ type: 'uuid' })
  id!: string

  @Property({ type: 'text' })
  title!: string

  @Property({ type: 'text' })
  organisation!: string

  @Property({ type: 'text' })
  role!: Role

  /** The unit that the post belongs to, and whose administrator fills it. */
  @Property({ type: 'text', index: true })
  unitCode!: string

  /** The units that it works for: its own one, or those of a district or a city. */
  @Property({ type: 'array', columnType: 'text[]' })
  unitCodes!: string[]
}
