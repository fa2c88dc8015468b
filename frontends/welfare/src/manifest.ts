import type { RemoteManifest } from '@vungxanh/remote'

const dossierReaders = ['WELFARE_OFFICER', 'APPROVER', 'CASHIER', 'INSPECTOR'] as const
const caseReaders = ['WELFARE_OFFICER', 'APPROVER', 'INSPECTOR'] as const
const programmeReaders = ['WELFARE_OFFICER', 'APPROVER', 'CASHIER', 'INSPECTOR', 'CHAIR'] as const

export const manifest = {
  contract: 1,
  name: 'welfare',
  title: { vi: 'An sinh', en: 'Welfare' },
  base: '/an-sinh',
  navigation: [
    {
      label: { vi: 'Hồ sơ hỗ trợ', en: 'Dossiers' },
      description: {
        vi: 'Từ đề nghị, qua hai lần duyệt, đến khi chi.',
        en: 'From application through two approvals to payout.',
      },
      path: '/an-sinh',
      roles: dossierReaders,
    },
    {
      label: { vi: 'Lập hồ sơ', en: 'Submit a dossier' },
      description: { vi: 'Cho một người hoặc một cơ sở.', en: 'For a person or an establishment.' },
      path: '/an-sinh/ho-so/lap',
      roles: ['WELFARE_OFFICER'],
    },
    {
      label: { vi: 'Xác nhận giữa các phường', en: 'Confirmations' },
      description: {
        vi: 'Đã hưởng hay chưa hưởng ở nơi cư trú kia: hỏi, trả lời, ký.',
        en: 'Supported in the other ward or not: asked, answered, signed.',
      },
      path: '/an-sinh/xac-nhan',
      roles: caseReaders,
    },
    {
      label: { vi: 'Chương trình và quỹ', en: 'Programmes and funds' },
      description: {
        vi: 'Mức chi, căn cứ pháp lý, số dư từng nguồn.',
        en: 'Amounts, legal basis, balance of each fund.',
      },
      path: '/an-sinh/chuong-trinh',
      roles: programmeReaders,
    },
  ],
  panels: [
    {
      slot: 'home',
      title: { vi: 'Hồ sơ chờ xử lý', en: 'Dossiers that wait' },
      roles: ['WELFARE_OFFICER', 'APPROVER', 'CASHIER'],
    },
    { slot: 'person', title: { vi: 'Hồ sơ hỗ trợ', en: 'Dossiers' }, roles: dossierReaders },
    { slot: 'personTimeline', title: { vi: 'An sinh', en: 'Welfare' }, roles: dossierReaders },
    { slot: 'household', title: { vi: 'Hỗ trợ của hộ', en: 'Support of the household' }, roles: dossierReaders },
    {
      slot: 'document',
      title: { vi: 'Chương trình theo văn bản này', en: 'Programmes under this document' },
      roles: programmeReaders,
    },
  ],
} as const satisfies RemoteManifest
