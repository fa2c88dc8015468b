import { defineRemote } from '@vungxanh/remote'
import { HouseholdPage } from './households/household-page.tsx'
import { HouseholdsPage } from './households/households-page.tsx'
import { manifest } from './manifest.ts'
import { PeoplePage } from './people/people-page.tsx'
import { PersonPage } from './people/person-page.tsx'
import { RegisterPersonPage } from './people/register-person-page.tsx'
import { ConsentsPage } from './privacy/consents-page.tsx'
import { ReceiveRequestPage } from './privacy/receive-request-page.tsx'
import { RequestPage } from './privacy/request-page.tsx'
import { RequestsPage } from './privacy/requests-page.tsx'

export default defineRemote(manifest, {
  routes: [
    { index: true, element: <PeoplePage /> },
    { path: 'nguoi/:id', element: <PersonPage /> },
    { path: 'ho', element: <HouseholdsPage /> },
    { path: 'ho/:id', element: <HouseholdPage /> },
    { path: 'dang-ky', element: <RegisterPersonPage /> },
    { path: 'du-lieu-ca-nhan', element: <RequestsPage /> },
    { path: 'du-lieu-ca-nhan/tiep-nhan', element: <ReceiveRequestPage /> },
    { path: 'du-lieu-ca-nhan/yeu-cau/:id', element: <RequestPage /> },
    { path: 'du-lieu-ca-nhan/dong-y/:id', element: <ConsentsPage /> },
  ],
  panels: {},
})
