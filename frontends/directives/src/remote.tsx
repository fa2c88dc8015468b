import { defineRemote } from '@vungxanh/remote'
import { DocumentPage } from './documents/document-page.tsx'
import { DocumentsPage } from './documents/documents-page.tsx'
import { RegisterDocumentPage } from './documents/register-document-page.tsx'
import { manifest } from './manifest.ts'
import { HomePanel } from './panels/home-panel.tsx'
import { HouseholdPanel } from './panels/household-panel.tsx'

export default defineRemote(manifest, {
  routes: [
    { index: true, element: <DocumentsPage /> },
    { path: 'van-ban/vao-so', element: <RegisterDocumentPage /> },
    { path: 'van-ban/:id', element: <DocumentPage /> },
  ],
  panels: { home: HomePanel, household: HouseholdPanel },
})
