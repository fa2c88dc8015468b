import { Directive, Field, ID, ObjectType } from 'type-graphql'

/** Owned by directives; a round points at the document whose commitments it collects. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType()
export class Document {
  @Field(() => ID)
  id: string

  constructor(id: string) {
    this.id = id
  }
}

/** Owned by directives; this department adds what became of whoever came to stay. */
@Directive('@key(fields: "id")')
@ObjectType()
export class CheckpointEntry {
  @Field(() => ID)
  id: string

  constructor(id: string) {
    this.id = id
  }
}
