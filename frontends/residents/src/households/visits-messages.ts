import { defineMessages } from '@vungxanh/remote'

export const messages = defineMessages('household-visits', {
  vi: {
    visits: 'Lượt thăm hộ',
    none: 'Chưa ai đến thăm hộ này trong vòng đi nào.',
    at: 'Lúc',
    result: 'Kết quả',
    annulled: 'Đã hủy vì ghi nhầm',
  },
  en: {
    visits: 'Visits',
    none: 'Nobody has called at this household in any round.',
    at: 'When',
    result: 'Result',
    annulled: 'Annulled as a mistake',
  },
})
