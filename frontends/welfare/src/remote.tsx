import { defineRemote, later } from '@vungxanh/remote'
import { DossierPage } from './dossiers/dossier-page.tsx'
import { DossiersPage } from './dossiers/dossiers-page.tsx'
import { SubmitDossierPage } from './dossiers/submit-dossier-page.tsx'
import { manifest } from './manifest.ts'
import { DocumentPanel } from './panels/document-panel.tsx'
import { HomePanel } from './panels/home-panel.tsx'
import { HouseholdPanel } from './panels/household-panel.tsx'
import { PersonPanel } from './panels/person-panel.tsx'
import { PersonTimeline } from './panels/person-timeline.tsx'
import { ProgrammesPage } from './programmes/programmes-page.tsx'

export default defineRemote(manifest, {
  routes: [
    { index: true, element: <DossiersPage /> },
    { path: 'ho-so/lap', element: <SubmitDossierPage /> },
    { path: 'ho-so/:id', element: <DossierPage /> },
    {
      path: 'xac-nhan',
      element: later(async () => (await import('./confirmations/confirmations-page.tsx')).ConfirmationsPage),
    },
    {
      path: 'xac-nhan/:id',
      element: later(async () => (await import('./confirmations/confirmation-page.tsx')).ConfirmationPage),
    },
    {
      path: 'xac-nhan/:id/giay',
      element: later(async () => (await import('./confirmations/confirmation-paper-page.tsx')).ConfirmationPaperPage),
    },
    { path: 'chuong-trinh', element: <ProgrammesPage /> },
  ],
  panels: {
    home: HomePanel,
    person: PersonPanel,
    personTimeline: PersonTimeline,
    household: HouseholdPanel,
    document: DocumentPanel,
  },
})
