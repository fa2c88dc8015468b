import { type Remote, type SlotName, type Slots, useLabel, useMessages, useViewer } from '@vungxanh/remote'
import { ErrorState, Panel, Skeletons } from '@vungxanh/ui'
import type { ComponentType } from 'react'
import { messages } from '../messages.ts'
import { type RegisteredRemote, useRegistry } from './registry.tsx'
import { type Load, RemoteBoundary } from './remote-boundary.tsx'

function panelOf<Name extends SlotName>(remote: Remote, name: Name): ComponentType<Slots[Name]> | undefined {
  return remote.panels[name]
}

interface SlotPanelProps<Name extends SlotName> {
  registered: RegisteredRemote
  name: Name
  given: Slots[Name]
  title: string
  load?: Load
}

function SlotPanel<Name extends SlotName>({ registered, name, given, title, load }: SlotPanelProps<Name>) {
  const t = useMessages(messages)
  const department = useLabel()(registered.manifest.title)
  const code = `${registered.manifest.name}@${registered.version}`
  return (
    <RemoteBoundary
      registered={registered}
      {...(load ? { load } : {})}
      loading={
        <Panel title={title} flush>
          <Skeletons rows={3} />
        </Panel>
      }
      failed={(retry) => (
        <Panel title={title} flush>
          <ErrorState title={t('remoteAway', { name: department })} code={code} onRetry={retry} />
        </Panel>
      )}
      crashed={(retry) => (
        <Panel title={title} flush>
          <ErrorState title={t('remoteCrashed', { name: department })} code={code} onRetry={retry} />
        </Panel>
      )}
    >
      {(remote) => {
        const Content = panelOf(remote, name)
        return Content ? <Content {...given} /> : null
      }}
    </RemoteBoundary>
  )
}

/** What other departments show in a place of a page, each inside its own boundary. */
export function SlotPanels<Name extends SlotName>({
  name,
  given,
  load,
}: {
  name: Name
  given: Slots[Name]
  load?: Load
}) {
  const { state } = useRegistry()
  const { role } = useViewer()
  const label = useLabel()
  if (state.status !== 'ready') return null
  return state.remotes.flatMap((registered) =>
    registered.manifest.panels
      .filter((panel) => panel.slot === name && panel.roles.includes(role))
      .map((panel) => (
        <SlotPanel
          key={`${registered.manifest.name}-${Object.values(given)
            .filter((value) => typeof value === 'string')
            .join('-')}`}
          registered={registered}
          name={name}
          given={given}
          title={label(panel.title)}
          {...(load ? { load } : {})}
        />
      )),
  )
}
