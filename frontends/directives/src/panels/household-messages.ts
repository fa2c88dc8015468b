import { defineMessages } from '@vungxanh/remote'

export const messages = defineMessages('directives-household', {
  vi: {
    commitments: 'Cam kết đã ký',
    noCommitments: 'Hộ chưa ký bản cam kết nào.',
    document: 'Thực hiện văn bản',
    signedOn: 'Ngày ký',
    collectedBy: 'Người thu',
    state: 'Hiệu lực',
    inForce: 'Đang có hiệu lực',
    ended: 'Hết từ {on}',
  },
  en: {
    commitments: 'Commitments signed',
    noCommitments: 'The household has signed no commitment.',
    document: 'Under the document',
    signedOn: 'Signed',
    collectedBy: 'Collected by',
    state: 'State',
    inForce: 'In force',
    ended: 'Ended {on}',
  },
})
