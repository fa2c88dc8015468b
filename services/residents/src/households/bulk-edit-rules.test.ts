import { expect, test } from 'vitest'
import { renamedAddress } from './bulk-edit-rules.ts'

test.each([
  ['Số 5 ngõ 45 Phố Trạm', 'Phố Trạm', 'Phố Vũ Đức Thận', 'Số 5 ngõ 45 Phố Vũ Đức Thận'],
  ['Số 5 ngõ 45 phố trạm', 'Phố Trạm', 'Phố Vũ Đức Thận', 'Số 5 ngõ 45 Phố Vũ Đức Thận'],
  ['Số 5, Phố Trạm, Phố Trạm cũ', 'Phố Trạm', 'Phố Mới', 'Số 5, Phố Mới, Phố Mới cũ'],
  ['Số 1 ngõ 2', 'Số 1', 'Số 3', 'Số 3 ngõ 2'],
  ['Số 12 ngõ 2', 'Số 1', 'Số 3', undefined],
  ['Số 1/2 ngõ 2', 'Số 1', 'Số 3', undefined],
  ['Ngõ 45A', 'Ngõ 45', 'Ngõ 7', undefined],
  ['Ngõ 4.5', '4.5', '$&', 'Ngõ $&'],
  ['Ngõ 4x5', '4.5', '7', undefined],
  ['Phố Trạm'.normalize('NFD'), 'Phố Trạm', 'Phố Mới', 'Phố Mới'],
  ['Phố Trạm', 'Phố Trạm', 'Phố Trạm', undefined],
])('“%s” with %s as %s is %s', (address, from, to, renamed) => {
  expect(renamedAddress(address, from, to)).toBe(renamed)
})
