import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { IdentityKind } from './identity-document.ts'
import { Sex } from './person.ts'
import {
  citizenIdWarnings,
  maskNumber,
  refuseAddress,
  refuseBirth,
  refuseIdentity,
  refuseName,
  refusePhone,
} from './person-rules.ts'
import { searchKey, sortKey, tidyText } from './search-key.ts'

const today = '2021-09-27'

describe('a person', () => {
  test.each([
    ['Nguyễn Thị Đào', undefined],
    ['Y', undefined],
    ['', 'fullName'],
    ['123', 'fullName'],
    ['A'.repeat(101), 'fullName'],
    ['A\u0000B', 'fullName'],
  ])('named %j is refused at %s', (name, field) => expect(refuseName(name)?.field).toBe(field))

  test.each([
    [{ bornOn: '1999-02-09' }, undefined],
    [{ birthYear: 1948 }, undefined],
    [{}, undefined],
    [{ bornOn: '2021-09-28' }, 'bornOn'],
    [{ bornOn: '1899-12-31' }, 'bornOn'],
    [{ birthYear: 2022 }, 'birthYear'],
    [{ bornOn: '1999-02-09', birthYear: 1998 }, 'birthYear'],
  ])('born %j is refused at %s', (birth, field) => expect(refuseBirth(birth, today)?.field).toBe(field))

  test.each([
    [null, null, undefined],
    [IdentityKind.CITIZEN_ID, '001199012345', undefined],
    [IdentityKind.CITIZEN_ID, '00119901234', 'identityNumber'],
    [IdentityKind.OLD_ID, '012345678', undefined],
    [IdentityKind.OLD_ID, '0123456789', 'identityNumber'],
    [IdentityKind.PASSPORT, 'C1234567', undefined],
    [IdentityKind.PASSPORT, 'c1234567', 'identityNumber'],
    [null, '012345678', 'identityKind'],
    [IdentityKind.OLD_ID, null, 'identityNumber'],
    [IdentityKind.BIRTH_CERTIFICATE, '12/2021', undefined],
    [IdentityKind.BIRTH_CERTIFICATE, '12\u0000', 'identityNumber'],
  ])('with %s %s is refused at %s', (identityKind, identityNumber, field) =>
    expect(refuseIdentity({ identityKind, identityNumber })?.field).toBe(field),
  )

  test.each([
    ['0912345678', undefined],
    [null, undefined],
    ['912345678', 'phone'],
    ['+84912345678', 'phone'],
  ])('reached at %s is refused at %s', (phone, field) => expect(refusePhone(phone)?.field).toBe(field))

  test.each([
    ['Số 12, ngõ 45', undefined],
    ['', 'address'],
    ['A'.repeat(201), 'address'],
  ])('living at %j is refused at %s', (address, field) => expect(refuseAddress(address)?.field).toBe(field))

  test('whose citizen number tells another sex or year is accepted with a warning', () => {
    expect(citizenIdWarnings('001199012345', { sex: Sex.FEMALE, birthYear: 1999 })).toEqual([])
    expect(citizenIdWarnings('001199012345', { sex: Sex.MALE, birthYear: 1999 })).toHaveLength(1)
    expect(citizenIdWarnings('001299012345', { sex: Sex.MALE, birthYear: 1999 })).toHaveLength(1)
    expect(citizenIdWarnings('001302012345', { sex: Sex.FEMALE, birthYear: 2002 })).toEqual([])
  })
})

test('a masked number keeps its length and at most three figures at each end', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{1,20}$/), (number) => {
      const masked = maskNumber(number)
      expect(masked).toHaveLength(number.length)
      expect(masked.replaceAll('x', '').length).toBeLessThanOrEqual(6)
      if (number.length <= 6) expect(masked).toMatch(/^x+$/)
    }),
  )
})

describe('names', () => {
  test.each([
    ['Đặng Đình Đức', ' dang dinh duc'],
    ['Trần Hoà', ' tran hoa'],
    ['Trần Hòa', ' tran hoa'],
    ['Nguyễn  Thị-Ước', ' nguyen thi uoc'],
    ['Đào'.normalize('NFD'), ' dao'],
  ])('%s is searched as %j', (name, key) => expect(searchKey(name)).toBe(key))

  test('are ordered by given name, then family and middle names', () => {
    const names = ['Trần Văn Uyên', 'Lê Thị Đặng', 'Phạm Minh Đặng', 'Bùi An']
    expect(names.toSorted((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1))).toEqual([
      'Bùi An',
      'Lê Thị Đặng',
      'Phạm Minh Đặng',
      'Trần Văn Uyên',
    ])
  })

  test('are stored in NFC, with single spaces', () => {
    expect(tidyText(`  ${'Đào'.normalize('NFD')}   Văn `)).toBe('Đào Văn')
  })
})
