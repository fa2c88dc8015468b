import { defineMessages } from '@vungxanh/remote'

export const messages = defineMessages('residents.imports.groups', {
  vi: {
    missing: 'Danh sách nêu {groups} tổ mà sổ không có',
    moreThan: 'hơn {most}',
    tooMany: 'Nhiều hơn số tổ của một phường/xã. Hãy xem lại ở phần Ghép cột: cột nào là tổ dân phố.',
    open: 'Mở các tổ này',
    openTitle: 'Mở {groups} tổ dân phố?',
    openConsequence:
      'Tổ mở theo số và tên trên đây, chưa có tổ trưởng; sau đó danh sách được kiểm tra lại. Bỏ hoặc hoàn tác danh sách thì các tổ vẫn còn; tổ không có hộ đóng được ở trang của tổ.',
    group: 'Số {number}: {name} ({rows} dòng)',
    closed: 'Tổ đã đóng:',
    closedText: 'Hãy mở lại ở trang của tổ rồi bấm Kiểm tra lại ở phần Ghép cột, hoặc sửa ô tổ của các dòng.',
    unclear: 'Ô tổ không đọc ra số tổ:',
    unclearText: 'Hãy sửa ô tổ, ghép lại cột, hoặc tự mở tổ và chọn số ở trang',
    thenCheck: ', rồi bấm Kiểm tra lại.',
    andMore: ' và những ô khác',
    toGroups: 'Tổ dân phố, tổ tự quản',
  },
  en: {
    missing: 'The list names {groups} groups that the register does not have',
    moreThan: 'more than {most}',
    tooMany: 'More than a ward has. Look at Columns: which of them is the residential group?',
    open: 'Open these groups',
    openTitle: 'Open {groups} residential groups?',
    openConsequence:
      'They are opened with the number and name above, without a leader; then the list is checked again. They stay when the list is dropped or undone; one without households can be closed on its own page.',
    group: 'Number {number}: {name} ({rows} rows)',
    closed: 'Closed groups:',
    closedText: 'Open them again on their own pages and press Check again under Columns, or correct the cells.',
    unclear: 'Cells that give no number of a group:',
    unclearText: 'Correct the cells, map the columns again, or open the group and choose its number on the page',
    thenCheck: ', then press Check again.',
    andMore: ' and others',
    toGroups: 'Groups',
  },
})
