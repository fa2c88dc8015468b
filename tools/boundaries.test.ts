import { globSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './platform/paths.ts'

interface Manifest {
  name: string
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  nx?: { name?: string; tags?: string[] }
}

const manifests = globSync('{packages,services,frontends}/*/package.json', { cwd: root }).concat(
  ['gateway', 'tools', 'e2e', 'bench'].map((folder) => `${folder}/package.json`),
)
const projects = manifests.sort().map((file) => ({
  folder: dirname(file),
  manifest: JSON.parse(readFileSync(join(root, file), 'utf8')) as Manifest,
}))
const rootManifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest

function sourcesOf(folder: string): string[] {
  return globSync('**/*.{ts,tsx,mjs}', {
    cwd: join(root, folder),
    exclude: (path) => /node_modules|^dist$/.test(String(path)),
  })
    .map((file) => join(folder, file))
    .filter((file) => !/(^|\/)(node_modules|node-runtime|dist)\//.test(file) && !file.endsWith('.generated.ts'))
}

function importsOf(file: string): string[] {
  const source = readFileSync(join(root, file), 'utf8')
  return [
    ...source.matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^'"`;]*?from\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)|(?:^|\n)import\s+'([^']+)'/g,
    ),
  ].map((match) => match[1] ?? match[2] ?? match[3] ?? '')
}

test.each(projects)('$folder says what kind it is and where it runs', ({ manifest }) => {
  const tags = manifest.nx?.tags ?? []
  expect(manifest.nx?.name).toBeTruthy()
  expect(tags.filter((tag) => /^kind:(service|gateway|frontend|package|e2e|bench|tool)$/.test(tag))).toHaveLength(1)
  expect(tags.filter((tag) => /^runs:(node|browser|anywhere)$/.test(tag))).toHaveLength(1)
})

test.each(projects)(
  '$folder imports what it declares and nothing of another project by path',
  ({ folder, manifest }) => {
    const declared = new Set([
      manifest.name,
      ...Object.keys({ ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }),
      ...Object.keys(rootManifest.devDependencies ?? {}),
    ])
    const faults: string[] = []
    for (const file of sourcesOf(folder)) {
      const isBuildConfiguration = /\.config\.ts$/.test(file)
      for (const specifier of importsOf(file)) {
        if (specifier.startsWith('.')) {
          const target = relative(root, resolve(root, dirname(file), specifier))
          // The bundler's and the test runner's configuration is shared from tools.
          if (!target.startsWith(`${folder}/`) && !(isBuildConfiguration && target.startsWith('tools/'))) {
            faults.push(`${file}: ${specifier} leaves the project`)
          }
          continue
        }
        const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
        const isBuiltin = specifier.startsWith('node:') || builtinModules.includes(specifier)
        if (!isBuiltin && !declared.has(name) && !declared.has(`@types/${name}`))
          faults.push(`${file}: ${name} is not declared`)
      }
    }
    expect(faults).toEqual([])
  },
)

test.each(projects)('$folder pins its dependencies exactly', ({ manifest }) => {
  const all = Object.entries({
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...manifest.optionalDependencies,
  })
  expect(
    all.filter(([name, version]) => (name.startsWith('@vungxanh/') ? version !== '*' : !/^\d/.test(version))),
  ).toEqual([])
})

test('the lockfile carries the binaries of every platform, without which npm ci refuses it', () => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { optionalDependencies?: Record<string, string> }>
  }
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`],
    ),
  )
  expect(missing, 'run node tools/complete-lockfile.mjs').toEqual([])
})
