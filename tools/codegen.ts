import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { codegen } from '@graphql-codegen/core'
import * as typescriptOperations from '@graphql-codegen/typescript-operations'
import { buildSchema, parse, printSchema } from 'graphql'
import { documentsOf, operationFolders, trustedDocumentsOf } from './operations.ts'

// Types of the operations that are kept beside the components that ask them, from the committed supergraph. Types only: the
// documents themselves stay `gql` in the component, masked by Apollo's own data masking. Beside them the list of what every
// portal asks, by the ids that its pages send. `--check` writes nothing and fails when something is stale.

const root = join(import.meta.dirname, '..')
const supergraphFile = process.env.SUPERGRAPH_FILE ?? join(root, 'gateway', 'supergraph.graphql')
const wanted = process.argv.slice(2).filter((argument) => argument !== '--check')
const onlyChecks = process.argv.includes('--check')
const stale: string[] = []

function put(file: string, content: string): void {
  if (existsSync(file) && readFileSync(file, 'utf8') === content) return
  if (onlyChecks) stale.push(relative(root, file))
  else writeFileSync(file, content)
}

const schema = buildSchema(readFileSync(supergraphFile, 'utf8'), { assumeValidSDL: true })
const schemaDocument = parse(printSchema(schema))

for (const { portal: name, folder } of operationFolders()) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const documents = documentsOf(folder)
  const filename = join(folder, 'operations.generated.ts')
  if (documents.length === 0) continue
  const output = await codegen({
    filename,
    schema: schemaDocument,
    schemaAst: schema,
    documents,
    plugins: [{ operations: {} }],
    pluginMap: { operations: typescriptOperations },
    config: {
      inlineFragmentTypes: 'mask',
      enumType: 'string-literal',
      useTypeImports: true,
      scalars: { VND: 'number', LocalDate: 'string', DateTime: 'string', ID: 'string' },
      defaultScalarType: 'unknown',
      nonOptionalTypename: true,
      skipTypeNameForRoot: true,
    },
  })
  put(filename, output)
  if (!onlyChecks) console.log(`${name}: ${documents.length} documents`)
}

// What each portal may ask, for whoever reviews a change or checks from outside; the builds write their own.
const portals = operationFolders().filter(({ portal }) => portal !== 'remote')
const trusted = await Promise.all(
  portals.map(async ({ portal }) => [portal, await trustedDocumentsOf(portal)] as const),
)
put(join(root, 'gateway', 'trusted-documents.json'), `${JSON.stringify(Object.fromEntries(trusted), null, 2)}\n`)

if (stale.length > 0) {
  console.error(`Stale, run npm run codegen: ${stale.join(', ')}`)
  process.exit(1)
}
