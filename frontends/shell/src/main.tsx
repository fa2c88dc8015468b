import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { guardScripts } from './remotes/script-guard.ts'

// oxlint-disable-next-line node/no-process-env -- the bundler's constant, not an environment
if (process.env.NODE_ENV === 'production') guardScripts()

const root = document.getElementById('root')
if (root) createRoot(root).render(<App />)
