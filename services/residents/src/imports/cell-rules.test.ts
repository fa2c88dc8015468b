import { expect, test } from 'vitest'
import {
  readBirth,
  readGroup,
  readGroupNumber,
  readIdentityNumber,
  readName,
  readPhone,
  readRelation,
  readResidence,
  readSex,
  shown,
} from './cell-rules.ts'
import { fieldOf, findHeader, proposeMapping } from './import-fields.ts'

const today = '2026-11-22'

test.for([
  ['Nguyễn Văn A (1975)', 'Nguyễn Văn A', 1975],
  ['Nguyễn Văn A 1975', 'Nguyễn Văn A', 1975],
  ['Nguyễn Văn A - 1975', 'Nguyễn Văn A', 1975],
  ['Nguyễn Văn A, sn 1975', 'Nguyễn Văn A', 1975],
  ['Nguyễn Văn A sinh năm: 1975', 'Nguyễn Văn A', 1975],
  ['NGUYỄN THỊ ĐÀO', 'Nguyễn Thị Đào', undefined],
  ["Y'Bih Niê", "Y'Bih Niê", undefined],
] as const)('a name as typed: %s', ([text, fullName, birthYear]) => {
  expect(readName(text)).toEqual({ fullName, ...(birthYear && { birthYear }) })
})

test.for([
  ['Tổ 5', 5, 'Tổ 5'],
  [' Tổ  dân phố số 05 ', 5, 'Tổ dân phố số 05'],
  ['12', 12, 'Tổ dân phố 12'],
  ['Thôn Đông (7)', 7, 'Thôn Đông (7)'],
  ['Tổ 15A', null, undefined],
  ['Thôn Đông', null, undefined],
  ['Tổ 5, phường 12', 5, undefined],
  ['1975', 1975, undefined],
  ['0912 000 111', 912, undefined],
] as const)('a group as typed: %s', ([text, number, opened]) => {
  expect(readGroupNumber(text)).toBe(number)
  expect(readGroup(text)).toEqual(opened ? { number, name: opened } : null)
})

test.for([
  ['001075000111', '001xxxxxx111'],
  ['Tổ 5, 0912 000 111', 'Tổ 5, 091xxxx111'],
  ['hộ chiếu b1234567', 'hộ chiếu b12xx567'],
  ['05-03-1975', '05-03-1975'],
  ['Tổ dân phố 12', 'Tổ dân phố 12'],
  ['a'.repeat(61), `${'a'.repeat(60)}…`],
] as const)('a cell as a reason names it: %s', ([cell, text]) => expect(shown(cell)).toBe(text))

test('no reason and no warning names the number of a column that is mapped to the wrong field', () => {
  const number = '001075000111'
  for (const read of [readSex(number), readRelation(number), readResidence(number), readBirth(`${number}/5`, today)])
    expect(JSON.stringify(read)).toMatch(/“001xxxxxx111/)
})

test.for([
  ['05/03/1975', { bornOn: '1975-03-05' }],
  ['5-3-75', { bornOn: '1975-03-05' }],
  ['5.3.03', { bornOn: '2003-03-05' }],
  ['05031975', { bornOn: '1975-03-05' }],
  ['1975-03-05', { bornOn: '1975-03-05' }],
  ['27458', { bornOn: '1975-03-05' }],
  ['1975', { birthYear: 1975 }],
  ['SN 1975', { birthYear: 1975 }],
  ['03/1975', { birthYear: 1975 }],
  ['00/00/1975', { birthYear: 1975 }],
  ['', {}],
] as const)('a day of birth as typed: %s', ([text, value]) => {
  expect(readBirth(text, today)).toEqual({ value })
})

test.for(['31/02/1990', '5/13/1975', 'không nhớ', '1/2/3/4'])('no day: %s', (text) => {
  expect(readBirth(text, today)).toHaveProperty('reason')
})

test.for([
  ['001 075 000 111', 'CITIZEN_ID', '001075000111'],
  ['1075000111', 'CITIZEN_ID', '001075000111'],
  ["'012345678", 'OLD_ID', '012345678'],
  ['b1234567', 'PASSPORT', 'B1234567'],
] as const)('a number as typed: %s', ([text, identityKind, identityNumber]) => {
  expect(readIdentityNumber(text)).toMatchObject({ value: { identityKind, identityNumber } })
})

test('a masked number of our own lists says nothing, and a short one is wrong', () => {
  expect(readIdentityNumber('001xxxxxx111')).toEqual({ value: null })
  expect(readPhone('091xxxx678')).toEqual({ value: null })
  expect(readIdentityNumber('12345')).toHaveProperty('reason')
  expect(readPhone('12345')).toHaveProperty('reason')
})

test.for(['0912 345 678', '912345678', '+84 912.345.678', '84912345678'])('a telephone as typed: %s', (text) => {
  expect(readPhone(text)).toEqual({ value: '0912345678' })
})

test('relations by the words of lists', () => {
  expect(readRelation('Con trai')).toEqual({ value: 'CHILD' })
  expect(readRelation('Vợ')).toEqual({ value: 'SPOUSE' })
  expect(readRelation('CHỦ HỘ')).toEqual({ value: 'HEAD' })
  expect(readRelation('bạn')).toMatchObject({ value: 'OTHER', warning: expect.any(String) })
})

test.for([
  ['HỌ VÀ TÊN', 'FULL_NAME'],
  ['Ho ten', 'FULL_NAME'],
  ['Ngày, tháng, năm sinh', 'BIRTH'],
  ['Số CMND/CCCD', 'IDENTITY_NUMBER'],
  ['SĐT', 'PHONE'],
  ['Điện thoại liên hệ', 'PHONE'],
  ['Tổ', 'GROUP'],
  ['Nơi ở hiện nay', 'ADDRESS'],
  ['Quan hệ với chủ hộ', 'RELATION'],
  ['STT', 'IGNORE'],
  ['STT hộ', 'HOUSEHOLD'],
  ['Họ tên chủ hộ', 'IGNORE'],
  ['Nam', 'MALE'],
  ['Ghi chú', 'IGNORE'],
  ['Nơi sinh', 'IGNORE'],
] as const)('%s is %s', ([header, field]) => {
  expect(fieldOf(header)).toBe(field)
})

test('what may stand once is proposed once; an address may be in parts', () => {
  expect(proposeMapping(['Họ tên', 'Số nhà', 'Đường', 'SĐT', 'Điện thoại'])).toEqual([
    'FULL_NAME',
    'ADDRESS',
    'ADDRESS',
    'PHONE',
    'IGNORE',
  ])
})

test('the header is found below the titles, also when a second row divides it', () => {
  const rows = [
    ['ỦY BAN NHÂN DÂN', '', ''],
    ['DANH SÁCH', '', ''],
    ['Họ tên', 'Năm sinh', 'Năm sinh'],
    ['Họ tên', 'Nam', 'Nữ'],
    ['Nguyễn Văn A', '1975', ''],
  ]
  expect(findHeader(rows)).toEqual({ row: 3, headers: ['Họ tên', 'Nam', 'Nữ'] })
  expect(
    findHeader([
      ['Họ tên', 'SĐT'],
      ['Lê Văn Nam', '0912345678'],
    ]).row,
  ).toBe(0)
})
