import { type Remote, useLabel, useLocation, useMessages, useRoutes } from '@vungxanh/remote'
import { ErrorState, Page, Skeletons } from '@vungxanh/ui'
import { NotFoundPage } from '../layout/not-found-page.tsx'
import { messages } from '../messages.ts'
import type { RegisteredRemote } from './registry.tsx'
import { RemoteBoundary } from './remote-boundary.tsx'

type Mode = 'routes' | 'fieldRoutes'

function RemoteRoutes({ remote, mode }: { remote: Remote; mode: Mode }) {
  // One that was published before there were pages in the field has none.
  return useRoutes([...(remote[mode] ?? []), { path: '*', element: <NotFoundPage /> }])
}

/** All pages under a remote's base address, at the desk or in the field. */
export function RemotePage({ registered, mode = 'routes' }: { registered: RegisteredRemote; mode?: Mode }) {
  const t = useMessages(messages)
  const name = useLabel()(registered.manifest.title)
  const { pathname } = useLocation()
  return (
    <RemoteBoundary
      registered={registered}
      loading={
        <Page title={name}>
          <Skeletons rows={9} />
        </Page>
      }
      failed={(retry) => (
        <Page title={name}>
          <ErrorState
            title={t('remoteAway', { name })}
            code={`${registered.manifest.name}@${registered.version}`}
            onRetry={retry}
          >
            {t('remoteAwayText')}
          </ErrorState>
        </Page>
      )}
      crashed={(retry) => (
        <Page title={name} key={pathname}>
          <ErrorState
            title={t('remoteCrashed', { name })}
            code={`${registered.manifest.name}@${registered.version}`}
            onRetry={retry}
          >
            {t('remoteAwayText')}
          </ErrorState>
        </Page>
      )}
    >
      {(remote) => <RemoteRoutes remote={remote} mode={mode} />}
    </RemoteBoundary>
  )
}
