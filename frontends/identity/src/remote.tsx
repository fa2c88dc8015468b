import { defineRemote, later } from '@vungxanh/remote'
import { manifest } from './manifest.ts'
import { MyAccountPage } from './own/my-account-page.tsx'
import { HouseholdPanel } from './panels/household-panel.tsx'
import { PersonPanel } from './panels/person-panel.tsx'

// Few roles open more than their own account: the code of each page comes when it is opened.
export default defineRemote(manifest, {
  routes: [
    { index: true, element: <MyAccountPage /> },
    {
      path: 'tai-khoan',
      element: later(async () => (await import('./accounts/accounts-page.tsx')).AccountsPage),
    },
    {
      path: 'tai-khoan/tao',
      element: later(async () => (await import('./accounts/create-account-page.tsx')).CreateAccountPage),
    },
    {
      path: 'tai-khoan/:id',
      element: later(async () => (await import('./accounts/account-page.tsx')).AccountPage),
    },
    { path: 'vi-tri', element: later(async () => (await import('./posts/posts-page.tsx')).PostsPage) },
    { path: 'nhat-ky', element: later(async () => (await import('./audit/audit-page.tsx')).AuditPage) },
    { path: 'trich-luc', element: later(async () => (await import('./extract/extract-page.tsx')).ExtractPage) },
    { path: 'quyen', element: later(async () => (await import('./access/access-page.tsx')).AccessPage) },
    {
      path: 'khan-cap',
      element: later(async () => (await import('./emergencies/emergencies-page.tsx')).EmergenciesPage),
    },
    { path: 'su-kien', element: later(async () => (await import('./events/events-page.tsx')).EventsPage) },
  ],
  panels: { person: PersonPanel, household: HouseholdPanel },
})
