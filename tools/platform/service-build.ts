import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { OutputOptions, RolldownOptions } from 'rolldown'

/** How a service becomes `dist/`: workspace packages go inside the bundle, what npm installs stays outside. */
export function serviceBuild(folder: string): { options: RolldownOptions; output: OutputOptions; programs: string[] } {
  const programs = ['main', 'migrate', 'sheet-reader'].filter((name) => existsSync(join(folder, 'src', `${name}.ts`)))
  if (programs.length === 0) throw new Error(`${folder} has neither src/main.ts nor src/migrate.ts`)
  return {
    programs,
    options: {
      input: Object.fromEntries(programs.map((name) => [name, join(folder, 'src', `${name}.ts`)])),
      cwd: folder,
      platform: 'node',
      tsconfig: join(folder, 'tsconfig.json'),
      external: (id) => {
        if (id.startsWith('.') || id.startsWith('/') || id.startsWith('@vungxanh/') || /^[a-z]:\\/i.test(id))
          return false
        // The transformer's own helpers: no service lists them, so they are written into the output.
        return !id.startsWith('@oxc-project/runtime')
      },
      logLevel: 'warn',
    },
    output: {
      dir: join(folder, 'dist'),
      format: 'esm',
      sourcemap: true,
      entryFileNames: '[name].js',
      chunkFileNames: 'chunks/[name]-[hash].js',
    },
  }
}
