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

export const provinces = [
  'Thành phố Hồ Chí Minh',
  'Tỉnh Bình Dương',
  'Tỉnh Đồng Nai',
  'Tỉnh Long An',
  'Tỉnh Bắc Giang',
  'Tỉnh Bắc Ninh',
  'Thành phố Đà Nẵng',
  'Tỉnh Tiền Giang',
]
