import { Chance } from './chance.ts'
import { generateBroadcasts } from './generate-broadcasts.ts'
import { generateCheckpoints } from './generate-checkpoints.ts'
import { generateCircumstances } from './generate-circumstances.ts'
import { generateConfirmations } from './generate-confirmations.ts'
import { generateDesk } from './generate-desk.ts'
import { generateHealth } from './generate-health.ts'
import { generateLists } from './generate-lists.ts'
import { generateMerges } from './generate-merges.ts'
import { generateMoney } from './generate-money.ts'
import { documentId, generatePapers } from './generate-papers.ts'
import { generatePlaces } from './generate-places.ts'
import { generatePopulation } from './generate-population.ts'
import { generateProposals } from './generate-proposals.ts'
import { generateResponsibilities } from './generate-responsibilities.ts'
import { generateRounds } from './generate-rounds.ts'
import { provinces, zoneLevels } from './names.ts'
import type { ScenarioFile } from './scenario-file.ts'
import type { Actor, SuccessionFact, UnitFact, World } from './world.ts'

/** The officers in whose name a scenario's dossiers were handled. */
export interface Officers {
  welfareOfficer: Actor
  approver: Actor
  deputyApprover: Actor
  cashier: Actor
  /** Who signs in for the groups; without, no responsibility names an account. */
  teamLeader?: Actor
}

/** Makes a scenario's figures into facts: the same file always gives the same world. */
export function generateWorld(file: ScenarioFile, officers: Officers): World {
  const chance = new Chance(file.randomSeed, `${file.scenario}/${file.unit.code}`)
  const asOf = new Date(file.asOf)
  const population = generatePopulation(file, asOf, chance)
  const papers = generatePapers(file, asOf, population.groups, chance)
  const money = generateMoney(file, asOf, { ...population, officers, documentId: documentId(file, chance) }, chance)
  const { merges, dossiers } = generateMerges(file, asOf, { people: population.people, dossiers: money.dossiers })
  const exchanged = generateConfirmations(file, asOf, {
    ...{ people: population.people, programmes: money.programmes, dossiers },
    officer: officers.welfareOfficer,
  })
  const health = generateHealth(file, asOf, population, money.quarantines, papers.quarantineDecisionId, chance)
  const walks = generateRounds(file, asOf, population, papers.documents)
  const { cells, responsibilities } = generateResponsibilities(
    file,
    asOf,
    population.groups,
    walks.selfManagementGroups,
    papers.documents,
    officers.teamLeader,
  )
  return {
    scenario: file.scenario,
    asOf,
    units: unitsOf(file.unit),
    successions: successionsOf(file.unit, chance),
    unitCode: file.unit.code,
    ...population,
    ...generatePlaces(file, population),
    circumstances: generateCircumstances(file, asOf, population),
    changeProposals: generateProposals(file, asOf, population.people, officers.welfareOfficer),
    origins: provinces.map(({ code, name }) => ({ code, name, level: 'PROVINCE', validTo: null, parentCode: null })),
    zones: zoneLevels.map((zone) => ({
      ...zone,
      id: chance.id(`zone/${zone.area}/${zone.fromOn}`),
      areaName: provinces.find(({ code }) => code === zone.area)?.name ?? zone.area,
    })),
    organisations: [...papers.organisations, ...cells],
    posts: papers.posts,
    documents: papers.documents,
    ...health,
    funds: money.funds,
    programmes: money.programmes,
    merges,
    dossiers: [...dossiers, ...exchanged.dossiers],
    confirmations: exchanged.confirmations,
    ...walks,
    responsibilities,
    broadcasts: generateBroadcasts(file, asOf, population.groups, walks.selfManagementGroups, papers.documents),
    checkpoints: generateCheckpoints(file, asOf, population, papers.documents),
    ...generateDesk(file, asOf, population, walks.selfManagementGroups),
    lists: generateLists(file, asOf, population),
  }
}

type FileUnit = ScenarioFile['unit']

/** Each once, whichever ways lead to it, and none before what is above it. */
function unitsOf(unit: FileUnit): UnitFact[] {
  const found = new Map<string, UnitFact>()
  const add = ({
    code,
    name,
    level,
    validFrom = null,
    validTo = null,
    parent,
    successors,
    predecessors,
  }: FileUnit): void => {
    if (parent) add(parent)
    if (!found.has(code)) found.set(code, { code, name, level, validFrom, validTo, parentCode: parent?.code ?? null })
    for (const succession of [...(successors ?? []), ...(predecessors ?? [])]) add(succession.unit)
  }
  add(unit)
  return [...found.values()]
}

function successionsOf({ code, parent, successors, predecessors }: FileUnit, chance: Chance): SuccessionFact[] {
  type Said = NonNullable<FileUnit['successors']>[number]
  const pair = (predecessorCode: string, successorCode: string, { kind, on: fromOn, document, verified }: Said) => ({
    id: chance.id(`succession/${predecessorCode}/${successorCode}`),
    ...{ predecessorCode, successorCode, kind, fromOn, document, verified },
  })
  return [
    ...(parent ? successionsOf(parent, chance) : []),
    ...(predecessors ?? []).flatMap((said) => [...successionsOf(said.unit, chance), pair(said.unit.code, code, said)]),
    ...(successors ?? []).flatMap((said) => [pair(code, said.unit.code, said), ...successionsOf(said.unit, chance)]),
  ]
}
