import { defineMessages } from '@vungxanh/remote'

export const messages = defineMessages('identity-access', {
  vi: {
    access: 'Bảng quyền truy cập',
    accessText:
      'Lấy thẳng từ bảng quyền mà các bộ phận đang thi hành. Trường không có trong bảng thì không ai đọc được.',
    role: 'Vai trò',
    class: 'Mức dữ liệu',
    search: 'Loại hoặc trường',
    all: 'Tất cả',
    type: 'Loại',
    fields: 'Trường, việc',
    who: 'Ai được phép',
    stepUp: 'cần mã xác thực',
    none: 'Không có quyền nào khớp bộ lọc ở bộ phận này.',
    print: 'In bảng',
    clear: 'Xóa lọc',
    everybody: 'Mọi vai trò',
  },
  en: {
    access: 'Access table',
    accessText:
      'Taken from the very tables that the departments enforce. A field that is not in them is read by nobody.',
    role: 'Role',
    class: 'Class of data',
    search: 'Type or field',
    all: 'All',
    type: 'Type',
    fields: 'Fields, deeds',
    who: 'Who may',
    stepUp: 'asks for a code',
    none: 'Nothing in this department matches.',
    print: 'Print the table',
    clear: 'Clear the filters',
    everybody: 'Every role',
  },
})
