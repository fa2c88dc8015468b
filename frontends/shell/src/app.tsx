import {
  BrowserRouter,
  LanguageProvider,
  Route,
  Routes,
  SlotsProvider,
  useLanguage,
  useMessages,
  useViewer,
} from '@vungxanh/remote'
import { ErrorState, NotificationsProvider, Page, Skeletons, UiProvider } from '@vungxanh/ui'
import type { ReactNode } from 'react'
import { FieldLayout } from './layout/field-layout.tsx'
import { HomePage } from './layout/home-page.tsx'
import { Layout } from './layout/layout.tsx'
import { ForbiddenPage, UnknownAddressPage } from './layout/not-found-page.tsx'
import { messages } from './messages.ts'
import { type RegisteredRemote, RegistryProvider, useRegistry } from './remotes/registry.tsx'
import { RemotePage } from './remotes/remote-page.tsx'
import { SlotPanels } from './remotes/slot-panels.tsx'
import { SessionGate } from './session/session-gate.tsx'
import './shell.css'

/** Doors to a department stand where one of its own navigation entries says so; its pages decide nothing more than that. */
function DepartmentDoor({ registered }: { registered: RegisteredRemote }) {
  const { role } = useViewer()
  const roles = [...new Set(registered.manifest.navigation.flatMap((entry) => entry.roles))]
  return roles.includes(role) ? <RemotePage registered={registered} /> : <ForbiddenPage roles={roles} />
}

/** Pages in the field open to the roles of their own entries, whoever may come to the desk of that department. */
function FieldDoor({ registered }: { registered: RegisteredRemote }) {
  const { role } = useViewer()
  const roles = [...new Set((registered.manifest.field?.navigation ?? []).flatMap((entry) => entry.roles))]
  return roles.includes(role) ? (
    <RemotePage registered={registered} mode="fieldRoutes" />
  ) : (
    <ForbiddenPage roles={roles} />
  )
}

export function Pages() {
  const t = useMessages(messages)
  const { state } = useRegistry()
  const waiting: ReactNode =
    state.status === 'reading' ? (
      <Skeletons rows={8} />
    ) : (
      <Page title={t('registryAway')}>
        <ErrorState title={t('serverAway')}>{t('serverAwayText')}</ErrorState>
      </Page>
    )
  return (
    <Routes>
      <Route element={<FieldLayout />}>
        {state.status === 'ready' &&
          state.remotes
            .filter(({ manifest }) => manifest.field)
            .map((registered) => (
              <Route
                key={registered.manifest.name}
                path={`${registered.manifest.field?.base}/*`}
                element={<FieldDoor key={registered.manifest.name} registered={registered} />}
              />
            ))}
      </Route>
      <Route element={<Layout />}>
        <Route index element={<HomePage />} />
        {state.status === 'ready' &&
          state.remotes.map((registered) => (
            <Route
              key={registered.manifest.name}
              path={`${registered.manifest.base}/*`}
              element={<DepartmentDoor key={registered.manifest.name} registered={registered} />}
            />
          ))}
        <Route path="*" element={state.status === 'ready' ? <UnknownAddressPage /> : waiting} />
      </Route>
    </Routes>
  )
}

function LanguageOfPage({ children }: { children: ReactNode }) {
  const { language } = useLanguage()
  return <UiProvider language={language}>{children}</UiProvider>
}

export function App() {
  return (
    <LanguageProvider>
      <LanguageOfPage>
        <NotificationsProvider>
          <BrowserRouter>
            <SessionGate>
              <RegistryProvider>
                <SlotsProvider value={(name, given) => <SlotPanels name={name} given={given} />}>
                  <Pages />
                </SlotsProvider>
              </RegistryProvider>
            </SessionGate>
          </BrowserRouter>
        </NotificationsProvider>
      </LanguageOfPage>
    </LanguageProvider>
  )
}
