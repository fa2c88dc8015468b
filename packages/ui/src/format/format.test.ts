import { expect, test } from 'vitest'
import { addDays, formatDateTime, instantOf, isDay, parseBirth, parseDate, parseTime, today } from './dates.ts'
import { formatNumber, formatVnd } from './numbers.ts'
import { compareNames, parsePhone, tidy } from './text.ts'
import { amountInWords } from './words.ts'

test.each([
  ['27/09/2021', '2021-09-27'],
  ['27/9/21', '2021-09-27'],
  ['270921', '2021-09-27'],
  ['27092021', '2021-09-27'],
  ['5-9-1960', '1960-09-05'],
  ['05/09/60', '1960-09-05'],
])('reads the day %s', (typed, day) => expect(parseDate(typed)).toBe(day))

test.each(['31/02/2021', '2021-09-27', '9/2021', '32/01/2021', '', 'mai'])('refuses %j as a day', (typed) =>
  expect(parseDate(typed)).toBeUndefined(),
)

test.each([
  ['2021-09-27', true],
  ['2021-02-30', false],
  ['2021-13-01', false],
  ['27/09/2021', false],
  ['', false],
])('knows whether %j is a day', (text, known) => expect(isDay(text)).toBe(known))

test('counts days over months, leap years and years', () => {
  expect([addDays('2021-12-31', 1), addDays('2024-02-28', 1), addDays('2021-03-01', -1)]).toEqual([
    '2022-01-01',
    '2024-02-29',
    '2021-02-28',
  ])
})

test('keeps a birth that is known by its year alone', () => {
  expect(parseBirth('1948')).toEqual({ birthYear: 1948 })
  expect(parseBirth('02/09/1948')).toEqual({ bornOn: '1948-09-02' })
  expect(parseBirth('3000')).toBeUndefined()
})

test('tells days and hours of Viet Nam whatever the zone of the machine', () => {
  expect(formatDateTime('2021-09-27T18:30:00Z')).toBe('28/09/2021 01:30')
  expect(today(new Date('2021-09-27T18:30:00Z'))).toBe('2021-09-28')
  expect(instantOf('2021-09-27', '17:00')).toBe('2021-09-27T17:00:00+07:00')
  expect(['17h', '17h00', '1700', '17:00'].map(parseTime)).toEqual(['17:00', '17:00', '17:00', '17:00'])
})

test('writes đồng, and a zero as a zero', () => {
  expect(formatVnd(658_400_000)).toBe('658.400.000\u00a0đ')
  expect(formatVnd(0)).toBe('0\u00a0đ')
  expect(formatNumber(7532)).toBe('7.532')
})

test('says an amount in words, as receipts must', () => {
  expect(amountInWords(658_400_000)).toBe('sáu trăm năm mươi tám triệu bốn trăm nghìn đồng')
})

test('sorts people by given name, with đ after d', () => {
  const names = ['Lê Văn Uyên', 'Nguyễn Thị Đào', 'Trần Văn Dũng', 'Bùi An']
  expect(names.toSorted(compareNames)).toEqual(['Bùi An', 'Trần Văn Dũng', 'Nguyễn Thị Đào', 'Lê Văn Uyên'])
})

test('tidies names and telephone numbers without changing what they say', () => {
  expect(tidy('  Nguye\u0302\u0303n   Thị  Ước ')).toBe('Nguyễn Thị Ước')
  expect(parsePhone('+84 912 345 678')).toBe('0912345678')
  expect(parsePhone('12345')).toBeUndefined()
})
