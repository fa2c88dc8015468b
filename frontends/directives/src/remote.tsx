import { defineRemote, later } from '@vungxanh/remote'
import { DocumentPage } from './documents/document-page.tsx'
import { DocumentsPage } from './documents/documents-page.tsx'
import { RegisterDocumentPage } from './documents/register-document-page.tsx'
import { manifest } from './manifest.ts'
import { GroupPanel, ResidentialGroupPanel } from './panels/group-panel.tsx'
import { HomePanel } from './panels/home-panel.tsx'
import { HouseholdPanel } from './panels/household-panel.tsx'
import { PersonTimeline } from './panels/person-timeline.tsx'

export default defineRemote(manifest, {
  routes: [
    { index: true, element: <DocumentsPage /> },
    { path: 'van-ban/vao-so', element: <RegisterDocumentPage /> },
    {
      path: 'chot',
      element: later(async () => (await import('./checkpoints/checkpoints-page.tsx')).CheckpointsPage),
    },
    {
      path: 'chot/:id',
      element: later(async () => (await import('./checkpoints/checkpoint-page.tsx')).CheckpointPage),
    },
    {
      path: 'chot/:id/in',
      element: later(async () => (await import('./checkpoints/log-paper-page.tsx')).LogPaperPage),
    },
    { path: 'van-ban/:id', element: <DocumentPage /> },
    {
      path: 'thong-bao',
      element: later(async () => (await import('./broadcasts/broadcasts-page.tsx')).BroadcastsPage),
    },
    {
      path: 'thong-bao/soan',
      element: later(async () => (await import('./broadcasts/compose-page.tsx')).ComposePage),
    },
    {
      path: 'thong-bao/:id',
      element: later(async () => (await import('./broadcasts/broadcast-page.tsx')).BroadcastPage),
    },
    {
      path: 'thong-bao/:id/soan',
      element: later(async () => (await import('./broadcasts/compose-page.tsx')).ComposePage),
    },
    {
      path: 'thong-bao/:id/in',
      element: later(async () => (await import('./broadcasts/broadcast-paper-page.tsx')).BroadcastPaperPage),
    },
    {
      path: 'cam-ket',
      element: later(async () => (await import('./commitments/pile-page.tsx')).PilePage),
    },
    {
      path: 'phan-cong',
      element: later(async () => (await import('./responsibilities/responsibilities-page.tsx')).ResponsibilitiesPage),
    },
    {
      path: 'phan-cong/in',
      element: later(
        async () => (await import('./responsibilities/responsibilities-paper-page.tsx')).ResponsibilitiesPaperPage,
      ),
    },
  ],
  panels: {
    home: HomePanel,
    household: HouseholdPanel,
    personTimeline: PersonTimeline,
    residentialGroup: ResidentialGroupPanel,
    selfManagementGroup: GroupPanel,
  },
})
