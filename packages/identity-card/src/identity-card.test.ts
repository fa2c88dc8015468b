import { expect, test } from 'vitest'
import { readCitizenNumber, readIdentityCard } from './identity-card.ts'

const address = 'Số 12 ngõ 45 Phố Trạm, Tổ dân phố 7, Giang Biên, Long Biên, Hà Nội'
const payload = `001199012345|012345678|Nguyễn Thị Hồng Đào|09021999|Nữ|${address}|15042021`
const card = {
  number: '001199012345',
  oldNumber: '012345678',
  fullName: 'Nguyễn Thị Hồng Đào',
  bornOn: '1999-02-09',
  sex: 'FEMALE',
  address,
  isGarbled: false,
}

/** As a scanner set to Western Europe passes UTF-8 on. */
const misread = (text: string): string => new TextDecoder('windows-1252').decode(new TextEncoder().encode(text))

test('a card is read by position', () => expect(readIdentityCard(payload)).toEqual(card))

test.each([
  ['letters and marks apart', payload.normalize('NFD')],
  ['read as Windows-1252', misread(payload)],
  ['fields that newer cards add', `${payload}|||thêm|nữa`],
  ['spaces around fields', payload.replaceAll('|', ' | ')],
])('%s: the same card', (_, text) => expect(readIdentityCard(text)).toEqual(card))

test('misreading shows the signs that Appendix B names', () => expect(misread('Nguyễn')).toBe('Nguyá»…n'))

test('no former paper, and no day of issue', () => {
  const { oldNumber: _, ...rest } = card
  expect(readIdentityCard(`001199012345||Nguyễn Thị Hồng Đào|09021999|Nữ|${address}`)).toEqual(rest)
})

test('a number of eleven digits and a day that does not exist are not taken over', () => {
  expect(readIdentityCard(`00119901234||Nguyễn Thị Hồng Đào|31021999|Nữ|${address}|`)).toEqual({
    fullName: 'Nguyễn Thị Hồng Đào',
    sex: 'FEMALE',
    address,
    isGarbled: false,
  })
})

test.each([
  ['without the bars', payload.replaceAll('|', '')],
  ['a name', 'Nguyễn Thị Đào'],
  ['too few fields', '001199012345||Nguyễn Thị Đào|09021999|Nữ'],
])('%s is no card', (_, text) => expect(readIdentityCard(text)).toBeUndefined())

test.each(['Nguye64n Thi5 Ho62ng D9a2o', 'Nguy?n Th? H?ng ?ào', 'Nguyeexn Thij Hoongf DDaof'])(
  'a name that the keyboard spoilt (%s) is said to be so; the number stands',
  (name) => {
    expect(readIdentityCard(`001199012345||${name}|09021999|Nuwx|${address}|`)).toMatchObject({
      number: '001199012345',
      sex: 'FEMALE',
      isGarbled: true,
    })
  },
)

test('the digits of a number tell sex and year, in this century and the last', () => {
  expect(readCitizenNumber('001199012345')).toEqual({ sex: 'FEMALE', birthYear: 1999 })
  expect(readCitizenNumber('001098012345')).toEqual({ sex: 'MALE', birthYear: 1998 })
  expect(readCitizenNumber('001215012345')).toEqual({ sex: 'MALE', birthYear: 2015 })
  expect(readCitizenNumber('00119901234')).toBeUndefined()
})
