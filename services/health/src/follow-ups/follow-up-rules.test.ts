import { expect, test } from 'vitest'
import { ZoneLevel } from '../zones/zone-assessment.ts'
import { levelOn, refuseZone, zoneRuleOn, zoneRules } from '../zones/zone-rules.ts'
import { dueFor, followUpRules } from './follow-up-rules.ts'

const heardAt = new Date('2021-09-02T08:00:00+07:00')

test.each([
  [ZoneLevel.GREEN, '2021-09-02', '2021-09-08', [], 48],
  [ZoneLevel.ORANGE, '2021-09-02', '2021-09-15', ['2021-09-02', '2021-09-08', '2021-09-15'], 24],
  [ZoneLevel.RED, '2021-10-11', '2021-10-24', ['2021-10-11', '2021-10-17', '2021-10-24'], 12],
  [ZoneLevel.ORANGE, '2021-10-12', '2021-10-18', ['2021-10-12', '2021-10-18'], 24],
  [null, '2021-10-12', '2021-10-25', ['2021-10-12', '2021-10-18', '2021-10-25'], 12],
])('whoever comes from %s on %s is monitored until %s', (level, arrivedOn, monitorUntil, testOn, hours) => {
  const due = dueFor(level, arrivedOn, heardAt)
  expect(due).toMatchObject({ monitorUntil, testOn, ruleVerified: false })
  expect(due.contactBy.getTime() - heardAt.getTime()).toBe(hours * 3_600_000)
})

test('an unknown origin is treated as the highest level', () => {
  expect(dueFor(null, '2021-09-02', heardAt)).toEqual(dueFor(ZoneLevel.RED, '2021-09-02', heardAt))
})

test('rules of a level follow each other without a gap, and every level has one', () => {
  for (const level of Object.values(ZoneLevel)) {
    const own = followUpRules.filter((rule) => rule.level === level)
    expect(own.map(({ validTo }) => validTo)).toEqual(['2021-10-11', null])
  }
  expect(zoneRules.map(({ validTo }) => validTo)).toEqual(['2021-10-11', '2022-01-26', null])
})

test('the level is that of the place itself, else of what it is in, on that day only', () => {
  const of = (area: string, level: ZoneLevel, fromOn: string, toOn: string | null) => ({ area, level, fromOn, toOn })
  const assessments = [
    of('27', ZoneLevel.YELLOW, '2021-09-01', null),
    of('271', ZoneLevel.RED, '2021-09-01', '2021-09-10'),
  ]
  expect(levelOn(assessments, ['271', '27'], '2021-09-10')?.level).toBe(ZoneLevel.RED)
  expect(levelOn(assessments, ['271', '27'], '2021-09-11')?.level).toBe(ZoneLevel.YELLOW)
  expect(levelOn(assessments, ['272', '27'], '2021-09-10')?.level).toBe(ZoneLevel.YELLOW)
  expect(levelOn(assessments, ['271', '27'], '2021-08-31')).toBeUndefined()
  expect(levelOn(assessments, [], '2021-09-10')).toBeUndefined()
})

test('a level is set under the rule of its day, and not before there was one', () => {
  expect(zoneRuleOn('2021-10-11')?.verified).toBe(false)
  expect(zoneRuleOn('2022-01-27')).toMatchObject({ verified: true, source: expect.stringContaining('218/QĐ-BYT') })
  const facts = { area: '27', areaName: 'Tỉnh Bắc Ninh', fromOn: '2021-10-12' }
  expect(refuseZone(facts, '2021-10-12')).toBeUndefined()
  expect(refuseZone({ ...facts, fromOn: '2019-01-01' }, '2021-10-12')?.field).toBe('fromOn')
  expect(refuseZone({ ...facts, fromOn: '2021-10-13' }, '2021-10-12')?.field).toBe('fromOn')
  expect(refuseZone({ ...facts, area: '' }, '2021-10-12')?.field).toBe('area')
})
