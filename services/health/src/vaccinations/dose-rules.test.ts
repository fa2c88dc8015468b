import { addDays, daysBetween } from '@vungxanh/subgraph'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { productId } from '../testing.ts'
import {
  doseWarnings,
  type GivenDose,
  IntervalTooShort,
  intervalRuleFor,
  LotExpired,
  refuseDose,
  refuseInterval,
  ruleInForce,
} from './dose-rules.ts'
import { catalogueProducts, catalogueRules, type IntervalRule } from './product-catalogue.ts'

const rules = catalogueRules
const dose = (doseNumber: number, product: string, givenOn: string): GivenDose => ({
  doseNumber,
  productId: productId(product),
  givenOn,
})

describe('the interval between two doses', () => {
  const cases: [product: string, first: string, second: string, earliest: string | undefined][] = [
    ['ASTRAZENECA', '2021-07-27', '2021-09-20', '2021-09-21'],
    ['ASTRAZENECA', '2021-07-27', '2021-09-21', undefined],
    ['COMIRNATY', '2021-08-01', '2021-08-21', '2021-08-22'],
    ['COMIRNATY', '2021-08-01', '2021-08-22', undefined],
    ['SPUTNIK_V', '2021-08-01', '2021-08-21', '2021-08-22'],
    ['VERO_CELL', '2021-08-01', '2021-08-21', '2021-08-22'],
    ['SPIKEVAX', '2021-08-01', '2021-08-28', '2021-08-29'],
    ['SPIKEVAX', '2021-08-01', '2021-08-29', undefined],
    ['HAYAT_VAX', '2021-08-01', '2021-08-21', '2021-08-22'],
  ]
  for (const [product, first, second, earliest] of cases) {
    test(`${product} on ${first}, then on ${second}: ${earliest ? `not before ${earliest}` : 'accepted'}`, () => {
      const refusal = refuseInterval(dose(2, product, second), [dose(1, product, first)], rules)
      expect(refusal instanceof IntervalTooShort ? refusal.earliestOn : refusal).toBe(earliest)
    })
  }

  test('says under which rule, and whether it was confirmed', () => {
    const late = refuseInterval(dose(2, 'ASTRAZENECA', '2021-09-01'), [dose(1, 'ASTRAZENECA', '2021-08-01')], rules)
    expect(late).toMatchObject({ minimumDays: 56, verified: true, source: 'QĐ 3588/QĐ-BYT ngày 26/7/2021' })
    const doubtful = refuseInterval(dose(2, 'HAYAT_VAX', '2021-08-02'), [dose(1, 'HAYAT_VAX', '2021-08-01')], rules)
    expect(doubtful).toMatchObject({ minimumDays: 21, verified: false })
    expect(doubtful?.message).toContain('chưa được đối chiếu')
  })

  test('is judged by the product given before, by the rule of the later day', () => {
    const mixed = refuseInterval(dose(2, 'COMIRNATY', '2021-09-01'), [dose(1, 'ASTRAZENECA', '2021-08-01')], rules)
    expect(mixed).toMatchObject({ code: 'IntervalTooShort', minimumDays: 56 })
  })

  test('is not judged by a rule before its day', () => {
    const before = [dose(1, 'ASTRAZENECA', '2021-06-01')]
    expect(refuseInterval(dose(2, 'ASTRAZENECA', '2021-07-01'), before, rules)).toBeUndefined()
    expect(doseWarnings(dose(2, 'ASTRAZENECA', '2021-07-01'), before, rules, null).join()).toContain('Chưa có quy định')
  })

  test('holds against the dose after, when the earlier one is recorded late', () => {
    const second = [dose(2, 'COMIRNATY', '2021-08-22')]
    expect(refuseInterval(dose(1, 'COMIRNATY', '2021-08-01'), second, rules)).toBeUndefined()
    expect(refuseInterval(dose(1, 'COMIRNATY', '2021-08-02'), second, rules)).toMatchObject({ field: 'givenOn' })
    expect(refuseInterval(dose(1, 'COMIRNATY', '2021-08-23'), second, rules)).toMatchObject({ field: 'givenOn' })
  })

  test('refuses a second dose on or before the day of the first', () => {
    for (const givenOn of ['2021-07-31', '2021-08-01']) {
      const refusal = refuseInterval(dose(2, 'JANSSEN', givenOn), [dose(1, 'JANSSEN', '2021-08-01')], rules)
      expect(refusal).toMatchObject({ field: 'givenOn' })
    }
  })

  test('any product, any days: accepted exactly when the weeks of the rule in force have passed', () => {
    const day = fc.integer({ min: 0, max: 400 }).map((days) => addDays('2021-03-08', days))
    const product = fc.constantFrom(...catalogueProducts.map(({ code }) => code))
    fc.assert(
      fc.property(product, product, day, fc.integer({ min: 1, max: 120 }), (one, two, first, days) => {
        const second = dose(2, two, addDays(first, days))
        const refusal = refuseInterval(second, [dose(1, one, first)], rules)
        const weeks = ruleInForce(rules, productId(one), second.givenOn)?.minimumWeeks ?? 0
        expect(refusal === undefined).toBe(days >= weeks * 7)
        if (refusal instanceof IntervalTooShort) {
          const retry = dose(2, two, refusal.earliestOn)
          expect(daysBetween(first, refusal.earliestOn)).toBe(refusal.minimumDays)
          expect(refuseInterval(retry, [dose(1, one, first)], rules)).toBeUndefined()
        }
      }),
    )
  })
})

describe('a rule in force', () => {
  const rule = (id: string, validFrom: string | null, validTo: string | null): IntervalRule => ({
    id,
    productId: 'p',
    validFrom,
    validTo,
    minimumWeeks: 1,
    maximumWeeks: null,
    doses: 2,
    verified: true,
    source: id,
  })
  const history = [
    rule('new', '2021-09-20', null),
    rule('old', '2021-07-26', '2021-09-19'),
    rule('undated', null, null),
  ]

  test.each([
    ['2021-01-01', 'undated'],
    ['2021-07-26', 'old'],
    ['2021-09-19', 'old'],
    ['2021-09-20', 'new'],
  ])('on %s is %s', (on, id) => expect(ruleInForce(history, 'p', on)?.id).toBe(id))

  test('of a first dose is none: nothing comes before', () => {
    expect(intervalRuleFor(dose(1, 'COMIRNATY', '2021-08-01'), [], rules)).toBeUndefined()
  })
})

describe('a dose', () => {
  const today = '2021-09-27'
  const lot = { number: 'LO-1', productId: productId('COMIRNATY'), expiresOn: '2021-08-20' }
  const refusalOf = (given: GivenDose) => refuseDose(given, { others: [], rules, lot, today })

  test('is refused with the box that is wrong', () => {
    expect(refusalOf(dose(0, 'COMIRNATY', '2021-08-01'))).toMatchObject({ field: 'doseNumber' })
    expect(refusalOf(dose(10, 'COMIRNATY', '2021-08-01'))).toMatchObject({ field: 'doseNumber' })
    expect(refusalOf(dose(1, 'COMIRNATY', '2021-09-28'))).toMatchObject({ field: 'givenOn' })
    expect(refusalOf(dose(1, 'VERO_CELL', '2021-08-01'))).toMatchObject({ field: 'lotId' })
  })

  test('may use a lot on its last day and not on the next', () => {
    expect(refusalOf(dose(1, 'COMIRNATY', '2021-08-20'))).toBeUndefined()
    expect(refusalOf(dose(1, 'COMIRNATY', '2021-08-21'))).toBeInstanceOf(LotExpired)
  })

  test('comes with what should be looked at again', () => {
    const warningsOf = (given: GivenDose, others: GivenDose[] = []) => doseWarnings(given, others, rules, lot)
    expect(warningsOf(dose(1, 'COMIRNATY', '2021-08-01'))).toEqual([])
    expect(doseWarnings(dose(1, 'COMIRNATY', '2021-08-01'), [], rules, null)).toEqual(['Chưa ghi số lô của mũi này.'])
    expect(warningsOf(dose(2, 'COMIRNATY', '2021-08-01')).join()).toContain('Chưa thấy mũi 1')
    expect(warningsOf(dose(2, 'JANSSEN', '2021-08-01')).join()).toContain('1 mũi cơ bản')
    const first = [dose(1, 'VERO_CELL', '2021-08-01')]
    expect(warningsOf(dose(2, 'VERO_CELL', '2021-08-29'), first)).toEqual([])
    expect(warningsOf(dose(2, 'VERO_CELL', '2021-08-30'), first).join()).toContain('quá 4 tuần')
    expect(warningsOf(dose(2, 'COMIRNATY', '2021-08-25'), first).join()).toContain('Khác loại vắc xin')
    expect(warningsOf(dose(2, 'HAYAT_VAX', '2021-08-25'), [dose(1, 'HAYAT_VAX', '2021-08-01')]).join()).toContain(
      'chưa được đối chiếu',
    )
  })
})
