import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Attested,
  computeLines,
  formulaOn,
  formulaText,
  type Rates,
  refuseOutOfForce,
  sumOf,
} from './programme-rules.ts'

const F1: Rates = { perDay: 80_000, maxDays: 21, childOnce: 1_000_000 }

/** A second opinion on the amount, written from the wording of the resolution: day by day, in bigint, without lines. */
function secondOpinion(rates: Rates, { quarantineDays, isChild }: Attested): bigint {
  let total = 0n
  if (typeof rates.once === 'number') total += BigInt(rates.once)
  if (typeof rates.perDay === 'number') {
    for (let day = 1; day <= (quarantineDays ?? 0); day++) {
      if (typeof rates.maxDays === 'number' && day > rates.maxDays) break
      total += BigInt(rates.perDay)
    }
  }
  if (isChild && typeof rates.childOnce === 'number') total += BigInt(rates.childOnce)
  return total
}

const rate = fc.option(fc.integer({ min: 1, max: 1_000_000_000_000 }))
const anyRates = fc.record({
  once: rate,
  perDay: rate,
  maxDays: fc.option(fc.integer({ min: 1, max: 366 })),
  childOnce: rate,
})
const anyAttested = fc.record({ quarantineDays: fc.option(fc.integer({ min: 1, max: 366 })), isChild: fc.boolean() })

test('the amount agrees with a second evaluator, to the đồng, for any rates', () => {
  fc.assert(
    fc.property(anyRates, anyAttested, (rates, attested) => {
      const lines = computeLines(rates, attested)
      expect(BigInt(sumOf(lines))).toBe(secondOpinion(rates, attested))
      expect(Number.isSafeInteger(sumOf(lines))).toBe(true)
      for (const { units, rate: lineRate, amount } of lines) expect(amount).toBe(units * lineRate)
    }),
    { numRuns: 2_000 },
  )
})

test('another day of quarantine never pays less, and nothing beyond the limit', () => {
  fc.assert(
    fc.property(anyRates, fc.integer({ min: 1, max: 365 }), fc.boolean(), (rates, days, isChild) => {
      const of = (quarantineDays: number) => sumOf(computeLines(rates, { quarantineDays, isChild }))
      expect(of(days + 1)).toBeGreaterThanOrEqual(of(days))
      if (rates.maxDays != null && days >= rates.maxDays) expect(of(days + 1)).toBe(of(days))
    }),
  )
})

test.each([
  { days: 21, isChild: false, amount: 1_680_000 },
  { days: 21, isChild: true, amount: 2_680_000 },
  { days: 14, isChild: false, amount: 1_120_000 },
  { days: 30, isChild: false, amount: 1_680_000 },
])('an F1 of $days days, child: $isChild, gets $amount', ({ days, isChild, amount }) => {
  expect(sumOf(computeLines(F1, { quarantineDays: days, isChild }))).toBe(amount)
})

test('says how each line came about', () => {
  expect(computeLines(F1, { quarantineDays: 30, isChild: true })).toEqual([
    { label: 'Ngày cách ly (tính 21 trong 30 ngày)', units: 21, rate: 80_000, amount: 1_680_000 },
    { label: 'Thêm cho trẻ em', units: 1, rate: 1_000_000, amount: 1_000_000 },
  ])
})

test.each([
  [{ once: 1_500_000 }, '1.500.000 đồng một lần'],
  [F1, '80.000 đồng mỗi ngày cách ly, tối đa 21 ngày; thêm 1.000.000 đồng nếu là trẻ em'],
  [{ once: 350_000, perDay: 1 }, '350.000 đồng một lần; 1 đồng mỗi ngày cách ly'],
])('reads a formula aloud: %o', (rates, text) => {
  expect(formulaText(rates)).toBe(text)
})

test('takes the version in force on the day, and the first before any', () => {
  const versions = [{ inForceFrom: '2021-07-14' }, { inForceFrom: '2021-05-05' }]
  const on = (day: string) => formulaOn(versions, day)?.inForceFrom
  expect(on('2021-01-01')).toBe('2021-05-05')
  expect(on('2021-07-13')).toBe('2021-05-05')
  expect(on('2021-07-14')).toBe('2021-07-14')
  expect(on('2022-01-01')).toBe('2021-07-14')
  expect(formulaOn([], '2021-07-14')).toBeUndefined()
})

test('takes dossiers from the first day to the last, both included', () => {
  const programme = { inForceFrom: '2021-07-01', inForceTo: '2021-12-31' }
  const codeOn = (day: string) => refuseOutOfForce(programme, day)?.code
  expect(codeOn('2021-06-30')).toBe('ProgrammeNotInForce')
  expect(codeOn('2021-07-01')).toBeUndefined()
  expect(codeOn('2021-12-31')).toBeUndefined()
  expect(codeOn('2022-01-01')).toBe('ProgrammeNotInForce')
  expect(refuseOutOfForce({ ...programme, inForceTo: null }, '2999-01-01')).toBeUndefined()
})
