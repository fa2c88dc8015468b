import { ReferredUnit } from '@vungxanh/subgraph'
import { Directive, Field, ID, ObjectType } from 'type-graphql'

/** Owned by residents; this department adds the unit's tasks. */
@Directive('@key(fields: "code")')
@ObjectType()
export class AdminUnit extends ReferredUnit {}

function isUnit(sent: unknown): sent is { code: string } {
  return typeof sent === 'object' && sent !== null && 'code' in sent
}

/**
 * Owned by residents; this department adds who answers for it. Which households are in it comes with it from there, past no
 * client: commitments are of households, and this department knows no group of theirs.
 */
@Directive('@key(fields: "id")')
@ObjectType()
export class ResidentialGroup {
  @Field(() => ID)
  id: string

  @Directive('@external')
  @Field(() => [ID])
  householdIds: string[]

  @Directive('@external')
  @Field(() => AdminUnit, { nullable: true })
  unit: AdminUnit | null

  constructor(id: string, { householdIds, unit }: Readonly<Record<string, unknown>> = {}) {
    this.id = id
    this.unit = isUnit(unit) ? new AdminUnit(unit.code, unit) : null
    this.householdIds = Array.isArray(householdIds) ? householdIds.map(String) : []
  }
}

/** Owned by residents; this department adds who answers for it. */
@Directive('@key(fields: "id")')
@ObjectType()
export class SelfManagementGroup {
  @Field(() => ID)
  id: string

  constructor(id: string) {
    this.id = id
  }
}

/** Owned by residents; this department adds what the household signed and who answers for it. */
@Directive('@key(fields: "id")')
@ObjectType()
export class Household {
  @Field(() => ID)
  id: string

  constructor(id: string) {
    this.id = id
  }
}

/** Owned by residents; this department adds where they came through. */
@Directive('@key(fields: "id")')
@ObjectType()
export class Person {
  @Field(() => ID)
  id: string

  constructor(id: string) {
    this.id = id
  }
}
