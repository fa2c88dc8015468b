import type { Language } from './format/numbers.ts'

// What the components themselves say. Everything else is said by the remotes.
const vi = {
  retry: 'Thử lại',
  close: 'Đóng',
  cancel: 'Hủy',
  more: 'Xem thêm',
  loadingMore: 'Đang tải…',
  loading: 'Đang tải',
  shown: (shown: string, total: string) => `${shown} / ${total} dòng`,
  shownOnly: (shown: string) => `${shown} dòng`,
  required: 'bắt buộc',
  missing: (label: string) => `Chưa nhập: ${label.toLowerCase()}`,
  badDate: 'Ngày chưa đúng. Viết theo kiểu 05/09/2021',
  badBirth: 'Ngày sinh chưa đúng. Viết 05/09/1960, hoặc chỉ năm 1960',
  badTime: 'Giờ chưa đúng. Viết theo kiểu 17:00',
  badPhone: 'Số điện thoại chưa đúng. Ví dụ 0912345678',
  badNumber: 'Số chưa đúng',
  summary: (count: number) => `Có ${count} mục cần sửa`,
  refused: 'Chưa lưu được',
  search: 'Tìm kiếm',
  nothingFound: 'Không tìm thấy',
  typeToSearch: 'Gõ để tìm',
  notifications: 'Thông báo',
  chosen: 'Đã chọn',
  change: 'Đổi',
  sum: 'Cộng',
}

const en: typeof vi = {
  retry: 'Try again',
  close: 'Close',
  cancel: 'Cancel',
  more: 'Show more',
  loadingMore: 'Loading…',
  loading: 'Loading',
  shown: (shown, total) => `${shown} of ${total} rows`,
  shownOnly: (shown) => `${shown} rows`,
  required: 'required',
  missing: (label) => `Missing: ${label.toLowerCase()}`,
  badDate: 'Not a valid day. Write it like 05/09/2021',
  badBirth: 'Not a valid birth date. Write 05/09/1960, or the year alone, 1960',
  badTime: 'Not a valid time. Write it like 17:00',
  badPhone: 'Not a valid telephone number. For example 0912345678',
  badNumber: 'Not a valid number',
  summary: (count) => (count === 1 ? '1 item needs your attention' : `${count} items need your attention`),
  refused: 'Not saved',
  search: 'Search',
  nothingFound: 'Nothing found',
  typeToSearch: 'Type to search',
  notifications: 'Notifications',
  chosen: 'Chosen',
  change: 'Change',
  sum: 'Total',
}

export type UiWords = typeof vi
export const uiWords: Record<Language, UiWords> = { vi, en }
