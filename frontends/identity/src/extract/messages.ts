import { defineMessages } from '@vungxanh/remote'

export const messages = defineMessages('identity-extract', {
  vi: {
    extract: 'Trích lục cho người dân',
    extractText:
      'Trả lời câu hỏi “ai đã truy cập dữ liệu của tôi”. Bản in nêu cơ quan, vị trí công tác và mục đích; không nêu tên người thứ ba.',
    person: 'Người yêu cầu',
    show: 'Lập trích lục',
    pick: 'Chọn người yêu cầu để lập trích lục.',
    print: 'In',
    incomplete: 'Trích lục chưa đủ',
    incompleteText: 'Có bộ phận tạm thời không lấy được. Chờ dịch vụ trở lại rồi mới in.',
    badPersonId: 'Không thấy mã số người trong nội dung đã dán.',
    loading: 'Đang lấy nhật ký của bốn bộ phận…',
  },
  en: {
    extract: 'Extract for a resident',
    extractText:
      'Answers the question “who came to my data”. The paper, in Vietnamese, names organisations, posts and purposes, and no third person.',
    person: 'Person who asks',
    show: 'Make the extract',
    pick: 'Choose the person who asks.',
    print: 'Print',
    incomplete: 'The extract is not complete',
    incompleteText: 'A department cannot be read at the moment. Wait until it is back before you print.',
    badPersonId: 'There is no id of a person in what was pasted.',
    loading: 'Reading the records of the four departments…',
  },
})
