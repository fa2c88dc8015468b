import { gql, type Reading, ReadingView, useMessages } from '@vungxanh/remote'
import { EmptyState, Panel } from '@vungxanh/ui'
import type { GroupTaskFragment } from '../operations.generated.ts'
import { TaskTable } from '../task-table.tsx'
import { messages } from './group-tasks-messages.ts'

export const GROUP_TASK = gql`
  fragment GroupTask on Task {
    id
    title
    dueAt
    status
    assignee {
      id
      name
    }
  }
`

interface GroupTasksProps<Data> {
  reading: Reading<Data>
  group: { name: string; openTasks: readonly GroupTaskFragment[] | null } | undefined
}

/** What a residential group still owes under documents, of what was read of it. */
export function GroupTasks<Data>({ reading, group }: GroupTasksProps<Data>) {
  const t = useMessages(messages)
  const title = t('groupTasks', { group: group?.name ?? '' })
  return (
    <Panel title={title} flush>
      <ReadingView reading={reading} select={() => group?.openTasks} skeletonRows={2}>
        {(tasks) => <TaskTable caption={title} tasks={tasks} empty={<EmptyState>{t('noGroupTasks')}</EmptyState>} />}
      </ReadingView>
    </Panel>
  )
}
