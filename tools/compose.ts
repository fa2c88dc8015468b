import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { composeServices } from '@apollo/composition'
import { parse } from 'graphql'
import { departments, root, standardPorts } from './platform/paths.ts'

// Composes the committed schemas of the departments into the gateway's supergraph. `--check` only says whether the committed
// one is what composition gives.

const file = join(root, 'gateway/supergraph.graphql')
const present = departments.filter((name) => existsSync(join(root, 'services', name, 'schema.graphql')))
const { supergraphSdl, errors, hints } = composeServices(
  present.map((name) => ({
    name,
    url: `http://127.0.0.1:${standardPorts[name]}/graphql`,
    typeDefs: parse(readFileSync(join(root, 'services', name, 'schema.graphql'), 'utf8')),
  })),
)

if (errors) {
  for (const error of errors) console.error(`${error.message}\n`)
  console.error(`The departments do not compose: ${errors.length} errors`)
  process.exit(1)
}
for (const { definition, message } of hints ?? []) {
  if (definition.level.name !== 'INFO' && definition.level.name !== 'DEBUG')
    console.error(`${definition.code}: ${message}`)
}

const sdl = `${supergraphSdl?.trim()}\n`
if (process.argv.includes('--check')) {
  const committed = existsSync(file) ? readFileSync(file, 'utf8') : ''
  if (committed !== sdl) {
    console.error('gateway/supergraph.graphql is stale: run npm run compose')
    process.exit(1)
  }
} else {
  writeFileSync(file, sdl)
  console.log(`gateway/supergraph.graphql: ${present.join(', ')}`)
}
