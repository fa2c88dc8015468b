// A registry mirror that lacks the binaries of some platforms makes `npm install` leave them out of the lockfile, and `npm ci`
// then refuses the lockfile everywhere. This adds what is missing, from what each package says it may bring:
//
//   node tools/complete-lockfile.mjs
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const file = join(dirname(fileURLToPath(import.meta.url)), '../package-lock.json')
const lockfile = JSON.parse(readFileSync(file, 'utf8'))
const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32']
const processors = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']

let added = 0
for (const [path, { optionalDependencies = {}, dev, license }] of Object.entries(lockfile.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (lockfile.packages[`node_modules/${name}`] || lockfile.packages[`${path}/node_modules/${name}`]) continue
    const system = systems.find((known) => name.includes(known))
    const processor = processors.find((known) => name.includes(known))
    if (!processor || !/^\d/.test(version))
      throw new Error(`${path} wants ${name}@${version}, whose platform its name does not say`)
    const libc = name.includes('musl') ? 'musl' : system === 'linux' && name.includes('gnu') ? 'glibc' : undefined
    lockfile.packages[`node_modules/${name}`] = {
      version,
      cpu: [processor],
      ...(dev && { dev }),
      ...(libc && { libc: [libc] }),
      license,
      optional: true,
      ...(system && { os: [system] }),
    }
    added += 1
  }
}
const paths = Object.keys(lockfile.packages).sort((a, b) => a.localeCompare(b, 'en'))
lockfile.packages = Object.fromEntries(paths.map((path) => [path, lockfile.packages[path]]))
writeFileSync(file, `${JSON.stringify(lockfile, null, 2)}\n`)
console.log(`${added} added`)
