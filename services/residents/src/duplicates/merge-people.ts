import { type EntityClass, LockMode } from '@mikro-orm/core'
import { addDays, type Context, type LocalDate, localDateOf } from '@vungxanh/subgraph'
import { Circumstance } from '../circumstances/circumstance.ts'
import { overlaps } from '../circumstances/circumstance-rules.ts'
import { Establishment } from '../establishments/establishment.ts'
import { GroupLeader } from '../groups/group-leader.ts'
import { type Household, HouseholdMember } from '../households/household.ts'
import { lockHouseholds } from '../households/open-household.ts'
import { Arrival } from '../movements/arrival.ts'
import { Residence } from '../movements/residence.ts'
import { IdentityDocument } from '../people/identity-document.ts'
import { Person } from '../people/person.ts'
import { openPhone, sealPhone } from '../people/sealed-numbers.ts'
import { SubjectRequest } from '../privacy/subject-request.ts'
import { ChangeProposal } from '../proposals/change-proposal.ts'
import { DuplicatePair, DuplicateState } from './duplicate-pair.ts'
import { MergeRecorder } from './merge-recorder.ts'
import { MergeField, type Touched } from './person-merge.ts'
import { HouseholdChoiceNeeded } from './refusals.ts'

interface Merging {
  survivor: Person
  absorbed: Person
  taken: readonly MergeField[]
  /** Whose household it is that they live in; needed when there are two. */
  livesWith?: Person | null
}

/** Rows that become the survivor's as they are, with the property by which they are somebody's. */
const following = {
  HouseholdMember: [HouseholdMember, 'person'],
  Residence: [Residence, 'person'],
  Arrival: [Arrival, 'person'],
  SubjectRequest: [SubjectRequest, 'person'],
  GroupLeader: [GroupLeader, 'person'],
  Circumstance: [Circumstance, 'person'],
  Establishment: [Establishment, 'contactPerson'],
  ChangeProposal: [ChangeProposal, 'person'],
} as const satisfies Partial<Record<Touched['table'], readonly [EntityClass<{ id: string }>, string]>>

/** What becomes of each reference to a person when two entries are made one; a new one has to be entered here to be kept in mind. */
export const references: Readonly<Record<string, 'MOVED' | 'READ_BY_ALIASES' | 'OF_THE_ENTRY'>> = {
  ...Object.fromEntries(
    Object.entries(following).map(([name, [, property]]) => [`${name}.${property}`, 'MOVED' as const]),
  ),
  'IdentityDocument.person': 'MOVED',
  'Person.mergedInto': 'MOVED',
  // Never changed, once written down: read by `whoeverIs`.
  'LifeEventPerson.person': 'READ_BY_ALIASES',
  'Consent.person': 'READ_BY_ALIASES',
  // They tell of the two entries themselves.
  'DuplicatePair.one': 'OF_THE_ENTRY',
  'DuplicatePair.other': 'OF_THE_ENTRY',
  'PersonMerge.survivor': 'OF_THE_ENTRY',
  'PersonMerge.absorbed': 'OF_THE_ENTRY',
  // Which entry a line of a list was written to; taking the list back is refused for whoever was merged since.
  'ImportRow.personId': 'OF_THE_ENTRY',
  // Whom a checkpoint named; the arrival that comes of it is of whoever that is.
  'StayReport.personId': 'OF_THE_ENTRY',
  'StayReport.candidate': 'OF_THE_ENTRY',
  // Kept by a trigger on the entry.
  'PersonWord.personId': 'OF_THE_ENTRY',
}

/** Each entry keeps a value: the one that is right goes to the survivor, and the other stays to be given back. */
const swapped: Partial<Record<MergeField, readonly (keyof Person)[]>> = {
  FULL_NAME: ['fullName', 'nameKey', 'sortKey'],
  BIRTH: ['bornOn', 'birthYear'],
  SEX: ['sex'],
}

/**
 * Makes two entries one: what is the absorbed one's becomes the survivor's, and the row itself stays, out of every list, with
 * whom it is now. What was written down of it before (events, consents) is found through that. The caller holds the locks of both.
 */
export async function mergePeople(
  { survivor, absorbed, taken, livesWith }: Merging,
  context: Context,
): Promise<{ recorder: MergeRecorder; home: Household | null } | HouseholdChoiceNeeded> {
  const { em, now } = context
  const today = localDateOf(now)
  const recorder = new MergeRecorder(context)
  const members = await em.find(
    HouseholdMember,
    { person: { $in: [survivor.id, absorbed.id] } },
    { orderBy: { id: 'asc' } },
  )
  const current = (person: Person) => members.find((member) => member.person.id === person.id && !member.leftOn)
  const [own, others] = [current(survivor), current(absorbed)]
  const isDivided = own !== undefined && others !== undefined && own.household.id !== others.household.id
  if (isDivided && !livesWith) return new HouseholdChoiceNeeded()
  const keepsOthers = others !== undefined && (own === undefined || livesWith?.id === absorbed.id)
  const kept = keepsOthers ? others : own
  const ended = keepsOthers ? own : others
  await lockHouseholds([own?.household.id, others?.household.id], context)

  // What ends must be in the database before somebody is in a household again: the index allows one at a time.
  if (ended && kept) {
    recorder.change('HouseholdMember', ended, { leftOn: endOf(ended, kept, today) })
    if (isDivided) await closeHome(ended, kept, recorder, today, context)
  }
  await endResidences(ended && kept ? ended.person.id : null, kept, recorder, today, context)
  await em.flush()

  const declaredTwice = new Set([
    ...(await arrivalsDeclaredTwice(survivor, absorbed, context)),
    ...(await circumstancesSaidTwice(survivor, absorbed, context)),
  ])
  for (const [table, [entity, property]] of Object.entries(following)) {
    const theirs = await em.find(entity as EntityClass<{ id: string }>, { [property]: absorbed.id } as never)
    for (const row of theirs)
      if (!declaredTwice.has(row.id)) recorder.change(table as keyof typeof following, row, { [property]: survivor.id })
  }
  await movePapers({ survivor, absorbed, taken }, recorder, context)
  await exchangeFields({ survivor, absorbed, taken }, recorder, context)

  // Whoever was merged into the absorbed one before is the survivor now, so that one step always leads there.
  for (const earlier of await em.find(Person, { mergedInto: absorbed.id }))
    recorder.change('Person', earlier, { mergedInto: survivor.id })
  recorder.change('Person', absorbed, { mergedInto: survivor.id, annulledOn: today })
  await withdrawPairs(absorbed, recorder, context)
  return { recorder, home: kept ? await kept.household.loadOrFail() : null }
}

/** An arrival of a day that was declared for both entries is one arrival: the absorbed entry keeps its own. */
async function arrivalsDeclaredTwice(survivor: Person, absorbed: Person, { em }: Context): Promise<Set<string>> {
  const arrivals = await em.find(Arrival, { person: { $in: [survivor.id, absorbed.id] }, withdrawnAt: null })
  const days = new Set(arrivals.filter(({ person }) => person.id === survivor.id).map(({ arrivedOn }) => arrivedOn))
  return new Set(
    arrivals.filter(({ person, arrivedOn }) => person.id === absorbed.id && days.has(arrivedOn)).map(({ id }) => id),
  )
}

/** What both entries say for the same days is so once: the absorbed entry keeps its own. */
async function circumstancesSaidTwice(survivor: Person, absorbed: Person, { em }: Context): Promise<string[]> {
  const said = await em.find(Circumstance, { person: { $in: [survivor.id, absorbed.id] }, annulledAt: null })
  const [own, theirs] = [survivor, absorbed].map(({ id }) => said.filter(({ person }) => person?.id === id))
  const isSaid = (one: Circumstance) => own?.some((other) => other.kind === one.kind && overlaps(one, other))
  return (theirs ?? []).filter(isSaid).map(({ id }) => id)
}

/** Of two stays in one household one never was; of two in two households the wrong one ends today. */
function endOf(ended: HouseholdMember, kept: HouseholdMember, today: LocalDate): LocalDate {
  const began = ended.relationFrom ?? ended.joinedOn
  if (ended.household.id === kept.household.id) return began ?? today
  return began && began > today ? began : today
}

/** A household whose only member was an entry too many is no more; one that has others goes on without a head until it gets one. */
async function closeHome(
  ended: HouseholdMember,
  kept: HouseholdMember,
  recorder: MergeRecorder,
  today: LocalDate,
  { em }: Context,
): Promise<void> {
  const others = await em.count(HouseholdMember, { household: ended.household.id, leftOn: null, id: { $ne: ended.id } })
  if (others > 0) return
  const home = await ended.household.loadOrFail()
  recorder.change('Household', home, { dissolvedOn: today, successor: kept.household.id })
}

async function endResidences(
  person: string | null,
  kept: HouseholdMember | undefined,
  recorder: MergeRecorder,
  today: LocalDate,
  { em }: Context,
): Promise<void> {
  if (!person) return
  const running = await em.find(Residence, { person, $or: [{ toOn: null }, { toOn: { $gte: today } }] })
  for (const residence of running) {
    const dayBefore = addDays(residence.fromOn, -1)
    const yesterday = addDays(today, -1)
    const isSameHome = residence.household.id === kept?.household.id
    recorder.change('Residence', residence, {
      toOn: isSameHome || yesterday < dayBefore ? dayBefore : yesterday,
    })
  }
}

/** Papers follow, but a person has one number of a kind: the one that is not chosen stays behind. */
async function movePapers(
  { survivor, absorbed, taken }: Merging,
  recorder: MergeRecorder,
  { em }: Context,
): Promise<void> {
  const papers = await em.find(IdentityDocument, { person: { $in: [survivor.id, absorbed.id] } })
  const [own, theirs] = [survivor, absorbed].map(({ id }) => papers.filter(({ person }) => person.id === id))
  for (const paper of theirs ?? []) {
    const rival = own?.find(({ kind }) => kind === paper.kind)
    if (rival && !taken.includes(MergeField.PAPERS)) continue
    if (rival) recorder.change('IdentityDocument', rival, { person: absorbed.id })
    recorder.change('IdentityDocument', paper, { person: survivor.id })
  }
}

async function exchangeFields(
  { survivor, absorbed, taken }: Merging,
  recorder: MergeRecorder,
  context: Context,
): Promise<void> {
  for (const field of taken) {
    const names = swapped[field]
    if (!names) continue
    const values = (person: Person) => Object.fromEntries(names.map((name) => [name, person[name] ?? null]))
    const [own, theirs] = [values(survivor), values(absorbed)]
    recorder.change('Person', survivor, theirs)
    recorder.change('Person', absorbed, own)
  }
  if (!taken.includes(MergeField.PHONE)) return
  await exchangePhones(survivor, absorbed, context)
  for (const person of [survivor, absorbed]) recorder.watch('Person', person, ['phoneIndex'])
}

/** A sealed value opens in its own row only: both are opened and sealed anew, and so they are when the merge is taken back. */
export async function exchangePhones(one: Person, other: Person, context: Context): Promise<void> {
  const [phone, otherPhone] = [await openPhone(one, context), await openPhone(other, context)]
  Object.assign(one, sealPhone({ id: one.id, phone: otherPhone }, context.vault))
  Object.assign(other, sealPhone({ id: other.id, phone }, context.vault))
}

/** Questions about an entry that is no more; the survivor's are looked for anew. */
async function withdrawPairs(absorbed: Person, recorder: MergeRecorder, { em }: Context): Promise<void> {
  const open = await em.find(
    DuplicatePair,
    { state: DuplicateState.OPEN, $or: [{ one: absorbed.id }, { other: absorbed.id }] },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  )
  for (const pair of open) recorder.change('DuplicatePair', pair, { state: DuplicateState.WITHDRAWN })
}
