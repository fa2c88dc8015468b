import { readCitizenNumber } from '@vungxanh/identity-card'
import { InvalidInput, type LocalDate, refuse, refuseText } from '@vungxanh/subgraph'
import type { IdentityKind } from './identity-document.ts'
import { Sex } from './person.ts'

const LONGEST_NAME = 100
const LONGEST_ADDRESS = 200
const EARLIEST_YEAR = 1900

const numberShapes: Record<IdentityKind, { shape: RegExp; words: string }> = {
  CITIZEN_ID: { shape: /^\d{12}$/, words: 'Số căn cước gồm đúng 12 chữ số.' },
  OLD_ID: { shape: /^\d{9}$/, words: 'Số chứng minh nhân dân gồm đúng 9 chữ số.' },
  PASSPORT: { shape: /^[A-Z]\d{7,8}$/, words: 'Số hộ chiếu gồm một chữ cái in hoa và 7 hoặc 8 chữ số.' },
  BIRTH_CERTIFICATE: { shape: /^[^\s\p{C}]{1,30}$/u, words: 'Số giấy khai sinh không có dấu cách, tối đa 30 ký tự.' },
}

export function refuseName(fullName: string): InvalidInput | undefined {
  if (!/\p{L}/u.test(fullName)) return new InvalidInput('fullName', 'Hãy nhập họ và tên.')
  return refuseText('fullName', 'Họ và tên', fullName, LONGEST_NAME)
}

export interface Birth {
  bornOn?: LocalDate | null
  birthYear?: number | null
}

export function yearOf({ bornOn, birthYear }: Birth): number | null | undefined {
  return bornOn ? Number(bornOn.slice(0, 4)) : birthYear
}

/** Only the year, or nothing at all, may be known; what is given must be possible and agree. */
export function refuseBirth({ bornOn, birthYear }: Birth, today: LocalDate): InvalidInput | undefined {
  if (bornOn && bornOn > today) return new InvalidInput('bornOn', 'Ngày sinh nằm trong tương lai.')
  const year = yearOf({ bornOn, birthYear })
  if (year == null) return undefined
  if (year < EARLIEST_YEAR || year > Number(today.slice(0, 4))) {
    return new InvalidInput(bornOn ? 'bornOn' : 'birthYear', `Năm sinh phải từ ${EARLIEST_YEAR} đến nay.`)
  }
  if (birthYear != null && birthYear !== year)
    return new InvalidInput('birthYear', 'Năm sinh không khớp với ngày sinh.')
}

export interface IdentityNumber {
  identityKind?: IdentityKind | null
  identityNumber?: string | null
}

export function refuseIdentity({ identityKind, identityNumber }: IdentityNumber): InvalidInput | undefined {
  if (!identityKind && !identityNumber) return undefined
  if (!identityKind) return new InvalidInput('identityKind', 'Hãy chọn loại giấy tờ của số này.')
  if (!identityNumber) return new InvalidInput('identityNumber', 'Hãy nhập số giấy tờ.')
  const { shape, words } = numberShapes[identityKind]
  if (!shape.test(identityNumber)) return new InvalidInput('identityNumber', words)
}

export function refusePhone(phone: string | null | undefined): InvalidInput | undefined {
  if (phone && !/^0\d{9}$/.test(phone)) return new InvalidInput('phone', 'Số điện thoại gồm 10 chữ số, bắt đầu bằng 0.')
}

export function refuseResidenceStart(residesFrom: LocalDate, today: LocalDate): InvalidInput | undefined {
  if (residesFrom > today) return new InvalidInput('residesFrom', 'Ngày bắt đầu cư trú nằm trong tương lai.')
  if (Number(residesFrom.slice(0, 4)) < EARLIEST_YEAR)
    return new InvalidInput('residesFrom', `Năm bắt đầu cư trú phải từ ${EARLIEST_YEAR}.`)
}

export function refuseAddress(address: string): InvalidInput | undefined {
  if (address === '') return new InvalidInput('address', 'Hãy nhập địa chỉ của hộ mới.')
  return refuseText('address', 'Địa chỉ', address, LONGEST_ADDRESS)
}

export function refusePerson(
  person: { fullName: string; phone?: string | null; residesFrom: LocalDate } & Birth & IdentityNumber,
  today: LocalDate,
): InvalidInput | undefined {
  return refuse(
    refuseName(person.fullName),
    refuseBirth(person, today),
    refuseIdentity(person),
    refusePhone(person.phone),
    refuseResidenceStart(person.residesFrom, today),
  )
}

/**
 * What a 12-digit citizen number says of its holder (province, century and sex, year of birth) against what was typed.
 * Warnings, never refusals: cards are corrected, and the person at the counter is right more often than the pattern.
 */
export function citizenIdWarnings(
  number: string,
  { sex, birthYear }: { sex: Sex; birthYear?: number | null },
): string[] {
  const encoded = readCitizenNumber(number)
  if (!encoded) return []
  return [
    ...(sex !== Sex.UNKNOWN && sex !== encoded.sex ? ['Chữ số thứ tư của số căn cước không khớp với giới tính.'] : []),
    ...(birthYear != null && birthYear !== encoded.birthYear
      ? [`Số căn cước cho năm sinh ${encoded.birthYear}, khác với năm sinh đã nhập.`]
      : []),
  ]
}

/** `001xxxxxx345`: enough to compare with a card at the counter, not enough to use. */
export function maskNumber(number: string): string {
  return number.length <= 6
    ? 'x'.repeat(number.length)
    : `${number.slice(0, 3)}${'x'.repeat(number.length - 6)}${number.slice(-3)}`
}
