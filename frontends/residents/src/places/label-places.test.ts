import { expect, test } from 'vitest'
import { asideOf } from './label-places.ts'

const name = (x: number, y: number) => ({ x, y, width: 40, height: 18 })
const number = (x: number, y: number) => ({ x, y, width: 30, height: 30 })

test.each([
  ['with nothing near it stays', [name(0, 0)], [number(100, 0)], [0]],
  ['on a number it goes up', [name(0, 0)], [number(5, 4)], [-24]],
  ['between two it goes down', [name(0, 0)], [number(0, 0), number(0, -30)], [28]],
  ['two names do not stand on each other', [name(0, 0), name(10, 5)], [], [0, 16]],
  ['without room it stays', [name(0, 0)], [-60, -30, 0, 30, 60].map((y) => number(0, y)), [0]],
])('a name on the map: %s', (_, names, numbers, expected) => {
  expect(asideOf(names, numbers)).toEqual(expected)
})
