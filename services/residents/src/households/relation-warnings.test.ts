import { expect, test } from 'vitest'
import { HouseholdRelation } from './household.ts'
import { ageWarning } from './relation-warnings.ts'

const { CHILD, PARENT, SPOUSE, GRANDCHILD } = HouseholdRelation

test.each([
  [CHILD, { birthYear: 1970 }, { birthYear: 1980 }, 'lớn tuổi hơn chủ hộ'],
  [CHILD, { birthYear: 1980 }, { birthYear: 1980 }, 'chỉ kém chủ hộ 0 tuổi'],
  [CHILD, { birthYear: 1991 }, { birthYear: 1980 }, 'chỉ kém chủ hộ 11 tuổi'],
  [CHILD, { birthYear: 1992 }, { birthYear: 1980 }, undefined],
  // A day before the twelfth birthday of the head, and on it.
  [CHILD, { bornOn: '1992-05-02' }, { bornOn: '1980-05-03' }, 'chỉ kém chủ hộ 11 tuổi'],
  [CHILD, { bornOn: '1992-05-03' }, { bornOn: '1980-05-03' }, undefined],
  // By years where a day is not known.
  [CHILD, { bornOn: '1992-05-02' }, { birthYear: 1980 }, undefined],
  [CHILD, { bornOn: '1980-05-02' }, { bornOn: '1980-05-03' }, 'lớn tuổi hơn chủ hộ'],
  [CHILD, {}, { birthYear: 1980 }, undefined],
  [CHILD, { birthYear: 1980 }, {}, undefined],
  [CHILD, { birthYear: 1980 }, null, undefined],
  [PARENT, { birthYear: 1985 }, { birthYear: 1980 }, 'nhỏ tuổi hơn chủ hộ'],
  [PARENT, { birthYear: 1970 }, { birthYear: 1980 }, 'chỉ hơn chủ hộ 10 tuổi'],
  [PARENT, { birthYear: 1950 }, { birthYear: 1980 }, undefined],
  [SPOUSE, { birthYear: 1950 }, { birthYear: 1980 }, undefined],
  [GRANDCHILD, { birthYear: 1990 }, { birthYear: 1980 }, undefined],
  [null, { birthYear: 1970 }, { birthYear: 1980 }, undefined],
])('%s born %j beside a head born %j: %s', (relation, person, head, words) => {
  const warning = ageWarning(relation, person, head)
  if (words) expect(warning).toContain(`${words}. Hãy kiểm tra lại`)
  else expect(warning).toBeUndefined()
  if (warning) expect(warning).toContain('không phải quy định')
})
