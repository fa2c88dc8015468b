import { Chance } from './chance.ts'
import { at, dayBefore } from './days.ts'
import type { PopulationFacts } from './generate-population.ts'
import { familyName, fullName } from './names.ts'
import type { ScenarioFile } from './scenario-file.ts'
import type { ImportListFact, PersonFact } from './world.ts'

/** Residential groups that the two lists are about, by number. */
const STATION_GROUP = 2
const LANDLORD_GROUP = 4
const TELEPHONES_BROUGHT = 8
const HOUR = 60

/** Numbers beyond those that persons and establishments of the register are given; prefix and province are assigned to nobody. */
const newPhone = (number: number): string => `0199${980_000 + number}`
const newIdentity = (number: number, year: number, sex: PersonFact['sex']): string =>
  `999${(year >= 2000 ? 2 : 0) + (sex === 'FEMALE' ? 1 : 0)}${String(year).slice(2)}${980_000 + number}`

const asWritten = (day: string): string => day.split('-').reverse().join('/')
const sexAsWritten = { MALE: 'Nam', FEMALE: 'Nữ' }

/**
 * Lists that others sent: one that brought telephones and was written, and one of a landlord that waits for the registrar, with
 * a row of every kind. From a stream of chance of its own, so that nothing that was there before becomes different.
 */
export function generateLists(file: ScenarioFile, asOf: Date, population: PopulationFacts): ImportListFact[] {
  const chance = new Chance(file.randomSeed + 36, `${file.scenario}/${file.unit.code}`)
  return [stationList(population, asOf, chance), landlordList(population, asOf, chance)].filter(
    (list) => list !== undefined,
  )
}

const inGroup = ({ groups, people }: PopulationFacts, number: number): PersonFact[] => {
  const group = groups.find((one) => one.number === number)
  return people.filter(({ groupId }) => groupId === group?.id)
}

function stationList(population: PopulationFacts, asOf: Date, chance: Chance): ImportListFact | undefined {
  const people = inGroup(population, STATION_GROUP).filter(({ bornOn, birthYear }) => bornOn && birthYear < 2000)
  const without = people.filter(({ phone }) => !phone).slice(0, TELEPHONES_BROUGHT)
  const known = people.filter(({ phone }) => phone).slice(0, 2)
  if (without.length === 0) return undefined
  return {
    id: chance.id('list/station'),
    sender: 'Trạm y tế phường',
    fileName: `dien-thoai-lay-mau-to-${STATION_GROUP}.xlsx`,
    receivedAt: at(dayBefore(asOf, 3), 15 * HOUR),
    committedAt: at(dayBefore(asOf, 3), 15 * HOUR + 20),
    residenceKind: 'PERMANENT',
    headers: ['STT', 'Họ và tên', 'Ngày sinh', 'Điện thoại'],
    rows: [...without, ...known].map(({ fullName: name, bornOn, phone }, index) => [
      String(index + 1),
      name,
      asWritten(bornOn ?? ''),
      phone ?? newPhone(index),
    ]),
  }
}

function landlordList(population: PopulationFacts, asOf: Date, chance: Chance): ImportListFact | undefined {
  const known = inGroup(population, LANDLORD_GROUP).filter(
    ({ bornOn, phone, identity }) => bornOn && phone && identity?.kind === 'CITIZEN_ID',
  )
  const [inBook, otherPhone, onlyByName] = known
  if (!inBook || !otherPhone || !onlyByName) return undefined
  const group = `Tổ dân phố ${LANDLORD_GROUP}`
  let number = TELEPHONES_BROUGHT
  const tenant = (
    relation: string,
    sex: PersonFact['sex'],
    age: [from: number, to: number],
    address = '',
  ): string[] => {
    const year = Number(dayBefore(asOf, 0).slice(0, 4)) - chance.between(...age)
    const name = fullName(chance, sex, familyName(chance))
    const isAdult = age[0] >= 18
    number++
    return [
      name,
      asWritten(`${year}-0${chance.between(1, 9)}-${chance.between(10, 28)}`),
      sexAsWritten[sex],
      isAdult ? newIdentity(number, year, sex) : '',
      isAdult ? newPhone(number) : '',
      relation,
      address && group,
      address,
    ]
  }
  const resident = ({ fullName: name, bornOn, sex, identity }: PersonFact, phone: string): string[] => [
    ...[name, asWritten(bornOn ?? ''), sexAsWritten[sex], identity?.number ?? '', phone, 'Chủ hộ', group, ''],
  ]
  const brother = tenant('Em', 'MALE', [19, 24])
  const [wrongName, , ...wrongRest] = tenant('Chủ hộ', 'FEMALE', [20, 30], 'Phòng 7, số 45, ngõ 12')
  const shortPhone = tenant('Chủ hộ', 'MALE', [20, 40], 'Phòng 8, số 45, ngõ 12').with(4, '01999')
  return {
    id: chance.id('list/landlord'),
    sender: 'Chủ nhà trọ ngõ 12',
    fileName: 'nguoi-thue-tro-thang-9.xlsx',
    receivedAt: at(dayBefore(asOf, 0), 9 * HOUR),
    committedAt: null,
    residenceKind: 'TEMPORARY',
    headers: [
      ...['STT', 'Họ và tên', 'Ngày sinh', 'Giới tính', 'Số CCCD'],
      ...['Điện thoại', 'Quan hệ với chủ hộ', 'Tổ dân phố', 'Địa chỉ'],
    ],
    rows: [
      tenant('Chủ hộ', 'MALE', [28, 45], 'Phòng 3, số 45, ngõ 12'),
      tenant('Vợ', 'FEMALE', [25, 40]),
      tenant('Con', 'FEMALE', [3, 12]),
      tenant('Chủ hộ', 'FEMALE', [22, 35], 'Phòng 5, số 45, ngõ 12'),
      brother,
      brother,
      resident(inBook, inBook.phone ?? ''),
      resident(otherPhone, newPhone(0)),
      [onlyByName.fullName, String(onlyByName.birthYear), '', '', '', 'Chủ hộ', group, 'Phòng 6, số 45, ngõ 12'],
      [wrongName ?? '', '31/02/1995', ...wrongRest],
      shortPhone,
    ].map((cells, index) => [String(index + 1), ...cells]),
  }
}
