import { roles as everyone } from '@vungxanh/access'
import type { RemoteManifest } from '@vungxanh/remote'

const administrators = ['SYSTEM_ADMIN'] as const
const auditors = ['INSPECTOR', 'DATA_PROTECTION_OFFICER'] as const

export const manifest = {
  contract: 1,
  name: 'identity',
  title: { vi: 'Truy cập & kiểm toán', en: 'Access & audit' },
  base: '/quan-tri',
  navigation: [
    {
      label: { vi: 'Tài khoản của tôi', en: 'My account' },
      description: {
        vi: 'Vị trí công tác, mật khẩu và mã xác thực.',
        en: 'Your posts, your password and your authenticator.',
      },
      path: '/quan-tri',
      roles: everyone,
    },
    {
      label: { vi: 'Tài khoản', en: 'Accounts' },
      description: {
        vi: 'Tạo, khoá, phân công và thu hồi quyền có hiệu lực trong 10 giây.',
        en: 'Create, disable, assign; what is taken away ends within 10 seconds.',
      },
      path: '/quan-tri/tai-khoan',
      roles: administrators,
    },
    {
      label: { vi: 'Vị trí công tác', en: 'Posts' },
      description: { vi: 'Vị trí, vai trò và người đang giữ.', en: 'Posts, their roles and who holds them.' },
      path: '/quan-tri/vi-tri',
      roles: administrators,
    },
    {
      label: { vi: 'Ai đã xem', en: 'Who looked' },
      description: {
        vi: 'Ai đã xem, ghi dữ liệu của một người hoặc một hộ, với nhiệm vụ nào.',
        en: 'Who read or wrote what is known of a person or a household, and under which duty.',
      },
      path: '/quan-tri/nhat-ky',
      roles: auditors,
    },
    {
      label: { vi: 'Trích lục cho người dân', en: 'Extract for a resident' },
      description: {
        vi: 'Bản in cho một người: ai đã truy cập dữ liệu của họ, khi nào, để làm gì.',
        en: 'A paper for one person: who came to their data, when, and for what.',
      },
      path: '/quan-tri/trich-luc',
      roles: auditors,
    },
    {
      label: { vi: 'Bảng quyền truy cập', en: 'Access table' },
      description: {
        vi: 'Vai trò nào được xem, được làm gì; trường nào ai được xem.',
        en: 'What each role may read and do; who may read each field.',
      },
      path: '/quan-tri/quyen',
      roles: ['INSPECTOR', 'DATA_PROTECTION_OFFICER', 'CHAIR', 'SYSTEM_ADMIN'],
    },
    {
      label: { vi: 'Truy cập khẩn cấp', en: 'Emergency access' },
      description: {
        vi: 'Mở khi tính mạng người dân hoặc dịch bệnh đòi hỏi; luôn được xem xét lại.',
        en: 'Opened when lives or an outbreak demand it; always reviewed.',
      },
      path: '/quan-tri/khan-cap',
      roles: everyone,
    },
    {
      label: { vi: 'Nhật ký quản trị', en: 'Administration log' },
      description: {
        vi: 'Đăng nhập, phân công, thu hồi, đổi mật khẩu.',
        en: 'Sign-ins, assignments, what was taken away, passwords.',
      },
      path: '/quan-tri/su-kien',
      roles: ['SYSTEM_ADMIN', 'INSPECTOR', 'DATA_PROTECTION_OFFICER', 'CHAIR'],
    },
  ],
  panels: [
    { slot: 'person', title: { vi: 'Ai đã xem', en: 'Who looked' }, roles: auditors },
    { slot: 'household', title: { vi: 'Ai đã xem', en: 'Who looked' }, roles: auditors },
  ],
} as const satisfies RemoteManifest
