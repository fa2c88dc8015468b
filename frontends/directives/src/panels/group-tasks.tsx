import { gql, Link, paths, type Reading, ReadingView, useMessages } from '@vungxanh/remote'
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
  group: { id: string; name: string; openTasks: readonly GroupTaskFragment[] | null } | undefined
  /** As many as are shown, where one more was asked for: whoever wants the rest goes to the group's page. */
  most?: number
}

/** What a residential group still owes under documents, of what was read of it. */
export function GroupTasks<Data>({ reading, group, most = Number.POSITIVE_INFINITY }: GroupTasksProps<Data>) {
  const t = useMessages(messages)
  const title = t('groupTasks', { group: group?.name ?? '' })
  return (
    <Panel
      title={title}
      note={
        group && (group.openTasks?.length ?? 0) > most ? (
          <Link to={paths.residentialGroup(group.id)}>{t('moreTasks', { shown: most })}</Link>
        ) : undefined
      }
      flush
    >
      <ReadingView reading={reading} select={() => group?.openTasks} skeletonRows={2}>
        {(tasks) => (
          <TaskTable
            caption={title}
            tasks={tasks.slice(0, most)}
            empty={<EmptyState>{t('noGroupTasks')}</EmptyState>}
          />
        )}
      </ReadingView>
    </Panel>
  )
}
