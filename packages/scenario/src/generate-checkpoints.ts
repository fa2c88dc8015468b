import { Chance } from './chance.ts'
import { at, dayBefore } from './days.ts'
import type { PopulationFacts } from './generate-population.ts'
import { fullName } from './names.ts'
import type { ScenarioFile } from './scenario-file.ts'
import type { ArrivalFact, CheckpointEntryFact, CheckpointFact, DocumentFact } from './world.ts'

const OPENS = 6 * 60
const CLOSES = 16 * 60 + 30
const LINES = 42
/** How many of the arrivals of a day came through the first checkpoint and were told to the register. */
const STAYS = 3

type Line = Omit<CheckpointEntryFact, 'id' | 'at'>

const blank: Line = {
  direction: 'IN',
  personId: null,
  saidName: null,
  birthYear: null,
  sex: null,
  people: 1,
  plate: null,
  purpose: 'OTHER',
  paper: null,
  temperature: null,
  decision: 'LET_THROUGH',
  reason: null,
  originCode: null,
  fromPlace: null,
  departedOn: null,
  stayingAt: null,
  arrivalId: null,
}

/** How many arrivals of a day were recognised by the card that they showed at the first checkpoint. */
const BY_CARD = 2

/** Two checkpoints with a day and a half of their logs; who came to stay is among the arrivals. From chance of their own. */
export function generateCheckpoints(
  file: ScenarioFile,
  asOf: Date,
  { arrivals, people, groups }: PopulationFacts,
  documents: readonly DocumentFact[],
): CheckpointFact[] {
  const chance = new Chance(file.randomSeed + 53, `${file.scenario}/${file.unit.code}`)
  const documentId = (documents.find(({ type }) => type === 'PHUONG_AN') ?? documents[0])?.id ?? null
  const yearNow = Number(dayBefore(asOf, 0).slice(0, 4))
  const [today, yesterday] = [dayBefore(asOf, 0), dayBefore(asOf, 1)]

  const stranger = (): Pick<Line, 'saidName' | 'birthYear' | 'sex'> => {
    const sex = chance.happens(55) ? 'MALE' : 'FEMALE'
    return { saidName: fullName(chance, sex), sex, birthYear: yearNow - chance.between(18, 70) }
  }
  const plate = (letter: string) =>
    `29${letter}-${chance.between(100, 999)}.${String(chance.between(0, 99)).padStart(2, '0')}`
  const warmth = () => 36 + chance.between(1, 9) / 10

  function line(isMarket: boolean): Line {
    const direction = chance.happens(60) ? 'IN' : 'OUT'
    const purpose = chance.weighted<Line['purpose']>(
      isMarket
        ? [
            ['SHOPPING', 80],
            ['GOODS', 20],
          ]
        : [
            ['WORK', 35],
            ['GOODS', 20],
            ['HOME', 20],
            ['MEDICAL', 10],
            ['OFFICIAL', 15],
          ],
    )
    const facts: Line = { ...blank, ...stranger(), direction, purpose, temperature: warmth() }
    if (purpose === 'GOODS') Object.assign(facts, { plate: plate('H'), people: chance.between(1, 2) })
    const paper = { WORK: 'TRAVEL_PERMIT', GOODS: 'GOODS_CODE', SHOPPING: 'MARKET_TICKET', OFFICIAL: 'WORK_PAPER' }
    const shown = paper[purpose as keyof typeof paper] as Line['paper'] | undefined
    if (direction === 'IN' && shown && chance.happens(12))
      return { ...facts, paper: 'NONE', decision: 'TURNED_BACK', reason: 'Không có giấy theo quy định' }
    if (direction === 'IN' && chance.happens(2))
      return { ...facts, temperature: 38.2, decision: 'SENT_TO_STATION', reason: 'Sốt, ho' }
    return { ...facts, paper: shown ?? null }
  }

  function stay({ id, personId, originCode, fromPlace, departedOn }: ArrivalFact): Line {
    const person = people.find((candidate) => candidate.id === personId)
    const facts = { originCode, fromPlace, departedOn, stayingAt: 'Về nhà mình', temperature: warmth() }
    return { ...blank, ...facts, personId, purpose: 'STAY', sex: person?.sex ?? null, arrivalId: id }
  }

  const newcomer = (stayingAt: string): Line => ({
    ...blank,
    ...stranger(),
    purpose: 'STAY',
    fromPlace: 'Huyện Gia Bình, Bắc Ninh',
    originCode: '27',
    departedOn: today,
    stayingAt,
    temperature: warmth(),
  })

  function logOf(checkpoint: string, days: Record<string, Line[]>): CheckpointEntryFact[] {
    return Object.entries(days).flatMap(([day, lines]) =>
      chance.shuffled(lines).map((facts, index) => ({
        ...facts,
        id: chance.id(`checkpoint/${checkpoint}/${day}/${index + 1}`),
        at: at(day, OPENS + Math.floor(((CLOSES - OPENS) * (index + chance.between(0, 9) / 10)) / lines.length)),
      })),
    )
  }

  const lines = (count: number, isMarket: boolean) => Array.from({ length: count }, () => line(isMarket))
  const came = arrivals.filter(({ arrivedOn }) => arrivedOn === yesterday).slice(0, STAYS)
  const group = groups[0]
  return [
    {
      id: chance.id('checkpoint/1'),
      name: 'Chốt số 1: đầu đường vào phường',
      kind: 'WARD_GATE',
      place: 'Ngã ba đầu đường vào phường',
      // Where the first group ends.
      ...(group?.outline && { longitude: group.outline[0]?.[0], latitude: group.outline[0]?.[1] }),
      groupId: null,
      documentId,
      activeFrom: dayBefore(asOf, 40),
      entries: [
        ...logOf('1', {
          [yesterday]: [...lines(LINES, false), ...came.map(stay)],
          [today]: [...lines(LINES, false), newcomer('Nhà anh trai, tổ 5'), newcomer('Phòng trọ gần chợ')],
        }),
        ...linesWithCard(file, { arrivals, people }, { today, yesterday }),
      ],
    },
    {
      id: chance.id('checkpoint/2'),
      name: 'Chốt chợ',
      kind: 'MARKET',
      place: 'Cổng chính của chợ',
      groupId: group?.id ?? null,
      documentId: null,
      activeFrom: dayBefore(asOf, 20),
      entries: logOf('2', { [yesterday]: lines(LINES, true), [today]: lines(LINES, true) }),
    },
  ]
}

/**
 * Who came to stay and showed a card: some whom the register knows by it and by their name, and one who said another name than the
 * card's, for the registrar to look. From chance of their own: the lines beside them stay as they are.
 */
function linesWithCard(
  file: ScenarioFile,
  { arrivals, people }: Pick<PopulationFacts, 'arrivals' | 'people'>,
  { today, yesterday }: { today: string; yesterday: string },
): CheckpointEntryFact[] {
  const chance = new Chance(file.randomSeed + 59, `${file.scenario}/${file.unit.code}`)
  const facts = { ...blank, purpose: 'STAY' as const, temperature: 36.6 }
  const byId = new Map(people.map((person) => [person.id, person]))
  const recognised = arrivals
    .filter(({ arrivedOn }) => arrivedOn === yesterday)
    .slice(STAYS)
    .flatMap(({ id: arrivalId, personId, originCode, fromPlace, departedOn }) => {
      const { identity, fullName: saidName = null, birthYear = null, sex = null } = byId.get(personId) ?? {}
      if (identity?.kind !== 'CITIZEN_ID') return []
      const journey = { originCode, fromPlace, departedOn, stayingAt: 'Về nhà mình' }
      return [{ ...facts, ...journey, saidName, birthYear, sex, identityNumber: identity.number, arrivalId }]
    })
    .slice(0, BY_CARD)
  const came = new Set(arrivals.map(({ personId }) => personId))
  const lent = people.find(({ id, identity }) => identity?.kind === 'CITIZEN_ID' && !came.has(id))?.identity
  const stranger = {
    ...{ ...facts, saidName: fullName(chance, 'MALE'), sex: 'MALE' as const, birthYear: 1990 },
    ...{
      originCode: '27',
      fromPlace: 'Huyện Gia Bình, Bắc Ninh',
      departedOn: today,
      stayingAt: 'Nhà người quen, tổ 2',
    },
  }
  return [
    ...recognised.map((line) => ({ day: yesterday, line })),
    ...(lent ? [{ day: today, line: { ...stranger, identityNumber: lent.number } }] : []),
  ].map(({ day, line }, index) => ({
    ...line,
    id: chance.id(`checkpoint/1/card/${index + 1}`),
    at: at(day, chance.between(OPENS, CLOSES)),
  }))
}
