import { roleNames } from '@vungxanh/access'
import { Link, useLabel, useMessages, useUnit, useViewer } from '@vungxanh/remote'
import { Columns, EmptyState, Page, Panel, Rows } from '@vungxanh/ui'
import { messages } from '../messages.ts'
import { SlotPanels } from '../remotes/slot-panels.tsx'
import { useNavigation } from './navigation.tsx'

/** What waits for this viewer, from every department that has something to say, and where their work is done. */
export function HomePage() {
  const t = useMessages(messages)
  const label = useLabel()
  const viewer = useViewer()
  const unit = useUnit()
  const departments = useNavigation()
  return (
    <Page title={t('greeting', { name: viewer.name })} subtitle={`${viewer.post} · ${unit.name ?? unit.code}`}>
      <Columns>
        <Rows>
          <SlotPanels name="home" given={{ unit: unit.code }} />
        </Rows>
        <Panel title={t('tasks', { role: label(roleNames[viewer.role]) })}>
          {departments.length === 0 && <EmptyState>{t('noTasks')}</EmptyState>}
          <div className="vx-task-list">
            {departments.map(({ manifest, entries }) => (
              <div key={manifest.name}>
                <h3>{label(manifest.title)}</h3>
                <ul>
                  {entries.map((entry) => (
                    <li key={entry.path}>
                      <Link to={entry.path}>{label(entry.label)}</Link>
                      <span>{label(entry.description)}</span>
                    </li>
                  ))}
                </ul>
              </div>
            ))}
          </div>
        </Panel>
      </Columns>
    </Page>
  )
}
