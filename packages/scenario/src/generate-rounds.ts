import { Chance } from './chance.ts'
import { at, dayAfter, dayBefore, registryOpening } from './days.ts'
import type { PopulationFacts } from './generate-population.ts'
import type { ScenarioFile } from './scenario-file.ts'
import type {
  CommitmentFact,
  CommitmentRoundFact,
  DocumentFact,
  GroupLeaderFact,
  HouseholdFact,
  RoundFact,
  SelfManagementGroupFact,
} from './world.ts'

export interface RoundFacts {
  selfManagementGroups: SelfManagementGroupFact[]
  groupLeaders: GroupLeaderFact[]
  rounds: RoundFact[]
  commitmentRounds: CommitmentRoundFact[]
  commitments: CommitmentFact[]
}

/** The residential groups that have been divided so far; the others stand on the board without. */
const DIVIDED = 8
const GROUPS_EACH = 3
/** Of a divided residential group, the households that nobody has put anywhere yet. */
const UNGROUPED_PERCENT = 5
const SIGNED_PERCENT = 55
const ROUND_IN_GROUP = 3
/** How much of the round under way has been walked. */
const WALKED_PERCENT = 40
const TEST_WITHIN_DAYS = 7
const MORNING = 8 * 60
const MINUTES_A_VISIT = 6
/** Numbers that begin so are assigned to nobody. */
const STATION_PHONE = '0199000115'

/** Groups, a round under way and commitments, from chance of their own: what was generated before them stays as it is. */
export function generateRounds(
  file: ScenarioFile,
  asOf: Date,
  population: PopulationFacts,
  documents: DocumentFact[],
): RoundFacts {
  const chance = new Chance(file.randomSeed + 38, `${file.scenario}/${file.unit.code}`)
  const opening = registryOpening(asOf)
  const { groups, households, people } = population
  const homes = Map.groupBy(households, ({ groupId }) => groupId)
  const heads = new Map(people.filter(({ relation }) => relation === 'HEAD').map((head) => [head.householdId, head.id]))
  const headOf = (among: readonly HouseholdFact[]): string | undefined =>
    among.length > 0 ? heads.get(chance.oneOf(among).id) : undefined

  const selfManagementGroups: SelfManagementGroupFact[] = []
  const groupLeaders: GroupLeaderFact[] = []
  const lead = (whose: Pick<GroupLeaderFact, 'groupId' | 'selfManagementGroupId'>, personId: string | undefined) => {
    if (personId)
      groupLeaders.push({ id: chance.id(`leader/${groupLeaders.length + 1}`), ...whose, personId, fromOn: opening })
  }
  for (const group of groups) {
    const own = homes.get(group.id) ?? []
    lead({ groupId: group.id, selfManagementGroupId: null }, headOf(own))
    if (group.number > DIVIDED) continue
    const placed = own.filter(() => !chance.happens(UNGROUPED_PERCENT))
    const size = Math.ceil(placed.length / GROUPS_EACH)
    for (let number = 1; number <= GROUPS_EACH; number++) {
      const members = placed.slice((number - 1) * size, number * size)
      if (members.length === 0) continue
      const id = chance.id(`self-management-group/${group.number}/${number}`)
      const hasZalo = chance.happens(80)
      selfManagementGroups.push({
        id,
        groupId: group.id,
        number,
        name: `Tổ tự quản ${number}`,
        foundedOn: opening,
        channelKind: hasZalo ? 'ZALO' : 'LOUDSPEAKER',
        channelName: hasZalo ? `Tổ tự quản ${number} – ${group.name}` : 'Cụm loa đầu ngõ',
        members: members.map((household) => ({
          id: chance.id(`self-management-member/${household.id}`),
          householdId: household.id,
        })),
      })
      lead({ groupId: null, selfManagementGroupId: id }, headOf(members))
    }
  }

  const document = documents.find(({ type }) => type === 'PHUONG_AN' || type === 'KE_HOACH')
  const divided = new Set(selfManagementGroups.flatMap(({ members }) => members.map(({ householdId }) => householdId)))
  const commitmentRound: CommitmentRoundFact | undefined = document && {
    id: chance.id('commitment-round/1'),
    documentId: document.id,
    title: 'Ký cam kết thực hiện các biện pháp phòng, chống dịch',
    startsOn: dayBefore(asOf, 14),
    endsOn: dayAfter(dayBefore(asOf, 0), 16),
  }
  const commitments = commitmentRound
    ? households
        .filter(({ id }) => divided.has(id) && chance.happens(SIGNED_PERCENT))
        .map((household): CommitmentFact => {
          const group = groups.find(({ id }) => id === household.groupId)
          return {
            id: chance.id(`commitment/${household.id}`),
            documentId: commitmentRound.documentId,
            roundId: commitmentRound.id,
            householdId: household.id,
            signedOn: dayBefore(asOf, chance.between(1, 13)),
            signerName: null,
            collectedBy: `Tổ Covid cộng đồng – ${group?.name ?? ''}`,
          }
        })
    : []
  const walked = selfManagementGroups.find(
    ({ groupId, number }) => number === 1 && groups.find(({ id }) => id === groupId)?.number === ROUND_IN_GROUP,
  )
  return {
    selfManagementGroups,
    groupLeaders,
    rounds: walked ? [makeRound(walked, document?.id ?? null, population, asOf, chance)] : [],
    commitmentRounds: commitmentRound ? [commitmentRound] : [],
    commitments,
  }
}

function makeRound(
  { id: selfManagementGroupId, groupId, members }: SelfManagementGroupFact,
  commitmentDocumentId: string | null,
  { people, groups }: PopulationFacts,
  asOf: Date,
  chance: Chance,
): RoundFact {
  const today = dayBefore(asOf, 0)
  const present = Map.groupBy(people, ({ householdId }) => householdId)
  const stops = members.map(({ householdId }) => ({ id: chance.id(`stop/${householdId}`), householdId }))
  const walked = stops.slice(0, Math.floor((stops.length * WALKED_PERCENT) / 100))
  return {
    id: chance.id('round/1'),
    groupId,
    selfManagementGroupId,
    purpose: 'Ký cam kết, rà soát người mới về và xét nghiệm',
    commitmentDocumentId,
    testWithinDays: TEST_WITHIN_DAYS,
    assignedTo: `Tổ Covid cộng đồng – ${groups.find(({ id }) => id === groupId)?.name ?? ''}`,
    stationPhone: STATION_PHONE,
    openedAt: at(today, MORNING),
    stops,
    visits: walked.map(({ id: stopId, householdId }, index) => {
      const result = chance.weighted([
        ['HOME', 84],
        ['NOBODY_HOME', 12],
        ['REFUSED', 2],
        ['MOVED_AWAY', 2],
      ] as const)
      const isHome = result === 'HOME'
      return {
        id: chance.id(`visit/${householdId}`),
        stopId,
        householdId,
        result,
        met: isHome ? (chance.happens(60) ? 'HEAD' : 'MEMBER') : null,
        presentTonight: isHome ? (present.get(householdId)?.length ?? 0) : null,
        visitedAt: at(today, MORNING + 5 + index * MINUTES_A_VISIT),
      }
    }),
  }
}
