import { Directive, Field, ID, ObjectType } from 'type-graphql'
import type { LocalDate } from './business-time.ts'
import { unitEnded } from './errors.ts'
import { LocalDate as LocalDateScalar } from './scalars.ts'

/** What says whether a unit's figures of a day are its own: its last day, and who stands there since. */
export interface UnitStanding {
  code: string
  name: string
  validTo?: LocalDate | null | undefined
  /** Name and code of each; none while nobody has written down who they are. */
  successorNames: readonly string[]
}

/**
 * A unit as departments know it that give figures of it. Units are reference data of residents alone: what a figure has to know
 * of them comes along from there (`figureOfUnit`), for no client to fill in.
 */
@ObjectType()
export abstract class ReferredUnit implements UnitStanding {
  @Field(() => ID)
  code: string

  @Directive('@external')
  @Field(() => String)
  name: string

  @Directive('@external')
  @Field(() => LocalDateScalar, { nullable: true })
  validTo: LocalDate | null

  @Directive('@external')
  @Field(() => [String])
  successorNames: readonly string[]

  constructor(code: string, { name, validTo, successorNames }: Readonly<Record<string, unknown>> = {}) {
    this.code = code
    this.name = String(name ?? code)
    this.validTo = typeof validTo === 'string' ? validTo : null
    this.successorNames = Array.isArray(successorNames) ? successorNames.map(String) : []
  }
}

/** On a field of a `ReferredUnit` that is a figure as of a day. */
export const figureOfUnit = '@requires(fields: "name validTo successorNames")'

/**
 * Refuses a figure of a unit for a day on which others stood in its place: what is kept under the old code is not all of what is
 * there, and what is there is counted under the new one. While nobody has written down who they are, the unit is kept on.
 */
export function requireStanding({ code, name, validTo, successorNames }: UnitStanding, on: LocalDate): void {
  if (validTo && on > validTo && successorNames.length > 0) throw unitEnded({ code, name, on: validTo }, successorNames)
}
