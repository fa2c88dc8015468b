import { Chance } from './chance.ts'
import { dayAfter } from './days.ts'
import type { ScenarioFile } from './scenario-file.ts'
import type { Actor, ChangeProposalFact, PersonFact } from './world.ts'

/** Two changes of the register that wait for a registrar, from a stream of chance of its own. */
export function generateProposals(
  file: ScenarioFile,
  asOf: Date,
  people: readonly PersonFact[],
  proposer: Actor,
): ChangeProposalFact[] {
  const chance = new Chance(file.randomSeed + 43, `${file.scenario}/${file.unit.code}`)
  const shuffled = chance.shuffled(people)
  const dated = shuffled.filter(({ bornOn }) => bornOn).slice(0, 1)
  const reached = shuffled.filter(({ phone }) => phone).slice(-1)
  const births = dated.map(({ id, bornOn }) => ({
    personId: id,
    field: 'BORN_ON' as const,
    from: bornOn ?? '',
    to: dayAfter(bornOn ?? '', -3),
    reason: 'Giấy khai sinh bản chính nộp kèm hồ sơ hỗ trợ ghi ngày này',
  }))
  const phones = reached.map(({ id, phone }) => ({
    personId: id,
    field: 'PHONE' as const,
    from: phone ?? '',
    to: otherPhone(phone ?? '', chance),
    reason: 'Số đang ghi không gọi được; người này đọc số mới khi nộp hồ sơ',
  }))
  return [...births, ...phones].map((proposal, index) => ({
    ...proposal,
    id: chance.id(`proposal/${proposal.personId}`),
    number: `DN-${asOf.getUTCFullYear()}-000${index + 1}`,
    by: proposer,
    proposedAt: new Date(asOf.getTime() - (26 - index) * 3_600_000),
  }))
}

/** Another number that is assigned to nobody. */
function otherPhone(phone: string, chance: Chance): string {
  const end = (Number(phone.slice(-3)) + chance.between(1, 999)) % 1000
  return `${phone.slice(0, -3)}${String(end).padStart(3, '0')}`
}
