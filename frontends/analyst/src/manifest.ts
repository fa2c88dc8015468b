import type { RemoteManifest } from '@vungxanh/remote'

export const manifest = {
  contract: 1,
  name: 'analyst',
  title: { vi: 'Phân tích', en: 'Analysis' },
  base: '/phan-tich',
  navigation: [
    {
      label: { vi: 'Truy vấn', en: 'Queries' },
      description: {
        vi: 'Viết và chạy truy vấn GraphQL trên đồ thị đang chạy, kèm tài liệu từng trường.',
        en: 'Write and run GraphQL on the live graph, with the documentation of every field.',
      },
      path: '/phan-tich',
      roles: ['ANALYST'],
    },
  ],
  panels: [],
} as const satisfies RemoteManifest
