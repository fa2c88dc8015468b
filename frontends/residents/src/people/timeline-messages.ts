import { defineMessages } from '@vungxanh/remote'

export const messages = defineMessages('timeline', {
  vi: {
    timeline: 'Dòng thời gian',
    note: 'Mọi phân hệ mà vai trò của bạn được xem, mới nhất trước',
    department: 'Phân hệ',
    all: 'Tất cả',
    at: 'Lúc',
    what: 'Việc',
    none: 'Chưa có việc nào được ghi.',
    residents: 'Hộ dân',
    health: 'Y tế',
    welfare: 'An sinh',
    directives: 'Điều hành',
    residence: '{kind} tại {address}',
    until: 'đến {day}',
  },
  en: {
    timeline: 'Timeline',
    note: 'From every department that your role may see, the newest first',
    department: 'Department',
    all: 'All',
    at: 'When',
    what: 'What',
    none: 'Nothing is recorded yet.',
    residents: 'Residents',
    health: 'Health',
    welfare: 'Welfare',
    directives: 'Directives',
    residence: '{kind} at {address}',
    until: 'until {day}',
  },
})
