import { addDays } from '@vungxanh/subgraph'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ContactClass } from './quarantine-order.ts'
import {
  quarantineDays,
  quarantineWarnings,
  refuseDays,
  refuseOverlap,
  refuseQuarantine,
  refuseStart,
  ruleSourceFor,
  rulesFor,
} from './quarantine-rules.ts'

const f1 = (startsOn: string, days: number) => ({
  startsOn,
  endsOn: addDays(startsOn, days - 1),
  contactClass: ContactClass.F1,
})

test.each([
  ['2021-05-04', [14]],
  ['2021-05-05', [21]],
  ['2021-07-13', [21]],
  ['2021-07-14', [14]],
  ['2021-12-16', [7]],
  ['2022-02-21', [5, 7]],
  ['2022-04-16', [0]],
  ['2020-04-01', []],
])('close contacts stay as the rules of %s say', (on, days) => {
  expect(rulesFor(ContactClass.F1, on).map((rule) => rule.days)).toEqual(days)
})

test('only a confirmed rule that the order follows stays silent', () => {
  expect(quarantineWarnings(f1('2021-09-01', 14))).toEqual([])
  expect(quarantineWarnings(f1('2021-09-01', 21)).join()).toContain('14 ngày (5599/BYT-MT ngày 14/7/2021)')
  expect(quarantineWarnings(f1('2021-01-05', 14)).join()).toContain('chưa đối chiếu')
  expect(quarantineWarnings({ ...f1('2021-09-01', 3), contactClass: ContactClass.F2 })).toEqual([])
})

test('an order keeps the rule that it follows', () => {
  expect(ruleSourceFor(f1('2021-06-01', 21))).toBe('Chỉ đạo cách ly tập trung 21 ngày từ 5/5/2021')
  expect(ruleSourceFor(f1('2022-03-01', 7))).toBe('762/BYT-DP (chưa đối chiếu)')
  expect(ruleSourceFor({ ...f1('2021-06-01', 21), contactClass: ContactClass.F2 })).toBeNull()
})

describe('an order', () => {
  test('lasts from one day to sixty', () => {
    expect(refuseDays(f1('2021-09-01', 0))).toMatchObject({ field: 'endsOn' })
    expect(refuseDays(f1('2021-09-01', 1))).toBeUndefined()
    expect(refuseDays(f1('2021-09-01', 60))).toBeUndefined()
    expect(refuseDays(f1('2021-09-01', 61))).toMatchObject({ field: 'endsOn' })
  })

  test('starts in the epidemic, and within sixty days', () => {
    const field = (startsOn: string) => refuseStart(startsOn, '2021-09-27')?.field
    expect(['0000-01-01', '2019-12-31', '9999-12-30', '2021-11-27'].map(field)).toEqual(Array(4).fill('startsOn'))
    expect(['2020-01-01', '2021-09-27', '2021-11-26'].map(field)).toEqual(Array(3).fill(undefined))
  })

  test('may follow another the next day, and share no day with it', () => {
    const other = f1('2021-09-01', 14)
    expect(refuseQuarantine(f1('2021-09-15', 14), [other], '2021-09-27')).toBeUndefined()
    expect(refuseQuarantine(f1('2021-09-14', 14), [other], '2021-09-27')).toMatchObject({ endsOn: '2021-09-14' })
  })

  test('overlaps exactly when a day is in both', () => {
    const order = fc
      .record({ start: fc.integer({ min: 0, max: 60 }), days: fc.integer({ min: 1, max: 21 }) })
      .map(({ start, days }) => f1(addDays('2021-08-01', start), days))
    fc.assert(
      fc.property(order, order, (one, other) => {
        const days = (quarantine: typeof one) =>
          Array.from({ length: quarantineDays(quarantine) }, (_, index) => addDays(quarantine.startsOn, index))
        const shared = days(one).some((day) => days(other).includes(day))
        expect(refuseOverlap(one, [other]) !== undefined).toBe(shared)
        expect(refuseOverlap(other, [one]) !== undefined).toBe(shared)
      }),
    )
  })
})
