import 'reflect-metadata'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { composeServices } from '@apollo/composition'
import type { AccessTable } from '@vungxanh/access'
import { parse, printSchema } from 'graphql'
import { accessCatalogue } from './access-catalogue.ts'
import { type Department, departments, root, standardPorts } from './platform/paths.ts'

// Writes what is generated and committed: each department's schema from its code, the gateway's supergraph from the schemas,
// the API schema that clients see, and the catalogue of who may read what. `--check` writes nothing and says what is stale.

const check = process.argv.includes('--check')
const stale: string[] = []

function keep(path: string, content: string): void {
  const file = join(root, path)
  if (existsSync(file) && readFileSync(file, 'utf8') === content) return
  if (check) stale.push(path)
  else {
    writeFileSync(file, content)
    console.log(`written ${path}`)
  }
}

const subgraphs: Record<Department, () => Promise<{ subgraph: { sdl: string; access: AccessTable } }>> = {
  residents: () => import('@vungxanh/residents/schema'),
  health: () => import('@vungxanh/health/schema'),
  welfare: () => import('@vungxanh/welfare/schema'),
  directives: () => import('@vungxanh/directives/schema'),
}

const definitions = []
const tables: Record<string, AccessTable> = {}
for (const name of departments) {
  if (!existsSync(join(root, 'services', name, 'src/schema.ts'))) continue
  const { sdl, access } = (await subgraphs[name]()).subgraph
  tables[name] = access
  keep(`services/${name}/schema.graphql`, sdl)
  definitions.push({ name, url: `http://127.0.0.1:${standardPorts[name]}/graphql`, typeDefs: parse(sdl) })
}

keep('access-catalogue.json', accessCatalogue(tables))

const { supergraphSdl, schema, errors, hints } = composeServices(definitions)
if (errors) {
  for (const error of errors) console.error(`${error.message}\n`)
  console.error(`The departments do not compose: ${errors.length} errors`)
  process.exit(1)
}
for (const { definition, message } of hints ?? []) {
  if (definition.level.name === 'WARN') console.error(`${definition.code}: ${message}`)
}
keep('gateway/supergraph.graphql', `${supergraphSdl.trim()}\n`)
keep('gateway/api-schema.graphql', `${printSchema(schema.toAPISchema().toGraphQLJSSchema())}\n`)

if (stale.length > 0) {
  console.error(`Stale: ${stale.join(', ')}. Run npm run compose`)
  process.exit(1)
}
