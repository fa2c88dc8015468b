import type { SqlEntityManager } from '@mikro-orm/postgresql'
import type { MergeFact, PointFact, World } from '@vungxanh/scenario'
import { acceptFact, insertMany, type Load, type LoadTarget, localDateOf, replaceUnit } from '@vungxanh/subgraph'
import { Circumstance } from './circumstances/circumstance.ts'
import { refuseCircumstance } from './circumstances/circumstance-rules.ts'
import { database } from './database.ts'
import { findDoublesOf } from './duplicates/find-duplicates.ts'
import { keepPairs } from './duplicates/keep-pairs.ts'
import { PersonMerge } from './duplicates/person-merge.ts'
import { Establishment } from './establishments/establishment.ts'
import { Room, RoomStay } from './establishments/room.ts'
import { GroupLeader } from './groups/group-leader.ts'
import { refuseGroup, refuseGroupDate } from './groups/group-rules.ts'
import { ResidentialGroup } from './groups/residential-group.ts'
import { ChannelKind, SelfManagementGroup, SelfManagementMember } from './groups/self-management-group.ts'
import { BulkEdit, BulkEditKind } from './households/bulk-edit.ts'
import { Household, HouseholdMember } from './households/household.ts'
import { HouseholdEdit, HouseholdEditField } from './households/household-edit.ts'
import { householdCode } from './households/open-household.ts'
import { SignedCommitment } from './households/signed-commitment.ts'
import { seedList } from './imports/seed-list.ts'
import { Arrival, ArrivalDeclarer } from './movements/arrival.ts'
import { LifeEvent, LifeEventKind, LifeEventPart, LifeEventPerson } from './movements/life-event.ts'
import { Residence } from './movements/residence.ts'
import { StayObstacle, StayReport, StayReportState } from './movements/stay-report.ts'
import { IdentityDocument, IdentityKind } from './people/identity-document.ts'
import { Person } from './people/person.ts'
import { refusePerson } from './people/person-rules.ts'
import { provisionalCode } from './people/provisional-code.ts'
import { sealContactPhone, sealNumber, sealPhone } from './people/sealed-numbers.ts'
import { naturalKey, searchKey, sortKey } from './people/search-key.ts'
import { GroupOutline } from './places/group-outline.ts'
import { PlaceSource } from './places/point.ts'
import { ChangeProposal, ProposedField } from './proposals/change-proposal.ts'
import { refuseProposed, sealValues } from './proposals/proposed-values.ts'
import { Round, RoundStop } from './rounds/round.ts'
import { refuseRound, refuseVisit } from './rounds/round-rules.ts'
import { Visit, VisitMet, VisitResult } from './rounds/visit.ts'

const NOBODY = '00000000-0000-0000-0000-000000000000'

function placeOf(point: PointFact | undefined) {
  const { latitude = null, longitude = null } = point ?? {}
  return { latitude, longitude, placeSource: point ? PlaceSource.IMPORTED : null }
}

/** Loads a scenario's part of this department through its rules; throws on a fact that they refuse. */
export function seed(world: World, target: LoadTarget): Promise<Load> {
  const unitCode = world.unitCode
  const today = localDateOf(world.asOf)
  const absorbed = (world.merges ?? []).map((merge) => merge.absorbed)
  const doubles = [...(world.doubles ?? []), ...absorbed]
  for (const person of doubles) acceptFact(`doubles ${person.id}`, refusePerson(person, today))
  for (const person of world.people) {
    const identity = {
      identityKind: person.identity && IdentityKind[person.identity.kind],
      identityNumber: person.identity?.number,
    }
    acceptFact(`people ${person.id}`, refusePerson({ ...person, ...identity }, today))
  }
  for (const { channelKind, ...group } of world.selfManagementGroups) {
    const fact = `selfManagementGroups ${group.id}`
    acceptFact(fact, refuseGroup({ ...group, channelKind: ChannelKind[channelKind] }))
    acceptFact(fact, refuseGroupDate(group.foundedOn, today))
  }
  for (const circumstance of world.circumstances ?? [])
    acceptFact(`circumstances ${circumstance.id}`, refuseCircumstance(circumstance, today))
  for (const { id, field, from, to } of world.changeProposals ?? [])
    acceptFact(`changeProposals ${id}`, refuseProposed(ProposedField[field], to, from, today))
  for (const round of world.rounds) {
    acceptFact(`rounds ${round.id}`, refuseRound(round))
    for (const { result, met, ...visit } of round.visits) {
      const facts = { ...visit, result: VisitResult[result], met: met && VisitMet[met] }
      acceptFact(`visits ${visit.id}`, refuseVisit(facts, world.asOf))
    }
  }
  const groupNumbers = new Map(world.groups.map(({ id, number }) => [id, number]))

  return replaceUnit(database, target, world, async (em, vault) => {
    for (const { code, name, level, validFrom = null, validTo, parentCode } of [...world.units, ...world.origins]) {
      await em.execute(
        `insert into admin_unit (code, name, level, valid_from, valid_to, parent_code) values (?, ?, ?, ?, ?, ?)
         on conflict (code) do update set name = excluded.name, level = excluded.level,
           valid_from = excluded.valid_from, valid_to = excluded.valid_to, parent_code = excluded.parent_code`,
        [code, name, level, validFrom, validTo, parentCode],
      )
    }
    for (const { id, predecessorCode, successorCode, kind, fromOn, document, verified } of world.successions ?? []) {
      await em.execute(
        `insert into unit_succession (id, predecessor_code, successor_code, kind, from_on, document, verified)
         values (?, ?, ?, ?, ?, ?, ?) on conflict (predecessor_code, successor_code) do update set kind = excluded.kind,
           from_on = excluded.from_on, document = excluded.document, verified = excluded.verified`,
        [id, predecessorCode, successorCode, kind, fromOn, document, verified],
      )
    }
    const groups = world.groups.map(({ id, number, name }) => ({ id, number, name, unitCode }))
    await insertMany(em, ResidentialGroup, groups)
    const outlines = world.groups.flatMap(({ id: residentialGroup, outline }) =>
      outline
        ? [
            {
              // One per group and load: nothing else points at it.
              id: crypto.randomUUID(),
              unitCode,
              residentialGroup,
              polygon: { type: 'Polygon', coordinates: [outline] },
              recordedAt: world.asOf,
              accountId: NOBODY,
              byName: 'Dữ liệu mô phỏng',
            },
          ]
        : [],
    )
    await insertMany(em, GroupOutline, outlines)
    const households = world.households.map(({ id, groupId, place, address, point }) => ({
      id,
      unitCode,
      code: householdCode(groupNumbers.get(groupId) ?? 0, place),
      address,
      residentialGroup: groupId,
      ...placeOf(point),
    }))
    await insertMany(em, Household, households)
    const year = today.slice(0, 4)
    let withoutPapers = 0
    const entries = [...world.people, ...doubles.map((double) => ({ ...double, identity: null }))]
    const people = entries.map(({ id, fullName, bornOn, birthYear, sex, phone, identity }) => ({
      id,
      provisionalCode: identity ? null : provisionalCode(unitCode, year, ++withoutPapers),
      unitCode,
      fullName,
      bornOn,
      birthYear,
      sex,
      ...sealPhone({ id, phone }, vault),
      nameKey: searchKey(fullName),
      sortKey: sortKey(fullName),
    }))
    await insertMany(em, Person, people)
    const identityDocuments = world.people.flatMap(({ id: person, identity }) =>
      identity ? [{ id: identity.id, kind: identity.kind, ...sealNumber(identity, vault), unitCode, person }] : [],
    )
    await insertMany(em, IdentityDocument, identityDocuments)
    const members = world.people.map(({ id: person, membershipId, householdId, relation, residesFrom }) => ({
      id: membershipId,
      unitCode,
      household: householdId,
      person,
      relation,
      joinedOn: residesFrom,
    }))
    await insertMany(em, HouseholdMember, members)
    const residences = world.people.map(({ id: person, residenceId, householdId, residenceKind, residesFrom }) => ({
      id: residenceId,
      unitCode,
      person,
      household: householdId,
      kind: residenceKind,
      fromOn: residesFrom,
    }))
    await insertMany(em, Residence, residences)
    const stays = (world.checkpoints ?? []).flatMap(({ entries }) =>
      entries.filter(({ purpose, decision }) => purpose === 'STAY' && decision !== 'TURNED_BACK'),
    )
    const throughCheckpoint = new Set(stays.map(({ arrivalId }) => arrivalId))
    const arrivals = world.arrivals.map(({ personId, householdId, originCode, ...arrival }) => ({
      ...arrival,
      origin: originCode,
      unitCode,
      person: personId,
      household: householdId,
      declaredBy: throughCheckpoint.has(arrival.id) ? ArrivalDeclarer.CHECKPOINT : ArrivalDeclarer.STAFF,
    }))
    await insertMany(em, Arrival, arrivals)
    const holders = new Map(
      world.people.flatMap((person) => (person.identity ? [[person.identity.number, person]] : [])),
    )
    const stayReports = stays.map(({ id, at, personId, saidName, identityNumber, arrivalId }) => {
      const holder = identityNumber ? holders.get(identityNumber) : undefined
      const matchedByCard = holder !== undefined && searchKey(holder.fullName) === searchKey(saidName ?? '')
      const candidate = matchedByCard ? null : (holder?.id ?? null)
      return {
        id,
        unitCode,
        personId: matchedByCard ? holder.id : personId,
        matchedByCard,
        candidate,
        arrivedOn: localDateOf(at),
        reportedAt: at,
        state: arrivalId ? StayReportState.DECLARED : StayReportState.WAITING,
        obstacle: arrivalId ? null : candidate ? StayObstacle.NAME_DIFFERS : StayObstacle.NOT_IN_REGISTER,
        arrival: arrivalId,
        closedAt: arrivalId && at,
        closedByName: arrivalId && 'Chốt kiểm soát',
      }
    })
    await insertMany(em, StayReport, stayReports)
    const signed = world.commitments.map(({ id, householdId }) => ({ id, unitCode, householdId, isEnded: false }))
    await insertMany(em, SignedCommitment, signed)
    const establishments = world.establishments.map(({ id, kind, name, address, groupId, point, ...more }) => ({
      ...{ id, kind, name, address, unitCode },
      nameKey: searchKey(`${name} ${address}`),
      sortKey: naturalKey(name),
      residentialGroup: groupId,
      ...placeOf(point),
      contactPerson: more.contactPersonId ?? null,
      contactName: more.contactName ?? null,
      contactPhoneSealed: more.contactPhone ? sealContactPhone(id, more.contactPhone, vault) : null,
      workers: more.workers ?? null,
      stalls: more.stalls ?? null,
    }))
    await insertMany(em, Establishment, establishments)
    const selfManagementGroups = world.selfManagementGroups.map(({ groupId, members: _, ...group }) => ({
      ...group,
      unitCode,
      residentialGroup: groupId,
    }))
    await insertMany(em, SelfManagementGroup, selfManagementGroups)
    const joinedLater = new Map(
      (world.bulkEdits ?? []).flatMap(({ recordedAt, memberships }) =>
        memberships.map((id) => [id, localDateOf(recordedAt)] as const),
      ),
    )
    const grouped = world.selfManagementGroups.flatMap(({ id: group, foundedOn, members: homes }) =>
      homes.map(({ id, householdId: household }) => ({
        id,
        unitCode,
        group,
        household,
        fromOn: joinedLater.get(id) ?? foundedOn,
      })),
    )
    await insertMany(em, SelfManagementMember, grouped)
    const leaders = world.groupLeaders.map(({ groupId, selfManagementGroupId, personId, ...leader }) => ({
      ...leader,
      unitCode,
      residentialGroup: groupId,
      selfManagementGroup: selfManagementGroupId,
      person: personId,
    }))
    await insertMany(em, GroupLeader, leaders)
    // Walked by no account: a scenario knows bodies, and no volunteer by name.
    const by = { accountId: NOBODY, byName: 'Tổ Covid cộng đồng', byPost: 'Dữ liệu trình diễn' }
    const rounds = world.rounds.map(({ groupId, selfManagementGroupId, stops: _, visits: __, ...round }) => ({
      ...round,
      unitCode,
      residentialGroup: groupId,
      selfManagementGroup: selfManagementGroupId,
      ...by,
    }))
    await insertMany(em, Round, rounds)
    const stops = world.rounds.flatMap(({ id: round, stops: homes }) =>
      homes.map(({ id, householdId: household }) => ({ id, unitCode, round, household })),
    )
    await insertMany(em, RoundStop, stops)
    const visits = world.rounds.flatMap(({ visits: made }) =>
      made.map(({ stopId: stop, householdId: household, ...visit }) => ({
        ...visit,
        unitCode,
        stop,
        household,
        recordedAt: visit.visitedAt,
        ...by,
      })),
    )
    await insertMany(em, Visit, visits)
    const walks = [selfManagementGroups, grouped, leaders, rounds, stops, visits].flat().length
    const lodgings = world.rooms ?? []
    const rooms = lodgings.map(({ stay: _, establishmentId: establishment, ...room }) => ({
      ...room,
      unitCode,
      establishment,
    }))
    await insertMany(em, Room, rooms)
    const roomStays = lodgings.flatMap(({ id: room, stay }) =>
      stay ? [{ id: stay.id, unitCode, room, household: stay.householdId }] : [],
    )
    await insertMany(em, RoomStay, roomStays)
    const circumstances = (world.circumstances ?? []).map(({ householdId, personId, ...circumstance }) => ({
      ...circumstance,
      unitCode,
      household: householdId,
      person: personId,
      recordedAt: world.asOf,
      accountId: NOBODY,
      byName: 'Dữ liệu mô phỏng',
    }))
    await insertMany(em, Circumstance, circumstances)
    const clerk = { accountId: NOBODY, byName: 'Cán bộ hộ tịch' }
    const bulkEdits = (world.bulkEdits ?? []).map(({ memberships, addresses, kind, undoneAt, ...edit }) => ({
      ...edit,
      unitCode,
      kind: BulkEditKind[kind],
      changed: memberships.length + addresses.length,
      undoneAt,
      undoneByName: undoneAt && clerk.byName,
      ...clerk,
      effects: {
        events: [],
        households: [],
        addresses,
        memberships: memberships.map((opened) => ({ opened, ended: null })),
      },
    }))
    await insertMany(em, BulkEdit, bulkEdits)
    const teams = new Map(world.selfManagementGroups.map(({ id, name }) => [id, name]))
    const joined = new Map(grouped.map(({ id, group, household }) => [id, { household, newValue: teams.get(group) }]))
    const householdEdits = bulkEdits.flatMap(({ id, effects, recordedAt, undoneAt, undoneByName }) => {
      const by = { unitCode, bulkEdit: id, recordedAt, ...clerk, byPost: 'Cán bộ hộ tịch', undoneAt, undoneByName }
      const { addresses, memberships } = effects
      return [
        ...addresses.map(({ id: household, from, to }) => ({
          field: HouseholdEditField.ADDRESS,
          household,
          oldValue: from,
          newValue: to,
        })),
        ...memberships.flatMap(({ opened }) => {
          const of = joined.get(opened)
          return of ? [{ field: HouseholdEditField.SELF_MANAGEMENT_GROUP, oldValue: null, ...of }] : []
        }),
      ].map((edited) => ({ id: crypto.randomUUID(), ...by, ...edited }))
    })
    await insertMany(em, HouseholdEdit, householdEdits)
    for (const { id } of doubles)
      await keepPairs(unitCode, await findDoublesOf(id, unitCode, { em, vault }), { em, now: world.asOf })
    for (const merge of world.merges ?? []) await merged(merge, { unitCode, byName: clerk.byName }, em)
    const changeProposals = (world.changeProposals ?? []).map(({ personId, from, to, by: proposer, ...proposal }) => ({
      ...proposal,
      unitCode,
      person: personId,
      valuesSealed: sealValues(proposal.id, { from, to }, vault),
      accountId: proposer.id,
      byName: proposer.name,
      byPost: 'Cán bộ an sinh xã hội',
    }))
    await insertMany(em, ChangeProposal, changeProposals)
    let listed = 0
    for (const list of world.lists ?? []) listed += await seedList(list, unitCode, { em, vault })
    return [groups, households, people, identityDocuments, members, residences, arrivals, establishments, rooms].reduce(
      (sum, rows) => sum + rows.length,
      walks +
        stayReports.length +
        signed.length +
        circumstances.length +
        bulkEdits.length +
        householdEdits.length +
        changeProposals.length +
        listed,
    )
  })
}

/** As `mergePersons` leaves it behind for an entry that has nothing but its name: no row of anybody is moved. */
async function merged(
  { id, survivorId, absorbed, mergedAt }: MergeFact,
  { unitCode, byName }: { unitCode: string; byName: string },
  em: SqlEntityManager,
): Promise<void> {
  const on = localDateOf(mergedAt)
  const by = { accountId: NOBODY, byName, byPost: 'Cán bộ hộ tịch' }
  const [pair] = await em.execute<{ id: string }[]>(
    `update duplicate_pair set state = 'MERGED', decided_at = ?, account_id = ?, by_name = ?, by_post = ?
     where one_id = least(?::uuid, ?::uuid) and other_id = greatest(?::uuid, ?::uuid) returning id`,
    [mergedAt, by.accountId, by.byName, by.byPost, survivorId, absorbed.id, survivorId, absorbed.id],
  )
  if (!pair) throw new Error(`merges ${id}: the two entries are not alike`)
  // What waited of the absorbed entry with somebody else is nobody's work any more.
  await em.execute(
    `update duplicate_pair set state = 'WITHDRAWN' where state = 'OPEN' and (one_id = ? or other_id = ?)`,
    [absorbed.id, absorbed.id],
  )
  await em.execute(`update person set annulled_on = ?, merged_into_id = ? where id = ?`, [on, survivorId, absorbed.id])
  const event = { id: crypto.randomUUID(), unitCode }
  await insertMany(em, LifeEvent, [
    { ...event, ...by, kind: LifeEventKind.PERSON_MERGED, occurredOn: on, recordedAt: mergedAt, effects: {} },
  ])
  await insertMany(
    em,
    LifeEventPerson,
    [
      { person: survivorId, part: LifeEventPart.SUBJECT },
      { person: absorbed.id, part: LifeEventPart.ABSORBED },
    ].map((participant) => ({ id: crypto.randomUUID(), unitCode, event: event.id, ...participant })),
  )
  const entries = { survivor: survivorId, absorbed: absorbed.id }
  await insertMany(em, PersonMerge, [
    { ...by, ...entries, id, unitCode, pair: pair.id, event: event.id, taken: [], touched: [], mergedAt },
  ])
}
