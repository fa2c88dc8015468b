import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { codegen } from '@graphql-codegen/core'
import * as typescriptOperations from '@graphql-codegen/typescript-operations'
import { buildSchema, parse, printSchema } from 'graphql'
import { documentsOf, operationFolders, trustedDocumentsOf } from './operations.ts'

// Types of the operations that are kept beside the components that ask them, from the committed supergraph. Types only: the
// documents themselves stay `gql` in the component, masked by Apollo's own data masking. Beside them the list of what every
// portal asks, by the ids that its pages send. `--check` writes nothing and fails when that list is stale.

const root = join(import.meta.dirname, '..')
const supergraphFile = process.env.SUPERGRAPH_FILE ?? join(root, 'gateway', 'supergraph.graphql')
const wanted = process.argv.slice(2).filter((argument) => argument !== '--check')
const onlyChecks = process.argv.includes('--check')

function put(file: string, content: string): void {
  if (!existsSync(file) || readFileSync(file, 'utf8') !== content) writeFileSync(file, content)
}

const schema = buildSchema(readFileSync(supergraphFile, 'utf8'), { assumeValidSDL: true })
const schemaDocument = parse(printSchema(schema))

for (const { portal: name, folder } of operationFolders()) {
  // The types are not committed, so they cannot be stale.
  if (onlyChecks || (wanted.length > 0 && !wanted.includes(name))) continue
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
      // A fragment that is spread with `@unmask` is part of what the operation says.
      customDirectives: { apolloUnmask: true },
      enumType: 'string-literal',
      useTypeImports: true,
      scalars: { VND: 'number', LocalDate: 'string', DateTime: 'string', ID: 'string' },
      defaultScalarType: 'unknown',
      nonOptionalTypename: true,
      skipTypeNameForRoot: true,
    },
  })
  put(filename, output)
  console.log(`${name}: ${documents.length} documents`)
}

// What each portal may ask, for whoever reviews a change or checks from outside; the builds write their own.
const portals = operationFolders().filter(({ portal }) => portal !== 'remote')
const trusted = await Promise.all(
  portals.map(async ({ portal }) => [portal, await trustedDocumentsOf(portal)] as const),
)
const list = join(root, 'gateway', 'trusted-documents.json')
const documents = `${JSON.stringify(Object.fromEntries(trusted), null, 2)}\n`
if (!onlyChecks) put(list, documents)
else if (!existsSync(list) || readFileSync(list, 'utf8') !== documents) {
  console.error('gateway/trusted-documents.json is not what the portals ask; run npm run codegen')
  process.exit(1)
}
