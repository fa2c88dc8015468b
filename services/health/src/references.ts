import { ReferredUnit } from '@vungxanh/subgraph'
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql'

// Types that other departments own. Health adds fields to those that have more than their key, and points at the others.

@Directive('@key(fields: "code")')
@ObjectType()
export class AdminUnit extends ReferredUnit {}

@Directive('@key(fields: "id")')
@ObjectType()
export class Person {
  @Field(() => ID)
  id: string

  constructor(id: string) {
    this.id = id
  }
}

/**
 * A household on a round of residents. Who is in it and how new a test has to be comes with it from there, past no client:
 * this department knows persons, not households.
 */
@Directive('@key(fields: "id")')
@ObjectType()
export class RoundStop {
  @Field(() => ID)
  id: string

  @Directive('@external')
  @Field(() => [ID])
  personIds: string[]

  @Directive('@external')
  @Field(() => Int, { nullable: true })
  testWithinDays: number | null

  constructor(id: string, { personIds, testWithinDays }: Readonly<Record<string, unknown>>) {
    this.id = id
    this.personIds = Array.isArray(personIds) ? personIds.map(String) : []
    this.testWithinDays = typeof testWithinDays === 'number' ? testWithinDays : null
  }
}

/** Who is in a household comes with it from residents, past no client, as for a stop of a round. */
@Directive('@key(fields: "id")')
@ObjectType()
export class Household {
  @Field(() => ID)
  id: string

  @Directive('@external')
  @Field(() => [ID])
  personIds: string[]

  constructor(id: string, { personIds }: Readonly<Record<string, unknown>>) {
    this.id = id
    this.personIds = Array.isArray(personIds) ? personIds.map(String) : []
  }
}

@Directive('@key(fields: "id")')
@ObjectType()
export class Arrival {
  @Field(() => ID)
  id: string

  constructor(id: string) {
    this.id = id
  }
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType()
export class ResidentialGroup {
  @Field(() => ID)
  id: string

  constructor(id: string) {
    this.id = id
  }
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType()
export class Document {
  @Field(() => ID)
  id: string

  constructor(id: string) {
    this.id = id
  }
}
