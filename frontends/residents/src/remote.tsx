import { defineRemote } from '@vungxanh/remote'
import { HouseholdPage } from './households/household-page.tsx'
import { HouseholdsPage } from './households/households-page.tsx'
import { manifest } from './manifest.ts'
import { PeoplePage } from './people/people-page.tsx'
import { PersonPage } from './people/person-page.tsx'
import { RegisterPersonPage } from './people/register-person-page.tsx'

export default defineRemote(manifest, {
  routes: [
    { index: true, element: <PeoplePage /> },
    { path: 'nguoi/:id', element: <PersonPage /> },
    { path: 'ho', element: <HouseholdsPage /> },
    { path: 'ho/:id', element: <HouseholdPage /> },
    { path: 'dang-ky', element: <RegisterPersonPage /> },
  ],
  panels: {},
})
