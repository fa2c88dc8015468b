export { gql, type TypedDocumentNode } from '@apollo/client'
export { ApolloProvider, useFragment } from '@apollo/client/react'
export { type Acting, useAction } from './acting.ts'
export { ConnectionTable, type ConnectionTableProps } from './connection-table.tsx'
export {
  defineRemote,
  isRemote,
  type Label,
  type NavigationEntry,
  type PanelDeclaration,
  paths,
  type Remote,
  type RemoteManifest,
  type SlotName,
  type Slots,
  type TimelineEntry,
} from './contract.ts'
export { useFilters } from './filters.ts'
export { createGraph } from './graph.ts'
export {
  defineMessages,
  type Language,
  LanguageProvider,
  type Messages,
  useLabel,
  useLanguage,
  useMessages,
} from './language.tsx'
export { later } from './later.tsx'
export {
  BrowserRouter,
  Link,
  LinkButton,
  MemoryRouter,
  Navigate,
  NavLink,
  Outlet,
  Route,
  type RouteObject,
  Routes,
  useLocation,
  useNavigate,
  useParams,
  useRoutes,
  useSearchParams,
} from './links.tsx'
export { PersonPicker, type PickedPerson, useLinkedPerson } from './person-picker.tsx'
export { type Problem, type ProblemKind, problemOf } from './problem.ts'
export { ProblemState, type Reading, ReadingView, useReading } from './reading.tsx'
export { askForFile, askService, ServiceRefusal, sendFile } from './service.ts'
export { type ServiceActing, useServiceAction, useServiceReading } from './service-reading.ts'
export {
  type AdministrationNotice,
  type EmergencyNotice,
  type HeldAssignment,
  type Reset,
  readSession,
  type Session,
  type SessionAnswer,
  SessionScopeProvider,
  type SessionUnit,
  type SessionViewer,
  signInAddress,
  signOut,
  useMay,
  useSession,
  useUnit,
  useUnitChoice,
  useViewer,
} from './session.tsx'
export { Slot, SlotsProvider } from './slots.tsx'
export { StepUpProvider, useStepUp } from './step-up.tsx'
export { TimelineEntries } from './timeline-entries.tsx'
