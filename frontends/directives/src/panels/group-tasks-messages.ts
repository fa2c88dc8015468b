import { defineMessages } from '@vungxanh/remote'

export const messages = defineMessages('directives-group-tasks', {
  vi: {
    groupTasks: 'Việc đang giao cho {group}',
    noGroupTasks: 'Không có việc nào đang giao cho tổ này.',
  },
  en: {
    groupTasks: 'Open tasks of {group}',
    noGroupTasks: 'This group has no open task.',
  },
})
