import { defineRemote } from '@vungxanh/remote'
import { manifest } from './manifest.ts'
import { WorkbenchPage } from './workbench/workbench-page.tsx'

export default defineRemote(manifest, {
  routes: [{ index: true, element: <WorkbenchPage /> }],
  panels: {},
})
