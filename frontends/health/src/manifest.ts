import type { RemoteManifest } from '@vungxanh/remote'

const readers = ['HEALTH_STAFF', 'INSPECTOR'] as const
/** Of one person or household; lists would use up the persons of an emergency. */
const panelReaders = [...readers, 'EMERGENCY_READER'] as const
const writers = ['HEALTH_STAFF'] as const

export const manifest = {
  contract: 1,
  name: 'health',
  title: { vi: 'Trạm y tế', en: 'Health station' },
  base: '/tram-y-te',
  navigation: [
    {
      label: { vi: 'Hàng việc trạm', en: 'Station worklist' },
      description: {
        vi: 'Người mới đến phải theo dõi, hạn sớm nhất trước.',
        en: 'Arrivals to follow up, the earliest deadline first.',
      },
      path: '/tram-y-te/hang-viec',
      roles: readers,
    },
    {
      label: { vi: 'Cấp độ dịch', en: 'Epidemic levels' },
      description: {
        vi: 'Cấp độ các nơi, theo quy định và văn bản nào; ghi và cho hết.',
        en: 'Levels of places, by which rule and document; record and end them.',
      },
      path: '/tram-y-te/cap-do-dich',
      roles: readers,
    },
    {
      label: { vi: 'Xét nghiệm', en: 'Tests' },
      description: { vi: 'Mẫu đã lấy và kết quả, mới nhất trước.', en: 'Samples and their results, the newest first.' },
      path: '/tram-y-te',
      roles: readers,
    },
    {
      label: { vi: 'Ghi xét nghiệm', en: 'Record a test' },
      description: { vi: 'Một người, một mẫu, một kết quả.', en: 'One person, one sample, one result.' },
      path: '/tram-y-te/xet-nghiem/ghi',
      roles: writers,
    },
    {
      label: { vi: 'Tiêm chủng', en: 'Vaccination' },
      description: { vi: 'Mũi tiêm đã ghi, mới nhất trước.', en: 'Doses given, the newest first.' },
      path: '/tram-y-te/tiem-chung',
      roles: readers,
    },
    {
      label: { vi: 'Ghi mũi tiêm', en: 'Record a dose' },
      description: {
        vi: 'Kiểm tra số mũi, khoảng cách và hạn dùng của lô trước khi ghi.',
        en: 'Dose number, interval and expiry of the lot are checked first.',
      },
      path: '/tram-y-te/tiem-chung/ghi',
      roles: writers,
    },
  ],
  panels: [
    { slot: 'home', title: { vi: 'Xét nghiệm và tiêm chủng', en: 'Tests and doses' }, roles: writers },
    { slot: 'person', title: { vi: 'Y tế', en: 'Health' }, roles: panelReaders },
    { slot: 'personTimeline', title: { vi: 'Y tế', en: 'Health' }, roles: panelReaders },
    { slot: 'household', title: { vi: 'Y tế của hộ', en: 'Health of the household' }, roles: panelReaders },
  ],
} as const satisfies RemoteManifest
