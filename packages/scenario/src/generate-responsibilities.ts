import { Chance } from './chance.ts'
import { dayBefore } from './days.ts'
import { fullName } from './names.ts'
import type { ScenarioFile } from './scenario-file.ts'
import type {
  Actor,
  DocumentFact,
  GroupFact,
  OrganisationFact,
  ResponsibilityFact,
  SelfManagementGroupFact,
} from './world.ts'

/** The last groups stand on the page without anybody who answers for them. */
const UNASSIGNED = 2
const ASSIGNED_DAYS_AGO = 58
const CHANGED_DAYS_AGO = 20

/** A Party cell for each residential group and who of it answers for what: invented, from chance of their own. */
export function generateResponsibilities(
  file: ScenarioFile,
  asOf: Date,
  groups: readonly GroupFact[],
  selfManagementGroups: readonly SelfManagementGroupFact[],
  documents: readonly DocumentFact[],
  leader: Actor | undefined,
): { cells: OrganisationFact[]; responsibilities: ResponsibilityFact[] } {
  const chance = new Chance(file.randomSeed + 45, `${file.scenario}/${file.unit.code}`)
  const document = documents.find(({ type }) => type === 'PHUONG_AN' || type === 'KE_HOACH')
  const responsibilities: ResponsibilityFact[] = []
  const holder = () => fullName(chance, chance.happens(45) ? 'FEMALE' : 'MALE')
  const assign = (
    organisationId: string,
    facts: Partial<ResponsibilityFact> & Pick<ResponsibilityFact, 'kind' | 'holderName'>,
  ) =>
    responsibilities.push({
      id: chance.id(`responsibility/${responsibilities.length + 1}`),
      groupId: null,
      selfManagementGroupId: null,
      householdId: null,
      organisationId,
      documentId: document?.id ?? null,
      fromOn: dayBefore(asOf, ASSIGNED_DAYS_AGO),
      toOn: null,
      endReason: null,
      ...facts,
    })

  const cells = groups.map(
    ({ id, name, number }): OrganisationFact => ({
      id: chance.id(`organisation/cell/${number}`),
      name: `Chi bộ ${name.charAt(0).toLowerCase()}${name.slice(1)}`,
      kind: 'PARTY',
      ofUnit: true,
      groupId: id,
    }),
  )
  for (const [index, { id: groupId, number }] of groups.slice(0, -UNASSIGNED).entries()) {
    const cell = cells[index]?.id ?? ''
    assign(cell, { groupId, kind: 'GENERAL', holderName: null })
    const kind = 'EPIDEMIC_CONTROL'
    if (number % 8 === 3) {
      const changedOn = dayBefore(asOf, CHANGED_DAYS_AGO)
      assign(cell, { groupId, kind, holderName: holder(), toOn: changedOn, endReason: 'Tăng cường cho tổ cơ động' })
      assign(cell, { groupId, kind, holderName: holder(), fromOn: changedOn, documentId: null })
    } else assign(cell, { groupId, kind, holderName: holder() })
    if (chance.happens(60)) assign(cell, { groupId, kind: 'MOVEMENT_CONTROL', holderName: holder() })
    for (const { id, members } of selfManagementGroups.filter((group) => group.groupId === groupId)) {
      if (chance.happens(70)) assign(cell, { selfManagementGroupId: id, kind, holderName: holder() })
      const household = members[0]?.householdId
      if (household && chance.happens(30))
        assign(cell, { householdId: household, kind: 'SOCIAL_PROTECTION', holderName: holder() })
    }
  }
  // The last group that has somebody: who leads the teams signs in for it.
  const last = groups.length - UNASSIGNED - 1
  const groupId = groups[last]?.id
  if (leader && groupId)
    assign(cells[last]?.id ?? '', {
      ...{ groupId, kind: 'MOVEMENT_CONTROL', holderName: leader.name, holderAccountId: leader.id },
      fromOn: dayBefore(asOf, CHANGED_DAYS_AGO),
    })
  return { cells, responsibilities }
}
