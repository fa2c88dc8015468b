import type { Context, LocalDate } from '@vungxanh/subgraph'
import { type Birth, yearOf } from '../people/person-rules.ts'
import { type Household, HouseholdMember, HouseholdRelation } from './household.ts'

/** A rule of thumb of who keys lists, not of a law, and nothing is decided by it: step-parents and adopted children are nearer. */
const YEARS_BETWEEN = 12

const TO_CHECK = 'Hãy kiểm tra lại quan hệ và ngày sinh; đây là nhắc để xem lại, không phải quy định.'

/** What a clerk should look at again when ages and a relation to the head hardly go together; the person is written down all the same. */
export function ageWarning(
  relation: HouseholdRelation | null,
  person: Birth,
  head: Birth | null | undefined,
): string | undefined {
  if (!head) return
  if (relation === HouseholdRelation.CHILD) {
    const between = yearsBetween(head, person)
    if (between === undefined || between >= YEARS_BETWEEN) return
    return `Ghi là con nhưng ${between < 0 ? 'lớn tuổi hơn chủ hộ' : `chỉ kém chủ hộ ${between} tuổi`}. ${TO_CHECK}`
  }
  if (relation === HouseholdRelation.PARENT) {
    const between = yearsBetween(person, head)
    if (between === undefined || between >= YEARS_BETWEEN) return
    return `Ghi là cha, mẹ nhưng ${between < 0 ? 'nhỏ tuổi hơn chủ hộ' : `chỉ hơn chủ hộ ${between} tuổi`}. ${TO_CHECK}`
  }
}

/** Whole years from one birth to another, below zero when it came before; by years alone where a day is not known. */
function yearsBetween(elder: Birth, younger: Birth): number | undefined {
  const [from, to] = [yearOf(elder), yearOf(younger)]
  if (from == null || to == null) return
  const isBeforeBirthday = (elder.bornOn && younger.bornOn && dayOf(younger.bornOn) < dayOf(elder.bornOn)) || false
  return to - from - Number(isBeforeBirthday)
}

const dayOf = (date: LocalDate): string => date.slice(5)

/** The warnings of those whose relation or birth has just been written; of everybody, when it is the head's. */
export async function ageWarningsIn(
  household: Household,
  about: readonly string[],
  { em }: Context,
): Promise<string[]> {
  await em.flush()
  const members = await em.find(
    HouseholdMember,
    { household: household.id, leftOn: null },
    { populate: ['person'], orderBy: { id: 'asc' } },
  )
  const head = members.find(({ relation }) => relation === HouseholdRelation.HEAD)?.person
  const isAboutAll = head !== undefined && about.includes(head.id)
  return members.flatMap(({ relation, person }) => {
    const warning =
      isAboutAll || about.includes(person.id) ? ageWarning(relation, person.getEntity(), head?.getEntity()) : undefined
    return warning ? [`${person.getEntity().fullName}: ${warning}`] : []
  })
}
