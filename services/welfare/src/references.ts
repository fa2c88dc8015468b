import { ReferredUnit } from '@vungxanh/subgraph'
import { Directive, Field, ID, ObjectType } from 'type-graphql'

// Types of other departments, known here by key only. To the first four this department adds fields.

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

@Directive('@key(fields: "id")')
@ObjectType()
export class Establishment {
  @Field(() => ID)
  id: string

  constructor(id: string) {
    this.id = id
  }
}

@Directive('@key(fields: "id")')
@ObjectType()
export class Document {
  @Field(() => ID)
  id: string

  constructor(id: string) {
    this.id = id
  }
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType()
export class Household {
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
