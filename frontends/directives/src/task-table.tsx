import { useMessages } from '@vungxanh/remote'
import { DataTable, formatDateTime, StatusBadge, type Tone } from '@vungxanh/ui'
import type { ReactNode } from 'react'
import { messages } from './messages.ts'
import type { TaskStatus } from './operations.generated.ts'

const tones: Record<TaskStatus, Tone> = { OPEN: 'info', DONE: 'success', OVERDUE: 'danger', CANCELLED: 'neutral' }

export interface TaskRow {
  id: string
  title: string
  dueAt: string | null
  status: TaskStatus
  assignee: { name: string } | null
}

export function TaskTable({ caption, tasks, empty }: { caption: string; tasks: readonly TaskRow[]; empty: ReactNode }) {
  const t = useMessages(messages)
  return (
    <DataTable
      caption={caption}
      rows={tasks}
      rowKey={(task) => task.id}
      empty={empty}
      columns={[
        { key: 'title', label: t('task'), render: (task) => task.title },
        { key: 'assignee', label: t('assignee'), render: (task) => task.assignee?.name ?? '—' },
        { key: 'due', label: t('due'), nowrap: true, render: (task) => formatDateTime(task.dueAt) || t('noDue') },
        {
          key: 'status',
          label: t('status'),
          render: (task) => <StatusBadge tone={tones[task.status]}>{t(`task.${task.status}`)}</StatusBadge>,
        },
      ]}
    />
  )
}
