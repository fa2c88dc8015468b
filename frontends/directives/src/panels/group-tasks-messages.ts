import { defineMessages } from '@vungxanh/remote'

export const messages = defineMessages('directives-group-tasks', {
  vi: {
    groupTasks: 'Việc đang giao cho {group}',
    noGroupTasks: 'Không có việc nào đang giao cho tổ này.',
    moreTasks: 'Đang hiện {shown} việc gần hạn nhất; xem tất cả ở trang của tổ',
  },
  en: {
    groupTasks: 'Open tasks of {group}',
    noGroupTasks: 'This group has no open task.',
    moreTasks: 'The {shown} due first; all are on the page of the group',
  },
})
