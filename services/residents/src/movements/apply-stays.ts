import { LockMode } from '@mikro-orm/core'
import { type Context, type Received, subscription } from '@vungxanh/subgraph'
import { z } from 'zod'
import { IdentityDocument, IdentityKind, truly } from '../people/identity-document.ts'
import { Person } from '../people/person.ts'
import { searchKey } from '../people/search-key.ts'
import type { AdminUnit } from '../units/admin-unit.ts'
import { unitByCode } from '../units/admin-unit-resolver.ts'
import { Arrival, ArrivalChannel, ArrivalDeclarer } from './arrival.ts'
import { type Declarer, declare, lockArrival, withdrawAndTell } from './declare-arrival.ts'
import { closeReport, type ReportedJourney, StayObstacle, StayReport, StayReportState } from './stay-report.ts'

/** What the register writes for a checkpoint is nobody's account: who recorded the line stands in the checkpoint's own log. */
const checkpoint: Declarer = {
  accountId: '00000000-0000-0000-0000-000000000000',
  name: 'Chốt kiểm soát',
  post: 'Chốt kiểm soát ra vào',
}

const reported = z.object({
  entryId: z.uuid(),
  personId: z.uuid().nullable(),
  origin: z.string().nullable(),
  fromEpidemicArea: z.boolean(),
  departedOn: z.iso.date().nullable(),
  arrivedOn: z.iso.date(),
  /** Name and number of the card as they were said, for this department's eyes; nothing of events from before it was sent. */
  claimed: z.string().nullish(),
})

const claim = z.object({ name: z.string(), card: z.string() })

/** Said of an arrival whom nobody at the gate or at the desk has chosen. */
const BY_CARD = 'Nhận ra theo số giấy tờ mà chốt ghi, tên trùng với sổ.'

interface Recognised {
  holder: Person
  isThem: boolean
}

/**
 * Whose card was shown, by the register's own index of numbers, and whether the name that was said is theirs: capitals,
 * diacritics and spaces apart. Nothing of it goes back to the gate.
 */
async function recognise(
  { unit: unitCode, payload: { personId, entryId, claimed } }: Received<z.infer<typeof reported>>,
  { em, vault }: Context,
): Promise<Recognised | undefined> {
  const said = !personId && claimed ? vault.disclose(claimed, `stay/${entryId}`) : undefined
  if (!said) return
  const { name, card } = claim.parse(JSON.parse(said))
  const papers = await em.find(
    IdentityDocument,
    { unitCode, kind: { $in: Object.values(IdentityKind) }, numberIndex: vault.index(card), ...truly },
    { populate: ['person.mergedInto'] },
  )
  const holders = new Set(papers.map(({ person }) => person.getEntity().mergedInto?.getEntity() ?? person.getEntity()))
  const [holder] = holders
  if (!holder || holders.size > 1) return
  return { holder, isThem: holder.nameKey === searchKey(name) }
}

const obstacles: Partial<Record<string, StayObstacle>> = {
  ArrivalAlreadyDeclared: StayObstacle.ALREADY_DECLARED,
  PersonHasDied: StayObstacle.HAS_DIED,
  EventOutOfOrder: StayObstacle.OUT_OF_ORDER,
}

type Who = Pick<StayReport, 'unitCode' | 'personId' | 'matchedByCard' | 'arrivedOn'>

/**
 * The arrival that a report becomes, or what stands in its way. Nothing has been written when there is an obstacle: the person is
 * locked first, and all that `declare` refuses afterwards it refuses before it writes.
 */
async function arrivalOf(
  { unitCode: unit, personId, matchedByCard, arrivedOn }: Who,
  journey: ReportedJourney,
  context: Context,
): Promise<Arrival | StayObstacle> {
  const { departedOn, fromEpidemicArea } = journey
  const entry = personId ? await context.em.findOne(Person, { id: personId, unitCode: unit }) : null
  const id = entry?.mergedInto?.id ?? entry?.id
  const person = id
    ? await context.em.findOne(Person, { id, annulledOn: null }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    : null
  if (!person) return StayObstacle.NOT_IN_REGISTER
  const origin = journey.origin ? await unitByCode(journey.origin, context) : null
  if (!origin) return StayObstacle.ORIGIN_UNKNOWN
  if ((await context.em.count(Arrival, { person, arrivedOn, withdrawnAt: null })) > 0)
    return StayObstacle.ALREADY_DECLARED
  const input = {
    unit,
    personId: person.id,
    originCode: origin.code,
    fromPlace: await placeOf(origin),
    fromEpidemicArea,
    departedOn,
    arrivedOn,
    declaredBy: ArrivalDeclarer.CHECKPOINT,
    channel: ArrivalChannel.IN_PERSON,
    note: matchedByCard ? BY_CARD : null,
  }
  const result = await declare(input, context, checkpoint)
  if ('arrival' in result) return result.arrival
  const isAboutHome = result.code === 'InvalidInput' && result.field === 'staying'
  return isAboutHome ? StayObstacle.NO_HOUSEHOLD : (obstacles[result.code] ?? StayObstacle.NOT_ACCEPTED)
}

/** From the narrowest to the widest, as an address is written. */
async function placeOf(unit: AdminUnit): Promise<string> {
  const names: string[] = []
  for (let at: AdminUnit | null = unit; at; at = at.parent ? await at.parent.loadOrFail() : null) names.push(at.name)
  return names.join(', ')
}

/**
 * Lines of whoever is recognised by a card are told one beside the other, so what takes the place of an annulled line may be heard of
 * before the annulment. What waits for no other reason becomes the arrival then, as it would have in order.
 */
async function declareInstead({ unitCode, person, arrivedOn }: Arrival, context: Context): Promise<void> {
  const { em, now } = context
  const entries = await em.find(Person, { $or: [{ id: person.id }, { mergedInto: person.id }] })
  const waiting = await em.find(
    StayReport,
    {
      unitCode,
      arrivedOn,
      personId: { $in: entries.map(({ id }) => id) },
      state: StayReportState.WAITING,
      obstacle: StayObstacle.ALREADY_DECLARED,
      journey: { $ne: null },
    },
    { orderBy: { reportedAt: 'asc', id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
  )
  for (const report of waiting) {
    const found = report.journey && (await arrivalOf(report, report.journey, context))
    if (!(found instanceof Arrival)) continue
    Object.assign(report, { obstacle: null, arrival: found })
    closeReport(report, StayReportState.DECLARED, checkpoint.name, now)
    return
  }
}

export const onStayReported = subscription('directives.stayReported', reported, async (event, context) => {
  const { em, now } = context
  const { unit: unitCode, at: reportedAt, payload } = event
  const { entryId: id, arrivedOn, origin, fromEpidemicArea, departedOn } = payload
  const recognised = await recognise(event, context)
  const matchedByCard = recognised?.isThem ?? false
  const personId = matchedByCard ? (recognised?.holder.id ?? null) : payload.personId
  const candidate = matchedByCard ? null : (recognised?.holder ?? null)
  const who = { unitCode, personId, matchedByCard, arrivedOn }
  const journey = { origin, fromEpidemicArea, departedOn }
  const found = candidate ? StayObstacle.NAME_DIFFERS : await arrivalOf(who, journey, context)
  const isDeclared = found instanceof Arrival
  em.create(StayReport, {
    ...who,
    id,
    candidate,
    reportedAt,
    state: isDeclared ? StayReportState.DECLARED : StayReportState.WAITING,
    obstacle: isDeclared ? null : found,
    journey: found === StayObstacle.ALREADY_DECLARED ? journey : null,
    arrival: isDeclared ? found : null,
    closedAt: isDeclared ? now : null,
    closedByName: isDeclared ? checkpoint.name : null,
  })
})

export const onStayWithdrawn = subscription(
  'directives.stayWithdrawn',
  z.object({ entryId: z.uuid() }),
  async ({ payload: { entryId } }, context) => {
    const report = await context.em.findOne(StayReport, { id: entryId }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    // One that the register never had: a line from before it was told.
    if (!report) return
    const arrival = report.arrival ? await lockArrival(report.arrival.id, undefined, context) : null
    const isStanding = arrival && !arrival.withdrawnAt
    if (isStanding) await withdrawAndTell(arrival, 'Chốt kiểm soát đã hủy lượt ghi này', context, checkpoint)
    closeReport(report, StayReportState.WITHDRAWN, checkpoint.name, context.now)
    // The index allows one arrival of somebody on a day.
    await context.em.flush()
    if (isStanding) await declareInstead(arrival, context)
  },
)
