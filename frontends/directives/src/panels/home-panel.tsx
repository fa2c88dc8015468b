import { gql, ReadingView, type Slots, type TypedDocumentNode, useMay, useMessages, useReading } from '@vungxanh/remote'
import { EmptyState, Panel } from '@vungxanh/ui'
import { WaitingPanel } from '../broadcasts/waiting-panel.tsx'
import { messages } from '../messages.ts'
import type { DirectivesHomePanelQuery, DirectivesHomePanelQueryVariables } from '../operations.generated.ts'
import { TaskTable } from '../task-table.tsx'

const TASKS: TypedDocumentNode<DirectivesHomePanelQuery, DirectivesHomePanelQueryVariables> = gql`
  query DirectivesHomePanel($unit: ID!) {
    adminUnit(code: $unit) {
      code
      tasks {
        id
        title
        dueAt
        status
        assignee {
          id
          name
        }
      }
    }
  }
`

/** What the unit still owes under its documents, and for who leads a group what it still has to acknowledge. */
export function HomePanel({ unit }: Slots['home']) {
  const t = useMessages(messages)
  const leads = useMay('TEAM_LEADER', 'COMMUNITY_TEAM')
  const reading = useReading(TASKS, { variables: { unit } })
  return (
    <>
      {leads && <WaitingPanel unit={unit} />}
      <Panel title={t('unitTasks')} flush>
        <ReadingView reading={reading} select={(data) => data.adminUnit?.tasks} skeletonRows={3}>
          {(tasks) => (
            <TaskTable
              caption={t('unitTasks')}
              tasks={tasks.filter((task) => task.status === 'OPEN' || task.status === 'OVERDUE')}
              empty={<EmptyState>{t('noUnitTasks')}</EmptyState>}
            />
          )}
        </ReadingView>
      </Panel>
    </>
  )
}
