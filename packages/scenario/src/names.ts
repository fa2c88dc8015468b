import type { Chance } from './chance.ts'

// Common family, middle and given names put together by chance; a match with a living person is accidental.
const families = [
  ['Nguyễn', 38],
  ['Trần', 11],
  ['Lê', 9],
  ['Phạm', 7],
  ['Hoàng', 5],
  ['Vũ', 5],
  ['Phan', 4],
  ['Đặng', 4],
  ['Bùi', 4],
  ['Đỗ', 3],
  ['Hồ', 2],
  ['Ngô', 2],
  ['Dương', 2],
  ['Lý', 1],
  ['Đinh', 1],
  ['Đào', 1],
  ['Mai', 1],
] as const

const middles = {
  MALE: ['Văn', 'Đức', 'Quang', 'Minh', 'Xuân', 'Hữu', 'Đình', 'Công', 'Tuấn', 'Mạnh'],
  FEMALE: ['Thị', 'Thị Hồng', 'Thị Thu', 'Thị Bích', 'Ngọc', 'Thị Kim', 'Thuỳ', 'Thị Minh', 'Khánh', 'Thị Thanh'],
}

const givens = {
  MALE: [
    'An',
    'Bình',
    'Cường',
    'Dũng',
    'Đạt',
    'Đức',
    'Giang',
    'Hải',
    'Hiếu',
    'Hoà',
    'Hùng',
    'Huy',
    'Khánh',
    'Khoa',
    'Lâm',
    'Long',
    'Minh',
    'Nam',
    'Nghĩa',
    'Phong',
    'Phúc',
    'Quân',
    'Sơn',
    'Tài',
    'Thắng',
    'Thành',
    'Toàn',
    'Trung',
    'Tú',
    'Việt',
  ],
  FEMALE: [
    'Anh',
    'Ánh',
    'Bích',
    'Chi',
    'Dung',
    'Đào',
    'Giang',
    'Hà',
    'Hạnh',
    'Hiền',
    'Hoa',
    'Hòa',
    'Hồng',
    'Huệ',
    'Hương',
    'Lan',
    'Linh',
    'Loan',
    'Mai',
    'My',
    'Nga',
    'Ngân',
    'Nhung',
    'Oanh',
    'Phương',
    'Quỳnh',
    'Thảo',
    'Thuỷ',
    'Trang',
    'Ước',
    'Uyên',
    'Yến',
  ],
}

export function familyName(chance: Chance): string {
  return chance.weighted(families)
}

export function fullName(chance: Chance, sex: 'MALE' | 'FEMALE', family = familyName(chance)): string {
  return `${family} ${chance.oneOf(middles[sex])} ${chance.oneOf(givens[sex])}`
}

/** Where arrivals come from: places that exist, with their codes; who came from there is made up. */
export const provinces = [
  { code: '79', name: 'Thành phố Hồ Chí Minh' },
  { code: '74', name: 'Tỉnh Bình Dương' },
  { code: '75', name: 'Tỉnh Đồng Nai' },
  { code: '80', name: 'Tỉnh Long An' },
  { code: '24', name: 'Tỉnh Bắc Giang' },
  { code: '27', name: 'Tỉnh Bắc Ninh' },
  { code: '48', name: 'Thành phố Đà Nẵng' },
  { code: '82', name: 'Tỉnh Tiền Giang' },
] as const

/** Levels for demonstration, roughly those of the summer of 2021; of the last province nobody set one, so it is unknown. */
export const zoneLevels = [
  { area: '79', level: 'RED', fromOn: '2021-07-09', toOn: null },
  { area: '74', level: 'RED', fromOn: '2021-07-19', toOn: null },
  { area: '75', level: 'RED', fromOn: '2021-07-09', toOn: '2021-09-19' },
  { area: '75', level: 'ORANGE', fromOn: '2021-09-20', toOn: null },
  { area: '80', level: 'ORANGE', fromOn: '2021-07-19', toOn: null },
  { area: '24', level: 'GREEN', fromOn: '2021-07-15', toOn: null },
  { area: '27', level: 'YELLOW', fromOn: '2021-07-15', toOn: null },
  { area: '48', level: 'RED', fromOn: '2021-08-16', toOn: '2021-09-04' },
  { area: '48', level: 'YELLOW', fromOn: '2021-09-05', toOn: null },
] as const
