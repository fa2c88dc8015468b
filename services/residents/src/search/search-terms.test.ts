import { expect, test } from 'vitest'
import { readSearch } from './search-terms.ts'

test.each([
  ['0912 345 678', '0912345678'],
  ['+84 912 345 678', '0912345678'],
  ['84912345678', '0912345678'],
  ['001 199 012 345', '001199012345'],
  ['012345678', '012345678'],
])('%s is one number', (text, number) => expect(readSearch(text).terms).toEqual([{ number }]))

test.each(['9/2/1999', '09-02-1999', '09.02.1999', '09021999'])('%s is a day of birth', (text) =>
  expect(readSearch(text).terms).toEqual([{ person: [{ from: '#19990209' }] }]),
)

test.each([
  ['ngõ 45', '#ngo45'],
  ['Tổ dân phố 3', '#to3'],
  ['TDP 3', '#to3'],
  ['khu phố 2', '#kp2'],
  ['số nhà 12', '#so12'],
  ['ngo45', '#ngo45'],
])('%s is a label and its number, as one word', (text, word) =>
  expect(readSearch(text).terms).toEqual([{ household: [{ from: word }] }]),
)

test('a card is read by position, whatever newer cards add', () => {
  const { card } = readSearch('001199012345|012345678|Nguyễn Thị Hồng Đào|09021999|Nữ|Số 12, ngõ 45|01052021|||thêm')
  expect(card).toEqual({ numbers: ['001199012345', '012345678'], name: 'Nguyễn Thị Hồng Đào', bornOn: '19990209' })
})

test('a card whose birth cannot be read finds nobody by name alone', () => {
  expect(readSearch('||Nguyễn Thị Đào|1999|Nữ|Số 12|').isVain).toBe(true)
})

test('what is in no name and no address is not the same as nothing', () => {
  expect(readSearch('???')).toMatchObject({ terms: [], isVain: true })
  expect(readSearch(' \0 ')).toMatchObject({ terms: [], isVain: false })
})
