import type { RemoteManifest } from '@vungxanh/remote'

const readers = ['CHAIR', 'INSPECTOR'] as const

export const manifest = {
  contract: 1,
  name: 'command',
  title: { vi: 'Chỉ huy', en: 'Command' },
  base: '/chi-huy',
  navigation: [
    {
      label: { vi: 'Tình hình', en: 'Situation' },
      description: {
        vi: 'Số liệu của địa bàn đến một thời điểm, và các dòng làm nên từng con số.',
        en: 'The figures of the unit as of a time, and the rows behind each.',
      },
      path: '/chi-huy',
      roles: readers,
    },
  ],
  panels: [{ slot: 'home', title: { vi: 'Tình hình đến giờ này', en: 'The situation now' }, roles: readers }],
} as const satisfies RemoteManifest
