import type { World } from '@vungxanh/scenario'
import { acceptFact, insertMany, type Load, type LoadTarget, localDateOf, replaceUnit } from '@vungxanh/subgraph'
import { database } from './database.ts'
import { Establishment } from './establishments/establishment.ts'
import { ResidentialGroup } from './groups/residential-group.ts'
import { Household, HouseholdMember } from './households/household.ts'
import { householdCode } from './households/open-household.ts'
import { Arrival } from './movements/arrival.ts'
import { Residence } from './movements/residence.ts'
import { IdentityDocument, IdentityKind } from './people/identity-document.ts'
import { Person } from './people/person.ts'
import { refusePerson } from './people/person-rules.ts'
import { provisionalCode } from './people/provisional-code.ts'
import { sealNumber, sealPhone } from './people/sealed-numbers.ts'
import { searchKey, sortKey } from './people/search-key.ts'

/** Loads a scenario's part of this department through its rules; throws on a fact that they refuse. */
export function seed(world: World, target: LoadTarget): Promise<Load> {
  const unitCode = world.unitCode
  const today = localDateOf(world.asOf)
  for (const person of world.people) {
    const identity = {
      identityKind: person.identity && IdentityKind[person.identity.kind],
      identityNumber: person.identity?.number,
    }
    acceptFact(`people ${person.id}`, refusePerson({ ...person, ...identity }, today))
  }
  const groupNumbers = new Map(world.groups.map(({ id, number }) => [id, number]))

  return replaceUnit(database, target, world, async (em, vault) => {
    for (const { code, name, level, validTo, parentCode } of world.units) {
      await em.execute(
        `insert into admin_unit (code, name, level, valid_to, parent_code) values (?, ?, ?, ?, ?)
         on conflict (code) do update set name = excluded.name, level = excluded.level,
           valid_to = excluded.valid_to, parent_code = excluded.parent_code`,
        [code, name, level, validTo, parentCode],
      )
    }
    const groups = world.groups.map((group) => ({ ...group, unitCode }))
    await insertMany(em, ResidentialGroup, groups)
    const households = world.households.map(({ id, groupId, place, address }) => ({
      id,
      unitCode,
      code: householdCode(groupNumbers.get(groupId) ?? 0, place),
      address,
      residentialGroup: groupId,
    }))
    await insertMany(em, Household, households)
    const year = today.slice(0, 4)
    let withoutPapers = 0
    const people = world.people.map(({ id, fullName, bornOn, birthYear, sex, phone, identity }) => ({
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
    const arrivals = world.arrivals.map(({ personId, householdId, ...arrival }) => ({
      ...arrival,
      unitCode,
      person: personId,
      household: householdId,
    }))
    await insertMany(em, Arrival, arrivals)
    const establishments = world.establishments.map(({ groupId, ...establishment }) => ({
      ...establishment,
      nameKey: searchKey(`${establishment.name} ${establishment.address}`),
      unitCode,
      residentialGroup: groupId,
    }))
    await insertMany(em, Establishment, establishments)
    return [groups, households, people, identityDocuments, members, residences, arrivals, establishments].reduce(
      (sum, rows) => sum + rows.length,
      0,
    )
  })
}
