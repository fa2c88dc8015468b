import { type Context, type LocalDate, LocalDateScalar } from '@vungxanh/subgraph'
import { Field, InputType, Int } from 'type-graphql'
import type { Household, HouseholdRelation } from '../households/household.ts'
import type { LifeEventRecorder } from '../movements/life-event-recorder.ts'
import { ResidenceKind } from '../movements/residence.ts'
import { IdentityDocument, IdentityKind, truly } from './identity-document.ts'
import { Person, Sex } from './person.ts'
import { citizenIdWarnings, yearOf } from './person-rules.ts'
import { nextProvisionalCodes } from './provisional-code.ts'
import { sealNumber, sealPhone } from './sealed-numbers.ts'
import { searchKey, sortKey, tidyText } from './search-key.ts'

/** What is written down of somebody who comes into the register, alone or with their household. */
@InputType()
export class PersonDetails {
  @Field(() => String)
  fullName!: string

  @Field(() => LocalDateScalar, { nullable: true })
  bornOn?: LocalDate | null

  @Field(() => Int, { nullable: true, description: 'Khi chỉ biết năm sinh.' })
  birthYear?: number | null

  @Field(() => Sex)
  sex!: Sex

  @Field(() => IdentityKind, { nullable: true })
  identityKind?: IdentityKind | null

  @Field(() => String, { nullable: true })
  identityNumber?: string | null

  @Field(() => String, { nullable: true })
  phone?: string | null

  @Field(() => ResidenceKind)
  residenceKind!: ResidenceKind

  @Field(() => LocalDateScalar)
  residesFrom!: LocalDate
}

type Papers = Pick<PersonDetails, 'identityKind' | 'identityNumber'>

/** Who in the unit's register has these papers already; any number of them is one statement. Answers in the order asked. */
export async function holdersOf(
  unitCode: string,
  papers: readonly Papers[],
  { em, vault }: Context,
): Promise<(Person | undefined)[]> {
  const wanted = papers.map(({ identityKind, identityNumber }) =>
    identityKind && identityNumber ? { kind: identityKind, numberIndex: vault.index(identityNumber) } : undefined,
  )
  const known = wanted.filter((paper) => paper !== undefined)
  if (known.length === 0) return wanted.map(() => undefined)
  const documents = await em.find(
    IdentityDocument,
    { unitCode, $and: [{ $or: known }, truly] },
    { populate: ['person.mergedInto'] },
  )
  return wanted.map((paper) => {
    const document = documents.find(
      ({ kind, numberIndex }) => paper && kind === paper.kind && paper.numberIndex.equals(numberIndex),
    )
    const holder = document?.person.getEntity()
    return holder?.mergedInto?.getEntity() ?? holder
  })
}

interface Place {
  household: Household
  relation: HouseholdRelation
}

/** Puts persons whose details have passed the rules into a household, as a part of the event that the recorder writes down. */
export async function enterPersons(
  entering: readonly (Place & { details: PersonDetails })[],
  recorder: LifeEventRecorder,
  context: Context,
): Promise<Person[]> {
  const { em, vault } = context
  const codes = await codesFor(entering, context)
  return entering.map(({ details, household, relation }, place) => {
    const { unitCode } = household
    const fullName = tidyText(details.fullName)
    const { bornOn, sex, residesFrom: fromOn, residenceKind: kind } = details
    const person = em.create(Person, {
      unitCode,
      fullName,
      bornOn,
      birthYear: yearOf(details),
      sex,
      nameKey: searchKey(fullName),
      sortKey: sortKey(fullName),
      provisionalCode: codes[place],
    })
    Object.assign(person, sealPhone({ id: person.id, phone: details.phone }, vault))
    recorder.added(person)
    recorder.join(person, household, relation, fromOn)
    recorder.reside(person, household, { kind, fromOn })
    if (details.identityKind && details.identityNumber) {
      const id = crypto.randomUUID()
      const sealed = sealNumber({ id, number: details.identityNumber }, vault)
      em.create(IdentityDocument, { id, unitCode, person, kind: details.identityKind, ...sealed })
    }
    return person
  })
}

/** A provisional code for each who has no paper. */
async function codesFor(
  entering: readonly (Place & { details: PersonDetails })[],
  context: Context,
): Promise<(string | undefined)[]> {
  const without = entering.filter(({ details }) => !details.identityNumber)
  const [first] = without
  if (!first) return []
  const codes = await nextProvisionalCodes(first.household.unitCode, without.length, context)
  return entering.map(({ details }) => (details.identityNumber ? undefined : codes.shift()))
}

/** What a clerk should look at again; the person is registered all the same. */
export function warningsOf(details: PersonDetails): string[] {
  return details.identityKind === IdentityKind.CITIZEN_ID && details.identityNumber
    ? citizenIdWarnings(details.identityNumber, { sex: details.sex, birthYear: yearOf(details) })
    : []
}
