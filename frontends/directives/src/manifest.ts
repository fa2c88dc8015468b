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

const broadcastReaders = [
  'CHAIR',
  'INSPECTOR',
  'REGISTRAR',
  'HEALTH_STAFF',
  'COMMUNITY_TEAM',
  'CLERK',
  'TEAM_LEADER',
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
    {
      label: { vi: 'Thông báo tới tổ', en: 'Broadcasts' },
      description: {
        vi: 'Soạn lời cho Zalo, SMS, loa, bản in; tổ nào đã gửi, đã xác nhận.',
        en: 'Words for Zalo, SMS, loudspeaker and paper; which group has it, which has acknowledged.',
      },
      path: '/dieu-hanh/thong-bao',
      roles: broadcastReaders,
    },
    {
      label: { vi: 'Nhập cam kết', en: 'Commitments' },
      description: {
        vi: 'Đánh dấu các hộ đã ký của một tổ, xem lại, ghi một lần, hủy được.',
        en: 'Tick the households of a group that have signed, look once more, save together, undo.',
      },
      path: '/dieu-hanh/cam-ket',
      roles: ['REGISTRAR', 'COMMUNITY_TEAM', 'TEAM_LEADER'],
    },
    {
      label: { vi: 'Phân công phụ trách', en: 'Responsibilities' },
      description: {
        vi: 'Chi bộ, cán bộ nào phụ trách tổ nào, với số liệu của tổ.',
        en: 'Which cell or official answers for which group, beside its numbers.',
      },
      path: '/dieu-hanh/phan-cong',
      roles: ['CHAIR', 'INSPECTOR', 'REGISTRAR', 'HEALTH_STAFF', 'CLERK', 'TEAM_LEADER'],
    },
    {
      label: { vi: 'Chốt kiểm soát', en: 'Checkpoints' },
      description: {
        vi: 'Ai qua chốt, lúc nào, việc gì; người đến ở được báo sang sổ cư trú.',
        en: 'Who came through, when and what for; who comes to stay is told to the register.',
      },
      path: '/dieu-hanh/chot',
      roles: ['CHAIR', 'INSPECTOR', 'REGISTRAR', 'HEALTH_STAFF', 'COMMUNITY_TEAM', 'CLERK', 'TEAM_LEADER'],
    },
  ],
  panels: [
    {
      slot: 'home',
      title: { vi: 'Nhiệm vụ theo văn bản', en: 'Tasks under documents' },
      roles: ['CHAIR', 'CLERK', 'TEAM_LEADER', 'COMMUNITY_TEAM', 'INSPECTOR'],
    },
    {
      slot: 'personTimeline',
      title: { vi: 'Điều hành', en: 'Directives' },
      roles: ['REGISTRAR', 'HEALTH_STAFF', 'INSPECTOR'],
    },
    {
      slot: 'household',
      title: { vi: 'Phụ trách và cam kết', en: 'Responsibility and commitments' },
      roles: ['REGISTRAR', 'HEALTH_STAFF', 'INSPECTOR'],
    },
    {
      slot: 'residentialGroup',
      title: { vi: 'Phụ trách, thông báo và việc', en: 'Responsibility, broadcasts and tasks' },
      roles: broadcastReaders,
    },
    {
      slot: 'selfManagementGroup',
      title: { vi: 'Phụ trách và thông báo', en: 'Responsibility and broadcasts' },
      roles: ['REGISTRAR', 'HEALTH_STAFF', 'INSPECTOR', 'TEAM_LEADER', 'COMMUNITY_TEAM'],
    },
  ],
} as const satisfies RemoteManifest
