import type { RemoteManifest } from '@vungxanh/remote'

const readers = ['REGISTRAR', 'HEALTH_STAFF', 'WELFARE_OFFICER', 'APPROVER', 'INSPECTOR'] as const

export const manifest = {
  contract: 1,
  name: 'residents',
  title: { vi: 'Hộ dân', en: 'Residents' },
  base: '/ho-dan',
  navigation: [
    {
      label: { vi: 'Tra cứu người', en: 'Find people' },
      description: {
        vi: 'Tìm theo tên không dấu, mã hộ hoặc tổ dân phố.',
        en: 'Search by name without diacritics, or by residential group.',
      },
      path: '/ho-dan',
      roles: [...readers, 'EMERGENCY_READER'],
    },
    {
      label: { vi: 'Danh sách hộ', en: 'Households' },
      description: { vi: 'Sổ hộ theo từng tổ dân phố.', en: 'The register of each residential group.' },
      path: '/ho-dan/ho',
      roles: readers,
    },
    {
      label: { vi: 'Thêm hộ', en: 'Add a household' },
      description: {
        vi: 'Ghi một hộ cùng mọi người trong hộ, bằng bàn phím hoặc máy quét căn cước.',
        en: 'Register a household with everybody in it, by keyboard or card scanner.',
      },
      path: '/ho-dan/them-ho',
      roles: ['REGISTRAR'],
    },
    {
      label: { vi: 'Thống kê', en: 'Statistics' },
      description: {
        vi: 'Hộ, người, tháp tuổi, biến động của phường hoặc một tổ, tính đến một ngày.',
        en: 'Households, people, ages and movements of the unit or a group, as of a day.',
      },
      path: '/ho-dan/thong-ke',
      roles: ['CHAIR', 'TEAM_LEADER', ...readers],
    },
    {
      label: { vi: 'Bản đồ hộ', en: 'Map of households' },
      description: {
        vi: 'Tổ dân phố và hộ trên bản đồ, không cần mạng bên ngoài.',
        en: 'Groups and households on a map, without any outside network.',
      },
      path: '/ho-dan/ban-do',
      roles: [...readers, 'CHAIR', 'CLERK'],
    },
    {
      label: { vi: 'Cơ sở, khu trọ', en: 'Establishments' },
      description: {
        vi: 'Chợ, khu trọ, nơi kinh doanh, sản xuất, nhóm trẻ, cơ quan.',
        en: 'Markets, boarding houses, businesses, factories, childcare groups, offices.',
      },
      path: '/ho-dan/co-so',
      roles: [...readers, 'CHAIR', 'CLERK'],
    },
    {
      label: { vi: 'Người đến', en: 'Arrivals' },
      description: {
        vi: 'Ai từ đâu đến, ngày nào, ở hộ nào; trạm y tế nhận việc ngay.',
        en: 'Who came from where, when, to whom; the health station has it at once.',
      },
      path: '/ho-dan/nguoi-den',
      roles: readers,
    },
    {
      label: { vi: 'Đăng ký người', en: 'Register a person' },
      description: {
        vi: 'Thêm người vào hộ đã có, hoặc lập hộ mới.',
        en: 'Add a person to a household, or found a new one.',
      },
      path: '/ho-dan/dang-ky',
      roles: ['REGISTRAR'],
    },
    {
      label: { vi: 'Nhập danh sách', en: 'Import a list' },
      description: {
        vi: 'Nhập người từ tệp Excel, CSV: xem trước từng dòng, ghi một lần, hoàn tác được.',
        en: 'People from an Excel or CSV file: previewed row by row, written together, undone together.',
      },
      path: '/ho-dan/nhap-danh-sach',
      roles: ['REGISTRAR', 'INSPECTOR'],
    },
    {
      label: { vi: 'Gộp trùng', en: 'Doubles' },
      description: {
        vi: 'Hai lần ghi của một người: so, gộp, hoàn tác.',
        en: 'Two entries of one person: compare, merge, undo.',
      },
      path: '/ho-dan/gop-trung',
      roles: ['REGISTRAR', 'INSPECTOR'],
    },
    {
      label: { vi: 'Đề nghị sửa', en: 'Proposed corrections' },
      description: {
        vi: 'Điều ghi sai mà bộ phận khác phát hiện; cán bộ hộ tịch quyết định.',
        en: 'What other departments found wrong; the registrar decides.',
      },
      path: '/ho-dan/de-nghi-sua',
      roles: readers,
    },
    {
      label: { vi: 'Tổ dân phố, tổ tự quản', en: 'Residential groups' },
      description: {
        vi: 'Tổ trưởng, các hộ và kênh nhắn tin; hộ chưa vào tổ nào.',
        en: 'Leaders, households and channels; households without a group.',
      },
      path: '/ho-dan/to-tu-quan',
      roles: ['REGISTRAR', 'HEALTH_STAFF', 'INSPECTOR', 'TEAM_LEADER', 'COMMUNITY_TEAM'],
    },
    {
      label: { vi: 'Vòng đi hộ', en: 'Rounds' },
      description: {
        vi: 'Đi từng hộ của một tổ: ai đã gặp, ai còn phải đến.',
        en: 'Every household of a group: who was met, who is left.',
      },
      path: '/ho-dan/vong-di',
      roles: ['REGISTRAR', 'HEALTH_STAFF', 'INSPECTOR'],
    },
    {
      label: { vi: 'Dữ liệu cá nhân', en: 'Personal data' },
      description: {
        vi: 'Yêu cầu của người dân về dữ liệu của họ, với thời hạn trả lời.',
        en: 'What people ask about their data, and by when they must hear.',
      },
      path: '/ho-dan/du-lieu-ca-nhan',
      roles: ['DATA_PROTECTION_OFFICER', 'REGISTRAR', 'INSPECTOR'],
    },
  ],
  panels: [],
  field: {
    base: '/td/ho-dan',
    navigation: [
      {
        label: { vi: 'Đi hộ (điện thoại)', en: 'Door to door (phone)' },
        description: { vi: 'Ghi từng lượt thăm tại cửa nhà.', en: 'Record each visit at the door.' },
        path: '/td/ho-dan',
        roles: ['COMMUNITY_TEAM', 'TEAM_LEADER', 'REGISTRAR'],
      },
    ],
  },
} as const satisfies RemoteManifest
