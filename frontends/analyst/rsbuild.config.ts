import { remote } from '../../tools/rsbuild.ts'
import { manifest } from './src/manifest.ts'

export default remote(import.meta.url, manifest, {
  port: 4206,
  // The editor's maps alone are twenty megabytes of every published version.
  overrides: { output: { sourceMap: { js: false } } },
})
