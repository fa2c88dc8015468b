import { defineMessages } from '@vungxanh/remote'

export const messages = defineMessages('print', {
  vi: {
    print: 'In',
    householdSheet: 'Phiếu thông tin hộ',
    personSheet: 'Phiếu thông tin người',
    householdList: 'Danh sách hộ',
    peopleList: 'Danh sách người',
    reading: 'Đã đọc {read} / {total} dòng. Chờ đọc hết rồi mới in được.',
    tooMany: 'Danh sách dài hơn {most} dòng. Hãy chọn một tổ dân phố rồi in.',
    back: 'Quay lại danh sách',
  },
  en: {
    print: 'Print',
    householdSheet: 'Household sheet',
    personSheet: 'Person sheet',
    householdList: 'List of households',
    peopleList: 'List of people',
    reading: '{read} of {total} rows are read. Printing waits for the last.',
    tooMany: 'The list is longer than {most} rows. Choose a residential group and print that.',
    back: 'Back to the list',
  },
})
