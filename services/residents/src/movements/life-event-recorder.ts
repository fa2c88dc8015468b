import type { Viewer } from '@vungxanh/access'
import { addDays, type Context, type LocalDate } from '@vungxanh/subgraph'
import type { Circumstance } from '../circumstances/circumstance.ts'
import { type Household, HouseholdMember, type HouseholdRelation } from '../households/household.ts'
import type { IdentityDocument, IdentityEnd } from '../people/identity-document.ts'
import { identityOf, type Person } from '../people/person.ts'
import {
  LifeEvent,
  type LifeEventCorrection,
  type LifeEventEffects,
  type LifeEventKind,
  LifeEventPart,
  LifeEventPerson,
} from './life-event.ts'
import { Residence, type ResidenceKind } from './residence.ts'

interface Participant {
  person: Person
  part?: LifeEventPart
  relation?: HouseholdRelation
  formerRelation?: HouseholdRelation | undefined
}

/** Carries out one event on the rows and remembers what it did to them, so that `undoLifeEvent` can turn it round. */
export class LifeEventRecorder {
  readonly on: LocalDate
  readonly #context: Context
  readonly #by: Pick<Viewer, 'accountId' | 'name' | 'post'>
  readonly #corrections: LifeEventCorrection[] = []
  readonly #effects: Required<LifeEventEffects> = {
    persons: [],
    died: [],
    households: [],
    dissolved: [],
    joined: [],
    left: [],
    opened: [],
    ended: [],
    changed: [],
    papersAdded: [],
    papersEnded: [],
    circumstances: [],
    answers: null,
  }

  /** @param by who says that it happened, where that is not whoever asks */
  constructor(on: LocalDate, context: Context, by: Pick<Viewer, 'accountId' | 'name' | 'post'> = context.viewer) {
    this.on = on
    this.#context = context
    this.#by = by
  }

  /** The day on which somebody leaves is the first that they are not a member. */
  leave(member: HouseholdMember): void {
    member.leftOn = this.on
    this.#effects.left.push(member.id)
  }

  /** A residence ends with the day before: the night of this day is spent elsewhere. */
  end(residence: Residence): void {
    this.#effects.ended.push({ id: residence.id, toOn: residence.toOn ?? null })
    residence.toOn = addDays(this.on, -1)
  }

  dissolve(household: Household, successor: Household): void {
    household.dissolvedOn = this.on
    household.successor = this.#context.em.getReference(household.constructor as typeof Household, successor.id, {
      wrapped: true,
    })
    this.#effects.dissolved.push(household.id)
  }

  die(person: Person): void {
    person.diedOn = this.on
    this.#effects.died.push(person.id)
  }

  /** Keeps what the book said of a person, before it is corrected. */
  correcting(person: Person): void {
    this.#effects.changed.push({ person: person.id, before: identityOf(person) })
  }

  /** Keeps where the book saw a household, before it is placed elsewhere. */
  placing({ id, latitude = null, longitude = null, placeSource = null }: Household): void {
    this.#effects.changed.push({ household: id, before: { latitude, longitude, placeSource } })
  }

  /** What was corrected, for whoever reads the history. */
  corrected(correction: LifeEventCorrection): void {
    this.#corrections.push(correction)
  }

  answers(request: string): void {
    this.#effects.answers = request
  }

  get hasCorrections(): boolean {
    return this.#corrections.length > 0
  }

  /** The day is the first on which it is so no longer. */
  endCircumstance(circumstance: Circumstance): void {
    const { id, person, toOn = null, endedByName = null } = circumstance
    this.#effects.circumstances.push({ id, person: person?.id ?? '', toOn, endedByName })
    circumstance.toOn = this.on
    circumstance.endedByName = this.#by.name
  }

  addPaper(document: IdentityDocument): void {
    this.#effects.papersAdded.push(document.id)
  }

  endPaper(document: IdentityDocument, endedAs: IdentityEnd): void {
    document.endedOn = this.on
    document.endedAs = endedAs
    this.#effects.papersEnded.push(document.id)
  }

  added(person: Person): void {
    this.#effects.persons.push(person.id)
  }

  opened(household: Household): void {
    this.#effects.households.push(household.id)
  }

  /** What ended must be in the database before somebody can be in a household again: the index allows one at a time. */
  settle(): Promise<void> {
    return this.#context.em.flush()
  }

  join(person: Person, household: Household, relation: HouseholdRelation, joinedOn: LocalDate = this.on): void {
    const { unitCode } = person
    const member = this.#context.em.create(HouseholdMember, { unitCode, household, person, relation, joinedOn })
    this.#effects.joined.push(member.id)
  }

  /** The same stay in the household under another relation: one row ends, and the next goes on from there. */
  relate(member: HouseholdMember, person: Person, household: Household, relation: HouseholdRelation): void {
    const next = this.#context.em.create(HouseholdMember, {
      unitCode: person.unitCode,
      household,
      person,
      relation,
      joinedOn: member.joinedOn,
      relationFrom: this.on,
    })
    this.#effects.joined.push(next.id)
  }

  reside(
    person: Person,
    household: Household,
    { kind, toOn, fromOn = this.on }: { kind: ResidenceKind; toOn?: LocalDate | null; fromOn?: LocalDate },
  ): void {
    const { unitCode } = person
    const residence = this.#context.em.create(Residence, { unitCode, person, household, kind, fromOn, toOn })
    this.#effects.opened.push(residence.id)
  }

  /** Writes the event down, with who records it. */
  record(
    kind: LifeEventKind,
    participants: readonly Participant[],
    {
      unitCode,
      household,
      toHousehold,
      place,
      reason,
    }: {
      unitCode: string
      household?: Household | null
      toHousehold?: Household | null
      place?: string | null
      reason?: string | null
    },
  ): LifeEvent {
    const { em, now } = this.#context
    const event = em.create(LifeEvent, {
      unitCode,
      kind,
      occurredOn: this.on,
      household,
      toHousehold,
      place: place || null,
      reason: reason || null,
      corrections: this.hasCorrections ? this.#corrections : null,
      recordedAt: now,
      accountId: this.#by.accountId,
      byName: this.#by.name,
      byPost: this.#by.post,
      effects: this.#effects,
    })
    for (const { part = LifeEventPart.SUBJECT, ...participant } of participants) {
      em.create(LifeEventPerson, { unitCode, event, part, ...participant })
    }
    return event
  }
}
