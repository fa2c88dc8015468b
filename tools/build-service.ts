import { rmSync } from 'node:fs'
import { rolldown } from 'rolldown'
import { serviceBuild } from './platform/service-build.ts'

// Called in a service's folder: bundles its programs into `dist/`.

const { options, output, programs } = serviceBuild(process.cwd())
rmSync(output.dir ?? 'dist', { recursive: true, force: true })
const bundle = await rolldown(options)
await bundle.write(output)
await bundle.close()
process.stdout.write(`dist/${programs.join('.js, dist/')}.js\n`)
