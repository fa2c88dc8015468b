import { expect, test } from 'vitest'
import { readPlace } from './written-place.ts'

const place = { latitude: 21.0345, longitude: 105.9152 }

test.each([
  '21.0345, 105.9152',
  '21.0345,105.9152',
  ' 21.0345 105.9152 ',
  '21,0345, 105,9152',
  '21,0345; 105,9152',
  '21,0345 105,9152',
  '21,0345,105,9152',
])('a place is read as it is copied from a map and as Vietnamese writes it: %s', (text) => {
  expect(readPlace(text)).toEqual(place)
})

test('a comma alone between whole degrees parts them', () => {
  expect(readPlace('21,105')).toEqual({ latitude: 21, longitude: 105 })
  expect(readPlace('21, 105,9152')).toEqual({ latitude: 21, longitude: 105.9152 })
})

test.each(['', '21', 'ngã ba', '21.0345, 105.9152, 7', '1.234,5; 6'])('%j is no place', (text) => {
  expect(readPlace(text)).toBeUndefined()
})
