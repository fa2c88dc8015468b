import { defineRemote } from '@vungxanh/remote'
import { DashboardPage } from './dashboard/dashboard-page.tsx'
import { FigurePage } from './figures/figure-page.tsx'
import { manifest } from './manifest.ts'
import { HomePanel } from './panels/home-panel.tsx'

export default defineRemote(manifest, {
  routes: [
    { index: true, element: <DashboardPage /> },
    { path: 'so-lieu/:figure', element: <FigurePage /> },
  ],
  panels: { home: HomePanel },
})
