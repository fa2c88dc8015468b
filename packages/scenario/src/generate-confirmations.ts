import { Chance } from './chance.ts'
import type { MoneyFacts } from './generate-money.ts'
import type { ScenarioFile } from './scenario-file.ts'
import type { Actor, ConfirmationFact, DossierFact, PersonFact } from './world.ts'

interface Setting extends Pick<MoneyFacts, 'programmes' | 'dossiers'> {
  people: readonly PersonFact[]
  officer: Actor
}

const HOUR = 3_600_000

/**
 * Questions between this ward and those that the file names beside it, from a stream of chance of its own: three of ours, each with
 * a dossier of somebody who resides there as well, and two of a ward on another installation, one of them answered.
 */
export function generateConfirmations(
  file: ScenarioFile,
  asOf: Date,
  { people, programmes, dossiers, officer }: Setting,
): { dossiers: DossierFact[]; confirmations: ConfirmationFact[] } {
  const here = file.neighbours?.find(({ isHere }) => isHere)
  const elsewhere = file.neighbours?.find(({ isHere }) => !isHere)
  const programme = programmes.find(
    ({ once, beneficiary, requiresQuarantineOrder }) => once && beneficiary === 'PERSON' && !requiresQuarantineOrder,
  )
  const chance = new Chance(file.randomSeed + 47, `${file.scenario}/${file.unit.code}`)
  const claimed = new Set(dossiers.map(({ personId }) => personId))
  const adults = chance
    .shuffled(people)
    .filter(({ id, identity, birthYear }) => identity && !claimed.has(id) && asOf.getFullYear() - birthYear >= 18)
  const paid = new Set(
    dossiers.flatMap(({ programmeId, payout, personId }) =>
      programmeId === programme?.id && payout ? [personId] : [],
    ),
  )
  const paidPerson = people.find(({ id, identity }) => identity && paid.has(id))
  if (!here || !elsewhere || !programme || !paidPerson || adults.length < 4) return { dossiers: [], confirmations: [] }

  const ago = (hours: number): Date => new Date(asOf.getTime() - hours * HOUR)
  const ours: DossierFact[] = []
  const ask = (ward: typeof here, hours: number, answer: ConfirmationFact['answer']): ConfirmationFact => {
    const person = adults.pop() as PersonFact
    const dossier: DossierFact = {
      id: chance.id(`confirmed dossier/${person.id}`),
      programmeId: programme.id,
      personId: person.id,
      establishmentId: null,
      groupId: person.groupId,
      otherResidence: ward.code,
      submittedAt: ago(hours + 2),
      submittedBy: officer,
      quarantineDays: null,
      isChild: false,
      approvals: [],
      refusal: null,
      payout: null,
    }
    ours.push(dossier)
    return { ...common(person, ward), dossierId: dossier.id, askedAt: ago(hours), answer }
  }
  const common = (person: PersonFact, ward: typeof here) => ({
    id: chance.id(`confirmation/${person.id}`),
    ward,
    programmeId: programme.id,
    person: { id: person.id, number: person.identity?.number ?? '' },
    by: officer,
  })
  const theirs = (person: PersonFact, hours: number, answer: ConfirmationFact['answer']): ConfirmationFact => ({
    ...common(person, elsewhere),
    dossierId: null,
    askedAt: ago(hours),
    answer,
  })
  const there = 'Cán bộ nơi kia (trình diễn)'
  const confirmations = [
    ask(here, 5, null),
    ask(elsewhere, 75, { kind: 'NOT_RECEIVED', paidOn: null, at: ago(50), byName: there }),
    ask(elsewhere, 99, { kind: 'RECEIVED', paidOn: '2021-08-20', at: ago(70), byName: there }),
    theirs(paidPerson, 26, null),
    theirs(adults.pop() as PersonFact, 52, { kind: 'NOT_RECEIVED', paidOn: null, at: ago(30), byName: officer.name }),
  ]
  return { dossiers: ours, confirmations }
}
