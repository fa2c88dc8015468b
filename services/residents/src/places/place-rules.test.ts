import { describe, expect, test } from 'vitest'
import { crossesItself, isInside, refuseOutline, refusePoint } from './place-rules.ts'
import type { Position } from './point.ts'

const square: Position[] = [
  [105.91, 21.06],
  [105.92, 21.06],
  [105.92, 21.07],
  [105.91, 21.07],
  [105.91, 21.06],
]

describe('a point', () => {
  test.each<[string, Position, RegExp | undefined]>([
    ['in the ward', [105.915, 21.065], undefined],
    ['a little outside', [105.93, 21.08], undefined],
    ['with latitude and longitude exchanged', [21.065, 105.915], /đổi chỗ/],
    ['in the sea of another country', [115, 21], /không nằm ở Việt Nam/],
    ['in another province', [106.7, 10.8], /cách địa bàn 1\d{3} km/],
    ['that is no number', [Number.NaN, 21], /không nằm ở Việt Nam/],
  ])('%s', (_, point, message) => {
    const refusal = refusePoint(point, [square])
    if (message) expect(refusal?.message).toMatch(message)
    else expect(refusal).toBeUndefined()
  })

  test('anywhere in the country, while no group has an outline', () => {
    expect(refusePoint([106.7, 10.8], [])).toBeUndefined()
  })

  test('is inside the outline or not', () => {
    expect(isInside([105.915, 21.065], square)).toBe(true)
    expect(isInside([105.925, 21.065], square)).toBe(false)
    expect(isInside([105.9, 21.065], square)).toBe(false)
  })
})

describe('an outline', () => {
  const bowTie: Position[] = [
    [105.91, 21.06],
    [105.92, 21.07],
    [105.92, 21.06],
    [105.91, 21.07],
    [105.91, 21.06],
  ]
  const many = Array.from({ length: 299 }, (_, index): Position => {
    const turn = (index / 299) * 2 * Math.PI
    return [105.915 + Math.cos(turn) / 100, 21.065 + Math.sin(turn) / 100]
  })
  test.each<[string, number[][], RegExp | undefined]>([
    ['of a square', square as unknown as number[][], undefined],
    ['of 300 positions', [...many, many[0]] as unknown as number[][], undefined],
    ['of too many', [...many, [105.9251, 21.06], many[0]] as unknown as number[][], /tối đa 300/],
    ['of two corners', square.slice(0, 2) as unknown as number[][], /ít nhất ba/],
    ['that is open', square.slice(0, 4) as unknown as number[][], /khép kín/],
    ['with a height', square.map((position) => [...position, 3]), /kinh độ và vĩ độ/],
    ['that crosses itself', bowTie as unknown as number[][], /tự cắt/],
    ['of a whole province', square.map(([x, y]) => [x === 105.92 ? 106.92 : x, y]), /rộng quá/],
    ['written latitude first', square.map(([x, y]) => [y, x]), /Kinh độ viết trước/],
  ])('%s', (_, ring, message) => {
    const refusal = refuseOutline(ring)
    if (message) expect(refusal?.message).toMatch(message)
    else expect(refusal).toBeUndefined()
  })

  test('that only touches itself crosses itself too', () => {
    const touching: Position[] = [
      [0, 0],
      [2, 0],
      [2, 2],
      [1, 0],
      [0, 2],
      [0, 0],
    ]
    expect(crossesItself(touching)).toBe(true)
  })
})
