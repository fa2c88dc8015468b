import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { Field, ID, ObjectType } from 'type-graphql'

/** A row of one administrative unit. The unit is what row security and every index starts from. */
@ObjectType()
@Entity({ abstract: true })
export abstract class UnitRow {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id: string = crypto.randomUUID()

  @Property({ type: 'text', index: true })
  unitCode!: string
}
