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
    const found = lookUp(path, name).find((place) => lockfile.packages[place])
    if (found && (!isExact(version) || lockfile.packages[found].version === version)) continue
    const system = systems.find((known) => name.includes(known))
    const processor = processors.find((known) => name.includes(known))
    if (!processor || !isExact(version))
      throw new Error(`${path} wants ${name}@${version}, whose platform its name does not say`)
    const libc = name.includes('musl') ? 'musl' : system === 'linux' && name.includes('gnu') ? 'glibc' : undefined
    // Beside its package when another version has the place at the top, as npm does it.
    const top = `node_modules/${name}`
    lockfile.packages[lockfile.packages[top] ? `${path}/node_modules/${name}` : top] = {
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

function isExact(version) {
  return /^\d/.test(version)
}

/** Where Node looks for a package that is asked for at this path, the nearest place first. */
function lookUp(path, name) {
  const folders = [path]
  for (let folder = path; folder.includes('/node_modules/'); ) {
    folder = folder.slice(0, folder.lastIndexOf('/node_modules/'))
    folders.push(folder)
  }
  return [...folders.map((folder) => `${folder}/node_modules/${name}`), `node_modules/${name}`]
}
