import { expect, test } from 'vitest'
import { nameKey } from './organisation-name.ts'

test.each([
  ['UBND Thành phố Hà Nội', 'ubnd  thành phố hà nội '],
  ['UBND Thành phố Hà Nội'.normalize('NFD'), 'UBND Thành phố Hà Nội'],
  ['Ủy ban nhân dân phường Hòa Minh', 'UBND phường Hoà Minh'],
  ['Uỷ ban MTTQ Việt Nam', 'Ủy ban Mặt trận Tổ quốc Việt Nam'],
  ['HĐND Thành phố Hà Nội', 'Hội đồng nhân dân Thành phố Hà Nội'],
])('%s is %s', (one, other) => {
  expect(nameKey(one)).toBe(nameKey(other))
})

test.each([
  ['Quận ủy Liên Chiêu', 'Quận ủy Liên Chiểu'],
  ['UBND Thành phố Hà Nội', 'Chủ tịch UBND Thành phố Hà Nội'],
  ['Phòng Kế toán', 'Phòng Kế tón'],
])('%s is not %s', (one, other) => {
  expect(nameKey(one)).not.toBe(nameKey(other))
})

test('leaves qu and closed syllables alone', () => {
  expect(nameKey('Quý toàn khoán')).toBe('quý toàn khoán')
})
