import { readIdentityCard } from '@vungxanh/identity-card'
import { expect, test } from 'vitest'
import { contradictions, fromCard, memberInput, nextMember, paperOf, payloadIn, sexOfName } from './member-values.ts'

const payload = '001199012345|012345678|Nguyễn Thị Hồng Đào|09021999|Nữ|Số 12 ngõ 45 Phố Trạm|15042021'
const head = { ...nextMember([]), fullName: 'Trần Văn Bình', sex: 'MALE' as const, residesFrom: '01/01/2015' }
const wife = { ...nextMember([head]), fullName: 'Nguyễn Thị Đào' }

test('a household goes on as households do', () => {
  expect(nextMember([])).toMatchObject({ relation: 'HEAD', sex: '', fullName: '' })
  expect(wife).toMatchObject({ relation: 'SPOUSE', sex: 'FEMALE', residesFrom: '01/01/2015' })
  expect(nextMember([head, wife])).toMatchObject({ relation: 'CHILD', fullName: 'Trần ', sex: '' })
  expect(
    nextMember([
      { ...wife, relation: 'HEAD' },
      { ...head, relation: 'SPOUSE' },
    ]),
  ).toMatchObject({
    fullName: 'Trần ',
  })
})

test.each([
  ['Nguyễn Thị Hồng Đào', 'FEMALE'],
  ['Trần Văn Bình', 'MALE'],
  ['Văn Thị', undefined],
  ['Lê Minh Anh', undefined],
])('the middle name of %s suggests %s', (name, sex) => expect(sexOfName(name)).toBe(sex))

test.each([
  ['001 199 012 345', { identityKind: 'CITIZEN_ID', identityNumber: '001199012345' }],
  ['012345678', { identityKind: 'OLD_ID', identityNumber: '012345678' }],
  ['c1234567', { identityKind: 'PASSPORT', identityNumber: 'C1234567' }],
  ['12345', { identityKind: 'CITIZEN_ID', identityNumber: '12345' }],
  ['', undefined],
])('%s is the number of %o', (typed, paper) => expect(paperOf(typed)).toEqual(paper))

test('a card scanned behind a family name that was there fills a person', () => {
  const card = readIdentityCard(payloadIn(`Trần ${payload}`) ?? '')
  expect(card && fromCard(card)).toEqual({
    fullName: 'Nguyễn Thị Hồng Đào',
    born: '09/02/1999',
    sex: 'FEMALE',
    identityNumber: '001199012345',
  })
})

test('a spoilt name is left to be typed', () => {
  const card = readIdentityCard(payload.replace('Nguyễn', 'Nguye64n'))
  expect(card && fromCard(card).fullName).toBe('')
})

test('a number that tells another sex or another year is said', () => {
  const person = { ...wife, identityNumber: '001099012345', born: '1998' }
  expect(contradictions(person)).toEqual(['sexAgainstNumber', 'yearAgainstNumber'])
  expect(contradictions({ ...person, sex: 'MALE', born: '09021999' })).toEqual([])
})

test('what is sent is tidy, and leaves out what is not known', () => {
  expect(memberInput({ ...wife, fullName: ' Nguyễn  Thị Đào ', born: '9/2/1999', phone: '0912 345 678' })).toEqual({
    fullName: 'Nguyễn Thị Đào',
    bornOn: '1999-02-09',
    sex: 'FEMALE',
    relation: 'SPOUSE',
    phone: '0912345678',
    residenceKind: 'PERMANENT',
    residesFrom: '2015-01-01',
  })
})
