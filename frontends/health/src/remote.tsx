import { defineRemote, later } from '@vungxanh/remote'
import { manifest } from './manifest.ts'
import { HomePanel } from './panels/home-panel.tsx'
import { HouseholdPanel } from './panels/household-panel.tsx'
import { PersonPanel } from './panels/person-panel.tsx'
import { PersonTimeline } from './panels/person-timeline.tsx'
import { RecordTestPage } from './tests/record-test-page.tsx'
import { TestsPage } from './tests/tests-page.tsx'
import { DosesPage } from './vaccinations/doses-page.tsx'
import { RecordDosePage } from './vaccinations/record-dose-page.tsx'

export default defineRemote(manifest, {
  routes: [
    { index: true, element: <TestsPage /> },
    { path: 'xet-nghiem/ghi', element: <RecordTestPage /> },
    {
      path: 'hang-viec',
      element: later(async () => (await import('./follow-ups/follow-ups-page.tsx')).FollowUpsPage),
    },
    { path: 'cap-do-dich', element: later(async () => (await import('./zones/zones-page.tsx')).ZonesPage) },
    { path: 'tiem-chung', element: <DosesPage /> },
    { path: 'tiem-chung/ghi', element: <RecordDosePage /> },
  ],
  panels: { home: HomePanel, person: PersonPanel, personTimeline: PersonTimeline, household: HouseholdPanel },
})
