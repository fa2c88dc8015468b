import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type OutputOptions, type RolldownOptions, rolldown, watch } from 'rolldown'

// Called in a service's folder: bundles its programs into `dist/`. Workspace packages go inside, what npm installs stays
// outside. `--watch` builds again at every change and says so on standard output.

const folder = process.cwd()
const { dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
  dependencies?: Record<string, string>
}
const entries = ['main', 'migrate'].filter((name) => existsSync(join(folder, 'src', `${name}.ts`)))
if (entries.length === 0) throw new Error(`${folder} has neither src/main.ts nor src/migrate.ts`)

const output: OutputOptions = {
  dir: 'dist',
  format: 'esm',
  sourcemap: true,
  entryFileNames: '[name].js',
  chunkFileNames: 'chunks/[name]-[hash].js',
}

const options: RolldownOptions = {
  input: Object.fromEntries(entries.map((name) => [name, join(folder, 'src', `${name}.ts`)])),
  cwd: folder,
  platform: 'node',
  tsconfig: join(folder, 'tsconfig.json'),
  external: (id) => {
    if (id.startsWith('.') || id.startsWith('/') || id.startsWith('@vungxanh/')) return false
    // Its helpers are written into the output by the transformer; as an outside package no service lists it.
    return !id.startsWith('@oxc-project/runtime') && !/^[a-z]:\\/i.test(id)
  },
  logLevel: 'warn',
}

rmSync(join(folder, 'dist'), { recursive: true, force: true })
if (process.argv.includes('--watch')) {
  const watcher = watch({ ...options, output })
  watcher.on('event', async (event) => {
    if (event.code === 'BUNDLE_END') {
      process.stdout.write('built\n')
      await event.result.close()
    }
    if (event.code === 'ERROR') process.stderr.write(`${event.error.message}\n`)
  })
} else {
  const bundle = await rolldown(options)
  await bundle.write(output)
  await bundle.close()
  process.stdout.write(`${entries.join(', ')} with ${Object.keys(dependencies).length} dependencies outside\n`)
}
