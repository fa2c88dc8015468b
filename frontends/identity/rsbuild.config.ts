import { remote } from '../../tools/rsbuild.ts'
import { manifest } from './src/manifest.ts'

export default remote(import.meta.url, manifest, { port: 4207 })
