import { NavLink, useLabel, useMessages, useViewer } from '@vungxanh/remote'
import { messages } from '../messages.ts'
import { useRegistry } from '../remotes/registry.tsx'

/** Built from what the published remotes say of themselves; the shell knows none by name. */
export function useNavigation() {
  const { state } = useRegistry()
  const { role } = useViewer()
  if (state.status !== 'ready') return []
  return state.remotes.flatMap(({ manifest }) => {
    const all = [...manifest.navigation, ...(manifest.field?.navigation ?? [])]
    const entries = all.filter((entry) => entry.roles.includes(role))
    return entries.length > 0 ? [{ manifest, entries }] : []
  })
}

export function Navigation({ onNavigate }: { onNavigate: () => void }) {
  const t = useMessages(messages)
  const label = useLabel()
  const departments = useNavigation()
  return (
    <nav aria-label={t('navigation')} className="vx-nav">
      <ul>
        <li>
          <NavLink to="/" end onClick={onNavigate}>
            {t('home')}
          </NavLink>
        </li>
      </ul>
      {departments.map(({ manifest, entries }) => (
        <div key={manifest.name}>
          <h2>{label(manifest.title)}</h2>
          <ul>
            {entries.map((entry) => (
              <li key={entry.path}>
                <NavLink to={entry.path} end onClick={onNavigate}>
                  {label(entry.label)}
                </NavLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}
