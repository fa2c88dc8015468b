import { departmentTest, type Given } from '@vungxanh/testing'
import { database } from './database.ts'
import { Establishment, type EstablishmentKind } from './establishments/establishment.ts'
import { ResidentialGroup } from './groups/residential-group.ts'
import { Household, HouseholdMember, HouseholdRelation } from './households/household.ts'
import { Residence, ResidenceKind } from './movements/residence.ts'
import { Person, Sex } from './people/person.ts'
import { searchKey, sortKey } from './people/search-key.ts'
import { subgraph } from './schema.ts'
import { AdminLevel, AdminUnit } from './units/admin-unit.ts'

function builders({ unit: unitCode, save }: Given) {
  let groups = 0
  let households = 0
  return {
    unit: () =>
      save((em) => em.create(AdminUnit, { code: unitCode, name: `Phường ${unitCode}`, level: AdminLevel.COMMUNE })),
    group: () =>
      save((em) => em.create(ResidentialGroup, { unitCode, number: ++groups, name: `Tổ dân phố ${groups}` })),
    household: (group: ResidentialGroup) =>
      save((em) =>
        em.create(Household, {
          unitCode,
          code: `H${++households}`,
          address: `Số ${households}`,
          residentialGroup: em.getReference(ResidentialGroup, group.id),
        }),
      ),
    person: (
      fullName: string,
      { household, relation = HouseholdRelation.OTHER, fromOn = '2020-01-01', toOn }: PersonSetting,
    ) =>
      save((em) => {
        const person = em.create(Person, {
          unitCode,
          fullName,
          birthYear: 1980,
          sex: Sex.UNKNOWN,
          nameKey: searchKey(fullName),
          sortKey: sortKey(fullName),
        })
        const home = em.getReference(Household, household.id)
        em.create(HouseholdMember, { unitCode, household: home, person, relation, joinedOn: fromOn })
        em.create(Residence, { unitCode, household: home, person, kind: ResidenceKind.PERMANENT, fromOn, toOn })
        return person
      }),
    establishment: (group: ResidentialGroup, kind: EstablishmentKind) =>
      save((em) =>
        em.create(Establishment, {
          unitCode,
          kind,
          name: `Cơ sở ${kind}`,
          address: 'Số 1',
          residentialGroup: em.getReference(ResidentialGroup, group.id),
        }),
      ),
  }
}

interface PersonSetting {
  household: Household
  relation?: HouseholdRelation
  fromOn?: string
  toOn?: string
}

export const test = departmentTest({ database, subgraph, given: builders })
