import { Directive, Field, ID, ObjectType } from 'type-graphql'

/** Owned by residents; this department adds the unit's tasks. */
@Directive('@key(fields: "code")')
@ObjectType()
export class AdminUnit {
  @Field(() => ID)
  code: string

  constructor(code: string) {
    this.code = code
  }
}

/** Owned by residents; only pointed at. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType()
export class ResidentialGroup {
  @Field(() => ID)
  id: string

  constructor(id: string) {
    this.id = id
  }
}

/** Owned by residents; this department adds what the household signed. */
@Directive('@key(fields: "id")')
@ObjectType()
export class Household {
  @Field(() => ID)
  id: string

  constructor(id: string) {
    this.id = id
  }
}
