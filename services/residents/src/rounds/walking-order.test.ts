import { expect, test } from 'vitest'
import { compareDoors, inWalkingOrder, readDoor } from './walking-order.ts'

test.each([
  ['Số 12 ngõ 45 Phố Hoa Lâm', ['pho hoa lam', 'ngo 45'], 1, 12, ''],
  ['Số 12, ngách 3, ngõ 45, phố Hoa Lâm', ['pho hoa lam', 'ngo 45', 'ngach 3'], 1, 12, ''],
  ['Số 7, ngõ 3, Tổ dân phố 9', ['ngo 3'], 0, 7, ''],
  ['12/4A ngõ 45', ['ngo 45'], 1, 12, '/4a'],
  ['số nhà 5b đường Giang Biên', ['duong giang bien'], 0, 5, 'b'],
  ['Sau nhà văn hóa', [], 2, 0, ''],
])('reads %s', (address, ways, side, number, rest) => {
  const door = readDoor(address)
  expect({ ...door, ways: door.ways.map(({ name }) => name) }).toEqual({ ways, side, number, rest })
})

test('walks the street, then each lane up the odd side and back along the even one', () => {
  const walk = [
    'Số 1 phố Hoa Lâm',
    'Số 3 phố Hoa Lâm',
    'Số 4 phố Hoa Lâm',
    'Số 2 phố Hoa Lâm',
    'Số 1 ngõ 9 phố Hoa Lâm',
    'Số 2 ngõ 9 phố Hoa Lâm',
    'Số 1 ngách 2 ngõ 9 phố Hoa Lâm',
    'Số 7 ngõ 45 phố Hoa Lâm',
    'Số 7a ngõ 45 phố Hoa Lâm',
    'Số 11 ngõ 45 phố Hoa Lâm',
    'Số 12 ngõ 45 phố Hoa Lâm',
    'Số 6 ngõ 45 phố Hoa Lâm',
    'Cuối ngõ 45 phố Hoa Lâm',
  ]
  const shuffled = walk.toSorted(
    (one, other) => ((one.length * 7) % 5) - ((other.length * 7) % 5) || (one < other ? 1 : -1),
  )
  expect(shuffled.toSorted((one, other) => compareDoors(readDoor(one), readDoor(other)))).toEqual(walk)
})

test('keeps what somebody arranged, and puts whoever came later at the end', () => {
  const homes = [
    { code: 'A', address: 'Số 1 ngõ 1', walkingOrder: 2 },
    { code: 'B', address: 'Số 3 ngõ 1', walkingOrder: 1 },
    { code: 'C', address: 'Số 5 ngõ 1' },
    { code: 'D', address: 'Số 5 ngõ 1', walkingOrder: null },
  ]
  expect(inWalkingOrder(homes, (home) => home).map(({ code }) => code)).toEqual(['B', 'A', 'C', 'D'])
})
