import { type IdentityCard, readCitizenNumber } from '@vungxanh/identity-card'
import { formatDate, parseBirth, parseDate, parsePhone, plain, tidy, today } from '@vungxanh/ui'
import type {
  HouseholdMemberInput,
  HouseholdRelation,
  IdentityKind,
  ResidenceKind,
  Sex,
} from '../operations.generated.ts'

/** One person of the household as the form holds them. */
export interface MemberValues {
  fullName: string
  born: string
  sex: Sex | ''
  relation: HouseholdRelation | ''
  residenceKind: ResidenceKind
  identityNumber: string
  phone: string
  residesFrom: string
}

/** What the form says beside a person, to be looked at again. */
export type MemberNote = 'scanned' | 'garbled' | 'notCard' | 'sexFromName' | 'sexAgainstNumber' | 'yearAgainstNumber'

const familyName = (fullName: string): string => tidy(fullName).split(' ')[0] ?? ''

/** The next person as a household usually goes on: head, spouse, children, who have the father's family name. */
export function nextMember(members: readonly MemberValues[]): MemberValues {
  const [head] = members
  const isChild = members.length > 1
  const parents = members.filter(({ relation }) => relation === 'HEAD' || relation === 'SPOUSE')
  const father = parents.find(({ sex }) => sex === 'MALE') ?? head
  return {
    fullName: isChild && father?.fullName ? `${familyName(father.fullName)} ` : '',
    born: '',
    sex:
      members.length === 1 && head?.sex === 'MALE'
        ? 'FEMALE'
        : members.length === 1 && head?.sex === 'FEMALE'
          ? 'MALE'
          : '',
    relation: members.length === 0 ? 'HEAD' : isChild ? 'CHILD' : 'SPOUSE',
    residenceKind: head?.residenceKind ?? 'PERMANENT',
    identityNumber: '',
    phone: '',
    residesFrom: head?.residesFrom ?? formatDate(today()),
  }
}

/** What the middle name suggests: Thị is a woman's, Văn a man's. No more than a suggestion. */
export function sexOfName(fullName: string): Sex | undefined {
  const middle = plain(fullName).split(' ').slice(1, -1)
  if (middle.includes('thi')) return 'FEMALE'
  return middle.includes('van') ? 'MALE' : undefined
}

/** The paper that a number is of, by its shape; no number, no paper. */
export function paperOf(typed: string): { identityKind: IdentityKind; identityNumber: string } | undefined {
  const number = typed.replaceAll(/[\s.]/g, '').toUpperCase()
  if (number === '') return undefined
  if (/^\d{12}$/.test(number)) return { identityKind: 'CITIZEN_ID', identityNumber: number }
  if (/^\d{9}$/.test(number)) return { identityKind: 'OLD_ID', identityNumber: number }
  // What is none of the others is held against the rule of this one, whose words then say what is wrong.
  return { identityKind: /^[A-Z]/.test(number) ? 'PASSPORT' : 'CITIZEN_ID', identityNumber: number }
}

/** The scanner types where the caret stands, perhaps behind what was there already. */
export function payloadIn(text: string): string | undefined {
  return text.includes('|') ? text.slice(Math.max(0, text.search(/\d{9,12}\|/))) : undefined
}

/** Takes over what the card says; a spoilt name is left for the clerk to type. */
export function fromCard(card: IdentityCard): Partial<MemberValues> {
  const number = card.number ?? card.oldNumber
  return {
    fullName: card.isGarbled ? '' : card.fullName,
    ...(card.bornOn ? { born: formatDate(card.bornOn) } : {}),
    ...(card.sex ? { sex: card.sex } : {}),
    ...(number ? { identityNumber: number } : {}),
  }
}

/** Where the number tells another sex or year than what was typed. The person at the counter may be right. */
export function contradictions({ sex, born, identityNumber }: MemberValues): MemberNote[] {
  const told = readCitizenNumber(paperOf(identityNumber)?.identityNumber ?? '')
  const birth = parseBirth(born)
  const year = birth?.bornOn ? Number(birth.bornOn.slice(0, 4)) : birth?.birthYear
  if (!told) return []
  return [
    ...(sex && sex !== 'UNKNOWN' && sex !== told.sex ? (['sexAgainstNumber'] as const) : []),
    ...(year !== undefined && year !== told.birthYear ? (['yearAgainstNumber'] as const) : []),
  ]
}

export function memberInput(member: MemberValues): HouseholdMemberInput {
  const phone = parsePhone(member.phone)
  return {
    fullName: tidy(member.fullName),
    ...parseBirth(member.born),
    sex: member.sex || 'UNKNOWN',
    relation: member.relation || 'OTHER',
    ...paperOf(member.identityNumber),
    ...(phone ? { phone } : {}),
    residenceKind: member.residenceKind,
    residesFrom: parseDate(member.residesFrom) ?? today(),
  }
}
