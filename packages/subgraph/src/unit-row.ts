import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { Field, ID, ObjectType } from 'type-graphql'
import { unitPolicy } from './row-security.ts'

/** Entity options of every table whose rows belong to a unit: row security forced, even for the tables' owner. */
export const ofUnit = { rowLevelSecurity: 'force' as const, policies: [unitPolicy()] }

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
