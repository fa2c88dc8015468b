import type { RemoteManifest } from '@vungxanh/remote'

const readers = [
  'CHAIR',
  'INSPECTOR',
  'REGISTRAR',
  'HEALTH_STAFF',
  'COMMUNITY_TEAM',
  'WELFARE_OFFICER',
  'APPROVER',
  'CLERK',
  'TEAM_LEADER',
  'DATA_PROTECTION_OFFICER',
] as const

export const manifest = {
  contract: 1,
  name: 'directives',
  title: { vi: 'Điều hành', en: 'Directives' },
  base: '/dieu-hanh',
  navigation: [
    {
      label: { vi: 'Sổ văn bản', en: 'Documents' },
      description: {
        vi: 'Chỉ thị, nghị quyết, phương án và chuỗi thực hiện của từng văn bản.',
        en: 'Directives, resolutions and plans, each with the chain of what implements it.',
      },
      path: '/dieu-hanh',
      roles: readers,
    },
    {
      label: { vi: 'Vào sổ văn bản', en: 'Register a document' },
      description: {
        vi: 'Số, ký hiệu được đọc ngay khi gõ, cả văn bản Đảng và Nhà nước.',
        en: 'The symbol is read while it is typed, for the Party’s papers and the State’s.',
      },
      path: '/dieu-hanh/van-ban/vao-so',
      roles: ['CLERK'],
    },
  ],
  panels: [
    {
      slot: 'home',
      title: { vi: 'Nhiệm vụ theo văn bản', en: 'Tasks under documents' },
      roles: ['CHAIR', 'CLERK', 'TEAM_LEADER', 'INSPECTOR'],
    },
    {
      slot: 'household',
      title: { vi: 'Cam kết đã ký', en: 'Commitments signed' },
      roles: ['REGISTRAR', 'HEALTH_STAFF', 'INSPECTOR'],
    },
  ],
} as const satisfies RemoteManifest
